"""Settings: a card for each setting, in groups, and what the app does with the person's data."""

import asyncio

import flet as ft

from sv_app import routes
from sv_app.ui.components.cards import nav_card
from sv_app.ui.components.error_boundary import component, screen
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.storage_notices import storage_notice
from sv_app.ui.components.typography import bullets, heading, text, title
from sv_app.ui.context import AppContext, is_mobile, use_effect, use_state, use_storage

CHECK_DELAY = 5
"""Seconds between two checks whether the whole app is on the device."""

SettingsCard = tuple[str, str, ft.IconData, str]
"""The name, the description, the icon and the path of a card."""


@screen
def settings(context: AppContext) -> ft.View:
    """The links to the settings, and what the app does with the data."""
    storage = use_storage()
    labels = context.content.labels.settings
    return page_shell(
        context,
        title(labels.title),
        [
            *storage_notice(context, storage),
            *_groups(context),
            heading(labels.privacy),
            bullets(labels.privacy_points),
            text(labels.limits),
            _offline_status(),
        ],
        back_to=routes.HOME,
    )


@component
def _offline_status(context: AppContext) -> ft.Control:
    """Whether the whole app is on this device; it is checked again until it is."""
    labels = context.content.labels.offline
    (offline, set_offline), (checks, set_checks) = use_state(bool), use_state(int)

    async def check_offline() -> None:
        if checks:
            await asyncio.sleep(CHECK_DELAY)
        available = await context.works_offline()
        set_offline(available)
        if not available:
            set_checks(checks + 1)

    use_effect(check_offline, [checks])
    if not (offline or checks):  # not known yet
        return ft.Container()
    return text(labels.available if offline else labels.unavailable)


def _groups(context: AppContext) -> list[ft.Control]:
    """A heading and its cards for each group of settings."""
    content = context.content
    menu, language, region = (
        content.privacy.settings_menu,
        content.labels.app.language,
        content.current_region.name,
    )
    keyboard = (menu.keyboard, menu.keyboard_about, ft.Icons.KEYBOARD_OUTLINED, routes.KEYBOARD)
    groups: dict[str, list[SettingsCard]] = {
        menu.locale_group: [
            (menu.language, language, ft.Icons.LANGUAGE, routes.LANGUAGE),
            (menu.region, region, ft.Icons.PLACE_OUTLINED, routes.HELPLINES),
        ],
        menu.data_group: [
            (menu.device, menu.device_about, ft.Icons.SMARTPHONE_OUTLINED, routes.DEVICE),
            (menu.retention, menu.retention_about, ft.Icons.HOURGLASS_BOTTOM, routes.RETENTION),
            (
                menu.clinician_report,
                menu.clinician_report_about,
                ft.Icons.PRINT_OUTLINED,
                routes.CLINICIAN_REPORT,
            ),
            (menu.export, menu.export_about, ft.Icons.DOWNLOAD, routes.EXPORT),
            (menu.import_journal, menu.import_journal_about, ft.Icons.UPLOAD, routes.IMPORT),
            (menu.erase, menu.erase_about, ft.Icons.DELETE_OUTLINE, routes.ERASE),
        ],
        menu.protection_group: [
            (menu.passcode, menu.passcode_about, ft.Icons.LOCK_OUTLINE, routes.PASSCODE),
            (menu.quick_exit, menu.quick_exit_about, ft.Icons.LOGOUT, routes.QUICK_EXIT),
            (menu.protection, menu.protection_about, ft.Icons.SHIELD_OUTLINED, routes.PROTECTION),
            (menu.network, menu.network_about, ft.Icons.WIFI_OFF, routes.NETWORK),
        ],
        menu.about_group: [
            (menu.sources, menu.sources_about, ft.Icons.MENU_BOOK, routes.SOURCES),
            *([] if is_mobile() else [keyboard]),
        ],
    }
    if context.address:
        share = content.labels.share
        groups[menu.about_group].append(
            (share.title, share.brief, ft.Icons.QR_CODE_2, routes.SHARE)
        )
    return [
        control
        for name, cards in groups.items()
        for control in (heading(name), *(nav_card(context, *card) for card in cards))
    ] + _statements(context)


def _statements(context: AppContext) -> list[ft.Control]:
    """The cards that open the pages beside the app; none where no site has served the app."""
    menu = context.content.privacy.settings_menu
    return [
        nav_card(context, name, about, icon, page, url=context.address + page)
        for name, about, icon, page in (
            (
                menu.accessibility,
                menu.accessibility_about,
                ft.Icons.ACCESSIBILITY_NEW,
                routes.statement_file(routes.ACCESSIBILITY, context.content.code),
            ),
            (
                menu.data_protection,
                menu.data_protection_about,
                ft.Icons.PRIVACY_TIP_OUTLINED,
                routes.statement_file(routes.DATA_PROTECTION, context.content.code),
            ),
        )
        if context.address
    ]

"""Settings: a card for each setting, and what the app does with the person's data."""

import flet as ft

from sv_app import routes
from sv_app.ui.components.cards import nav_card
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.storage_notices import storage_notice
from sv_app.ui.components.typography import bullets, heading, text, title
from sv_app.ui.context import AppContext, use_effect, use_state, use_storage


@screen
def settings(context: AppContext) -> ft.View:
    """The links to the settings, and the privacy statements."""
    storage = use_storage()
    content, labels = context.content, context.content.labels.settings
    offline, set_offline = use_state(bool)

    async def check_offline() -> None:
        set_offline(await context.works_offline())

    use_effect(check_offline, [])
    return page_shell(
        context,
        title(labels.title),
        [
            *storage_notice(context, storage),
            *_cards(context),
            heading(labels.privacy),
            bullets(labels.privacy_points),
            text(labels.limits),
            *([text(content.labels.offline.available)] if offline else []),
        ],
        back_to=routes.HOME,
    )


def _cards(context: AppContext) -> list[ft.Control]:
    content = context.content
    language, menu = content.labels.app.language, content.privacy.settings_menu
    destinations = (
        (menu.language, language, ft.Icons.LANGUAGE, routes.LANGUAGE),
        (menu.device, menu.device_about, ft.Icons.SMARTPHONE_OUTLINED, routes.DEVICE),
        (menu.passcode, menu.passcode_about, ft.Icons.LOCK_OUTLINE, routes.PASSCODE),
        (menu.retention, menu.retention_about, ft.Icons.HOURGLASS_BOTTOM, routes.RETENTION),
        (menu.export, menu.export_about, ft.Icons.DOWNLOAD, routes.EXPORT),
        (menu.import_journal, menu.import_journal_about, ft.Icons.UPLOAD, routes.IMPORT),
        (
            menu.clinician_report,
            menu.clinician_report_about,
            ft.Icons.PRINT_OUTLINED,
            routes.CLINICIAN_REPORT,
        ),
        (
            menu.quick_exit,
            menu.quick_exit_about,
            ft.Icons.VISIBILITY_OFF_OUTLINED,
            routes.QUICK_EXIT,
        ),
        (menu.keyboard, menu.keyboard_about, ft.Icons.KEYBOARD_OUTLINED, routes.KEYBOARD),
        (menu.protection, menu.protection_about, ft.Icons.SHIELD_OUTLINED, routes.PROTECTION),
        (menu.sources, menu.sources_about, ft.Icons.MENU_BOOK, routes.SOURCES),
        (menu.erase, menu.erase_about, ft.Icons.DELETE_OUTLINE, routes.ERASE),
    )
    return [nav_card(context, *destination) for destination in destinations]

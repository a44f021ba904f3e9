"""Home: the key message, and three navigation cards."""

import flet as ft

from sv_app import routes
from sv_app.ui.components.buttons import secondary, tertiary
from sv_app.ui.components.cards import Drawing, card, drawing, nav_card, side_by_side
from sv_app.ui.components.citations import key_message
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.storage_notices import damaged_notice, device_question
from sv_app.ui.components.typography import heading, text, title
from sv_app.ui.context import AppContext, ObservedStorage, use_storage
from sv_app.ui.theme import Breakpoint


@screen
def home(context: AppContext) -> ft.View:
    """The first screen."""
    storage = use_storage()
    desktop = context.breakpoint >= Breakpoint.DESKTOP
    message, navigation = _message(context, storage), _navigation(context, storage)
    body: list[ft.Control] = (
        [side_by_side(message, navigation)] if desktop else [*message, *navigation]
    )
    return page_shell(context, title(context.content.labels.home.title), body, wide=desktop)


def _message(context: AppContext, storage: ObservedStorage) -> list[ft.Control]:
    """The notices, the drawing and the key message."""
    picture = [drawing(Drawing.SIDE_BY_SIDE)] if context.breakpoint >= Breakpoint.TABLET else []
    return [
        *damaged_notice(context, storage),
        *_unchecked_region(context),
        *picture,
        key_message(context, brief=True),
    ]


def _unchecked_region(context: AppContext) -> list[ft.Control]:
    """The notice that no number was checked for the device's region, with a button to choose."""
    if not context.content.has_unchecked_numbers:
        return []
    labels = context.content.labels.helplines
    choose = secondary(labels.choose_region, lambda: context.go(routes.HELPLINES))
    return [card([text(labels.unchecked), choose])]


def _navigation(context: AppContext, storage: ObservedStorage) -> list[ft.Control]:
    """The navigation cards, the device question until it is answered, and the other links."""
    labels = context.content.labels.home
    return [
        heading(labels.audience_heading),
        nav_card(context, labels.me, labels.me_about, ft.Icons.FAVORITE_BORDER, routes.ME),
        nav_card(
            context,
            labels.colleague,
            labels.colleague_about,
            ft.Icons.FORUM_OUTLINED,
            routes.SCRIPTS,
        ),
        nav_card(context, labels.team, labels.team_about, ft.Icons.GROUPS_OUTLINED, routes.TEAM),
        *device_question(storage),
        *([] if context.breakpoint >= Breakpoint.TABLET else _links(context)),
    ]


def _links(context: AppContext) -> list[ft.Control]:
    """The destinations that only the navigation rail shows on wider windows."""
    labels, go = context.content.labels, context.go
    return [
        tertiary(labels.search.title, lambda: go(routes.SEARCH), ft.Icons.SEARCH),
        tertiary(labels.home.understand, lambda: go(routes.UNDERSTAND), ft.Icons.MENU_BOOK),
        tertiary(labels.home.settings, lambda: go(routes.SETTINGS), ft.Icons.TUNE),
    ]

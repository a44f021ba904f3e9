"""Home: the key message, and three doors."""

import flet as ft

from sv_app import routes
from sv_app.ui.components.buttons import quiet, secondary
from sv_app.ui.components.cards import Drawing, card, drawing, nav_card, side_by_side
from sv_app.ui.components.citations import key_message
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.storage_notices import damaged_notice, device_question
from sv_app.ui.components.typography import heading, text, title
from sv_app.ui.context import AppContext, ObservedStorage, use_storage
from sv_app.ui.theme import Breakpoint


@screen
def home(services: AppContext) -> ft.View:
    """What one sees first."""
    kept = use_storage()
    desk = services.room >= Breakpoint.DESK
    first, then = _first(services, kept), _then(services, kept)
    body = [side_by_side(first, then)] if desk else [*first, *then]
    return page_shell(services, [title(services.kit.labels.home.title), *body], wide=desk)


def _first(services: AppContext, kept: ObservedStorage) -> list[ft.Control]:
    """The key message."""
    drawn = [drawing(Drawing.SIDE_BY_SIDE)] if services.room >= Breakpoint.TABLET else []
    return [
        *damaged_notice(services, kept),
        *_unchecked_region(services),
        *drawn,
        key_message(services, brief=True),
    ]


def _unchecked_region(services: AppContext) -> list[ft.Control]:
    """Where no number was checked for the device's region: says so, with a way to choose."""
    if not services.kit.unchecked:
        return []
    labels = services.kit.labels.helplines
    choose = secondary(labels.choose_region, lambda: services.go(routes.HELPLINES))
    return [card([text(labels.unchecked), choose])]


def _then(services: AppContext, kept: ObservedStorage) -> list[ft.Control]:
    """The doors, then what is asked once, and what is rarely wanted."""
    labels = services.kit.labels.home
    return [
        heading(labels.doors),
        nav_card(services, labels.me, labels.me_about, ft.Icons.FAVORITE_BORDER, routes.ME),
        nav_card(
            services,
            labels.colleague,
            labels.colleague_about,
            ft.Icons.FORUM_OUTLINED,
            routes.SCRIPTS,
        ),
        nav_card(services, labels.team, labels.team_about, ft.Icons.GROUPS_OUTLINED, routes.TEAM),
        *device_question(kept),
        *([] if services.room >= Breakpoint.TABLET else _ways(services)),
    ]


def _ways(services: AppContext) -> list[ft.Control]:
    """What the rail shows, where there is one."""
    labels, go = services.kit.labels, services.go
    return [
        quiet(labels.find.title, lambda: go(routes.FIND), ft.Icons.SEARCH),
        quiet(labels.home.understand, lambda: go(routes.UNDERSTAND), ft.Icons.MENU_BOOK),
        quiet(labels.home.settings, lambda: go(routes.SETTINGS), ft.Icons.TUNE),
    ]

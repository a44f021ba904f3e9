"""Home: the key message, and three doors."""

import flet as ft

from sv_app import routes
from sv_app.ui.parts.buttons import quiet
from sv_app.ui.parts.cards import door
from sv_app.ui.parts.device_question import device_question
from sv_app.ui.parts.drawing import Drawing, drawing
from sv_app.ui.parts.guarded import screen
from sv_app.ui.parts.keeping_notice import damaged_notice
from sv_app.ui.parts.key_message import key_message
from sv_app.ui.parts.page_shell import page_shell
from sv_app.ui.parts.words import heading, title
from sv_app.ui.services import Services, use_kept
from sv_app.ui.theme import Room


@screen
def home(services: Services) -> ft.View:
    """What one sees first."""
    kept, labels, go = use_kept(), services.kit.labels.home, services.go
    return page_shell(
        services,
        [
            title(labels.title),
            *([drawing(Drawing.SIDE_BY_SIDE)] if services.room >= Room.TABLET else []),
            *device_question(services, kept),
            *damaged_notice(services, kept),
            key_message(services),
            heading(labels.doors),
            door(labels.me, labels.me_about, ft.Icons.FAVORITE_BORDER, lambda: go(routes.ME)),
            door(
                labels.colleague,
                labels.colleague_about,
                ft.Icons.FORUM_OUTLINED,
                lambda: go(routes.SCRIPTS),
            ),
            door(labels.team, labels.team_about, ft.Icons.GROUPS_OUTLINED, lambda: go(routes.TEAM)),
            quiet(services.kit.labels.find.title, lambda: go(routes.FIND), ft.Icons.SEARCH),
            quiet(labels.understand, lambda: go(routes.UNDERSTAND), ft.Icons.MENU_BOOK),
            quiet(labels.settings, lambda: go(routes.SETTINGS), ft.Icons.TUNE),
        ],
    )

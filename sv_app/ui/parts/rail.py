"""The ways through the app, beside the screen where it is wide enough."""

from collections.abc import Iterator

import flet as ft

from sv_app import routes
from sv_app.ui.parts.buttons import style
from sv_app.ui.parts.landmarks import Mark, marked
from sv_app.ui.services import Services
from sv_app.ui.theme import RAIL, Line, Space

Way = tuple[str, ft.IconData, str]
"""What it is called, how it is drawn, and where it leads."""


def rail(services: Services) -> ft.Control:
    """Every way; the one to where one is, or to what is above it, is marked."""
    column = ft.Column(
        [_link(services, way, _leads(way[2], services.here)) for way in _ways(services)],
        spacing=Space.SMALL,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        scroll=ft.ScrollMode.AUTO,
    )
    surface = ft.Container(
        column,
        width=RAIL,
        padding=Space.SMALL,
        border=ft.Border(right=ft.BorderSide(Line.HAIR, ft.Colors.OUTLINE_VARIANT)),
    )
    ways = marked(Mark.NAVIGATION, surface, services.kit.labels.app.name)
    ways.key = "rail"  # what is beside it is the same with and without it
    return ways


def _ways(services: Services) -> Iterator[Way]:
    labels = services.kit.labels
    yield labels.app.name, ft.Icons.HOME_OUTLINED, routes.HOME
    yield labels.home.me, ft.Icons.FAVORITE_BORDER, routes.ME
    yield labels.home.colleague, ft.Icons.FORUM_OUTLINED, routes.SCRIPTS
    yield labels.home.team, ft.Icons.GROUPS_OUTLINED, routes.TEAM
    yield labels.find.title, ft.Icons.SEARCH, routes.FIND
    yield labels.home.understand, ft.Icons.MENU_BOOK, routes.UNDERSTAND
    yield labels.home.settings, ft.Icons.TUNE, routes.SETTINGS


def _leads(way: str, here: str) -> bool:
    return here == way or (way != routes.HOME and here.startswith(f"{way}/"))


def _link(services: Services, way: Way, current: bool) -> ft.Control:
    words, icon, path = way
    ink = ground = edge = None
    if current:  # by its edge too, for who does not see the colour
        ink, ground = ft.Colors.ON_PRIMARY_CONTAINER, ft.Colors.PRIMARY_CONTAINER
        edge = ft.BorderSide(Line.FIRM, ft.Colors.PRIMARY)
    look = style(ink, ground, tight=True, edge=edge, align=ft.Alignment.CENTER_LEFT)
    button = ft.TextButton(words, icon=icon, style=look, on_click=lambda: services.go(path))
    return ft.MergeSemantics(ft.Semantics(selected=current, content=button))

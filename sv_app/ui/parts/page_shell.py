"""The frame of every screen: a way back, the words, and someone to call."""

import flet as ft

from sv_app import routes
from sv_app.ui.parts.buttons import icon_button
from sv_app.ui.parts.dial import call_bar
from sv_app.ui.parts.landmarks import Mark, marked
from sv_app.ui.parts.words import live
from sv_app.ui.services import Services
from sv_app.ui.theme import COLUMN, RADIUS, TARGET, Space


def page_shell(
    services: Services,
    controls: list[ft.Control],
    back_to: str | None = None,
    foot: list[ft.Control] | None = None,
) -> ft.View:
    """A screen of `controls`; `foot` stays under the thumb, above the call bar."""
    body = ft.Column(controls, spacing=Space.BASE, horizontal_alignment=STRETCH)
    scrolled = ft.Column([_column([body])], scroll=ft.ScrollMode.AUTO, expand=True)
    main = ft.Column([scrolled, *([_column(foot)] if foot else [])], spacing=0)
    whole = ft.Column(
        [_top(services, back_to), marked(Mark.MAIN, main, expand=True), _bottom(services)],
        spacing=0,
        horizontal_alignment=STRETCH,
    )
    return ft.View(controls=[ft.SafeArea(whole, expand=True)], padding=0, spacing=0)


STRETCH = ft.CrossAxisAlignment.STRETCH


def _column(controls: list[ft.Control]) -> ft.Container:
    """The column the words stand in, centred on a wide screen."""
    words = ft.Column(controls, spacing=Space.SMALL, horizontal_alignment=STRETCH, col=COLUMN)
    row = ft.ResponsiveRow([words], alignment=ft.MainAxisAlignment.CENTER)
    return ft.Container(row, padding=ft.Padding(Space.BASE, Space.SMALL, Space.BASE, Space.BASE))


def _bottom(services: Services) -> ft.Control:
    words = ft.ResponsiveRow(
        [ft.Column([call_bar(services)], col=COLUMN)], alignment=ft.MainAxisAlignment.CENTER
    )
    bar = ft.Container(
        words,
        padding=Space.SMALL,
        bgcolor=ft.Colors.SURFACE_CONTAINER,
        border=ft.Border(top=ft.BorderSide(1, ft.Colors.OUTLINE_VARIANT)),
    )
    return marked(Mark.CALL, bar, services.kit.labels.call.button)


def _top(services: Services, back_to: str | None) -> ft.Control:
    """The way back, and what is wrong; the corner at the right is kept free."""
    labels = services.kit.labels.app
    back = icon_button(
        ft.Icons.ARROW_BACK, labels.back, lambda: services.go(back_to or routes.HOME)
    )
    notice = [_notice(services.notice)] if services.notice else []
    bar = ft.Row([back] if back_to else [], height=TARGET)
    parts = ft.Column([bar, *notice], spacing=0, horizontal_alignment=STRETCH)
    return marked(Mark.TOP, parts) if back_to or notice else parts


def _notice(sentence: str) -> ft.Container:
    return ft.Container(
        live(sentence, ft.Colors.ON_TERTIARY_CONTAINER),
        padding=Space.MEDIUM,
        margin=Space.SMALL,
        border_radius=RADIUS,
        bgcolor=ft.Colors.TERTIARY_CONTAINER,
    )

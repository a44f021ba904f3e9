"""Type, space, depth: every visual number that is not a colour lives here."""

import flet as ft

from sv_app.ui.palette import DARK, DARK_STRONG, LIGHT, LIGHT_STRONG

REGULAR = "Atkinson Hyperlegible Next"
BOLD = "Atkinson Hyperlegible Next SemiBold"
FONTS = {
    REGULAR: "fonts/atkinson-hyperlegible-next-400.ttf",
    BOLD: "fonts/atkinson-hyperlegible-next-600.ttf",
}
"""Font files by family, under `assets/`. One family a weight: what a phone can load."""


class Size:
    """Text sizes, in logical pixels; none under 16."""

    BODY = 17
    SMALL = 16
    LEAD = 20
    HEADING = 20
    TITLE = 28
    QUOTE = 25
    CUE = 34
    BUTTON = 17
    ICON = 24


class Space:
    """Gaps, in logical pixels."""

    HAIR = 4
    SMALL = 8
    MEDIUM = 12
    BASE = 16
    LARGE = 24
    HUGE = 40


RADIUS = 18
DEPTH = ft.BoxShadow(
    blur_radius=14,
    color=ft.Colors.with_opacity(0.07, ft.Colors.SHADOW),
    offset=ft.Offset(0, 3),
)
"""How far a card stands above the page: hardly."""
TARGET = 56
"""The height of what one taps; never under 48."""
FOCUS = 3
"""The ring around what the keyboard is on."""
COLUMN: dict[str | ft.ResponsiveRowBreakpoint, int | float] = {"xs": 12, "md": 10, "lg": 8, "xl": 6}
"""How much of the width a screen's text takes, out of twelve."""
LINE_HEIGHT = 1.4


def colour(page: ft.Page, strong: bool) -> None:
    """Give the page its palettes, light and dark: of more contrast when `strong`."""
    page.theme = theme(LIGHT_STRONG if strong else LIGHT)
    page.dark_theme = theme(DARK_STRONG if strong else DARK)
    page.update()


def theme(scheme: ft.ColorScheme) -> ft.Theme:
    """The Flet theme of one colour scheme: no animation between screens."""
    still = ft.PageTransitionTheme.NONE
    return ft.Theme(
        color_scheme=scheme,
        scaffold_bgcolor=scheme.surface,
        font_family=REGULAR,
        page_transitions=ft.PageTransitionsTheme(
            android=still, ios=still, linux=still, macos=still, windows=still
        ),
    )

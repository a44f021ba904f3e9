"""Type, space, depth: every visual number that is not a colour lives here."""

from enum import IntEnum

import flet as ft

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


class Line:
    """How thick edges are, in logical pixels."""

    HAIR = 1
    FIRM = 2
    RING = 3
    """Around what the keyboard is on, and where one is."""
    BAR = 6
    """Beside what hurts."""


RADIUS = 18
DEPTH = ft.BoxShadow(
    blur_radius=14,
    color=ft.Colors.with_opacity(0.07, ft.Colors.SHADOW),
    offset=ft.Offset(0, 3),
)
"""How far a card stands above the page: hardly."""
DRAWING = 112
"""The height of a line drawing."""
DOT = 16
BULLET = 6
TARGET = 56
"""The height of what one taps; never under 48."""
MEASURE = 640
"""The width of a column of text at a desk: lines of some eighty letters."""
ALL = 10_000
"""A width there never is: as wide as may be."""
MARGIN, MIDDLE = 1, 10
"""How a margin on each side and what is between them share the width of a tablet."""
LINE_HEIGHT = 1.4


class Room(IntEnum):
    """How wide the window is: the least width, in logical pixels, of each way to use it."""

    PHONE = 0
    TABLET = 720
    DESK = 1000


RAIL = 216
"""The width of the navigation, beside the screen."""
ASIDE = 340
"""The width of a list, beside what one has chosen from it."""


def room_of(width: float | None) -> Room:
    """What there is room for; a width that is not known is a phone's."""
    return max(room for room in Room if room <= (width or 0))


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

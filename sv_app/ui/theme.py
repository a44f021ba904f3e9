"""Visual constants: colours by role, type, spacing, shadow, breakpoints."""

from collections.abc import Mapping
from dataclasses import replace
from enum import IntEnum

import flet as ft

LIGHT = ft.ColorScheme(
    primary="#1B5C59",
    on_primary="#FFFFFF",
    primary_container="#D9EBE6",
    on_primary_container="#0E3A38",
    secondary_container="#E4EFE3",
    on_secondary_container="#1E4425",
    tertiary_container="#F8EBDD",
    on_tertiary_container="#5F3510",
    error="#9C221D",
    on_error="#FFFFFF",
    error_container="#FBE7E4",
    on_error_container="#6B1411",
    surface="#F7F5F0",
    on_surface="#1D2729",
    on_surface_variant="#414E50",
    surface_container_lowest="#FFFFFF",
    surface_container="#EFECE5",
    outline="#76827F",
    outline_variant="#D3D5CE",
)
DARK = ft.ColorScheme(
    primary="#8FD0C6",
    on_primary="#04302C",
    primary_container="#1D413E",
    on_primary_container="#CFEAE4",
    secondary_container="#223A28",
    on_secondary_container="#CDE8CF",
    tertiary_container="#40301F",
    on_tertiary_container="#F6DDBF",
    error="#F49F95",
    on_error="#330402",
    error_container="#4A1F1C",
    on_error_container="#FBDAD6",
    surface="#12191A",
    on_surface="#E7ECEA",
    on_surface_variant="#BFCAC8",
    surface_container_lowest="#1B2425",
    surface_container="#222C2D",
    outline="#8B9896",
    outline_variant="#384445",
)
# For devices that ask for more contrast: no border is faint.
LIGHT_HIGH_CONTRAST = replace(
    LIGHT,
    primary="#063B38",
    error="#7A0F0B",
    on_primary_container="#00211F",
    on_secondary_container="#0A2510",
    on_tertiary_container="#361B03",
    on_error_container="#420502",
    surface="#FFFFFF",
    on_surface="#000000",
    on_surface_variant="#14191A",
    surface_container="#F4F4F4",
    outline="#2B3231",
    outline_variant="#2B3231",
)
DARK_HIGH_CONTRAST = replace(
    DARK,
    primary="#C9F3EB",
    on_primary="#00201D",
    error="#FFD9D5",
    on_error="#2E0301",
    on_primary_container="#FFFFFF",
    on_secondary_container="#FFFFFF",
    on_tertiary_container="#FFFFFF",
    on_error_container="#FFFFFF",
    surface="#000000",
    on_surface="#FFFFFF",
    on_surface_variant="#F1F5F4",
    surface_container_lowest="#0B0F10",
    surface_container="#141A1B",
    outline="#D5DEDC",
    outline_variant="#D5DEDC",
)
SCHEMES: Mapping[str, ft.ColorScheme] = {
    "light": LIGHT,
    "dark": DARK,
    "light-high-contrast": LIGHT_HIGH_CONTRAST,
    "dark-high-contrast": DARK_HIGH_CONTRAST,
}
"""Every palette, by name."""


REGULAR = "Atkinson Hyperlegible Next"
BOLD = "Atkinson Hyperlegible Next SemiBold"
FONTS = {
    REGULAR: "fonts/atkinson-hyperlegible-next-400.ttf",
    BOLD: "fonts/atkinson-hyperlegible-next-600.ttf",
}
"""Font files by family, under `assets/`.

Each weight is a family of its own, because `page.fonts` takes one file per family.
"""


class TextSize:
    """Text sizes, in logical pixels; none under 16."""

    BODY = 17
    SMALL = 16
    LEAD = 20
    HEADING = 20
    TITLE = 28
    QUESTION = 24
    QUOTE = 25
    CUE = 34
    NUMBER = 48
    BUTTON = 17


class Space:
    """Gaps, in logical pixels."""

    TINY = 4
    SMALL = 8
    MEDIUM = 12
    BASE = 16
    LARGE = 24
    HUGE = 40


class BorderWidth:
    """Border widths, in logical pixels."""

    HAIR = 1
    FIRM = 2
    RING = 3
    """Around the focused control, the open script's card, and the breathing exercise's circle."""
    BAR = 6
    """Beside the link of the current screen, in the navigation rail."""


RADIUS = 18
STRETCH = ft.CrossAxisAlignment.STRETCH
DANGER_TEXT_COLOR = ft.Colors.ON_ERROR_CONTAINER
"""The colour of a text on the card of a danger."""
CARD_SHADOW = ft.BoxShadow(
    blur_radius=14,
    color=ft.Colors.with_opacity(0.07, ft.Colors.SHADOW),
    offset=ft.Offset(0, 3),
)
"""The shadow of a card."""
DRAWING_HEIGHT = 112
"""The height of a drawing."""
HOME_DRAWING_HEIGHT = 56
"""The height of the drawing beside the title of the home screen."""
ICON_SIZE = 24
DOT_SIZE = 16
BULLET = 6
QUICK_EXIT_WIDTH = 148
"""The width of the quick exit, in logical pixels: an icon and two words."""
MINIMUM_TARGET = 48
"""The least height of what a finger taps, in logical pixels."""
BUTTON_HEIGHT = 56
"""The height of a button, in logical pixels."""
TEXT_WIDTH = 600
"""The width of a column of text, from tablets up: lines of about 72 letters."""
WIDE_WIDTH = 2 * TEXT_WIDTH
"""The width of two columns side by side."""
MARGIN_FLEX, CONTENT_FLEX = 1, 10
"""The flex factors of each side margin and of the content between, from tablets up."""
LINE_HEIGHT = 1.4


class Breakpoint(IntEnum):
    """The minimum width of each class of window, in logical pixels."""

    PHONE = 0
    TABLET = 720
    DESKTOP = 1000


SHORT_HEIGHT = 700
"""The least height of a phone's window that is not short; also in parts.css, as 699.9px."""


def is_short(width: float | None, height: float | None) -> bool:
    """Whether a window, in logical pixels, is that of a phone and short.

    The phone is small, or the bars of its browser take room.
    """
    return breakpoint_for(width) is Breakpoint.PHONE and 0 < (height or 0) < SHORT_HEIGHT


LANDSCAPE_HEIGHT = 480
"""A window wider than a phone, and less than this high, is a phone in landscape orientation."""


def is_landscape(width: float | None, height: float | None) -> bool:
    """Whether a window, in logical pixels, is that of a phone in landscape orientation."""
    return breakpoint_for(width) > Breakpoint.PHONE and 0 < (height or 0) < LANDSCAPE_HEIGHT


RAIL_WIDTH = 216
"""The width of the navigation rail beside the screen."""
SIDEBAR_WIDTH = 340
"""The width of a sidebar: a list beside the item chosen from it."""


def breakpoint_for(width: float | None) -> Breakpoint:
    """The breakpoint of a window of `width` logical pixels; PHONE when it is unknown."""
    return max(minimum for minimum in Breakpoint if minimum <= (width or 0))


def theme(scheme: ft.ColorScheme) -> ft.Theme:
    """The Flet theme of a colour scheme, without animation between screens."""
    no_transition = ft.PageTransitionTheme.NONE
    return ft.Theme(
        color_scheme=scheme,
        scaffold_bgcolor=scheme.surface,
        font_family=REGULAR,
        page_transitions=ft.PageTransitionsTheme(
            android=no_transition,
            ios=no_transition,
            linux=no_transition,
            macos=no_transition,
            windows=no_transition,
        ),
    )

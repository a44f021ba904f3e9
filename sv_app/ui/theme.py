"""Colour, type, space: every visual number lives here."""

import flet as ft

LIGHT = ft.ColorScheme(
    primary="#1C5D5A",
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
    error="#F3ABA4",
    on_error="#4A0B08",
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
TARGET = 56
"""The height of what one taps; never under 48."""
FOCUS = 3
"""The ring around what the keyboard is on."""
COLUMN: dict[str | ft.ResponsiveRowBreakpoint, int | float] = {"xs": 12, "md": 10, "lg": 8, "xl": 6}
"""How much of the width a screen's text takes, out of twelve."""
LINE_HEIGHT = 1.4


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

"""Colour: every palette of the app, by the role each colour plays."""

from collections.abc import Mapping
from dataclasses import replace

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
    error="#F08A7F",
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
# For those whose device asks for more contrast: nothing is told by a pale edge.
LIGHT_STRONG = replace(
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
DARK_STRONG = replace(
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
    "light-strong": LIGHT_STRONG,
    "dark-strong": DARK_STRONG,
}
"""Every palette, by name."""

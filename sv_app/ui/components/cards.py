"""Surfaces: cards, tinted or plain, cards that lead to another screen, and drawings."""

from enum import StrEnum

import flet as ft

from sv_app.ui.components.buttons import button_style_with_ring
from sv_app.ui.components.typography import bold, muted
from sv_app.ui.context import AppContext
from sv_app.ui.theme import DEPTH, DRAWING, RADIUS, Line, Size, Space


class Drawing(StrEnum):
    """What there is under assets/drawings/."""

    SIDE_BY_SIDE = "side-by-side"
    EMPTY_JOURNAL = "empty-journal"
    EMPTY_CARD = "empty-card"
    EMPTY_CONTACTS = "empty-contacts"
    LOST = "lost"


def drawing(which: Drawing) -> ft.Semantics:
    """A drawing, of a line that both themes show."""
    image = ft.Image(f"drawings/{which}.svg", height=DRAWING, fit=ft.BoxFit.CONTAIN)
    return ft.Semantics(exclude_semantics=True, content=image)


DEFAULT_BORDER = ft.Border.all(Line.HAIR, ft.Colors.OUTLINE_VARIANT)
CURRENT_BORDER = ft.Border.all(Line.RING, ft.Colors.PRIMARY)


def card(
    controls: list[ft.Control],
    bgcolor: str = ft.Colors.SURFACE_CONTAINER_LOWEST,
    border: ft.Border | None = None,
) -> ft.Container:
    """A rounded surface around a column of controls, all as wide as it."""
    stretch = ft.CrossAxisAlignment.STRETCH
    column = ft.Column(controls, spacing=Space.SMALL, tight=True, horizontal_alignment=stretch)
    return ft.Container(
        column,
        padding=Space.BASE,
        border_radius=RADIUS,
        bgcolor=bgcolor,
        border=border or DEFAULT_BORDER,
        shadow=DEPTH,
    )


def side_by_side(*columns: list[ft.Control]) -> ft.Row:
    """Columns of the same width, where there is room."""
    heard: list[ft.Control] = [_group(one) for one in columns]
    return ft.Row(heard, spacing=Space.LARGE, vertical_alignment=ft.CrossAxisAlignment.START)


def _group(controls: list[ft.Control]) -> ft.Semantics:
    """A column that is read to its end before what is beside it; each part of it by itself.

    Of all that Flet has, only a card that is no container keeps texts from becoming one.
    """
    stretch = ft.CrossAxisAlignment.STRETCH
    column = ft.Column(controls, spacing=Space.MEDIUM, horizontal_alignment=stretch)
    apart = ft.Card(
        column, elevation=0, margin=0, bgcolor=ft.Colors.TRANSPARENT, semantic_container=False
    )
    return ft.Semantics(container=True, content=apart, expand=True)


def nav_card(
    context: AppContext,
    name: str,
    about: str,
    icon: ft.IconData | None,
    path: str,
    here: bool | None = None,
) -> ft.MergeSemantics:
    """A card one taps to go to `path`; `here` when that is where one is."""
    words = ft.Column([bold(name), muted(about, Size.SMALL)], spacing=0, tight=True, expand=True)
    badge = [_badge(icon)] if icon else []
    way = ft.Icon(ft.Icons.CHEVRON_RIGHT, color=ft.Colors.ON_SURFACE_VARIANT)
    # Where few words hold, drawings beside them would cut them in the middle.
    row = ft.Row([words] if context.compact else [*badge, words, way], spacing=Space.BASE)
    style = _door_style(here)
    button = ft.OutlinedButton(row, style=style, on_click=lambda: context.go(path))
    # Not clipped: the ring of the keyboard is outside the button.
    clip = ft.ClipBehavior.NONE
    raised = ft.Container(button, border_radius=RADIUS, shadow=DEPTH, clip_behavior=clip)
    return ft.MergeSemantics(ft.Semantics(button=True, selected=here, content=raised))


def _door_style(here: bool | None) -> ft.ButtonStyle:
    return button_style_with_ring(
        (CURRENT_BORDER if here else DEFAULT_BORDER).top,
        shape=ft.RoundedRectangleBorder(radius=RADIUS),
        padding=Space.BASE,
        color=ft.Colors.ON_SURFACE,
        bgcolor=ft.Colors.SURFACE_CONTAINER_LOWEST,
        visual_density=ft.VisualDensity.STANDARD,
    )


def _badge(icon: ft.IconData) -> ft.Container:
    return ft.Container(
        ft.Icon(icon, size=Size.ICON, color=ft.Colors.ON_PRIMARY_CONTAINER),
        padding=Space.MEDIUM,
        border_radius=RADIUS,
        bgcolor=ft.Colors.PRIMARY_CONTAINER,
    )

"""Cards, navigation cards, columns side by side, and drawings."""

from collections.abc import Sequence
from enum import StrEnum

import flet as ft

from sv_app.ui.components.buttons import button_style_with_ring
from sv_app.ui.components.typography import bold, muted
from sv_app.ui.context import AppContext
from sv_app.ui.theme import (
    CARD_SHADOW,
    DRAWING_HEIGHT,
    ICON_SIZE,
    RADIUS,
    STRETCH,
    BorderWidth,
    Space,
    TextSize,
)


class Drawing(StrEnum):
    """The drawings in assets/drawings/, by file name without `.svg`."""

    SIDE_BY_SIDE = "side-by-side"
    NIGHT = "side-by-side-night"
    EMPTY_JOURNAL = "empty-journal"
    EMPTY_FAVOURITES = "empty-card"
    EMPTY_CONTACTS = "empty-contacts"
    LOST = "lost"


def drawing(name: Drawing, height: int = DRAWING_HEIGHT) -> ft.Semantics:
    """A drawing, hidden from screen readers."""
    image = ft.Image(
        f"drawings/{name}.svg", height=height, fit=ft.BoxFit.CONTAIN, border_radius=RADIUS
    )
    return ft.Semantics(exclude_semantics=True, content=image)


DEFAULT_BORDER = ft.Border.all(BorderWidth.HAIR, ft.Colors.OUTLINE_VARIANT)
CURRENT_BORDER = ft.Border.all(BorderWidth.RING, ft.Colors.PRIMARY)


def card(
    controls: list[ft.Control],
    bgcolor: str = ft.Colors.SURFACE_CONTAINER_LOWEST,
    border: ft.Border | None = None,
) -> ft.Container:
    """A rounded surface with a column of controls, stretched to its width."""
    column = ft.Column(controls, spacing=Space.SMALL, tight=True, horizontal_alignment=STRETCH)
    return ft.Container(
        column,
        padding=Space.BASE,
        border_radius=RADIUS,
        bgcolor=bgcolor,
        border=border or DEFAULT_BORDER,
        shadow=CARD_SHADOW,
    )


def side_by_side(*columns: list[ft.Control], widths: Sequence[int] = ()) -> ft.Row:
    """Columns in a row: of the same width, or in the proportions of `widths`."""
    groups: list[ft.Control] = [_reading_group(column) for column in columns]
    for group, width in zip(groups, widths, strict=False):
        group.expand = width
    return ft.Row(groups, spacing=Space.LARGE, vertical_alignment=ft.CrossAxisAlignment.START)


def _reading_group(controls: list[ft.Control]) -> ft.Semantics:
    """A column that a screen reader reads to its end before the next column.

    In Flet, only a Card with `semantic_container=False` keeps the texts as separate nodes;
    they would be merged into one otherwise.
    """
    column = ft.Column(controls, spacing=Space.MEDIUM, horizontal_alignment=STRETCH)
    separate_nodes = ft.Card(
        column, elevation=0, margin=0, bgcolor=ft.Colors.TRANSPARENT, semantic_container=False
    )
    return ft.Semantics(container=True, content=separate_nodes, expand=True)


def nav_card(
    context: AppContext,
    name: str,
    about: str,
    icon: ft.IconData | None,
    path: str,
    url: str | None = None,
) -> ft.MergeSemantics:
    """A card that opens `path` when tapped.

    `url` is the address of a page outside the app, which the card opens in another tab instead:
    what is in memory would be lost otherwise.
    """
    words = ft.Column(
        [bold(name), muted(about, TextSize.SMALL)], spacing=0, tight=True, expand=True
    )
    badge = [_badge(icon)] if icon else []
    end_icon = ft.Icons.CHEVRON_RIGHT if url is None else ft.Icons.OPEN_IN_NEW
    end = ft.Icon(end_icon, color=ft.Colors.ON_SURFACE_VARIANT)
    # In a compact window, icons would leave too little width: words would be broken.
    row = ft.Row([words] if context.compact else [*badge, words, end], spacing=Space.BASE)
    button = ft.OutlinedButton(row, style=nav_card_style())
    if url is None:
        button.on_click = lambda: context.go(path)
    else:
        button.action = ft.OpenUrl(url, target=ft.UrlTarget.BLANK)
    # No clipping: the focus ring is drawn outside the button.
    clip = ft.ClipBehavior.NONE
    raised = ft.Container(button, border_radius=RADIUS, shadow=CARD_SHADOW, clip_behavior=clip)
    return ft.MergeSemantics(ft.Semantics(button=True, content=raised))


def nav_card_style(
    color: str = ft.Colors.ON_SURFACE, bgcolor: str = ft.Colors.SURFACE_CONTAINER_LOWEST
) -> ft.ButtonStyle:
    """The style of a card that is a button."""
    return button_style_with_ring(
        DEFAULT_BORDER.top,
        shape=ft.RoundedRectangleBorder(radius=RADIUS),
        padding=Space.BASE,
        color=color,
        bgcolor=bgcolor,
        visual_density=ft.VisualDensity.STANDARD,
    )


def _badge(icon: ft.IconData) -> ft.Container:
    return ft.Container(
        ft.Icon(icon, size=ICON_SIZE, color=ft.Colors.ON_PRIMARY_CONTAINER),
        padding=Space.MEDIUM,
        border_radius=RADIUS,
        bgcolor=ft.Colors.PRIMARY_CONTAINER,
    )

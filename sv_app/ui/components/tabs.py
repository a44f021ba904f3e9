"""Tabs: the parts of a screen, of which one is shown."""

from collections.abc import Sequence
from dataclasses import dataclass

import flet as ft

from sv_app.ui.components.buttons import SHORT_PADDING, ClickHandler, button_style
from sv_app.ui.components.semantics import SemanticRole, with_role
from sv_app.ui.context import AppContext
from sv_app.ui.theme import BorderWidth, Breakpoint, Space

MARGIN = 2
"""The width of the margins of a tab, in characters."""


@dataclass(frozen=True)
class Tab:
    """One tab: its label and icon, whether its part is shown, and the handler that shows it."""

    words: str
    icon: ft.IconData
    chosen: bool
    act: ClickHandler


def tab_bar(context: AppContext, name: str, tabs: Sequence[Tab]) -> ft.Semantics:
    """A row of tabs, or two rows in a compact window; `name` is its accessible name.

    The arrow keys move the focus from tab to tab (keyboard.js).
    """
    columns = 2 if context.compact else len(tabs)
    rows: list[ft.Control] = [
        ft.Row([_tab(context, tab) for tab in tabs[start : start + columns]], spacing=Space.TINY)
        for start in range(0, len(tabs), columns)
    ]
    return with_role(SemanticRole.TABLIST, ft.Column(rows, spacing=Space.TINY, tight=True), name)


def _tab(context: AppContext, tab: Tab) -> ft.MergeSemantics:
    color = bgcolor = None
    edge = ft.BorderSide(BorderWidth.HAIR, ft.Colors.OUTLINE)
    if tab.chosen:  # also by a thicker edge, for people who do not see the colour
        color, bgcolor = ft.Colors.ON_PRIMARY_CONTAINER, ft.Colors.PRIMARY_CONTAINER
        edge = ft.BorderSide(BorderWidth.FIRM, ft.Colors.PRIMARY)
    style = button_style(color, bgcolor, dense=True, edge=edge)
    style.padding = ft.Padding.symmetric(horizontal=Space.TINY, vertical=SHORT_PADDING)
    # On a phone, an icon would leave too little width for the word.
    phone = context.compact or context.breakpoint < Breakpoint.TABLET
    icon = None if phone else tab.icon
    button = ft.OutlinedButton(tab.words, icon=icon, style=style, on_click=tab.act, expand=True)
    state = ft.Semantics(identifier=SemanticRole.TAB, selected=tab.chosen, content=ft.Row([button]))
    # A longer word gets more of the row, or it would not fit on the narrowest phone.
    width = 1 if context.compact else len(tab.words) + MARGIN
    return ft.MergeSemantics(state, expand=width)

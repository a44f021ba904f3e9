"""Where one is in something that has an end: a bar, and the same in words."""

import flet as ft

from sv_app.ui.parts.words import soft
from sv_app.ui.theme import RADIUS, Size, Space


def progress_line(share: float, words: str) -> ft.Row:
    """The bar, `share` of it full, beside the words; only these are read aloud."""
    bar = ft.ProgressBar(share, border_radius=RADIUS, bar_height=Space.SMALL)
    drawn = ft.Semantics(exclude_semantics=True, content=bar)
    return ft.Row([ft.Container(drawn, expand=True), soft(words, Size.SMALL)], spacing=Space.MEDIUM)

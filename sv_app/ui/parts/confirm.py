"""Erasing, which asks once, in place: no dialog to get lost in."""

import flet as ft

from sv_app.ui.parts.buttons import Act, quiet, secondary
from sv_app.ui.parts.cards import card
from sv_app.ui.parts.words import live
from sv_app.ui.theme import Line


def erase_button(words: str, ask: Act) -> ft.Row:
    """The button that asks before it erases."""
    return quiet(words, ask, ft.Icons.DELETE_OUTLINE)


def erase_question(question: str, erase: tuple[str, Act], keep: tuple[str, Act]) -> ft.Container:
    """The question, the button that erases, and the one that does not."""
    return card(
        [live(question), secondary(*keep), quiet(*erase, ft.Icons.DELETE_OUTLINE)],
        border=ft.Border.all(Line.FIRM, ft.Colors.ERROR),
    )

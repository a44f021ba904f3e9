"""The emergency numbers, as they appear the moment they may be needed."""

import flet as ft

from sv_app.domain.helplines import Helpline
from sv_app.ui.parts.cards import card
from sv_app.ui.parts.dial import dial_button
from sv_app.ui.parts.words import live, text
from sv_app.ui.services import Services
from sv_app.ui.theme import Space

WIDE: dict[str | ft.ResponsiveRowBreakpoint, int | float] = {"xs": 12, "phone": 6}
BREAKPOINTS: dict[ft.ResponsiveRowBreakpoint | str, int | float] = {"xs": 0, "phone": 300}
"""Two to a row from 300 pixels of panel; under that, long words would be cut."""
INK = ft.Colors.ON_ERROR_CONTAINER


def emergency_panel(services: Services, sentence: str, advice: str | None = None) -> ft.Container:
    """Every emergency line, under a sentence a screen reader says at once.

    Small enough to leave the question under it on screen; `advice` adds a paragraph.
    """
    more = [text(advice, color=INK)] if advice else []
    return card(
        [live(sentence, INK), *more, _lines(services)],
        bgcolor=ft.Colors.ERROR_CONTAINER,
        border=ft.Border.all(2, ft.Colors.ERROR),
    )


def _lines(services: Services) -> ft.ResponsiveRow:
    buttons: list[ft.Control] = [_button(services, line) for line in services.kit.emergency_lines]
    return ft.ResponsiveRow(
        buttons, spacing=Space.SMALL, run_spacing=Space.SMALL, breakpoints=BREAKPOINTS
    )


def _button(services: Services, line: Helpline) -> ft.Row:
    return ft.Row([dial_button(services, line, services.kit.named(line))], col=WIDE)

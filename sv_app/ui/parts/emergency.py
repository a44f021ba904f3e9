"""The emergency numbers, as they appear the moment they may be needed."""

import flet as ft

from sv_app.domain.helplines import Helpline
from sv_app.ui.parts.buttons import halves, style
from sv_app.ui.parts.cards import card
from sv_app.ui.parts.dial import dial_button
from sv_app.ui.parts.words import live, text
from sv_app.ui.services import Services
from sv_app.ui.theme import BOLD, REGULAR, Line, Room, Size, Space

INK = ft.Colors.ON_ERROR_CONTAINER


def emergency_panel(
    services: Services, sentence: str, advice: str | None = None, brief: bool = False
) -> ft.Container:
    """Every emergency line, under a short sentence that a screen reader says at once.

    `advice` adds a paragraph, under the numbers: they are in sight on a phone on its side too.
    `brief` shows the numbers alone, so that the question under it and its answers stay on screen.
    """
    numbers = emergency_numbers(services) if brief else _lines(services)
    more = [text(advice, color=INK)] if advice else []
    return card(
        [live(sentence, INK), numbers, *more],
        bgcolor=ft.Colors.ERROR_CONTAINER,
        border=ft.Border.all(Line.FIRM, ft.Colors.ERROR),
    )


def _lines(services: Services) -> ft.Column:
    buttons = [_button(services, line) for line in services.kit.emergency_lines]
    return halves(buttons, paired=services.room >= Room.DESK)


def emergency_numbers(services: Services) -> ft.Row:
    """The numbers alone; a screen reader still says who answers."""
    buttons: list[ft.Control] = []
    for line in services.kit.emergency_lines:
        look = ft.TextStyle(size=Size.LEAD, font_family=BOLD)
        name = services.kit.named(line)
        button = dial_button(
            services, line, ft.Text(line.facts.shown, semantics_label=name, style=look)
        )
        button.expand = None
        button.style = style(ft.Colors.ON_ERROR, ft.Colors.ERROR, tight=True)
        buttons.append(button)
    return ft.Row(buttons, spacing=Space.SMALL, run_spacing=Space.SMALL, wrap=True)


def _button(services: Services, line: Helpline) -> ft.Row:
    """The number first, as large as it can be, then who answers it."""
    shown = line.facts.shown
    name = services.kit.named(line)
    about = name.removeprefix(shown) if name.startswith(shown) else f", {name}"
    spans = [
        ft.TextSpan(shown, ft.TextStyle(size=Size.LEAD, font_family=BOLD)),
        ft.TextSpan(about, ft.TextStyle(size=Size.SMALL, font_family=REGULAR)),
    ]
    button = dial_button(services, line, ft.Text(spans=spans))
    look = style(ft.Colors.ON_ERROR, ft.Colors.ERROR, align=ft.Alignment.CENTER_LEFT)
    look.padding = ft.Padding.all(Space.MEDIUM)
    button.style = look
    return ft.Row([button])

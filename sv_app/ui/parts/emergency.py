"""The emergency numbers, as they appear the moment they may be needed."""

import flet as ft

from sv_app.domain.helplines import Helpline
from sv_app.ui.parts.cards import card
from sv_app.ui.parts.dial import dial_button
from sv_app.ui.parts.words import bold, live, text
from sv_app.ui.services import Services
from sv_app.ui.theme import Size


def emergency_panel(services: Services, sentence: str) -> ft.Container:
    """Every emergency line, under a sentence a screen reader says at once."""
    kit = services.kit
    lines = [_line(services, line) for line in kit.emergency_lines]
    ink = ft.Colors.ON_ERROR_CONTAINER
    return card(
        [live(sentence, ink), text(kit.messages.emergency, color=ink), *lines],
        bgcolor=ft.Colors.ERROR_CONTAINER,
        border=ft.Border.all(2, ft.Colors.ERROR),
    )


def _line(services: Services, line: Helpline) -> ft.Row:
    name = bold(line.words.name, Size.SMALL, ft.Colors.ON_ERROR_CONTAINER)
    button = dial_button(services, line)
    return ft.Row([ft.Container(name, expand=2), ft.Container(button, expand=3)])

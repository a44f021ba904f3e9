"""Phrases to use and to avoid, told apart by word, icon, shape and colour."""

import flet as ft

from sv_app.domain.scripts import AvoidPhrase, Phrase
from sv_app.ui.parts.words import bold, text
from sv_app.ui.services import Services
from sv_app.ui.theme import RADIUS, Size, Space


def say_card(services: Services, phrase: Phrase) -> ft.Container:
    """A phrase to use, and why: rounded, with a speech bubble."""
    ink = ft.Colors.ON_SECONDARY_CONTAINER
    return ft.Container(
        ft.Column(
            [
                _mark(ft.Icons.CHAT_BUBBLE_OUTLINE, services.kit.labels.scripts.say, ink),
                bold(services.kit.quoted(phrase.text), Size.LEAD, ink),
                text(phrase.why, color=ink),
            ],
            spacing=Space.SMALL,
            tight=True,
        ),
        padding=Space.BASE,
        border_radius=RADIUS,
        bgcolor=ft.Colors.SECONDARY_CONTAINER,
    )


def avoid_card(services: Services, phrase: AvoidPhrase) -> ft.Container:
    """A phrase to avoid, why, and what to say instead: square, with a barred edge."""
    ink = ft.Colors.ON_TERTIARY_CONTAINER
    labels = services.kit.labels.scripts
    return ft.Container(
        ft.Column(
            [
                _mark(ft.Icons.DO_NOT_DISTURB_ON_OUTLINED, labels.avoid, ink),
                bold(services.kit.quoted(phrase.text), Size.LEAD, ink),
                text(phrase.why, color=ink),
                bold(labels.instead, Size.SMALL, ink),
                text(services.kit.quoted(phrase.instead), color=ink),
            ],
            spacing=Space.SMALL,
            tight=True,
        ),
        padding=Space.BASE,
        border_radius=Space.HAIR,
        border=ft.Border(left=ft.BorderSide(6, ink)),
        bgcolor=ft.Colors.TERTIARY_CONTAINER,
    )


def _mark(icon: ft.IconData, word: str, ink: str) -> ft.Row:
    return ft.Row(
        [ft.Icon(icon, size=Size.ICON, color=ink), bold(word, Size.SMALL, ink)],
        spacing=Space.SMALL,
    )

"""Phrases to use and to avoid, told apart by word, icon, shape and colour."""

from enum import Enum

import flet as ft

from sv_app.domain.scripts import AvoidPhrase, Phrase
from sv_app.ui.parts.words import bold, text
from sv_app.ui.services import Services
from sv_app.ui.theme import RADIUS, Line, Size, Space


class Kind(Enum):
    """What a phrase does: each has an icon, a shape and a colour of its own."""

    SAY = "say"
    AVOID = "avoid"

    @property
    def ink(self) -> str:
        """The colour of its words."""
        says = self is Kind.SAY
        return ft.Colors.ON_SECONDARY_CONTAINER if says else ft.Colors.ON_TERTIARY_CONTAINER


def phrase_frame(
    kind: Kind, mark: str, controls: list[ft.Control], tools: ft.Control | None = None
) -> ft.Container:
    """The surface of a phrase, under the word `mark` that says what it does.

    Rounded with a speech bubble for what helps; square with a barred edge for what hurts.
    Its `tools` come last: heard before the phrase, nobody knows what they act on.
    """
    says = kind is Kind.SAY
    icon = ft.Icons.CHAT_BUBBLE_OUTLINE if says else ft.Icons.DO_NOT_DISTURB_ON_OUTLINED
    name = ft.Container(bold(mark, Size.SMALL, kind.ink), expand=True)
    word = ft.Row([ft.Icon(icon, size=Size.ICON, color=kind.ink), name], spacing=Space.SMALL)
    last = [ft.Row([tools], alignment=ft.MainAxisAlignment.END)] if tools else []
    return ft.Container(
        ft.Column([word, *controls, *last], spacing=Space.SMALL, tight=True),
        padding=Space.BASE,
        border_radius=RADIUS if says else Space.HAIR,
        border=None if says else ft.Border(left=ft.BorderSide(Line.BAR, kind.ink)),
        bgcolor=ft.Colors.SECONDARY_CONTAINER if says else ft.Colors.TERTIARY_CONTAINER,
    )


def say_card(services: Services, phrase: Phrase, tools: ft.Control | None = None) -> ft.Container:
    """A phrase to use, and why."""
    return phrase_frame(
        Kind.SAY, services.kit.labels.scripts.say, _words(services, Kind.SAY, phrase), tools
    )


def avoid_card(services: Services, phrase: AvoidPhrase) -> ft.Container:
    """A phrase to avoid, why, and what to say instead."""
    ink, labels = Kind.AVOID.ink, services.kit.labels.scripts
    instead: list[ft.Control] = [
        bold(labels.instead, Size.SMALL, ink),
        text(services.kit.quoted(phrase.instead), color=ink),
    ]
    return phrase_frame(Kind.AVOID, labels.avoid, [*_words(services, Kind.AVOID, phrase), *instead])


def _words(services: Services, kind: Kind, phrase: Phrase) -> list[ft.Control]:
    return [
        bold(services.kit.quoted(phrase.text), Size.LEAD, kind.ink),
        text(phrase.why, color=kind.ink),
    ]

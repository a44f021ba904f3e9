"""Phrases to use and to avoid, told apart by word, icon, shape and colour."""

from collections.abc import Sequence
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


UNDER_TITLE = 2
UNDER_HEADING = 3
"""Levels of a phrase, by what it stands under."""


def phrase_frame(
    kind: Kind,
    words: tuple[str, str],
    controls: list[ft.Control],
    tools: Sequence[ft.Control] = (),
    level: int = UNDER_TITLE,
) -> ft.Container:
    """The surface of a phrase; its `words` are what it does, and what is said.

    Rounded with a speech bubble for what helps; square with a barred edge for what hurts.
    Its `tools` come last: heard before the phrase, nobody knows what they act on.
    """
    says = kind is Kind.SAY
    return ft.Container(
        ft.Column([_head(kind, words, level), *controls, *tools], spacing=Space.SMALL, tight=True),
        padding=Space.BASE,
        border_radius=RADIUS if says else Space.HAIR,
        border=None if says else ft.Border(left=ft.BorderSide(Line.BAR, kind.ink)),
        bgcolor=ft.Colors.SECONDARY_CONTAINER if says else ft.Colors.TERTIARY_CONTAINER,
    )


def _head(kind: Kind, words: tuple[str, str], level: int) -> ft.MergeSemantics:
    """One heading, from phrase to phrase: the word alone would be heard before each."""
    says, (mark, phrase) = kind is Kind.SAY, words
    icon = ft.Icons.CHAT_BUBBLE_OUTLINE if says else ft.Icons.DO_NOT_DISTURB_ON_OUTLINED
    name = ft.Container(bold(mark, Size.SMALL, kind.ink), expand=True)
    word = ft.Row([ft.Icon(icon, size=Size.ICON, color=kind.ink), name], spacing=Space.SMALL)
    both = ft.Column([word, bold(phrase, Size.LEAD, kind.ink)], spacing=Space.SMALL, tight=True)
    return ft.MergeSemantics(ft.Semantics(header=True, heading_level=level, content=both))


def say_card(
    services: Services,
    phrase: Phrase,
    tools: Sequence[ft.Control] = (),
    level: int = UNDER_TITLE,
) -> ft.Container:
    """A phrase to use, and why."""
    words = services.kit.labels.scripts.say, services.kit.quoted(phrase.text)
    why = text(phrase.why, color=Kind.SAY.ink)
    return phrase_frame(Kind.SAY, words, [why], tools, level)


def avoid_card(services: Services, phrase: AvoidPhrase, level: int = UNDER_TITLE) -> ft.Container:
    """A phrase to avoid, why, and what to say instead."""
    ink, labels = Kind.AVOID.ink, services.kit.labels.scripts
    instead: list[ft.Control] = [
        text(phrase.why, color=ink),
        bold(labels.instead, Size.SMALL, ink),
        text(services.kit.quoted(phrase.instead), color=ink),
    ]
    words = labels.avoid, services.kit.quoted(phrase.text)
    return phrase_frame(Kind.AVOID, words, instead, level=level)

"""The five attitudes to avoid, each with why, and what to do instead."""

import flet as ft

from sv_app.domain.scripts import Attitude
from sv_app.ui.parts.cards import card
from sv_app.ui.parts.notes import source_list
from sv_app.ui.parts.words import bold, subheading, text
from sv_app.ui.services import Services
from sv_app.ui.theme import Size


def attitudes(services: Services) -> list[ft.Control]:
    """What they are, each of them, and the source that lists them."""
    words = services.kit.attitudes
    cards = [_attitude(services, attitude) for attitude in words.items]
    return [text(words.intro), *cards, *source_list(services.kit, [words.source])]


def _attitude(services: Services, attitude: Attitude) -> ft.Control:
    return card(
        [
            subheading(attitude.text),
            text(attitude.why),
            bold(services.kit.labels.scripts.instead, Size.SMALL),
            text(attitude.instead),
        ]
    )

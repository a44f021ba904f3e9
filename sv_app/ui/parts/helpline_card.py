"""One helpline: who answers, for whom, when, at what cost, checked when."""

import datetime as dt

import flet as ft

from sv_app.domain.helplines import Helpline
from sv_app.ui.parts.cards import card
from sv_app.ui.parts.dial import copy_button, dial_button
from sv_app.ui.parts.qr_code import qr_code
from sv_app.ui.parts.words import bold, fact, soft, subheading
from sv_app.ui.services import Services
from sv_app.ui.theme import Room, Size, Space


def helpline_card(services: Services, line: Helpline) -> ft.Container:
    """Everything known of a line, with the button that dials it."""
    labels = services.kit.labels
    words = line.words
    facts = {
        labels.helplines.who: words.who_answers,
        labels.helplines.for_whom: words.for_whom,
        labels.helplines.hours: words.hours,
        labels.helplines.cost: words.cost,
    }
    checked = labels.helplines.checked.format(date=labels.date.written(line.facts.checked_on))
    host = line.facts.source.host or ""
    return card(
        [
            subheading(services.kit.named(line)),
            dial_row(services, line),
            *(fact(name, value) for name, value in facts.items() if value),
            soft(f"{checked} · {labels.helplines.source} {host}", Size.SMALL),
            *(bold(doubt, Size.SMALL) for doubt in _doubts(services, line)),
            *([_scan(services, line)] if services.room > Room.PHONE else []),
        ]
    )


def _doubts(services: Services, line: Helpline) -> list[str]:
    """Why the number may not be right, where that is so."""
    labels = services.kit.labels.helplines
    old = line.facts.is_old(dt.datetime.now().astimezone().date())
    unsure = [labels.to_confirm_about] if line.facts.to_confirm else []
    return [*([labels.old] if old else []), *unsure]


def _scan(services: Services, line: Helpline) -> ft.Row:
    """A code to scan, and what it does in words that hold the number."""
    words = services.kit.labels.helplines.scan.format(number=line.facts.shown)
    return ft.Row(
        [qr_code(line.facts.uri, words), ft.Container(soft(words), expand=True)],
        spacing=Space.BASE,
    )


def dial_row(services: Services, line: Helpline, words: str | None = None) -> ft.Row:
    """The button that dials, and the one that copies."""
    return ft.Row(
        [dial_button(services, line, words), copy_button(services, line.facts.number)],
        spacing=Space.HAIR,
    )


def short_helpline(services: Services, line: Helpline) -> ft.Column:
    """A line where there is little time: its name, for whom, and the button."""
    return ft.Column(
        [
            bold(services.kit.named(line)),
            soft(line.words.for_whom, Size.SMALL),
            dial_row(services, line),
        ],
        spacing=Space.HAIR,
        tight=True,
    )

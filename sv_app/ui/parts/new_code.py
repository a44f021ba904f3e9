"""Choosing a code: written twice, seen if one likes, with what it is worth."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import flet as ft

from sv_app.domain import passcode
from sv_app.domain.labels import PasscodeLabels
from sv_app.ui.parts.buttons import primary, quiet, secondary
from sv_app.ui.parts.cards import card
from sv_app.ui.parts.fields import code_field
from sv_app.ui.parts.guarded import piece
from sv_app.ui.parts.words import bold, heading, said_aloud, soft
from sv_app.ui.services import Services
from sv_app.ui.state import use_state
from sv_app.ui.theme import Size, Space


@dataclass(frozen=True)
class CodeWords:
    """What the two fields and the button say, for the use the code is put to."""

    first: str
    again: str
    go: str


@piece
def new_code(
    services: Services, words: CodeWords, use: Callable[[str], Awaitable[bool]]
) -> ft.Control:
    """The fields; `use` is given the code once both say the same, and tells whether it was used."""
    labels = services.kit.privacy.passcode
    proposal, propose = use_state(lambda: passcode.proposed(labels.words))
    code, set_code = use_state(str)
    again, set_again = use_state(str)
    shown, show = use_state(bool)
    said, say = use_state(str)

    async def submit() -> None:
        fault = _fault(labels, code, again)
        say(fault)
        if not fault and await use(passcode.read(code)):
            set_code("")  # not to stay in memory once the journal is locked
            set_again("")
            propose(passcode.proposed(labels.words))

    def take() -> None:
        set_code(proposal)
        set_again("")
        show(True)

    worth = soft(labels.worth[passcode.worth(code, labels.words)], Size.SMALL)
    worth.key = "worth"  # so that what follows it stays what it was, and where the focus is
    parts = [
        _proposal(labels, proposal, take, lambda: propose(passcode.proposed(labels.words))),
        code_field(words.first, code, set_code, submit, shown),
        *([worth] if code else []),
        code_field(words.again, again, set_again, submit, shown),
        quiet(labels.mask if shown else labels.show, lambda: show(not shown), _eye(shown)),
        *said_aloud(said),
        primary(words.go, submit, ft.Icons.LOCK_OUTLINE),
    ]
    stretch = ft.CrossAxisAlignment.STRETCH
    return ft.Column(parts, spacing=Space.MEDIUM, tight=True, horizontal_alignment=stretch)


def _fault(labels: PasscodeLabels, code: str, again: str) -> str:
    if len(passcode.read(code)) < passcode.SHORTEST:
        return labels.too_short
    return "" if passcode.read(code) == passcode.read(again) else labels.different


def _proposal(
    labels: PasscodeLabels, words: str, take: Callable[[], None], another: Callable[[], None]
) -> ft.Container:
    return card(
        [
            heading(labels.proposed),
            bold(words, Size.LEAD),
            soft(labels.proposed_about, Size.SMALL),
            secondary(labels.use, take),
            quiet(labels.another, another, ft.Icons.REFRESH),
        ]
    )


def _eye(shown: bool) -> ft.IconData:
    return ft.Icons.VISIBILITY_OFF_OUTLINED if shown else ft.Icons.VISIBILITY_OUTLINED

"""The passcode of the journal: choosing one, and the lock that asks for it."""

import asyncio
import math
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import flet as ft

from sv_app.domain import passcode
from sv_app.domain.journal import CodeDelayedError, SaveError, WrongCodeError
from sv_app.domain.labels import PasscodeLabels
from sv_app.ui.components.buttons import primary, secondary, tertiary
from sv_app.ui.components.cards import card
from sv_app.ui.components.confirm import erase_question, erasing
from sv_app.ui.components.error_boundary import component
from sv_app.ui.components.fields import code_field
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.storage_notices import notice_card
from sv_app.ui.components.typography import bold, heading, muted, said_aloud, text, title
from sv_app.ui.context import AppContext, ObservedStorage, use_state
from sv_app.ui.theme import Size, Space


@dataclass(frozen=True)
class CodeWords:
    """What the two fields and the button say, for the use the code is put to."""

    first: str
    again: str
    go: str


@component
def new_code(
    context: AppContext, words: CodeWords, use: Callable[[str], Awaitable[bool]]
) -> ft.Control:
    """The fields; `use` is given the code once both say the same, and tells whether it was used."""
    labels = context.content.privacy.passcode
    proposal, propose = use_state(lambda: passcode.propose_passphrase(labels.words))
    code, set_code = use_state(str)
    again, set_again = use_state(str)
    shown, show = use_state(bool)
    said, say = use_state(str)

    async def submit() -> None:
        fault = _fault(labels, code, again)
        say(fault)
        if not fault and await use(passcode.normalize(code)):
            set_code("")  # not to stay in memory once the journal is locked
            set_again("")
            propose(passcode.propose_passphrase(labels.words))

    def take() -> None:
        set_code(proposal)
        set_again("")
        show(True)

    worth = muted(labels.worth[passcode.passcode_strength(code, labels.words)], Size.SMALL)
    worth.key = "worth"  # so that what follows it stays what it was, and where the focus is
    parts = [
        _proposal(
            labels, proposal, take, lambda: propose(passcode.propose_passphrase(labels.words))
        ),
        code_field(words.first, code, set_code, submit, shown),
        *([worth] if code else []),
        code_field(words.again, again, set_again, submit, shown),
        tertiary(labels.mask if shown else labels.show, lambda: show(not shown), _eye(shown)),
        *said_aloud(said),
        primary(words.go, submit, ft.Icons.LOCK_OUTLINE),
    ]
    stretch = ft.CrossAxisAlignment.STRETCH
    return ft.Column(parts, spacing=Space.MEDIUM, tight=True, horizontal_alignment=stretch)


def _fault(labels: PasscodeLabels, code: str, again: str) -> str:
    if len(passcode.normalize(code)) < passcode.SHORTEST:
        return labels.too_short
    return "" if passcode.normalize(code) == passcode.normalize(again) else labels.different


def _proposal(
    labels: PasscodeLabels, words: str, take: Callable[[], None], another: Callable[[], None]
) -> ft.Container:
    return card(
        [
            heading(labels.proposed),
            bold(words, Size.LEAD),
            muted(labels.proposed_about, Size.SMALL),
            secondary(labels.use, take),
            tertiary(labels.another, another, ft.Icons.REFRESH),
        ]
    )


def _eye(shown: bool) -> ft.IconData:
    return ft.Icons.VISIBILITY_OFF_OUTLINED if shown else ft.Icons.VISIBILITY_OUTLINED


def locked_view(context: AppContext, back_to: str) -> ft.View:
    """What a screen shows instead of anything private."""
    labels = context.content.privacy.unlock
    shown = [title(labels.title), text(labels.about), unlock()]
    return page_shell(context, shown, back_to=back_to)


def offer_unlock(context: AppContext, storage: ObservedStorage) -> list[ft.Control]:
    """A way to the answers that the lock hides, where a self-check can be done without them."""
    return [_offer()] if storage.locked and context.progress.draft is None else []


@component
def _offer(context: AppContext) -> ft.Control:
    """That the journal is locked, and the field once the person wants to open it."""
    opening, ask = use_state(bool)
    labels = context.content.privacy.keeping
    offer = secondary(labels.open, lambda: ask(True), ft.Icons.LOCK_OPEN)
    return notice_card(ft.Icons.LOCK_OUTLINE, labels.locked, unlock() if opening else offer)


@component
def unlock(context: AppContext, then: Callable[[], Awaitable[None]] | None = None) -> ft.Control:
    """The field, and the way out when the code is forgotten; `then` is called once it is open."""
    code, set_code = use_state(str)
    said, say = use_state(str)
    wait, set_wait = use_state(int)
    delayed, set_delayed = use_state(bool)
    forgotten, set_forgotten = use_state(bool)
    labels = context.content.privacy.unlock

    async def open_it() -> None:
        if wait or said == labels.busy or not passcode.normalize(code):
            return
        say(labels.busy)
        set_forgotten(False)  # it is being tried: the way to erase everything is put away
        try:
            await context.journal.unlock(passcode.normalize(code))
        except WrongCodeError as error:
            set_code("")
            say(labels.wrong)
            set_delayed(False)
            set_wait(math.ceil(error.wait))
        except CodeDelayedError as error:
            say("")  # the code stays: it was not tried
            set_delayed(True)
            set_wait(math.ceil(error.wait))
        except SaveError:
            say(labels.failed)
        else:
            set_code("")  # not to stay in memory once the journal is locked again
            if then:
                await then()

    async def count_down() -> None:
        if wait:
            await asyncio.sleep(1)
            set_wait(wait - 1)

    ft.use_effect(count_down, [wait])
    waiting = labels.delayed if delayed else labels.wait
    sentence = waiting.format(seconds=wait) if wait else said
    parts: list[ft.Control] = [
        code_field(labels.field, code, set_code, open_it),
        *said_aloud(sentence),
        primary(labels.open, open_it, ft.Icons.LOCK_OPEN),
    ]
    ask = tertiary(labels.forgotten, lambda: set_forgotten(True))
    keep = (labels.keep, lambda: set_forgotten(False))
    erase = (labels.erase, erasing(context, say))
    last = erase_question(labels.forgotten_ask, erase, keep) if forgotten else ask
    stretch = ft.CrossAxisAlignment.STRETCH
    return ft.Column([*parts, last], spacing=Space.BASE, tight=True, horizontal_alignment=stretch)

"""The journal's lock: its code, how long to wait after wrong ones, and what if forgotten."""

import asyncio
import math
from collections.abc import Awaitable, Callable

import flet as ft

from sv_app.domain import passcode
from sv_app.domain.journal import CodeDelayedError, NotKeptError, WrongCodeError
from sv_app.ui.keeping import Kept
from sv_app.ui.parts.buttons import primary, quiet, secondary
from sv_app.ui.parts.confirm import erase_question
from sv_app.ui.parts.erasing import erasing
from sv_app.ui.parts.fields import code_field
from sv_app.ui.parts.guarded import piece
from sv_app.ui.parts.keeping_notice import drawn
from sv_app.ui.parts.page_shell import page_shell
from sv_app.ui.parts.words import said_aloud, text, title
from sv_app.ui.services import Services
from sv_app.ui.state import use_state
from sv_app.ui.theme import Space


def locked_view(services: Services, back_to: str) -> ft.View:
    """What a screen shows instead of anything private."""
    labels = services.kit.privacy.unlock
    shown = [title(labels.title), text(labels.about), unlock()]
    return page_shell(services, shown, back_to=back_to)


def offer_unlock(services: Services, kept: Kept) -> list[ft.Control]:
    """A way to the answers that the lock hides, where a self-check can be done without them."""
    return [_offer()] if kept.locked and services.progress.draft is None else []


@piece
def _offer(services: Services) -> ft.Control:
    """That the journal is locked, and the field once the person wants to open it."""
    opening, ask = use_state(bool)
    labels = services.kit.privacy.keeping
    offer = secondary(labels.open, lambda: ask(True), ft.Icons.LOCK_OPEN)
    return drawn(ft.Icons.LOCK_OUTLINE, labels.locked, unlock() if opening else offer)


@piece
def unlock(services: Services, then: Callable[[], Awaitable[None]] | None = None) -> ft.Control:
    """The field, and the way out when the code is forgotten; `then` is called once it is open."""
    code, set_code = use_state(str)
    said, say = use_state(str)
    wait, set_wait = use_state(int)
    delayed, set_delayed = use_state(bool)
    forgotten, set_forgotten = use_state(bool)
    labels = services.kit.privacy.unlock

    async def open_it() -> None:
        if wait or said == labels.busy or not passcode.read(code):
            return
        say(labels.busy)
        set_forgotten(False)  # it is being tried: the way to erase everything is put away
        try:
            await services.journal.unlock(passcode.read(code))
        except WrongCodeError as error:
            set_code("")
            say(labels.wrong)
            set_delayed(False)
            set_wait(math.ceil(error.wait))
        except CodeDelayedError as error:
            say("")  # the code stays: it was not tried
            set_delayed(True)
            set_wait(math.ceil(error.wait))
        except NotKeptError:
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
    ask = quiet(labels.forgotten, lambda: set_forgotten(True))
    keep = (labels.keep, lambda: set_forgotten(False))
    erase = (labels.erase, erasing(services, say))
    last = erase_question(labels.forgotten_ask, erase, keep) if forgotten else ask
    stretch = ft.CrossAxisAlignment.STRETCH
    return ft.Column([*parts, last], spacing=Space.BASE, tight=True, horizontal_alignment=stretch)

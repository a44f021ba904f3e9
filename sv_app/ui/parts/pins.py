"""The phrases on one's card: which they are, and the button that adds or removes one."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import flet as ft

from sv_app.domain.journal import MAX_PINS, LimitReachedError, NotKeptError
from sv_app.ui.parts.buttons import icon_button
from sv_app.ui.parts.device_question import ask_before_saving
from sv_app.ui.services import Services, use_kept
from sv_app.ui.state import use_state


@dataclass(frozen=True)
class Pins:
    """The pins kept, as "moment/phrase-id", and what adds or removes one."""

    kept: tuple[str, ...]
    toggle: Callable[[str], Awaitable[None]]
    failed: str = ""
    """The one that could not be added or removed, until it is, or another."""
    why: str = ""
    """The sentence that says why."""
    asked: str = ""
    """The one that waits for an answer to whose device this is."""


def use_pins(services: Services) -> Pins:
    """The pins of now; the component is rendered again when they change."""
    device = use_kept()
    turn, again = use_state(int)
    (failed, why), fail = use_state(lambda: ("", ""))
    asked, ask = use_state(str)
    kept = services.journal.pins()
    labels = services.kit.labels.card

    async def toggle(pin: str) -> None:
        # Read again: the answer may have opened a journal that holds other pins.
        others = tuple(other for other in services.journal.pins() if other != pin)
        changed = others if pin in kept else (*others, pin)
        fail(("", ""))  # to be said again, if it fails again
        ask(pin if device.undecided else "")
        if device.undecided:
            return
        try:
            await services.journal.keep_pins(changed)
        except LimitReachedError:
            fail((pin, labels.full.format(n=MAX_PINS)))
        except NotKeptError:
            fail((pin, labels.not_kept))
        else:
            again(turn + 1)
            added = labels.pinned if device.durable else labels.pinned_until_closed
            services.tell(labels.unpinned if pin in kept else added)

    return Pins(kept, toggle, failed, why, asked if device.undecided else "")


def pin_question(pins: Pins, pin: str) -> list[ft.Control]:
    """The question to answer before that phrase is pinned, if it waits for one."""

    async def act() -> None:
        await pins.toggle(pin)

    return ask_before_saving(pins.asked == pin, act)


def pin_button(services: Services, pins: Pins, pin: str) -> ft.MergeSemantics:
    """The button that puts a phrase on the card, or takes it off."""
    labels = services.kit.labels.card

    async def act() -> None:
        await pins.toggle(pin)

    if pin in pins.kept:
        return icon_button(ft.Icons.PUSH_PIN, labels.unpin, act)
    return icon_button(ft.Icons.PUSH_PIN_OUTLINED, labels.pin, act)

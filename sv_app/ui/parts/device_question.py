"""Whose device is it: asked once, calmly, and never in the way of anything."""

from collections.abc import Awaitable, Callable

import flet as ft

from sv_app.domain.journal import NotCheckedError, NotKeptError
from sv_app.ui.keeping import Kept
from sv_app.ui.parts.buttons import secondary
from sv_app.ui.parts.cards import card
from sv_app.ui.parts.guarded import piece
from sv_app.ui.parts.words import heading, live, said_aloud, soft, text
from sv_app.ui.services import Services
from sv_app.ui.state import use_state
from sv_app.ui.theme import Size

Answer = Callable[[], Awaitable[None]]


def device_question(kept: Kept) -> list[ft.Control]:
    """The card that asks; nothing once it was answered."""
    return [_question()] if kept.undecided else []


def ask_before_saving(asked: bool, save: Answer) -> list[ft.Control]:
    """The same question beside the button that saves; each answer calls `save` again.

    A screen reader says the question when it appears, because the person pressed something else.
    """
    return [_question(save)] if asked else []


@piece
def _question(services: Services, then: Answer | None = None) -> ft.Control:
    labels, (trouble, say) = services.kit.privacy.device, use_state(str)
    own, shared = (answer(services, yes, say, then) for yes in (True, False))
    return card(
        [
            live(labels.ask) if then else heading(labels.ask),
            text(labels.about),
            secondary(labels.own, own, ft.Icons.SMARTPHONE_OUTLINED),
            secondary(labels.shared, shared, ft.Icons.PEOPLE_OUTLINE),
            *said_aloud(trouble),
            soft(labels.change, Size.SMALL),
        ]
    )


def answer(
    services: Services, yes: bool, say: Callable[[str], None], then: Answer | None = None
) -> Answer:
    """What says whose device it is, and `say` what has not become of it.

    A device that refuses to keep anything is said by its notice. `then` is called once the
    answer was taken, whichever it was.
    """

    async def act() -> None:
        say("")
        try:
            await services.journal.own_device(yes)
        except NotCheckedError:
            say(services.kit.privacy.device.unchecked_erase)
        except NotKeptError:
            say(services.kit.privacy.device.failed_erase)
        else:
            if then:
                await then()

    return act

"""Whose device is it: asked once, calmly, and never in the way of anything."""

from collections.abc import Awaitable, Callable

import flet as ft

from sv_app.domain.keeping import Keeping, NotKeptError
from sv_app.ui.keeping import Kept
from sv_app.ui.parts.buttons import secondary
from sv_app.ui.parts.cards import card
from sv_app.ui.parts.words import heading, soft, text
from sv_app.ui.services import Services
from sv_app.ui.theme import Size


def device_question(services: Services, kept: Kept) -> list[ft.Control]:
    """The card that asks; nothing once it was answered."""
    if kept.state is not Keeping.UNDECIDED:
        return []
    labels = services.kit.privacy.device
    question = card(
        [
            heading(labels.ask),
            text(labels.about),
            secondary(labels.own, answer(services, yes=True), ft.Icons.SMARTPHONE_OUTLINED),
            secondary(labels.shared, answer(services, yes=False), ft.Icons.PEOPLE_OUTLINE),
            soft(labels.change, Size.SMALL),
        ]
    )
    return [question]


def answer(services: Services, yes: bool) -> Callable[[], Awaitable[None]]:
    """What says whose device it is; a device that refuses is said by its notice."""

    async def act() -> None:
        try:
            await services.journal.own_device(yes)
        except NotKeptError:
            labels = services.kit.privacy.device
            services.warn(labels.failed if yes else labels.failed_erase)

    return act

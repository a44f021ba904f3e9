"""Haptic feedback on a phone or tablet, when an option is pressed or a self-check is saved."""

from contextlib import suppress
from inspect import isawaitable

import flet as ft

from sv_app.ui.components.buttons import ClickHandler
from sv_app.ui.context import is_mobile


def with_haptic_feedback(act: ClickHandler) -> ClickHandler:
    """Return a handler that gives haptic feedback, then runs `act`."""

    async def act_with_feedback() -> None:
        give_haptic_feedback()
        if isawaitable(result := act()):
            await result

    return act_with_feedback


def give_haptic_feedback() -> None:
    """Start a light vibration on a phone or tablet, without waiting; do nothing elsewhere."""
    if is_mobile():
        ft.context.page.run_task(_light_impact)


async def _light_impact() -> None:
    # The device may refuse, or not answer in time.
    with suppress(RuntimeError, TimeoutError):
        await ft.HapticFeedback().light_impact()  # type: ignore[no-untyped-call]

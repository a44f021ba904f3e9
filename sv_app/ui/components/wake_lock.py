"""Keeping the screen on while something is read from a distance."""

from collections.abc import Awaitable, Callable
from functools import partial

import flet as ft

from sv_app.ui.context import AppContext, use_state


def use_wake_lock(context: AppContext) -> None:
    """Keep the device from sleeping while this component is on screen.

    A device may refuse, to save its battery: the words are still there, so the
    developer's console alone is told.
    """
    lock, _ = use_state(ft.Wakelock)

    async def call(change: Callable[[], Awaitable[None]]) -> None:
        try:
            await change()
        except RuntimeError as refusal:
            context.report(refusal)

    # Flet asks whether what it is given is a coroutine function: a lambda is not.
    ft.use_effect(partial(call, lock.enable), [], partial(call, lock.disable))

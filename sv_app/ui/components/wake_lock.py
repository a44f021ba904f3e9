"""A wake lock: keeps the screen on while a text is read from a distance."""

from collections.abc import Awaitable, Callable
from functools import partial

import flet as ft

from sv_app.ui.context import AppContext, use_state


def use_wake_lock(context: AppContext) -> None:
    """Keep the device awake while this component is on screen.

    A device may refuse, to save its battery. The refusal is only reported to the developer's
    console, because the text stays readable.
    """
    lock, _ = use_state(ft.Wakelock)

    async def call(change: Callable[[], Awaitable[None]]) -> None:
        try:
            await change()
        except RuntimeError as refusal:
            context.report(refusal)

    # `use_effect` checks for a coroutine function; a lambda is not one, but a partial is.
    ft.use_effect(partial(call, lock.enable), [], partial(call, lock.disable))

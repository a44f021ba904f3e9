"""Keeping the screen on while something is read from a distance."""

import flet as ft

from sv_app.ui.services import Services
from sv_app.ui.state import use_state


def use_awake(services: Services) -> None:
    """Keep the device from sleeping while this component is on screen.

    A device may refuse, to save its battery: the words are still there, so the
    developer's console alone is told.
    """
    lock, _ = use_state(ft.Wakelock)

    async def enable() -> None:
        try:
            await lock.enable()
        except RuntimeError as refusal:
            services.report(refusal)

    async def disable() -> None:
        try:
            await lock.disable()
        except RuntimeError as refusal:
            services.report(refusal)

    ft.use_effect(enable, [], disable)

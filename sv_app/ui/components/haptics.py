"""A light touch back to the thumb, on a phone: an answer was taken, or saved."""

from contextlib import suppress
from inspect import isawaitable

import flet as ft

from sv_app.ui.components.buttons import Act


def with_haptic_feedback(act: Act) -> Act:
    """`act`, felt as soon as it is asked for."""

    async def answered() -> None:
        give_haptic_feedback()
        if isawaitable(done := act()):
            await done

    return answered


def give_haptic_feedback() -> None:
    """Answer the touch of now; a computer has nothing to be felt with."""
    page = ft.context.page
    if page.platform is not None and page.platform.is_mobile():
        page.run_task(_light)


async def _light() -> None:
    # A phone may refuse or be slow: nothing waits for it.
    with suppress(RuntimeError, TimeoutError):
        await ft.HapticFeedback().light_impact()  # type: ignore[no-untyped-call]

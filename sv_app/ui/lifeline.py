"""The one file that touches Flet's private names: the last resort, and whose turn it is.

An error in a handler, in an effect or in Flet's own update loop never reaches a
component: what no screen could catch still ends on the helplines.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Any

import flet as ft


def keep_alive(page: ft.Page, rescue: Callable[[str], None]) -> None:
    """Call `rescue` with what went wrong, whenever Flet would have given up.

    `rescue` must put something on the page that needs none of what was there. From now on,
    events are answered in turn.
    """
    session = page.session

    def crashed(message: str) -> None:
        rescue(message)

    # dispatch_event and effects report here; the stock one shows a stack trace.
    session.error = crashed  # type: ignore[method-assign]

    def loop_ended(task: asyncio.Task[None]) -> None:
        if task.cancelled() or task.exception() is None:
            return
        session.start_updates_scheduler()  # type: ignore[no-untyped-call]
        watch()
        rescue(str(task.exception()))

    def watch() -> None:
        task = session._Session__updates_task  # type: ignore[attr-defined]
        task.add_done_callback(loop_ended)

    watch()
    _answer_in_turn(page)


def _answer_in_turn(page: ft.Page) -> None:
    """Have each event answered by a screen that has heard of the one before.

    Flet hands out all it was sent before it renders again: a button tapped right after the last
    letter would do what it was made to do letters ago.
    """
    session = page.session
    dispatch = session.dispatch_event
    waiting: deque[tuple[int, str, object]] = deque()

    def behind() -> bool:
        task = session._Session__updates_task  # type: ignore[attr-defined]
        return session._Session__updates_ready.is_set() and not task.done()  # type: ignore[attr-defined]

    async def in_turn(control_id: int, event_name: str, event_data: Any) -> None:
        event = (control_id, event_name, object())
        waiting.append(event)
        try:
            while waiting[0] is not event or behind():
                await asyncio.sleep(0)
        finally:
            waiting.remove(event)
        # The next letter says all that this one says.
        if event_name == "change" and waiting and waiting[0][:2] == event[:2]:
            return
        await dispatch(control_id, event_name, event_data)

    session.dispatch_event = in_turn  # type: ignore[method-assign]

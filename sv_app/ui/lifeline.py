"""The last resort: what no screen could catch still ends on the helplines.

An error in a handler, in an effect or in Flet's own update loop never reaches a
component. This is the one file that touches Flet's private names.
"""

import asyncio
from collections.abc import Callable

import flet as ft


def keep_alive(page: ft.Page, rescue: Callable[[str], None]) -> None:
    """Call `rescue` with what went wrong, whenever Flet would have given up.

    `rescue` must put something on the page that needs none of what was there.
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

"""Locks the journal when the app has been out of sight for as long as the person chose."""

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import flet as ft

from sv_app.domain.journal import Settings


class AutoLock:
    """Hears when the app is hidden and shown; a hidden app is locked when its time is up."""

    def __init__(self, lock: Callable[[], None], settings: Callable[[], Settings]) -> None:
        """`lock` closes the journal; `settings` say how long it may be out of sight."""
        self._lock = lock
        self._settings = settings
        self._since: tuple[float, float] | None = None
        self._timer: asyncio.Task[None] | None = None
        self._waited_for = 0

    def seen(self, visible: bool) -> None:
        """The app has been shown, or hidden."""
        if self._timer:
            self._timer.cancel()
            self._timer = None
        if visible:
            self._shown()
        elif not self._waited_for:
            self._since = self._since or _clocks()
            self._timer = asyncio.ensure_future(self._when_due())

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """While the person is choosing a file, the app is out of sight on purpose."""
        self._waited_for += 1
        try:
            yield
        finally:
            self._waited_for -= 1

    def _after(self) -> int:
        return self._settings().lock_after.seconds

    def _shown(self) -> None:
        since, self._since = self._since, None
        # One clock may stop while the device sleeps, the other may be set anew.
        if since and max(now - then for now, then in zip(_clocks(), since, strict=True)) >= (
            self._after()
        ):
            self._lock()

    async def _when_due(self) -> None:
        if after := self._after():
            await asyncio.sleep(after)
        self._lock()


def follow(page: ft.Page, seen: Callable[[bool], None]) -> None:
    """Tell `seen` of what a phone or a computer says: the app is hidden, or shown."""
    hidden = (ft.AppLifecycleState.HIDE, ft.AppLifecycleState.PAUSE)
    page.on_app_lifecycle_state_change = lambda event: seen(event.state not in hidden)


def _clocks() -> tuple[float, float]:
    return time.monotonic(), time.time()

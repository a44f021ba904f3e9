"""Locks the journal when the app has been hidden for the time set in the settings."""

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import flet as ft

from sv_app.domain.journal import Settings

DIALOG_TIME = 600
"""Seconds after which the journal locks even while a dialog of the device hides the app: the person
may have left, and some devices never report that a dialog was closed."""
RETURN_TIME = 30
"""Seconds that a person has to return to the app after such a dialog has ended."""


class AutoLock:
    """Locks the journal once the app has been hidden for `Settings.lock_after`."""

    def __init__(self, lock: Callable[[], None], settings: Callable[[], Settings]) -> None:
        """Call `lock` to lock the journal; read the delay from `settings()` each time."""
        self._lock = lock
        self._settings = settings
        self._hidden_at: tuple[float, float] | None = None
        self._timer: asyncio.Task[None] | None = None
        self._dialogs: list[float] = []
        """When each open dialog was opened, on the monotonic clock."""
        self._least_delay = 0

    def handle_visibility_change(self, visible: bool) -> None:
        """Handle a change of visibility: the app was shown (`visible`) or hidden."""
        if visible:
            self._stop_timer()
            self._lock_if_due()
            return
        if self._hidden_at is None:
            self._least_delay = DIALOG_TIME if self._has_dialog() else 0
        self._start_timer(self._hidden_at or _clocks())

    @contextmanager
    def dialog(self) -> Iterator[None]:
        """Wait longer before locking: a dialog that the person opened hides the app."""
        opened_at = _clocks()[0]
        self._dialogs.append(opened_at)
        try:
            yield
        finally:
            self._dialogs.remove(opened_at)
            if self._hidden_at and not self._has_dialog():
                self._least_delay = RETURN_TIME
                self._start_timer(_clocks())

    def _has_dialog(self) -> bool:
        """Return whether a dialog was opened less than `DIALOG_TIME` ago, and not closed since."""
        now = _clocks()[0]
        return any(now - opened_at < DIALOG_TIME for opened_at in self._dialogs)

    def _delay(self) -> int:
        """Seconds from being hidden to the lock."""
        return max(self._settings().lock_after.seconds, self._least_delay)

    def _start_timer(self, hidden_at: tuple[float, float]) -> None:
        self._stop_timer()
        self._hidden_at = hidden_at
        self._timer = asyncio.ensure_future(self._lock_when_due())

    def _stop_timer(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None

    def _lock_if_due(self) -> None:
        hidden_at, self._hidden_at = self._hidden_at, None
        if hidden_at is None:
            return
        # The monotonic clock may stop while the device sleeps; the wall clock may be set back.
        elapsed = max(now - then for now, then in zip(_clocks(), hidden_at, strict=True))
        if elapsed >= self._delay():
            self._lock()

    async def _lock_when_due(self) -> None:
        if delay := self._delay():
            await asyncio.sleep(delay)
        self._lock()


def observe_lifecycle(page: ft.Page, report_visible: Callable[[bool], None]) -> None:
    """Call `report_visible` with False when a phone or a computer hides the app, else True."""
    hidden = (ft.AppLifecycleState.HIDE, ft.AppLifecycleState.PAUSE)
    page.on_app_lifecycle_state_change = lambda event: report_visible(event.state not in hidden)


def _clocks() -> tuple[float, float]:
    """The monotonic clock and the wall clock, in seconds."""
    return time.monotonic(), time.time()

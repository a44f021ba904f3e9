"""Saving, choosing and printing files, with the dialogs of the device."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol

import flet as ft


class Printer(Protocol):
    """Prints the HTML body of a page; a `personal` page holds answers or texts of the person."""

    async def __call__(self, html: str, personal: bool = True) -> bool:
        """Return False where nothing can be printed."""


class Files:
    """Saves, picks and prints files: the person chooses where; in a browser, a save downloads."""

    def __init__(
        self,
        page: ft.Page,
        printer: Printer,
        delay_auto_lock: Callable[[], AbstractContextManager[None]],
    ) -> None:
        """`page` tells whether the app runs in a browser; `printer` prints, where that is possible.

        Each dialog is open inside the context manager that `delay_auto_lock` returns.
        """
        self._page = page
        self._printer = printer
        self._delay_auto_lock = delay_auto_lock
        self._picker: ft.FilePicker | None = None

    async def save(self, name: str, data: bytes) -> bool:
        """Let the person save `data` as a file; return False when they cancelled.

        In a browser, always return True.
        """
        with self._delay_auto_lock():
            saved_path = await self._dialogs().save_file(file_name=name, src_bytes=data)
        # A browser does not tell whether the file was downloaded, nor where to.
        return bool(saved_path) or self._page.web

    async def pick(self) -> bytes | None:
        """Return the bytes of the file that the person chooses, or None when they cancel."""
        with self._delay_auto_lock():
            picked = await self._dialogs().pick_files(with_data=True)
        return (picked[0].bytes or b"") if picked else None

    async def print(self, body: str, name: str, document: bytes, personal: bool = True) -> bool:
        """Print the HTML `body`; where printing is not possible, save `document` as file `name`.

        Return False when it was neither printed nor saved. A `personal` page holds answers or texts
        of the person, and is printed without styles.
        """
        with self._delay_auto_lock():
            printed = await self._printer(body, personal)
        return printed or await self.save(name, document)

    def _dialogs(self) -> ft.FilePicker:
        if self._picker is None:
            self._picker = ft.FilePicker()
        return self._picker

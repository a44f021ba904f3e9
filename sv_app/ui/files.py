"""The files a person takes away and brings back, through the device's own dialogs."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager

import flet as ft


class Files:
    """Saves, picks and prints; nothing is written anywhere the person has not chosen."""

    def __init__(
        self,
        page: ft.Page,
        printer: Callable[[str], Awaitable[bool]],
        waiting: Callable[[], AbstractContextManager[None]],
    ) -> None:
        """Dialogs over `page`; `waiting` is around what takes the app out of sight.

        `printer` prints the body of a page, or answers that there is no printer.
        """
        self._page = page
        self._printer = printer
        self._waiting = waiting
        self._picker: ft.FilePicker | None = None

    async def save(self, name: str, data: bytes) -> bool:
        """Let the person save `data` as a file; False when they changed their mind."""
        with self._waiting():
            where = await self._dialogs().save_file(file_name=name, src_bytes=data)
        # A browser downloads without telling where, nor whether.
        return bool(where) or self._page.web

    async def pick(self) -> bytes | None:
        """The bytes of a file the person chooses, or None when they chose none."""
        with self._waiting():
            picked = await self._dialogs().pick_files(with_data=True)
        return (picked[0].bytes or b"") if picked else None

    async def print(self, body: str, name: str, whole: bytes) -> bool:
        """Print a page; where there is no printer, save the `whole` of it as a file."""
        with self._waiting():
            printed = await self._printer(body)
        return printed or await self.save(name, whole)

    def _dialogs(self) -> ft.FilePicker:
        if self._picker is None:
            self._picker = ft.FilePicker()
        return self._picker

"""The promises of a place, kept by each one."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from sv_app.data.storage.browser import BrowserBackend
from sv_app.data.storage.file import FileBackend
from tests.data.contract import PROMISES, Found, Promise
from tests.data.fake_backends import FakeDatabase, FakeRecords, a_file, a_session


def a_folder(folder: Path) -> Found:
    return Found(a_file(folder), lambda: FileBackend(folder / "app"))


def a_page(_: Path) -> Found:
    database = FakeDatabase()

    def reopen() -> BrowserBackend:
        database.holder = None
        return BrowserBackend(FakeRecords(database))

    return Found(reopen, lambda: BrowserBackend(FakeRecords(database)))


def memory(_: Path) -> Found:
    return Found(a_session())


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.__name__)
@pytest.mark.parametrize("found", [a_folder, a_page, memory])
def test_a_place(promise: Promise, found: Callable[[Path], Found], tmp_path: Path) -> None:
    asyncio.run(promise(found(tmp_path)))

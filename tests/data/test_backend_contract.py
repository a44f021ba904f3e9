"""Each storage backend meets the contract."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from sv_app.data.storage.browser import BrowserBackend
from sv_app.data.storage.file import FileBackend
from tests.data.contract import CONTRACT, BackendUnderTest, ContractTest
from tests.data.fake_backends import FakeDatabase, FakeRecords, file_backend, memory_backend


def file_under_test(folder: Path) -> BackendUnderTest:
    return BackendUnderTest(file_backend(folder), lambda: FileBackend(folder / "app"))


def browser_under_test(_: Path) -> BackendUnderTest:
    database = FakeDatabase()

    def reopen() -> BrowserBackend:
        database.holder = None
        return BrowserBackend(FakeRecords(database))

    return BackendUnderTest(reopen, lambda: BrowserBackend(FakeRecords(database)))


def memory_under_test(_: Path) -> BackendUnderTest:
    return BackendUnderTest(memory_backend())


@pytest.mark.parametrize("check", CONTRACT, ids=lambda check: check.__name__)
@pytest.mark.parametrize("under_test", [file_under_test, browser_under_test, memory_under_test])
def test_backend_meets_the_contract(
    check: ContractTest, under_test: Callable[[Path], BackendUnderTest], tmp_path: Path
) -> None:
    asyncio.run(check(under_test(tmp_path)))

"""Each storage backend meets the contract."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from sv_app.data.storage.browser import BrowserBackend
from sv_app.data.storage.file import FileBackend
from tests.data.contract import CONTRACT, WRITER_LOCK_CONTRACT, ContractTest, WriterLockTest
from tests.data.fake_backends import (
    FakeDatabase,
    FakeRecords,
    OpenBackend,
    browser_backend,
    file_backend,
)


def file_openers(folder: Path) -> tuple[OpenBackend, OpenBackend]:
    return file_backend(folder), lambda: FileBackend(folder / "app")


def browser_openers(_: Path) -> tuple[OpenBackend, OpenBackend]:
    database = FakeDatabase()
    return browser_backend(database), lambda: BrowserBackend(FakeRecords(database))


@pytest.mark.parametrize("check", CONTRACT, ids=lambda check: check.__name__)
def test_backend_meets_the_contract(check: ContractTest, reopen: OpenBackend) -> None:
    asyncio.run(check(reopen))


@pytest.mark.parametrize("check", WRITER_LOCK_CONTRACT, ids=lambda check: check.__name__)
@pytest.mark.parametrize("openers", [file_openers, browser_openers])
def test_shared_backend_meets_the_contract_of_the_writer_lock(
    check: WriterLockTest,
    openers: Callable[[Path], tuple[OpenBackend, OpenBackend]],
    tmp_path: Path,
) -> None:
    asyncio.run(check(*openers(tmp_path)))

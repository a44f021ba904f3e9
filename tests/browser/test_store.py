"""The storage scripts in real browsers: atomic commits, one writer, one key, complete erasing."""

import json
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import find_browser
from tests.browser.daily_selection import of_the_day
from tests.browser.firefox import PROGRAM, Firefox
from tests.browser.store_harness import LIST_STORAGE, OLDER_PAGE, READ_DATABASE, StoreError, Tab
from tests.data.vectors import FILE

pytestmark = pytest.mark.browser

Evaluate = Callable[[str], Any]
WRITE_VERSION_1 = """(text) => new Promise((resolve, reject) => {
  const opening = indexedDB.open("side-by-side:/", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("records");
  opening.onerror = () => resolve(opening.error.name);
  opening.onsuccess = () => {
    const writing = opening.result.transaction("records", "readwrite");
    writing.objectStore("records").put(text, "journal");
    writing.oncomplete = () => (opening.result.close(), resolve("kept"));
  };
})"""
DESCRIBE_KEY = """({ own: { key } }) =>
  `${key.extractable} ${key.algorithm.name} ${key.algorithm.length}`"""
DELETE_DATABASE = """new Promise((resolve) => {
  const request = indexedDB.deleteDatabase("side-by-side:/");
  request.onsuccess = () => resolve("gone");
})"""


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory, harness_url: str) -> Iterator[Firefox]:
    find_browser(PROGRAM)
    with Firefox(tmp_path_factory.mktemp("firefox") / "profile") as running:
        yield running


FIREFOX = pytest.param("firefox", marks=pytest.mark.xdist_group("store-in-firefox"))


@pytest.fixture(params=["chromium", *of_the_day(["older", FIREFOX])])
def evaluate(request: pytest.FixtureRequest, harness_url: str) -> Iterator[Evaluate]:
    """The `evaluate` of a page of the store harness, with empty storage.

    "older" is a Chromium without buckets and without an origin private file system.
    """
    if request.param == "firefox":
        running: Firefox = request.getfixturevalue("firefox")
        running.open(harness_url)
        assert running.evaluate(DELETE_DATABASE) == "gone"
        yield running.evaluate
        return
    browser: Browser = request.getfixturevalue("browser")
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(harness_url + (OLDER_PAGE if request.param == "older" else ""))
        yield page.evaluate


@pytest.fixture
def first(evaluate: Evaluate) -> Tab:
    return Tab(evaluate, "first")


@pytest.fixture
def second(evaluate: Evaluate) -> Tab:
    return Tab(evaluate, "second")


def wait_until(met: Callable[[], bool]) -> None:
    """Wait until `met` returns true."""
    end = time.monotonic() + 20
    while not met():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_next_page_reads_what_was_committed(first: Tab, second: Tab) -> None:
    assert first.call("acquireWriter", False)
    first.commit(one=b"1", two=bytes(range(256)))
    first.commit(one=None, three=b"")
    assert sorted(second.names()) == ["three", "two"]
    assert second.read("two") == bytes(range(256))
    assert second.read("one") is None
    assert second.read("three") == b""


def test_commit_that_fails_midway_changes_nothing(first: Tab, evaluate: Evaluate) -> None:
    first.call("acquireWriter", False)
    first.commit(one=b"1", two=b"2")
    bad: Any = {"not": "a record's name"}
    with pytest.raises(StoreError):
        first.call("commit", [["one", [9]], ["two", None], [bad, [3]]])
    assert (first.read("one"), first.read("two")) == (b"1", b"2")
    first.commit(one=b"after")
    assert first.read("one") == b"after"


def test_reading_an_empty_store_creates_nothing(first: Tab, evaluate: Evaluate) -> None:
    assert first.names() == []
    assert evaluate(LIST_STORAGE) == []


def test_only_the_first_page_may_write(first: Tab, second: Tab) -> None:
    assert first.call("acquireWriter", False)
    first.commit(one=b"first")
    assert not second.call("acquireWriter", False)
    with pytest.raises(StoreError, match="WriterLockLostError"):
        second.commit(one=b"second")
    assert second.read("one") == b"first"
    first.commit(one=b"first again")
    assert first.call("acquireWriter", False), "the holder cannot acquire the lock again"


def test_page_that_takes_over_is_the_only_writer(first: Tab, second: Tab) -> None:
    first.call("acquireWriter", False)
    first.commit(one=b"first")
    assert second.call("acquireWriter", True)
    wait_until(lambda: first.call("lost") == 1)
    assert first.call("whyLost") == "WriterLockLostError"
    with pytest.raises(StoreError, match="WriterLockLostError"):
        first.commit(one=b"late", two=b"late")
    assert second.names() == ["one"]
    second.commit(one=b"second")
    assert first.read("one") == b"second"
    assert first.call("acquireWriter", True)
    wait_until(lambda: second.call("lost") == 1)
    first.commit(one=b"first once more")


def test_writer_lock_ends_with_its_page(first: Tab, second: Tab) -> None:
    first.call("acquireWriter", False)
    first.commit(one=b"1")
    first.close()
    wait_until(lambda: bool(second.call("acquireWriter", False)))
    second.commit(two=b"2")
    assert sorted(second.names()) == ["one", "two"]


def test_version_1_database_is_read_and_version_1_can_no_longer_open_it(
    first: Tab, evaluate: Evaluate
) -> None:
    text = json.dumps({"entries": {"1": {"note": "été"}}}, ensure_ascii=False)
    old = f"({WRITE_VERSION_1})({json.dumps(text)})"
    assert evaluate(old) == "kept"
    assert first.names() == ["journal"]
    assert first.read("journal") == text.encode()
    assert evaluate(old) == "VersionError"
    first.call("acquireWriter", False)
    first.commit(journal=None, new=b"1")
    assert first.names() == ["new"]


def test_erasing_leaves_no_database_and_is_reported_to_the_other_page(
    first: Tab, second: Tab, evaluate: Evaluate
) -> None:
    first.call("acquireWriter", False)
    first.call("encrypt", "one", [1])
    first.commit(one=b"1")
    assert second.read("one") == b"1"
    second.call("erase")
    wait_until(lambda: first.call("lost") == 1)
    assert evaluate(LIST_STORAGE) == []
    assert first.call("whyLost") == "ErasedError"
    assert not first.call("exists")
    with pytest.raises(StoreError, match="ErasedError"):
        first.commit(one=b"back from the dead")
    assert first.names() == second.names() == []
    wait_until(lambda: bool(second.call("acquireWriter", False)))
    second.commit(one=b"new")
    assert second.read("one") == b"new"


def test_next_page_decrypts_a_record_only_under_its_name(first: Tab, second: Tab) -> None:
    first.call("acquireWriter", False)
    encrypted = first.call("encrypt", "one", [1, 2, 3])
    assert encrypted != first.call("encrypt", "one", [1, 2, 3]), "each encryption uses a new nonce"
    first.commit(one=bytes(encrypted))
    first.close()
    assert second.call("decrypt", "one", encrypted) == [1, 2, 3]
    changed = [*encrypted[:-1], encrypted[-1] ^ 1]
    for name, data in (("two", encrypted), ("one", changed), ("one", encrypted[:20]), ("one", [])):
        with pytest.raises(StoreError, match="OperationError"):
            second.call("decrypt", name, data)


def test_renewed_key_is_committed_with_its_records_or_not_at_all(first: Tab, second: Tab) -> None:
    first.call("acquireWriter", False)
    old = first.call("encrypt", "one", [1])
    first.commit(one=bytes(old))
    assert second.call("decrypt", "one", old) == [1]
    first.call("renewKey")
    with pytest.raises(StoreError):
        first.call("commit", [[{"not": "a name"}, [1]]])
    assert first.call("decrypt", "one", old) == [1]
    first.call("renewKey")
    new = first.call("encrypt", "one", [2])
    first.commit(one=bytes(new))
    assert second.call("decrypt", "one", new) == [2], "it had the older key"
    with pytest.raises(StoreError, match="OperationError"):
        second.call("decrypt", "one", old)


def test_renewed_key_is_refused_while_a_record_has_the_old_one(first: Tab, second: Tab) -> None:
    first.call("acquireWriter", False)
    old = {name: bytes(first.call("encrypt", name, [1])) for name in ("one", "two")}
    first.commit(**old)
    first.call("renewKey")
    with pytest.raises(StoreError, match="DataError"):
        first.commit(one=bytes(first.call("encrypt", "one", [2])))
    first.commit(one=bytes(first.call("encrypt", "one", [3])))
    assert second.call("decrypt", "one", list(second.read("one") or b"")) == [3]
    assert second.call("decrypt", "two", list(old["two"])) == [1]


def test_key_is_not_extractable(first: Tab, evaluate: Evaluate) -> None:
    first.call("acquireWriter", False)
    first.commit(one=bytes(first.call("encrypt", "one", [1])))
    index = evaluate("navigator.storageBuckets ? 0 : null")
    key = f"({READ_DATABASE})({json.dumps(index)}, {DESCRIBE_KEY})"
    assert evaluate(key) == "false AES-GCM 256"


VECTORS = json.loads(FILE.read_text("utf-8"))


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["name"] for vector in VECTORS])
def test_browser_decrypts_the_test_vectors(first: Tab, vector: dict[str, Any]) -> None:
    key_input = [
        list(vector["passcode"].encode()),
        list(bytes.fromhex(vector["salt"])),
        vector["rounds"],
    ]
    encrypted = list(bytes.fromhex(vector["sealed"]))
    opened = first.call("decryptWith", *key_input, vector["name"], encrypted)
    assert bytes(opened) == bytes.fromhex(vector["data"])


def test_passcode_gives_the_same_key_in_every_page(first: Tab, second: Tab) -> None:
    key_input = (list("été".encode()), [7] * 16, 1000, "one")
    encrypted = first.call("encryptWith", *key_input, [1, 2])
    assert second.call("decryptWith", *key_input, encrypted) == [1, 2]
    for other in (("ete", 1000), ("été", 1001)):
        wrong = (list(other[0].encode()), [7] * 16, other[1], "one")
        with pytest.raises(StoreError, match="OperationError"):
            second.call("decryptWith", *wrong, encrypted)

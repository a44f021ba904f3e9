"""Chromium can lose a whole database, so the journal has two copies there."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright

from tests.browser.chromium_process import launch_chromium
from tests.browser.daily_selection import of_the_day
from tests.browser.disk_scan import files_containing
from tests.browser.store_harness import LIST_STORAGE, OLDER_PAGE, READ_DATABASE, StoreError, Tab

pytestmark = pytest.mark.browser

LOG_PATTERNS = (
    "Default/WebStorage/*/IndexedDB/indexeddb.leveldb/*.log",
    "Default/IndexedDB/*.indexeddb.leveldb/*.log",
)
HALF_WRITTEN = bytes(4) + (100).to_bytes(2, "little") + b"\x01" + b"the rest never came"
"""The head of a record of 100 bytes, as a killed process leaves it."""
DECODE_RECORDS = """({ records }) => Object.fromEntries(Object.entries(records).map(
  ([name, bytes]) => [name, new TextDecoder().decode(bytes)]))"""
CANARY = b"a canary in the snow"
REMOVE_COPY = """async (index) => {
  const { BUCKETS, REPLICA } = await import("./storage-locations.js");
  await [BUCKETS[0], REPLICA][index].remove();
}"""
MISS_CHANGE = """async (index) => {
  const { BUCKETS, REPLICA } = await import("./storage-locations.js");
  const location = [BUCKETS[0], REPLICA][index];
  const factory = await location.factory();
  let bytes = new TextEncoder().encode("1");
  if (index === 1) {
    const [{ find }, { encrypt }] = [await import("./secrets.js"), await import("./crypto.js")];
    const id = await new Promise((resolve) => {
      factory.open(location.name).onsuccess = ({ target: { result } }) => {
        result.transaction("own").objectStore("own").get("secret").onsuccess = ({ target }) =>
          (result.close(), resolve(target.result));
      };
    });
    bytes = await encrypt(await find(id), "one", bytes);
  }
  await new Promise((resolve) => {
    factory.open(location.name).onsuccess = ({ target: { result } }) => {
      const transaction = result.transaction(["records", "own"], "readwrite");
      const [records, own] = ["records", "own"].map((name) => transaction.objectStore(name));
      records.put(bytes, "one");
      records.delete("two");
      own.get("number").onsuccess = ({ target }) => own.put(target.result - 1, "number");
      transaction.oncomplete = () => (result.close(), resolve());
    };
  });
}"""
"""Restores a copy from before its last change: `one` had other bytes, and `two` did not exist."""
READ_SECRET = """async () => {
  const root = await navigator.storage.getDirectory();
  for await (const file of root.values()) {
    return [...new Uint8Array(await (await file.getFile()).arrayBuffer())];
  }
}"""
TWO_BUCKETS = """async () => {
  const { BUCKETS, REPLICA } = await import("./storage-locations.js");
  const { DatabaseCopy } = await import("./database-copy.js");
  const [first, second] = BUCKETS.map((location) => new DatabaseCopy(location, () => {}));
  await second.fill(await first.dump());
  await REPLICA.remove();
  await (await import("./secrets.js")).removeAll();
  await BUCKETS[0].remove();
}"""
"""Makes the profile of an older version, with two buckets and no replica; then removes the first
bucket, as if Chromium had lost it: only the second is complete."""
PERSIST = """async () => {
  const granted = await (await import("./storage-locations.js")).persist();
  const buckets = await Promise.all(
    (await navigator.storageBuckets.keys()).map((name) => navigator.storageBuckets.open(name)));
  const storages = [navigator.storage, ...buckets];
  return [granted, ...(await Promise.all(storages.map((storage) => storage.persisted())))];
}"""


@pytest.fixture
def page(browser: Browser, harness_url: str) -> Iterator[Page]:
    with browser.new_context() as context:
        harness_page = context.new_page()
        harness_page.goto(harness_url)
        yield harness_page


def records_of(page: Page, copy: int) -> Any:
    """Return the records of a copy, decoded: 0 is the bucket, 1 the replica."""
    return page.evaluate(f"({READ_DATABASE})({copy}, {DECODE_RECORDS})")


def writer(page: Page, worker_name: str) -> Tab:
    tab = Tab(page.evaluate, worker_name)
    assert tab.call("acquireWriter", False)
    return tab


def test_torn_log_loses_nothing(
    playwright: Playwright, chromium: str, harness_url: str, tmp_path: Path
) -> None:
    """A kill leaves half a record at the end of a log, and the next start appends to this log.

    The start after that drops all that the log holds: the other copy must still have it.
    """
    profile = tmp_path / "profile"
    written: dict[str, str] = {}
    for torn in (None, 0, None, 1, None, None):
        with launch_chromium(playwright, chromium, profile) as running:
            page = running.browser.contexts[0].new_page()
            page.goto(harness_url)
            tab = Tab(page.evaluate, "first")
            assert {name: (tab.read(name) or b"").decode() for name in tab.names()} == written
            assert tab.call("acquireWriter", False)
            name = f"at-{len(written)}"
            tab.commit(**{name: name.encode()})
            written[name] = name
            assert records_of(page, 0) == records_of(page, 1) == written
        logs = [log for pattern in LOG_PATTERNS for log in profile.glob(pattern)]
        assert len(logs) == 2
        if torn is not None:
            with logs[torn].open("ab") as log:
                log.write(HALF_WRITTEN)


@pytest.mark.parametrize("lost", of_the_day([0, 1]))
def test_lost_copy_is_restored_from_the_other(page: Page, lost: int) -> None:
    first = writer(page, "first")
    encrypted = bytes(first.call("encrypt", "one", [1, 2, 3]))
    first.commit(one=encrypted)
    first.close()
    page.evaluate(REMOVE_COPY, lost)
    second = Tab(page.evaluate, "second")
    assert second.read("one") == encrypted
    second = writer(page, "second")
    assert second.call("decrypt", "one", list(encrypted)) == [1, 2, 3]
    page.evaluate(REMOVE_COPY, 1 - lost)
    third = Tab(page.evaluate, "third")
    assert third.call("decrypt", "one", list(third.read("one") or b"")) == [1, 2, 3]


@pytest.mark.parametrize("stale_copy", of_the_day([0, 1], offset=1))
def test_copy_that_missed_a_change_is_not_read(page: Page, stale_copy: int) -> None:
    first = writer(page, "first")
    first.commit(one=b"2", two=b"2")
    first.close()
    page.evaluate(MISS_CHANGE, stale_copy)
    assert records_of(page, stale_copy) == {"one": "1"}
    second = Tab(page.evaluate, "second")
    assert {name: second.read(name) for name in second.names()} == {"one": b"2", "two": b"2"}
    writer(page, "second").commit(three=b"3")
    assert records_of(page, 0) == records_of(page, 1) == {"one": "2", "two": "2", "three": "3"}
    get_number = "({ own: { number } }) => number"
    assert len({page.evaluate(f"({READ_DATABASE})({copy}, {get_number})") for copy in (0, 1)}) == 1


def test_database_from_before_buckets_is_migrated_completely(page: Page, harness_url: str) -> None:
    page.goto(harness_url + OLDER_PAGE)
    older = writer(page, "older")
    encrypted = bytes(older.call("encrypt", "one", [7]))
    older.commit(one=encrypted, two=b"2")
    page.goto(harness_url)
    reader = Tab(page.evaluate, "reader")
    assert (sorted(reader.names()), reader.read("one")) == (["one", "two"], encrypted)
    assert page.evaluate(LIST_STORAGE) == ["side-by-side:/"], (
        "a page that only reads must not migrate the database"
    )
    mover = writer(page, "mover")
    assert mover.call("decrypt", "one", list(mover.read("one") or b"")) == [7]
    assert "side-by-side:/" not in page.evaluate(LIST_STORAGE)
    assert sorted(reader.names()) == ["one", "two"]
    mover.commit(two=None, three=b"3")
    assert sorted(records_of(page, 1)) == ["one", "three"]


def test_old_page_loses_the_writer_lock_after_migration(page: Page, harness_url: str) -> None:
    page.goto(harness_url + OLDER_PAGE)
    older = writer(page, "older")
    older.commit(one=b"1")
    newer = page.context.new_page()
    newer.goto(harness_url)
    tab = Tab(newer.evaluate, "newer")
    assert not tab.call("acquireWriter", False)
    assert tab.call("acquireWriter", True)
    tab.commit(two=b"2")
    with pytest.raises(StoreError, match=r"WriterLockLostError|ErasedError"):
        older.commit(one=b"late")
    tab.close()
    assert sorted(Tab(newer.evaluate, "last").names()) == ["one", "two"]


def read_secret(page: Page) -> bytes:
    """Return the key of the replica, which is in a file of the origin private file system."""
    return bytes(page.evaluate(READ_SECRET))


def test_nothing_encrypted_with_an_older_key_stays_on_the_disk(
    playwright: Playwright, chromium: str, harness_url: str, tmp_path: Path
) -> None:
    profile = tmp_path / "profile"
    with launch_chromium(playwright, chromium, profile) as running:
        page = running.browser.contexts[0].new_page()
        page.goto(harness_url)
        tab = writer(page, "first")
        encrypted = bytes(tab.call("encrypt", "one", list(CANARY)))
        tab.commit(one=encrypted)
        assert len(files_containing(profile, encrypted)) == 1, (
            "in the bucket; the replica encrypts it once more"
        )
        old_secret = read_secret(page)
        assert len(files_containing(profile, old_secret)) == 1
        tab.call("renewKey")
        renewed = bytes(tab.call("encrypt", "one", list(CANARY)))
        tab.commit(one=renewed)
        assert files_containing(profile, encrypted) == []
        assert files_containing(profile, old_secret) == []
        assert len(files_containing(profile, renewed)) == 1
        new_secret = read_secret(page)
        assert len(files_containing(profile, new_secret)) == 1
        assert bytes(tab.call("decrypt", "one", list(renewed))) == CANARY
        tab.call("erase")
        assert files_containing(profile, renewed) == []
        assert files_containing(profile, new_secret) == []
        assert page.evaluate(LIST_STORAGE) == []


@pytest.mark.parametrize("damage", of_the_day([None, b"not a database at all"]))
def test_journal_survives_loss_of_the_bucket_list(
    playwright: Playwright, chromium: str, harness_url: str, tmp_path: Path, damage: bytes | None
) -> None:
    profile = tmp_path / "profile"
    with launch_chromium(playwright, chromium, profile) as running:
        page = running.browser.contexts[0].new_page()
        page.goto(harness_url)
        tab = writer(page, "first")
        encrypted = bytes(tab.call("encrypt", "one", list(CANARY)))
        tab.commit(one=encrypted, two=b"2")
    for path in (profile / "Default/WebStorage").glob("QuotaManager*"):
        path.unlink()
    if damage:
        (profile / "Default/WebStorage/QuotaManager").write_bytes(damage)
    with launch_chromium(playwright, chromium, profile) as running:
        page = running.browser.contexts[0].new_page()
        page.goto(harness_url)
        tab = Tab(page.evaluate, "first")
        assert sorted(tab.names()) == ["one", "two"]
        assert bytes(tab.call("decrypt", "one", list(tab.read("one") or b""))) == CANARY
        tab = writer(page, "first")
        tab.commit(two=b"3")
        assert records_of(page, 0)["two"] == records_of(page, 1)["two"] == "3"


def test_profile_with_two_buckets_is_migrated_completely(page: Page) -> None:
    first = writer(page, "first")
    encrypted = bytes(first.call("encrypt", "one", [1, 2, 3]))
    first.commit(one=encrypted, two=b"2")
    first.close()
    page.evaluate(TWO_BUCKETS)
    reader = Tab(page.evaluate, "reader")
    assert (sorted(reader.names()), reader.read("one")) == (["one", "two"], encrypted)
    second = writer(page, "second")
    assert second.call("decrypt", "one", list(encrypted)) == [1, 2, 3]
    second.commit(two=b"3")
    assert records_of(page, 0)["two"] == records_of(page, 1)["two"] == "3"
    assert len(page.evaluate(LIST_STORAGE)) == 3, "a bucket, the replica and its key"


@pytest.mark.parametrize("copy", of_the_day([0, 1]))
def test_eviction_of_one_copy_while_open_is_repaired_silently(page: Page, copy: int) -> None:
    first = writer(page, "first")
    first.commit(one=b"1")
    page.evaluate(REMOVE_COPY, copy)
    page.wait_for_timeout(2_000)
    assert first.read("one") == b"1"
    first.commit(two=b"2")
    assert first.call("lost") == 0
    assert records_of(page, 0) == records_of(page, 1) == {"one": "1", "two": "2"}


def test_clearing_all_copies_while_open_is_reported_as_erasure(page: Page) -> None:
    first = writer(page, "first")
    first.commit(one=b"1")
    for copy in (0, 1):
        page.evaluate(REMOVE_COPY, copy)
    page.evaluate("async () => (await import('./secrets.js')).removeAll()")
    page.wait_for_timeout(2_000)
    assert first.call("whyLost") == "ErasedError"
    with pytest.raises(StoreError, match="ErasedError"):
        first.commit(two=b"2")
    assert page.evaluate(LIST_STORAGE) == [], "storage was created before it was requested"


def test_store_that_refuses_every_write_can_be_erased(page: Page) -> None:
    first = writer(page, "first")
    first.commit(one=b"1")
    first.close()
    second = Tab(page.evaluate, "second")
    second.call("refuseWrites")
    with pytest.raises(StoreError):
        second.call("acquireWriter", False)
    second.call("erase")
    assert page.evaluate(LIST_STORAGE) == []
    assert not second.call("exists")


def test_error_without_a_stack_reaches_python_as_a_normalised_error(page: Page) -> None:
    first = writer(page, "first")
    first.commit(one=b"1")
    first.call("refuseWrites")
    with pytest.raises(StoreError, match="QuotaExceededError"):
        first.commit(one=b"2")
    assert first.read("one") == b"1"


def test_persistence_is_requested_for_the_site_and_both_copies(
    page: Page, harness_url: str
) -> None:
    writer(page, "first").commit(one=b"1")
    assert page.evaluate(PERSIST) == [False, False, False]
    session = page.context.new_cdp_session(page)
    target = session.send("Target.getTargetInfo")["targetInfo"]
    session.send(
        "Browser.grantPermissions",
        {
            "origin": harness_url.rstrip("/"),
            "permissions": ["durableStorage"],
            "browserContextId": target["browserContextId"],
        },
    )
    assert page.evaluate(PERSIST) == [True, True, True]

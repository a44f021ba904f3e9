"""Chromium may forget a whole database: what is kept is kept twice there, and nowhere else."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright

from tests.browser.chromium_process import launched
from tests.browser.disk_scan import holding
from tests.browser.languages import of_the_day
from tests.browser.store_harness import HERE, OLDER, RAW, RefusedError, Tab

pytestmark = pytest.mark.browser

LOGS = (
    "Default/WebStorage/*/IndexedDB/indexeddb.leveldb/*.log",
    "Default/IndexedDB/*.indexeddb.leveldb/*.log",
)
TORN = bytes(4) + (100).to_bytes(2, "little") + b"\x01" + b"the rest never came"
"""The head of a record of 100 bytes, as a kill leaves it."""
TEXTS = """({ records }) => Object.fromEntries(Object.entries(records).map(
  ([name, bytes]) => [name, new TextDecoder().decode(bytes)]))"""
CANARY = b"a canary in the snow"
FORGET = """async (at) => {
  const { BUCKETS, REPLICA } = await import("./storage-locations.js");
  await [BUCKETS[0], REPLICA][at].remove();
}"""
MISS = """async (at) => {
  const { BUCKETS, REPLICA } = await import("./storage-locations.js");
  const home = [BUCKETS[0], REPLICA][at];
  const factory = await home.factory();
  let bytes = new TextEncoder().encode("1");
  if (at === 1) {
    const [{ find }, { seal }] = [await import("./secrets.js"), await import("./crypto.js")];
    const id = await new Promise((resolve) => {
      factory.open(home.name).onsuccess = ({ target: { result } }) => {
        result.transaction("own").objectStore("own").get("secret").onsuccess = ({ target }) =>
          (result.close(), resolve(target.result));
      };
    });
    bytes = await seal(await find(id), "one", bytes);
  }
  await new Promise((resolve) => {
    factory.open(home.name).onsuccess = ({ target: { result } }) => {
      const transaction = result.transaction(["records", "own"], "readwrite");
      const [records, own] = ["records", "own"].map((name) => transaction.objectStore(name));
      records.put(bytes, "one");
      records.delete("two");
      own.get("number").onsuccess = ({ target }) => own.put(target.result - 1, "number");
      transaction.oncomplete = () => (result.close(), resolve());
    };
  });
}"""
"""Has a copy be as it was one change before."""
SECRET = """async () => {
  const root = await navigator.storage.getDirectory();
  for await (const file of root.values()) {
    return [...new Uint8Array(await (await file.getFile()).arrayBuffer())];
  }
}"""
TWO_BUCKETS = """async () => {
  const { BUCKETS, REPLICA } = await import("./storage-locations.js");
  const { Copy } = await import("./copy.js");
  const [first, second] = BUCKETS.map((home) => new Copy(home, () => {}));
  await second.fill(await first.dump());
  for (const { database } of [first, second]) {
    await database.transact("readonly", () => {});
  }
  await REPLICA.remove();
  await (await import("./secrets.js")).removeOthers();
  await BUCKETS[0].remove();  // as if Chromium had forgotten it: the second alone is whole
}"""
PERSIST = """async () => {
  const said = await (await import("./storage-locations.js")).persist();
  const buckets = await Promise.all(
    (await navigator.storageBuckets.keys()).map((name) => navigator.storageBuckets.open(name)));
  const places = [navigator.storage, ...buckets];
  return [said, ...(await Promise.all(places.map((place) => place.persisted())))];
}"""


@pytest.fixture
def page(browser: Browser, room: str) -> Iterator[Page]:
    with browser.new_context() as context:
        one = context.new_page()
        one.goto(room)
        yield one


def held(page: Page, home: int) -> Any:
    """What one of the copies holds."""
    return page.evaluate(f"({RAW})({home}, {TEXTS})")


def writer(page: Page, who: str) -> Tab:
    tab = Tab(page.evaluate, who)
    assert tab.call("claim", False)
    return tab


def test_a_log_torn_by_a_kill_costs_nothing(
    playwright: Playwright, chromium: str, room: str, tmp_path: Path
) -> None:
    """A kill tears a log's end; the next start writes behind it; the one after forgets it all."""
    profile = tmp_path / "profile"
    kept: dict[str, str] = {}
    for torn in (None, 0, None, 1, None, None):
        with launched(playwright, chromium, profile) as running:
            page = running.browser.contexts[0].new_page()
            page.goto(room)
            tab = Tab(page.evaluate, "first")
            assert {name: (tab.read(name) or b"").decode() for name in tab.names()} == kept
            assert tab.call("claim", False)
            name = f"at-{len(kept)}"
            tab.commit(**{name: name.encode()})
            kept[name] = name
            assert held(page, 0) == held(page, 1) == kept
        logs = [log for pattern in LOGS for log in profile.glob(pattern)]
        assert len(logs) == 2
        if torn is not None:
            with logs[torn].open("ab") as log:
                log.write(TORN)


@pytest.mark.parametrize("lost", of_the_day([0, 1]))
def test_a_copy_that_is_forgotten_is_made_anew_from_the_other(page: Page, lost: int) -> None:
    first = writer(page, "first")
    sealed = bytes(first.call("seal", "one", [1, 2, 3]))
    first.commit(one=sealed)
    first.close()
    page.evaluate(FORGET, lost)
    second = Tab(page.evaluate, "second")
    assert second.read("one") == sealed
    second = writer(page, "second")
    assert second.call("unseal", "one", list(sealed)) == [1, 2, 3]
    page.evaluate(FORGET, 1 - lost)
    third = Tab(page.evaluate, "third")
    assert third.call("unseal", "one", list(third.read("one") or b"")) == [1, 2, 3]


@pytest.mark.parametrize("late", of_the_day([0, 1], rank=1))
def test_a_copy_that_has_missed_a_change_is_not_the_one_that_is_read(page: Page, late: int) -> None:
    first = writer(page, "first")
    first.commit(one=b"2", two=b"2")
    first.close()
    page.evaluate(MISS, late)
    assert held(page, late) == {"one": "1"}
    second = Tab(page.evaluate, "second")
    assert {name: second.read(name) for name in second.names()} == {"one": b"2", "two": b"2"}
    writer(page, "second").commit(three=b"3")
    assert held(page, 0) == held(page, 1) == {"one": "2", "two": "2", "three": "3"}
    known = "({ own: { number } }) => number"
    assert len({page.evaluate(f"({RAW})({home}, {known})") for home in (0, 1)}) == 1


def test_what_was_kept_before_there_were_buckets_is_moved_whole(page: Page, room: str) -> None:
    page.goto(room + OLDER)
    older = writer(page, "older")
    sealed = bytes(older.call("seal", "one", [7]))
    older.commit(one=sealed, two=b"2")
    page.goto(room)
    reader = Tab(page.evaluate, "reader")
    assert (sorted(reader.names()), reader.read("one")) == (["one", "two"], sealed)
    assert page.evaluate(HERE) == ["side-by-side:/"], "reading moves nothing"
    mover = writer(page, "mover")
    assert mover.call("unseal", "one", list(mover.read("one") or b"")) == [7]
    assert "side-by-side:/" not in page.evaluate(HERE)
    assert sorted(reader.names()) == ["one", "two"]
    mover.commit(two=None, three=b"3")
    assert sorted(held(page, 1)) == ["one", "three"]


def test_a_page_of_before_can_write_no_more_once_all_was_moved(page: Page, room: str) -> None:
    page.goto(room + OLDER)
    older = writer(page, "older")
    older.commit(one=b"1")
    newer = page.context.new_page()
    newer.goto(room)
    tab = Tab(newer.evaluate, "newer")
    assert not tab.call("claim", False)
    assert tab.call("claim", True)
    tab.commit(two=b"2")
    with pytest.raises(RefusedError, match=r"WriterLockLostError|ErasedError"):
        older.commit(one=b"late")
    tab.close()
    assert sorted(Tab(newer.evaluate, "last").names()) == ["one", "two"]


def secret(page: Page) -> bytes:
    """The key of the replica, which is in a file."""
    return bytes(page.evaluate(SECRET))


def test_nothing_that_an_older_key_sealed_stays_on_the_disk(
    playwright: Playwright, chromium: str, room: str, tmp_path: Path
) -> None:
    profile = tmp_path / "profile"
    with launched(playwright, chromium, profile) as running:
        page = running.browser.contexts[0].new_page()
        page.goto(room)
        tab = writer(page, "first")
        sealed = bytes(tab.call("seal", "one", list(CANARY)))
        tab.commit(one=sealed)
        assert len(holding(profile, sealed)) == 1, "in the bucket; the replica seals it once more"
        old_secret = secret(page)
        assert len(holding(profile, old_secret)) == 1
        tab.call("renewKey")
        renewed = bytes(tab.call("seal", "one", list(CANARY)))
        tab.commit(one=renewed)
        assert holding(profile, sealed) == []
        assert holding(profile, old_secret) == []
        assert len(holding(profile, renewed)) == 1
        new_secret = secret(page)
        assert len(holding(profile, new_secret)) == 1
        assert bytes(tab.call("unseal", "one", list(renewed))) == CANARY
        tab.call("erase")
        assert holding(profile, renewed) == []
        assert holding(profile, new_secret) == []
        assert page.evaluate(HERE) == []


@pytest.mark.parametrize("damage", of_the_day([None, b"not a database at all"]))
def test_journal_survives_loss_of_the_list_of_buckets(
    playwright: Playwright, chromium: str, room: str, tmp_path: Path, damage: bytes | None
) -> None:
    profile = tmp_path / "profile"
    with launched(playwright, chromium, profile) as running:
        page = running.browser.contexts[0].new_page()
        page.goto(room)
        tab = writer(page, "first")
        sealed = bytes(tab.call("seal", "one", list(CANARY)))
        tab.commit(one=sealed, two=b"2")
    for path in (profile / "Default/WebStorage").glob("QuotaManager*"):
        path.unlink()
    if damage:
        (profile / "Default/WebStorage/QuotaManager").write_bytes(damage)
    with launched(playwright, chromium, profile) as running:
        page = running.browser.contexts[0].new_page()
        page.goto(room)
        tab = Tab(page.evaluate, "first")
        assert sorted(tab.names()) == ["one", "two"]
        assert bytes(tab.call("unseal", "one", list(tab.read("one") or b""))) == CANARY
        tab = writer(page, "first")
        tab.commit(two=b"3")
        assert held(page, 0)["two"] == held(page, 1)["two"] == "3"


def test_profile_with_two_buckets_is_migrated_whole(page: Page) -> None:
    first = writer(page, "first")
    sealed = bytes(first.call("seal", "one", [1, 2, 3]))
    first.commit(one=sealed, two=b"2")
    first.close()
    page.evaluate(TWO_BUCKETS)
    reader = Tab(page.evaluate, "reader")
    assert (sorted(reader.names()), reader.read("one")) == (["one", "two"], sealed)
    second = writer(page, "second")
    assert second.call("unseal", "one", list(sealed)) == [1, 2, 3]
    second.commit(two=b"3")
    assert held(page, 0)["two"] == held(page, 1)["two"] == "3"
    assert len(page.evaluate(HERE)) == 3, "a bucket, the replica and its key"


@pytest.mark.parametrize("at", of_the_day([0, 1]))
def test_eviction_of_one_copy_while_open_is_repaired_and_not_reported(page: Page, at: int) -> None:
    first = writer(page, "first")
    first.commit(one=b"1")
    page.evaluate(FORGET, at)
    page.wait_for_timeout(2_000)
    assert first.read("one") == b"1"
    first.commit(two=b"2")
    assert first.call("lost") == 0
    assert held(page, 0) == held(page, 1) == {"one": "1", "two": "2"}


def test_clearing_of_all_while_open_is_reported_as_an_erasure(page: Page) -> None:
    first = writer(page, "first")
    first.commit(one=b"1")
    for at in (0, 1):
        page.evaluate(FORGET, at)
    page.evaluate("async () => (await import('./secrets.js')).removeOthers()")
    page.wait_for_timeout(2_000)
    assert first.call("whyLost") == "ErasedError"
    with pytest.raises(RefusedError, match="ErasedError"):
        first.commit(two=b"2")
    assert page.evaluate(HERE) == [], "nothing is made again before somebody asks"


def test_store_that_refuses_every_write_can_be_erased(page: Page) -> None:
    first = writer(page, "first")
    first.commit(one=b"1")
    first.close()
    second = Tab(page.evaluate, "second")
    second.call("refuseWrites")
    with pytest.raises(RefusedError):
        second.call("claim", False)
    second.call("erase")
    assert page.evaluate(HERE) == []
    assert not second.call("exists")


def test_error_without_a_stack_reaches_python_as_a_plain_error(page: Page) -> None:
    first = writer(page, "first")
    first.commit(one=b"1")
    first.call("refuseWrites")
    with pytest.raises(RefusedError, match="QuotaExceededError"):
        first.commit(one=b"2")
    assert first.read("one") == b"1"


def test_what_is_asked_to_be_spared_is_the_site_and_both_copies(page: Page, room: str) -> None:
    writer(page, "first").commit(one=b"1")
    assert page.evaluate(PERSIST) == [False, False, False]
    session = page.context.new_cdp_session(page)
    target = session.send("Target.getTargetInfo")["targetInfo"]
    session.send(
        "Browser.grantPermissions",
        {
            "origin": room.rstrip("/"),
            "permissions": ["durableStorage"],
            "browserContextId": target["browserContextId"],
        },
    )
    assert page.evaluate(PERSIST) == [True, True, True]

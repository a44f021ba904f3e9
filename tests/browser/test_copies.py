"""Chromium may forget a whole database: what is kept is kept twice there, and nowhere else."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright

from tests.browser.launched import launched
from tests.browser.profile import holding
from tests.browser.storeroom import HERE, OLDER, RAW, RefusedError, Tab

pytestmark = pytest.mark.browser

LOGS = "Default/WebStorage/*/IndexedDB/indexeddb.leveldb/*.log"
TORN = bytes(4) + (100).to_bytes(2, "little") + b"\x01" + b"the rest never came"
"""The head of a record of 100 bytes, as a kill leaves it."""
TEXTS = """({ records }) => Object.fromEntries(Object.entries(records).map(
  ([name, bytes]) => [name, new TextDecoder().decode(bytes)]))"""
CANARY = b"a canary in the snow"
FORGET = "async (at) => (await import('./homes.js')).BUCKETS[at].remove()"
MISS = """async (at) => {
  const { NAME } = await import("./database.js");
  const factory = await (await import("./homes.js")).BUCKETS[at].factory();
  await new Promise((resolve) => {
    factory.open(NAME).onsuccess = ({ target: { result } }) => {
      const transaction = result.transaction(["records", "own"], "readwrite");
      const [records, own] = ["records", "own"].map((name) => transaction.objectStore(name));
      records.put(new TextEncoder().encode("1"), "one");
      records.delete("two");
      own.get("number").onsuccess = ({ target }) => own.put(target.result - 1, "number");
      transaction.oncomplete = () => (result.close(), resolve());
    };
  });
}"""
"""Has a copy be as it was one change before."""
PERSIST = """async () => {
  const said = await (await import("./homes.js")).persist();
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
        logs = sorted(profile.glob(LOGS))
        assert len(logs) == 2
        if torn is not None:
            with logs[torn].open("ab") as log:
                log.write(TORN)


@pytest.mark.parametrize("lost", [0, 1])
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


@pytest.mark.parametrize("late", [0, 1])
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
    with pytest.raises(RefusedError, match="LostTurnError"):
        older.commit(one=b"late")
    tab.close()
    assert sorted(Tab(newer.evaluate, "last").names()) == ["one", "two"]


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
        assert len(holding(profile, sealed)) == 2
        tab.call("renewKey")
        renewed = bytes(tab.call("seal", "one", list(CANARY)))
        tab.commit(one=renewed)
        assert holding(profile, sealed) == []
        assert len(holding(profile, renewed)) == 2
        assert bytes(tab.call("unseal", "one", list(renewed))) == CANARY
        tab.call("erase")
        assert holding(profile, renewed) == []


def test_what_is_asked_to_be_spared_is_the_site_and_both_copies(page: Page, room: str) -> None:
    writer(page, "first").commit(one=b"1")
    assert page.evaluate(PERSIST) == [False, False, False, False]
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
    assert page.evaluate(PERSIST) == [True, True, True, True]

"""Export gives back what was written; import refuses whatever is not that, with one reason."""

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sv_app.data.crypto import cipher
from sv_app.data.storage.memory import MemoryBackend
from sv_app.domain.export_format import LARGEST, ImportRejectedError, RejectReason
from sv_app.domain.journal import Entry, Retention, Settings
from sv_app.domain.self_check import SelfCheck
from tests.data.fake_backends import RefusingPlace
from tests.data.journal_builder import CONTACT, FIRST, PIN, entries, filled, holdings, opened
from tests.loop import in_a_loop
from tests.profile import PROFILE
from tests.strategies import self_checks

CODE = "cinq mots pris au hasard"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cipher, "ROUNDS", 2)


async def refused(data: bytes, code: str | None = None) -> RejectReason:
    """Why a journal refuses `data`; it must be as it was."""
    journal = await filled(MemoryBackend())
    before = await holdings(journal)
    with pytest.raises(ImportRejectedError) as error:
        await journal.read_import(data, code)
    assert await holdings(journal) == before
    return error.value.reason


def exported(**changes: Any) -> bytes:
    """A readable file of one entry, changed."""
    entry = {"id": "a" * 32, "at": "2026-01-02T03:04:05Z", "check": {"answers": {}}}
    whole = {"format": "cote-a-cote", "version": 2, "entries": [entry]}
    return json.dumps({**whole, **changes}).encode()


def entry(**changes: Any) -> bytes:
    one = {"id": "a" * 32, "at": "2026-01-02T03:04:05Z", "check": {"answers": {}}}
    return exported(entries=[{**one, **changes}])


@pytest.mark.parametrize("code", [None, CODE])
@in_a_loop
async def test_what_is_exported_can_be_brought_back_elsewhere(code: str | None) -> None:
    journal = await filled(MemoryBackend())
    await journal.add(FIRST, "ça va mieux")
    data = await journal.export(code)
    assert (b"cote-a-cote" in data) is (code is None)
    assert (b"mieux" in data) is (code is None)
    other = await opened(MemoryBackend())
    found = await other.read_import(data, code)
    assert (found.count, found.already_here, found.too_old) == (2, 0, 0)
    assert found.first_day == found.last_day == dt.datetime.now().astimezone().date()
    assert await entries(other) == (), "it was only looked at"
    await other.import_(found)
    assert await entries(other) == await entries(journal)
    assert other.contacts() == (CONTACT,)
    assert other.pins() == (PIN,)
    again = await other.read_import(data, code)
    assert (again.count, again.already_here) == (0, 2)
    await other.import_(found)
    assert await entries(other) == await entries(journal), "not twice"


@in_a_loop
async def test_what_is_brought_back_stands_among_the_rest_by_its_time() -> None:
    journal = await opened(MemoryBackend())
    now = await journal.add(FIRST)
    days = [dt.datetime.now(dt.UTC) - dt.timedelta(days=number) for number in range(1, 101)]
    made = [Entry(id=f"{number:032x}", at=at, check=SelfCheck()) for number, at in enumerate(days)]
    shuffled = [
        e.model_dump(mode="json", exclude_none=True) for e in made[::3] + made[1::3] + made[2::3]
    ]
    await journal.import_(await journal.read_import(exported(entries=shuffled)))
    assert await entries(journal) == (now, *made)


@in_a_loop
async def test_what_would_be_erased_at_the_next_start_is_not_brought_back() -> None:
    journal = await opened(MemoryBackend())
    old = entry(at="2020-01-01T00:00:00Z")
    found = await journal.read_import(old)
    assert (found.count, found.too_old, found.first_day) == (0, 1, None)
    await journal.save_settings(Settings(retention=Retention.KEPT))
    assert (await journal.read_import(old)).count == 1


@in_a_loop
async def test_an_import_that_cannot_be_kept_changes_nothing() -> None:
    backend = RefusingPlace(MemoryBackend())
    journal = await filled(backend)
    before = await holdings(journal)
    found = await journal.read_import(entry())
    backend.refusing = True
    with pytest.raises(Exception, match="no space"):
        await journal.import_(found)
    assert await holdings(journal) == before


HOSTILE: dict[str, tuple[bytes, RejectReason]] = {
    "too large": (b" " * (LARGEST + 1), RejectReason.TOO_LARGE),
    "nothing": (b"", RejectReason.NOT_OURS),
    "no text": (b"\xff\xfe", RejectReason.NOT_OURS),
    "half": (exported()[:-1], RejectReason.NOT_OURS),
    "another JSON": (b'{"name": "x"}', RejectReason.NOT_OURS),
    "a list": (b"[]", RejectReason.NOT_OURS),
    "a number": (b"1" * 1_000_000, RejectReason.NOT_OURS),
    "a huge number": (exported(version=2).replace(b"2,", b"1e999999,"), RejectReason.DAMAGED),
    "a number that has no end": (exported(version=float("inf")), RejectReason.DAMAGED),
    "not a number": (exported(version=float("nan")), RejectReason.DAMAGED),
    "a later version": (exported(version=3), RejectReason.NEWER),
    "an earlier version": (exported(version=1), RejectReason.DAMAGED),
    "a version in words": (exported(version="2"), RejectReason.DAMAGED),
    "true for a version": (exported(version=True), RejectReason.DAMAGED),
    "lists in lists": (b"[" * 200_000, RejectReason.DAMAGED),
    "objects in objects": (b'{"a":' * 200_000, RejectReason.DAMAGED),
    "a key twice": (b'{"format": "cote-a-cote", "format": "cote-a-cote"}', RejectReason.TWICE),
    "an entry twice": (
        exported(entries=[json.loads(exported())["entries"][0]] * 2),
        RejectReason.TWICE,
    ),
    "a pin twice": (exported(pins=["a/b", "a/b"]), RejectReason.TWICE),
    "a key of a prototype": (exported(__proto__={"admin": True}), RejectReason.DAMAGED),
    "one in the answers": (entry(check={"answers": {"__proto__": "yes"}}), RejectReason.DAMAGED),
    "an answer to another question": (
        entry(check={"answers": {"guilt": "yes"}}),
        RejectReason.DAMAGED,
    ),
    "an id that is a path": (entry(id="../../../../../../../etc/passwd0"), RejectReason.DAMAGED),
    "an id in capitals": (entry(id="A" * 32), RejectReason.DAMAGED),
    "a time that is a number": (entry(at=1_700_000_000), RejectReason.DAMAGED),
    "a number in quotes": (entry(at="1700000000"), RejectReason.DAMAGED),
    "a time of no zone": (entry(at="2026-01-01T00:00:00"), RejectReason.DAMAGED),
    "the year 9999": (entry(at="9999-12-31T23:59:59Z"), RejectReason.DAMAGED),
    "the year 1": (entry(at="0001-01-01T00:00:00+14:00"), RejectReason.DAMAGED),
    "a note too long": (entry(note="x" * 201), RejectReason.DAMAGED),
    "a note of nothing": (entry(note=" "), RejectReason.DAMAGED),
    "a control character": (entry(note="a\x00b"), RejectReason.DAMAGED),
    "a text turned around": (entry(note="a\u202eb"), RejectReason.DAMAGED),
    "an isolated text": (entry(note="a\u2066b"), RejectReason.DAMAGED),
    "half a character": (entry(note="a\ud800b"), RejectReason.DAMAGED),
    "a contact that is code": (
        exported(contacts=[{"id": "b" * 32, "name": "x", "phone": "javascript:1"}]),
        RejectReason.DAMAGED,
    ),
    "entries that are none": (exported(entries={"length": 1}), RejectReason.DAMAGED),
    "a key too many": (exported(settings={"retention": "until-erased"}), RejectReason.DAMAGED),
    "a sealed file without its code": (cipher.MAGIC + bytes(80), RejectReason.NEEDS_CODE),
}


@pytest.mark.parametrize(("data", "reason"), HOSTILE.values(), ids=HOSTILE.keys())
@in_a_loop
async def test_a_bad_file_is_refused_with_one_reason(data: bytes, reason: RejectReason) -> None:
    assert await refused(data) is reason


@in_a_loop
async def test_why_a_file_is_refused_never_repeats_what_is_in_it() -> None:
    journal = await opened(MemoryBackend())
    with pytest.raises(ImportRejectedError) as error:
        await journal.read_import(entry(note="Madame Canari " * 30))
    assert "Canari" not in str(error.value)


@in_a_loop
async def test_a_sealed_file_opens_with_its_code_alone_and_whole() -> None:
    data = await (await filled(MemoryBackend())).export(CODE)
    assert await refused(data, "un autre") is RejectReason.WRONG_CODE
    for backend in (5, 20, 45, len(data) - 1):
        spoilt = bytearray(data)
        spoilt[backend] ^= 1
        assert await refused(bytes(spoilt), CODE) in (
            RejectReason.WRONG_CODE,
            RejectReason.NOT_OURS,
        )
    assert await refused(data[:-1], CODE) is RejectReason.WRONG_CODE
    busy = data[:8] + (2**32 - 1).to_bytes(4) + data[12:]
    assert await refused(busy, CODE) is RejectReason.WRONG_CODE


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.just("cote-a-cote"),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)
NOTES = st.none() | st.text(max_size=250)
LIKE_ENTRIES = st.lists(
    st.fixed_dictionaries(
        {
            "id": st.integers(0, 40).map(lambda number: f"{number:032x}"),
            "at": st.datetimes(timezones=st.just(dt.UTC)).map(lambda at: at.isoformat()) | VALUES,
            "check": self_checks.map(lambda check: check.model_dump(mode="json")) | VALUES,
        },
        optional={"note": NOTES, "more": VALUES},
    ),
    max_size=5,
)
FILES = st.one_of(
    st.binary(max_size=200),
    VALUES.map(lambda value: json.dumps(value).encode()),
    st.builds(lambda found: exported(entries=found), LIKE_ENTRIES),
    st.builds(lambda key, value: exported(**{key: value}), st.text(), VALUES),
    st.builds(
        lambda at, byte: exported()[:at] + byte + exported()[at + 1 :],
        st.integers(0, 60),
        st.binary(min_size=1, max_size=1),
    ),
)


@settings(
    max_examples=PROFILE.examples, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
@given(FILES)
@in_a_loop
async def test_any_file_is_whole_in_the_journal_or_not_at_all(data: bytes) -> None:
    backend = MemoryBackend()
    journal = await opened(backend)
    here = await journal.add(FIRST)
    before = dict(backend.records)
    try:
        found = await journal.read_import(data)
    except ImportRejectedError:
        assert backend.records == before
        return
    await journal.import_(found)
    kept = await entries(await opened(backend))
    assert by_id(kept) == by_id((here, *found.entries))
    assert all(Entry.model_validate_json(e.model_dump_json()) == e for e in kept)
    other = await opened(MemoryBackend())
    await other.import_(await other.read_import(await journal.export(None)))
    assert by_id(await entries(other)) == by_id(kept)


def by_id(found: Iterable[Entry]) -> list[Entry]:
    return sorted(found, key=lambda entry: entry.id)

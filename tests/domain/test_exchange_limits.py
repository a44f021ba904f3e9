"""The export file at its limits: the largest one can be imported, a hostile one is refused fast."""

import datetime as dt
import time
from collections.abc import Callable

import pytest

from sv_app.domain.export_format import LARGEST, ExportFile, ImportRejectedError, dump, load
from sv_app.domain.helplines import is_dialable
from sv_app.domain.journal import (
    MAX_ENTRIES,
    MAX_FILE_CONTACTS,
    MAX_PINS,
    NOTE_LENGTH,
    Contact,
    Entry,
    as_note,
)
from sv_app.domain.passcode import normalize as read_code
from sv_app.domain.self_check import QUESTIONS, SelfCheck, choices
from tests.data.hostile_files import BUSY

MIB = 1024 * 1024
LIMIT = 0.5
"""Seconds of processor time for 5 MiB; half of it on a machine that does nothing else."""
ALL_ANSWERED = SelfCheck(answers={q: max(choices(q), key=len) for q in QUESTIONS})


def seconds(act: Callable[[], object]) -> float:
    start = time.process_time()
    act()
    return time.process_time() - start


def largest() -> ExportFile:
    """As much as a journal can hold, each of it as long as it can be."""
    first = dt.datetime(2000, 1, 1, 0, 0, 0, 123456, tzinfo=dt.UTC)
    entries = tuple(
        Entry(
            id=f"{n:032x}",
            at=first + dt.timedelta(hours=n),
            check=ALL_ANSWERED,
            note=("\U0001f642" if n % 2 else '"') * NOTE_LENGTH,
        )
        for n in range(MAX_ENTRIES)
    )
    line = "\U0001f642" * 80
    contact = {"name": line, "hours": line, "place": line, "phone": "+33 (0)1 55 55 55 55 5"}
    return ExportFile(
        entries=entries,
        contacts=tuple(Contact(id=f"{n:032x}", **contact) for n in range(MAX_FILE_CONTACTS)),
        pins=tuple(f"{n:a>40}/{n:b>40}" for n in range(MAX_PINS)),
    )


def test_largest_export_can_be_imported() -> None:
    exported = largest()
    data = dump(exported)
    assert len(data) <= LARGEST
    assert load(data) == exported
    assert seconds(lambda: load(data)) < LIMIT * LARGEST / (5 * MIB)


@pytest.mark.parametrize("name", BUSY)
def test_hostile_file_is_refused_at_once(name: str) -> None:
    data = BUSY[name](5 * MIB)

    def refuse() -> None:
        with pytest.raises(ImportRejectedError):
            load(data)

    assert seconds(refuse) < LIMIT


@pytest.mark.parametrize("text", ["\u202e", "a\x00", " ", "a ", "0 ", "é" * 10, "(0)"])
def test_what_is_typed_is_read_in_linear_time(text: str) -> None:
    long = text * (MIB // len(text))
    for act in (as_note, read_code, is_dialable):
        assert seconds(lambda act=act: act(long)) < LIMIT  # type: ignore[misc]

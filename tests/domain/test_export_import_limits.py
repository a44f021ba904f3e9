"""The export file at its limits: the largest is imported, and a slow one is refused quickly."""

import datetime as dt
import time
from collections.abc import Callable

import pytest

from sv_app.domain.export_format import MAX_IMPORT_SIZE, ExportFile, ImportRejectedError, dump, load
from sv_app.domain.helplines import is_dialable
from sv_app.domain.journal import (
    MAX_ENTRIES,
    MAX_FILE_CONTACTS,
    MAX_PINS,
    NOTE_LENGTH,
    Contact,
    Entry,
    normalize_note,
)
from sv_app.domain.passcode import normalize as normalize_passcode
from sv_app.domain.self_check import QUESTIONS, SelfCheck, possible_answers
from tests.data.slow_to_parse_files import SLOW_TO_PARSE_FILES

MIB = 1024 * 1024
LIMIT = 0.5
"""Processor seconds for 5 MiB; an idle machine needs half of it."""
ALL_ANSWERED = SelfCheck(answers={q: max(possible_answers(q), key=len) for q in QUESTIONS})


def processor_seconds(action: Callable[[], object]) -> float:
    """Return the processor time that `action` takes; other processes do not change it much."""
    start = time.process_time()
    action()
    return time.process_time() - start


def largest() -> ExportFile:
    """Return an export with as many items as a journal can hold, each of the greatest length."""
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
    export = largest()
    data = dump(export)
    assert len(data) <= MAX_IMPORT_SIZE
    assert load(data) == export
    assert processor_seconds(lambda: load(data)) < LIMIT * MAX_IMPORT_SIZE / (5 * MIB)


@pytest.mark.parametrize("name", SLOW_TO_PARSE_FILES)
def test_slow_to_parse_file_is_refused_quickly(name: str) -> None:
    data = SLOW_TO_PARSE_FILES[name](5 * MIB)

    def load_and_refuse() -> None:
        with pytest.raises(ImportRejectedError):
            load(data)

    assert processor_seconds(load_and_refuse) < LIMIT


@pytest.mark.parametrize("text", ["\u202e", "a\x00", " ", "a ", "0 ", "é" * 10, "(0)"])
def test_typed_text_is_read_in_linear_time(text: str) -> None:
    long_text = text * (MIB // len(text))
    for action in (normalize_note, normalize_passcode, is_dialable):
        assert processor_seconds(lambda action=action: action(long_text)) < LIMIT  # type: ignore[misc]

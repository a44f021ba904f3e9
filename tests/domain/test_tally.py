"""The tally: counting, merging, what may be shown, and the CSV file."""

import csv
import datetime as dt
import io
import itertools
from collections import defaultdict
from collections.abc import Mapping

import pytest

from sv_app.domain.content import Content
from sv_app.domain.line_breaks import with_plain_characters
from sv_app.domain.tally import (
    HIDDEN,
    MAX_COUNT,
    SMALLEST_SHOWN,
    EncounterKind,
    Tally,
    TallyCell,
    current_row,
    merged,
    month_key,
    new_tally,
    rows,
    with_count_changed,
)
from sv_app.domain.tally_csv import FORMULA_STARTS, _cell, tally_csv
from tests.languages import LANGUAGES

MONTH, NEXT, LATER = "2026-11", "2026-12", "2027-01"


def tally_of(month: str, *numbers: int) -> Tally:
    return tuple(
        TallyCell(month=month, kind=kind, count=number)
        for kind, number in zip(EncounterKind, numbers, strict=True)
    )


def test_encounters_are_counted_by_month_and_kind_and_taken_off_again() -> None:
    tally = with_count_changed(new_tally(MONTH), MONTH, EncounterKind.REMOTE)
    tally = with_count_changed(tally, NEXT, EncounterKind.FIRST)
    assert tally == (
        *tally_of(MONTH, 0, 0, 1, 0),
        TallyCell(month=NEXT, kind=EncounterKind.FIRST, count=1),
    )
    undone = with_count_changed(tally, MONTH, EncounterKind.REMOTE, change=-1)
    assert undone[:4] == new_tally(MONTH)
    assert with_count_changed(undone, MONTH, EncounterKind.REMOTE, change=-1) == undone
    full = tally_of(MONTH, MAX_COUNT, 0, 0, 0)
    assert with_count_changed(full, MONTH, EncounterKind.FIRST) == full


def test_tally_that_is_merged_again_adds_nothing() -> None:
    first, second = tally_of(MONTH, 5, 0, 2, 1), tally_of(MONTH, 3, 4, 2, 0)
    both = merged(first, (*second, *tally_of(NEXT, 1, 0, 0, 0)))
    assert both == (*tally_of(MONTH, 5, 4, 2, 1), *tally_of(NEXT, 1, 0, 0, 0))
    assert merged(both, first) == merged(both, second) == both


def test_only_completed_months_are_exported_without_gaps() -> None:
    tally = (*tally_of(MONTH, 6, 7, 8, 9), *tally_of("2027-02", 5, 5, 5, 5))
    assert [row.month for row in rows(tally, "2027-02")] == [MONTH, NEXT, LATER]
    assert [row.month for row in rows(tally, "2027-04")][-1] == "2027-03"
    assert rows(tally, MONTH) == rows((), LATER) == []
    assert set(rows(tally, LATER)[1].shown.values()) == {HIDDEN}
    assert month_key(dt.date(2026, 3, 31)) == "2026-03"


def test_no_hidden_number_can_be_computed_from_what_is_shown() -> None:
    """Every month that looks the same leaves several values for each hidden number."""
    values = range(SMALLEST_SHOWN + 2)
    seen = defaultdict(set)
    for numbers in itertools.product(values, repeat=len(EncounterKind)):
        row = current_row(tally_of(MONTH, *numbers), MONTH)
        shown = tuple(row.shown.values())
        assert [text == HIDDEN for text in shown] == [n < SMALLEST_SHOWN for n in numbers]
        if row.total not in (None, HIDDEN):
            assert row.total == str(sum(numbers))
        seen[shown, row.total].add(numbers)
    totals = {total for _, total in seen}
    assert {None, HIDDEN, "24"} <= totals
    for (shown, _), possible in seen.items():
        for place, text in enumerate(shown):
            if text == HIDDEN:
                assert len({numbers[place] for numbers in possible}) >= SMALLEST_SHOWN - 1


@pytest.fixture(params=LANGUAGES)
def content(request: pytest.FixtureRequest, contents: Mapping[str, Content]) -> Content:
    return contents[request.param]


def read(data: bytes, content: Content) -> list[list[str]]:
    """Read the file as a spreadsheet of the language does."""
    assert data.startswith(b"\xef\xbb\xbf")
    text = io.StringIO(data.decode("utf-8-sig"), newline="")
    return list(csv.reader(text, delimiter=content.team_tools.tally.separator, strict=True))


def test_file_has_a_row_for_each_month_and_the_meaning_of_each_column(content: Content) -> None:
    words, labels = content.team_tools.tally, content.labels.tally
    tally = (*tally_of(MONTH, 6, 0, 12, 4), *tally_of(NEXT, 5, 6, 7, 8), *new_tally(LATER))
    table = read(tally_csv(content, tally, LATER), content)
    header, november, december, empty, *meanings = table
    columns = [words.month, *words.kinds, words.total]
    assert header == [with_plain_characters(column.name) for column in columns]
    assert november == [MONTH, "6", HIDDEN, "12", HIDDEN, "22"]
    assert december == [NEXT, "5", "6", "7", "8", "26"]
    assert empty == []
    assert meanings == [
        [labels.column, labels.definition],
        *(
            [with_plain_characters(column.name), with_plain_characters(column.about)]
            for column in (*columns, words.hidden)
        ),
    ]
    assert words.hidden.name == HIDDEN
    hidden_total = read(tally_csv(content, tally_of(MONTH, 6, 5, 5, 1), NEXT), content)[1]
    assert hidden_total[-2:] == [HIDDEN, labels.total_hidden]


def test_no_cell_of_the_file_is_a_formula_or_breaks_its_row(content: Content) -> None:
    table = read(tally_csv(content, tally_of(MONTH, 6, 0, 12, 4), LATER), content)
    assert not [cell for row in table for cell in row if cell.startswith(FORMULA_STARTS)]
    for text in ("=1+1", "+33", "-2", "@SUM(A1)", "\tx", 'a "b"; c, d\n'):
        [[cell, last]] = csv.reader(io.StringIO(f"{_cell(text)},x", newline=""))
        assert last == "x"
        assert cell == (f"'{text}" if text[0] in FORMULA_STARTS else text)

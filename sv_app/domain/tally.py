"""The tally of a peer supporter: how many encounters of each kind in each month, nothing else.

A number under `SMALLEST_SHOWN` could point to a person. The screens, the CSV file and the readable
copy hide it, and also a total from which a hidden number could be computed. The export file, which
the app can import, holds the exact numbers.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from sv_app.domain.model import Model

SMALLEST_SHOWN = 5
HIDDEN = f"<{SMALLEST_SHOWN}"
"""What is shown in place of a smaller number, zero included."""
MAX_COUNT = 9_999
MAX_CELLS = 2_000
"""More than forty years of four kinds."""


class EncounterKind(StrEnum):
    """The kinds of encounter with a colleague; each encounter is counted once."""

    FIRST = "first"
    FOLLOW_UP = "follow-up"
    REMOTE = "remote"
    STEP_UP = "step-up"


Month = Annotated[str, StringConstraints(pattern=r"^(19[7-9][0-9]|2[01][0-9]{2})-(0[1-9]|1[0-2])$")]
"""A month, as `2026-11`."""


class TallyCell(Model):
    """The number of encounters of one kind in one month."""

    month: Month
    kind: EncounterKind
    count: int = Field(ge=0, le=MAX_COUNT, strict=True)


Tally = tuple[TallyCell, ...]
"""The cells, in the order of months and kinds, each once; it is empty while it is off."""
_ORDER = {kind: place for place, kind in enumerate(EncounterKind)}


def month_key(day: dt.date) -> str:
    """Return the month of a day, as `2026-11`."""
    return f"{day:%Y-%m}"


def new_tally(month: str) -> Tally:
    """Return a tally that was turned on in `month`, without any encounter."""
    return tuple(TallyCell(month=month, kind=kind, count=0) for kind in EncounterKind)


def with_count_changed(tally: Tally, month: str, kind: EncounterKind, change: int = 1) -> Tally:
    """Return `tally` with `change` added to a count, which stays from zero to `MAX_COUNT`."""
    counts = _counts(tally)
    count = min(max(counts.get((month, kind), 0) + change, 0), MAX_COUNT)
    return _tally({**counts, (month, kind): count})


def merged(first: Tally, second: Tally) -> Tally:
    """Return both tallies in one.

    Where both have a number, the higher one is kept: a copy that is imported again adds nothing.
    """
    counts = _counts(first)
    for cell in second:
        key = (cell.month, cell.kind)
        counts[key] = max(cell.count, counts.get(key, 0))
    return _tally(counts)


@dataclass(frozen=True)
class TallyRow:
    """What may be shown of a month: a text for each kind, and the total, or None to hide it."""

    month: str
    shown: Mapping[EncounterKind, str]
    total: str | None


def rows(tally: Tally, until: str) -> list[TallyRow]:
    """Return every month of the tally that is over before the month `until`, oldest first.

    A month without any encounter is there too: leaving it out would show that there was none.
    The current month is left out, because two files of the same month would show what was counted
    in between.
    """
    counts = _counts(tally)
    return [_row(counts, month) for month in _months(tally, until)]


def current_row(tally: Tally, month: str) -> TallyRow:
    """Return what may be shown of `month`, which is not over."""
    return _row(_counts(tally), month)


def _row(counts: Mapping[tuple[str, EncounterKind], int], month: str) -> TallyRow:
    numbers = {kind: counts.get((month, kind), 0) for kind in EncounterKind}
    shown = {kind: _shown(number) for kind, number in numbers.items()}
    return TallyRow(month, shown, _total(list(numbers.values())))


def _shown(number: int) -> str:
    return str(number) if number >= SMALLEST_SHOWN else HIDDEN


def _total(numbers: list[int]) -> str | None:
    """Return the total, as `<5` if it is small.

    None if the total would tell more of a hidden number than that it is 0 to 4.
    """
    hidden = [number for number in numbers if number < SMALLEST_SHOWN]
    largest = SMALLEST_SHOWN - 1
    total = sum(numbers)
    if total < SMALLEST_SHOWN:
        return HIDDEN
    return (
        str(total) if not hidden or largest <= sum(hidden) <= largest * (len(hidden) - 1) else None
    )


def _months(tally: Tally, until: str) -> Iterator[str]:
    """Yield every month from the first of the tally to the last before `until`."""
    if not tally:
        return
    year, number = map(int, min(cell.month for cell in tally).split("-"))
    while (month := f"{year}-{number:02}") < until:
        yield month
        year, number = (year, number + 1) if number < 12 else (year + 1, 1)


def _counts(tally: Iterable[TallyCell]) -> dict[tuple[str, EncounterKind], int]:
    return {(cell.month, cell.kind): cell.count for cell in tally}


def _tally(counts: Mapping[tuple[str, EncounterKind], int]) -> Tally:
    keys = sorted(counts, key=lambda key: (key[0], _ORDER[key[1]]))
    return tuple(
        TallyCell(month=month, kind=kind, count=counts[month, kind]) for month, kind in keys
    )

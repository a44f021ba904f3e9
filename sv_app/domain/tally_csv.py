"""The tally as a CSV file for the peer support programme.

The file holds the months that are over, and what each column means.
"""

from collections.abc import Iterable, Sequence

from sv_app.domain.content import Content
from sv_app.domain.line_breaks import with_plain_characters
from sv_app.domain.tally import EncounterKind, Tally, TallyRow, rows

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet would compute a cell that begins with one of these."""
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def tally_csv(content: Content, tally: Tally, until: str) -> bytes:
    """Return the months of `tally` before `until`, one a row, then the meaning of each column.

    The file is UTF-8 with a byte order mark, without which some spreadsheets misread accents, and
    has the separator that spreadsheets of the language expect. Its spaces and hyphens are plain, so
    that a program finds a column by its name.
    """
    words, labels = content.team_tools.tally, content.labels.tally
    columns = words.columns
    months = (
        [row.month, *(number for _, number in named_numbers(content, row))]
        for row in rows(tally, until)
    )
    lines: list[Sequence[str]] = [
        [column.name for column in columns],
        *months,
        [],
        [labels.column, labels.definition],
        *([column.name, column.about] for column in columns),
        [words.hidden.name, words.hidden.about],
    ]
    text = "".join(_line(cells, words.separator) for cells in lines)
    return BYTE_ORDER_MARK + with_plain_characters(text).encode()


def named_numbers(content: Content, row: TallyRow) -> list[tuple[str, str]]:
    """Return the name and the number of each column of `row` but the month."""
    words = content.team_tools.tally
    total = row.total or content.labels.tally.total_hidden
    numbers = (*(row.shown[kind] for kind in EncounterKind), total)
    columns = words.columns[1:]
    return [(column.name, number) for column, number in zip(columns, numbers, strict=True)]


def _line(cells: Iterable[str], separator: str) -> str:
    return separator.join(map(_cell, cells)) + "\r\n"


def _cell(text: str) -> str:
    """Return `text` as a quoted cell that no spreadsheet takes for a formula."""
    safe = f"'{text}" if text.startswith(FORMULA_STARTS) else text
    doubled = safe.replace('"', '""')
    return f'"{doubled}"'

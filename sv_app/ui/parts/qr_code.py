"""A QR code, drawn here, for whoever reads on a computer and calls from a phone."""

import flet as ft
from flet import canvas

from sv_app.domain.qr_code import Matrix, encode
from sv_app.ui.theme import Space

MODULE = 4
"""Logical pixels a module: a phone reads it from a hand's length."""
QUIET = 4
"""Modules of white around a code, without which no camera sees it."""
# The same in the dark: many phones read no white code on black.
INK, PAPER = "#000000", "#FFFFFF"


def qr_code(uri: str, words: str) -> ft.Semantics:
    """The code that opens `uri`; a screen reader says `words` of it."""
    rows = encode(uri)
    side = (len(rows) + 2 * QUIET) * MODULE
    drawing = canvas.Canvas(shapes=_bars(rows), width=side, height=side)
    paper = ft.Container(drawing, width=side, height=side, bgcolor=PAPER, border_radius=Space.SMALL)
    return ft.Semantics(label=words, image=True, content=paper)


def _bars(rows: Matrix) -> list[canvas.Shape]:
    """Dark runs, as one bar each: no hair of light between two modules."""
    paint = ft.Paint(color=INK, anti_alias=False)
    return [
        canvas.Rect(
            x=(QUIET + start) * MODULE,
            y=(QUIET + y) * MODULE,
            width=length * MODULE,
            height=MODULE,
            paint=paint,
        )
        for y, row in enumerate(rows)
        for start, length in _runs(row)
    ]


def _runs(row: tuple[bool, ...]) -> list[tuple[int, int]]:
    """Where each dark run of a row starts, and how long it is."""
    starts = [x for x, dark in enumerate(row) if dark and (x == 0 or not row[x - 1])]
    ends = [x for x, dark in enumerate(row) if dark and (x + 1 == len(row) or not row[x + 1])]
    return [(start, end - start + 1) for start, end in zip(starts, ends, strict=True)]

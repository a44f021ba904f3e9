"""Letters that the shipped fonts can draw, and quotation marks that are closed."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parents[2] / "assets" / "fonts"
PAIRS = (("«", "»"), ("“", "”"))


@cache
def drawn() -> frozenset[int]:
    """The code points that every font of the app has a glyph for."""
    found = []
    for path in sorted(FONTS.glob("*.ttf")):
        with TTFont(path) as font:
            found.append(frozenset(font.getBestCmap()))
    return frozenset.intersection(*found)


def not_drawn(text: str) -> Iterator[str]:
    """Letters of `text` that would be empty boxes, said for who wrote it."""
    for code in sorted(set(map(ord, text)) - drawn()):
        yield f"the app's letters have no '{chr(code)}' (U+{code:04X})"


def left_open(text: str) -> Iterator[str]:
    """Quotation marks of `text` without their other half."""
    for opening, closing in PAIRS:
        if text.count(opening) != text.count(closing):
            yield f"{opening} and {closing} do not come in pairs"

"""Contrast as it is on the screen: read from the pixels, not from the theme."""

from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO

from PIL import Image

from tests.browser.access import Box, Measures, Seen
from tests.ui.contrast import contrast

READ, WORDS_OF_A_BUTTON, EDGE = 7.0, 4.5, 3.0
FEW = 6
"""Pixels of a colour under which it may be the edge of a letter, made of two others."""


# The same few colours are on every screen.
_contrast = lru_cache(1 << 16)(contrast)


def faint(picture: bytes, measures: Measures) -> Iterator[str]:
    """What on `picture` can hardly be told from what is around it."""
    with Image.open(BytesIO(picture)) as image:
        shown = image.convert("RGB")
    for one in filter(lambda one: one.whole, measures.leaves):
        least = READ if one.role == "FLT-SEMANTICS" else WORDS_OF_A_BUTTON
        if (seen := _most(shown, one)) < least:
            yield f"contrast {seen:.2f}: {one}"
    for one in filter(lambda one: one.whole, measures.controls):
        if one.role in ("radio", "textbox") and (seen := _edge(shown, one)) < EDGE:
            yield f"edge {seen:.2f}: {one}"


def _most(shown: Image.Image, one: Seen) -> float:
    """The contrast of the ink that is most unlike what there is most of."""
    colours = _colours(shown, one.box, FEW)
    if not colours:
        return 0
    _, ground = max(colours)
    return max(_contrast(ink, ground) for _, ink in colours)


def _edge(shown: Image.Image, one: Seen) -> float:
    """How the edge of a control stands out from what is just outside it."""
    left, top, _, bottom = one.box
    middle = (top + bottom) / 2
    around = _colours(shown, (left - 4, middle, left + 8, middle + 1))
    (_, outside), *_ = _colours(shown, (left - 4, middle, left - 3, middle + 1))
    return max(_contrast(ink, outside) for _, ink in around)


def _colours(shown: Image.Image, box: Box, least: int = 1) -> list[tuple[int, str]]:
    """The colours within the box, each of `least` pixels or more, and of how many."""
    left, top, right, bottom = (round(side) for side in box)
    within = (max(left, 0), max(top, 0), min(right, shown.width), min(bottom, shown.height))
    if within[2] <= within[0] or within[3] <= within[1]:
        return []
    part = shown.crop(within)
    found = part.getcolors(part.width * part.height) or []
    return [
        (count, "#{:02X}{:02X}{:02X}".format(*colour))
        for count, colour in found
        if isinstance(colour, tuple) and count >= least
    ]

"""Checks the contrast on the screen, from pixels instead of the theme."""

import re
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from itertools import pairwise

from PIL import Image

from tests.browser.semantics_measures import Box, Measures, TreeNode
from tests.ui.contrast import contrast

MIN_TEXT, MIN_BUTTON_TEXT, MIN_EDGE = 7.0, 4.5, 3.0
MIN_PIXELS = 6
"""Fewer pixels of a colour may be the blended edge of a letter, and are ignored."""

MAX_SHARP_OFFSET = 0.1
"""How far from a whole pixel, in pixels, a line may begin and yet be drawn on one pixel."""
Rgb = tuple[int, ...]

# The same few colours are on every screen.
_contrast = lru_cache(1 << 16)(contrast)


def contrast_faults(picture: bytes, measures: Measures, language: str) -> Iterator[str]:
    """Yield a sentence for each text and edge on `picture` with too little contrast.

    In the language switch, only the choice, `language`, has an edge; the others are texts.
    """
    other_language = re.compile(rf"(?!{language.upper()}, )[A-Z]{{2}}, ")
    with Image.open(BytesIO(picture)) as image:
        screen = image.convert("RGB")
    for node in filter(lambda node: node.fully_visible, measures.leaves):
        least = MIN_TEXT if node.is_text else MIN_BUTTON_TEXT
        if (ratio := _text_contrast(screen, node)) < least:
            yield f"contrast {ratio:.2f}: {node}"
    for node in filter(lambda node: node.fully_visible, measures.controls):
        if node.role == "radio" and other_language.match(node.name):
            continue
        if node.role in ("radio", "textbox") and (ratio := _edge_contrast(screen, node)) < MIN_EDGE:
            yield f"edge {ratio:.2f}: {node}"


def _text_contrast(screen: Image.Image, node: TreeNode) -> float:
    """Return the highest contrast between the most frequent colour of the box and another."""
    colours = _colours(screen, node.box, MIN_PIXELS)
    if not colours:
        return 0
    _, background = max(colours)
    return max(_contrast(colour, background) for _, colour in colours)


def _edge_contrast(screen: Image.Image, node: TreeNode) -> float:
    """Return the contrast of the edge of a control with the colour just outside it.

    A line of one pixel that begins between two pixels is drawn on both, each with a part of its
    colour. The parts are then put together.
    """
    left, top, _, bottom = node.box
    row, start = round((top + bottom) / 2), max(round(left) - 4, 0)
    pixels = [_pixel(screen, x, row) for x in range(start, min(start + 12, screen.width))]
    outside = pixels[0]
    if abs(left - round(left)) > MAX_SHARP_OFFSET:
        pixels += [_joined(pair, outside) for pair in pairwise(pixels)]
    return max(_contrast(_hex(pixel), _hex(outside)) for pixel in pixels)


def _pixel(screen: Image.Image, x: int, y: int) -> Rgb:
    pixel = screen.getpixel((x, y))
    assert isinstance(pixel, tuple)
    return pixel


def _joined(pair: tuple[Rgb, Rgb], outside: Rgb) -> Rgb:
    """Return the colour of a line of which each of two pixels on `outside` has a part."""
    return tuple(
        min(max(first + second - around, 0), 255)
        for first, second, around in zip(*pair, outside, strict=True)
    )


def _hex(colour: Rgb) -> str:
    return "#{:02X}{:02X}{:02X}".format(*colour)


def _colours(screen: Image.Image, box: Box, least: int = 1) -> list[tuple[int, str]]:
    """Return the colours in the box that have at least `least` pixels, with their counts."""
    left, top, right, bottom = (round(side) for side in box)
    visible_box = (max(left, 0), max(top, 0), min(right, screen.width), min(bottom, screen.height))
    if visible_box[2] <= visible_box[0] or visible_box[3] <= visible_box[1]:
        return []
    part = screen.crop(visible_box)
    colours = part.getcolors(part.width * part.height) or []
    return [
        (count, _hex(rgb)) for count, rgb in colours if isinstance(rgb, tuple) and count >= least
    ]

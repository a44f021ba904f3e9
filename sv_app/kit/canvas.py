"""A canvas that draws a sheet in millimetres, as PDF or as SVG, with the fonts of the app.

The text of a PDF stays text: it can be selected, searched and read aloud. In an SVG the letters are
outlines, so that the picture looks the same on a computer without the fonts; its description holds
the text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Protocol

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont
from fpdf import FPDF

from sv_app.domain.html_document import escape
from sv_app.project import ASSETS
from sv_app.ui.theme import BOLD as BOLD_FONT
from sv_app.ui.theme import FONTS, LIGHT, REGULAR

MM_PER_POINT = 25.4 / 72
BREAKS_IN_ADDRESS = "/.-"
"""A long address may continue on the next line after these."""


@dataclass(frozen=True)
class Style:
    """The look of a text: its size in points, its weight, its colour, and its line height.

    The line height is a multiple of the size.
    """

    size: float
    bold: bool = False
    color: str = str(LIGHT.on_surface)
    leading: float = 1.32

    @property
    def font(self) -> str:
        """The name of the font, as the theme has it."""
        return BOLD_FONT if self.bold else REGULAR

    @property
    def line_height(self) -> float:
        """The distance of two baselines, in millimetres."""
        return self.size * self.leading * MM_PER_POINT

    @property
    def ascent(self) -> float:
        """The distance from the top of a line to its baseline, in millimetres."""
        return self.size * (0.74 + (self.leading - 1) / 2) * MM_PER_POINT


class Canvas(Protocol):
    """Draws at positions in millimetres from the top left corner."""

    def rect(
        self, x: float, y: float, width: float, height: float, fill: str, radius: float = 0
    ) -> None:
        """Fill a rectangle, with round corners of `radius`."""

    def outline(
        self, x: float, y: float, width: float, height: float, color: str, radius: float = 0
    ) -> None:
        """Draw a rectangle that is not filled."""

    def line(self, x1: float, y1: float, x2: float, y2: float, color: str) -> None:
        """Draw a hairline."""

    def text(self, x: float, baseline: float, words: str, style: Style) -> None:
        """Write one line of text that begins at `x`."""

    def picture(self, path: Path, x: float, y: float, width: float, height: float) -> None:
        """Draw the SVG file at `path`."""

    def link(self, x: float, y: float, width: float, height: float, url: str) -> None:
        """Make an area open `url`, where the format can."""


HAIRLINE = 0.25
"""The width of lines, in millimetres."""


class ShiftedCanvas:
    """A canvas on which everything is drawn further right and further down."""

    def __init__(self, canvas: Canvas, right: float, down: float) -> None:
        """Draw on `canvas`."""
        self._canvas, self._right, self._down = canvas, right, down

    def rect(
        self, x: float, y: float, width: float, height: float, fill: str, radius: float = 0
    ) -> None:
        """Fill a rectangle, with round corners of `radius`."""
        self._canvas.rect(x + self._right, y + self._down, width, height, fill, radius)

    def outline(
        self, x: float, y: float, width: float, height: float, color: str, radius: float = 0
    ) -> None:
        """Draw a rectangle that is not filled."""
        self._canvas.outline(x + self._right, y + self._down, width, height, color, radius)

    def line(self, x1: float, y1: float, x2: float, y2: float, color: str) -> None:
        """Draw a hairline."""
        right, down = self._right, self._down
        self._canvas.line(x1 + right, y1 + down, x2 + right, y2 + down, color)

    def text(self, x: float, baseline: float, words: str, style: Style) -> None:
        """Write one line of text that begins at `x`."""
        self._canvas.text(x + self._right, baseline + self._down, words, style)

    def picture(self, path: Path, x: float, y: float, width: float, height: float) -> None:
        """Draw the SVG file at `path`."""
        self._canvas.picture(path, x + self._right, y + self._down, width, height)

    def link(self, x: float, y: float, width: float, height: float, url: str) -> None:
        """Make an area open `url`, where the format can."""
        self._canvas.link(x + self._right, y + self._down, width, height, url)


@cache
def _typeface(font: str) -> TTFont:
    return TTFont(ASSETS / FONTS[font])


def text_width(words: str, style: Style) -> float:
    """Return the width of one line of text, in millimetres."""
    typeface = _typeface(style.font)
    glyph_names, advances = typeface.getBestCmap(), typeface["hmtx"]
    units = sum(advances[glyph_names.get(ord(letter), ".notdef")][0] for letter in words)
    return float(units / typeface["head"].unitsPerEm * style.size * MM_PER_POINT)


def wrap(words: str, style: Style, width: float) -> list[str]:
    """Break a text into lines of at most `width`, at plain spaces.

    A part wider than a line is also broken after `/`, `.`, `-` or, failing that, anywhere.
    """
    lines = [""]
    for part in words.split(" "):
        candidate = f"{lines[-1]} {part}".lstrip(" ")
        if text_width(candidate, style) <= width:
            lines[-1] = candidate
            continue
        if lines[-1]:
            lines.append("")
        for piece in _pieces(part, style, width):
            if lines[-1] and text_width(lines[-1] + piece, style) > width:
                lines.append("")
            lines[-1] += piece
    return lines


def _pieces(part: str, style: Style, width: float) -> Iterator[str]:
    """Yield the pieces of a part without spaces that is wider than a line; else the part."""
    if text_width(part, style) <= width:
        yield part
        return
    piece = ""
    for letter in part:
        if text_width(piece + letter, style) > width:
            yield piece
            piece = ""
        piece += letter
        if letter in BREAKS_IN_ADDRESS:
            yield piece
            piece = ""
    if piece:
        yield piece


def balanced(words: str, style: Style, width: float) -> list[str]:
    """Break a text into as few lines as `wrap`, of similar widths."""
    lines = wrap(words, style, width)
    narrow, wide = width / len(lines), width
    for _ in range(12):
        middle = (narrow + wide) / 2
        if len(wrap(words, style, middle)) > len(lines):
            narrow = middle
        else:
            wide = middle
    return wrap(words, style, wide)


def fitted(words: str, style: Style, width: float, lines: int, smallest: float = 6) -> Style:
    """Return the style, made smaller by half points until the text needs at most `lines`.

    It stops at `smallest`, or less than half a point below it, even if the text needs more lines.
    """
    while style.size > smallest and len(wrap(words, style, width)) > lines:
        style = replace(style, size=style.size - 0.5)
    return style


def write(
    canvas: Canvas,
    x: float,
    y: float,
    width: float,
    words: str,
    style: Style,
    centered: bool = False,
) -> float:
    """Write a paragraph whose top is at `y`; return where it ends."""
    for line in balanced(words, style, width) if centered else wrap(words, style, width):
        left = x + (width - text_width(line, style)) / 2 if centered else x
        canvas.text(left, y + style.ascent, line, style)
        y += style.line_height
    return y


def block_height(words: str, style: Style, width: float) -> float:
    """Return the height that `write` needs, in millimetres."""
    return len(wrap(words, style, width)) * style.line_height


def write_or_measure(
    canvas: Canvas | None, x: float, y: float, width: float, words: str, style: Style
) -> float:
    """Write a paragraph, unless `canvas` is None; return where it ends."""
    if canvas:
        return write(canvas, x, y, width, words, style)
    return y + block_height(words, style, width)


def draw_modules(
    canvas: Canvas, matrix: Sequence[Sequence[bool]], x: float, y: float, side: float
) -> None:
    """Draw a QR code of the width `side`, without its quiet zone.

    Adjacent dark modules of a row are drawn as one rectangle.
    """
    module = side / len(matrix)
    for row, modules in enumerate(matrix):
        start = 0
        for column, is_dark in enumerate([*modules, False]):
            if is_dark:
                continue
            if column > start:
                # A little higher than a module: no printer then leaves a white line between rows.
                canvas.rect(
                    x + start * module,
                    y + row * module,
                    (column - start) * module,
                    module * 1.02,
                    str(LIGHT.on_surface),
                )
            start = column + 1


def _rgb(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


class PdfCanvas:
    """A document of one or more pages of the same size, in millimetres, times `scale`."""

    def __init__(
        self, size: tuple[float, float], title: str, language: str, scale: float = 1
    ) -> None:
        """Begin the first page of `size`."""
        self.scale = scale
        self.size = size
        self._pdf = FPDF(unit="mm", format=(size[0] * scale, size[1] * scale))
        self._pdf.set_auto_page_break(False)
        self._pdf.set_margin(0)
        self._pdf.set_title(title)
        self._pdf.set_lang(language)
        self._pdf.set_display_mode("fullpage")
        # The same input gives the same bytes.
        self._pdf.set_creation_date(datetime(2026, 1, 1, tzinfo=UTC))
        for font in (REGULAR, BOLD_FONT):
            self._pdf.add_font(font, fname=ASSETS / FONTS[font])
        self.new_page()

    def new_page(self) -> None:
        """Begin another page."""
        self._pdf.add_page()

    def rect(
        self, x: float, y: float, width: float, height: float, fill: str, radius: float = 0
    ) -> None:
        """Fill a rectangle, with round corners of `radius`."""
        self._pdf.set_fill_color(*_rgb(fill))
        self._rect(x, y, width, height, "F", radius)

    def outline(
        self, x: float, y: float, width: float, height: float, color: str, radius: float = 0
    ) -> None:
        """Draw a rectangle that is not filled."""
        self._pdf.set_draw_color(*_rgb(color))
        self._pdf.set_line_width(HAIRLINE * self.scale)
        self._rect(x, y, width, height, "D", radius)

    def _rect(
        self, x: float, y: float, width: float, height: float, style: str, radius: float
    ) -> None:
        x, y, width, height = self._scaled(x, y, width, height)
        self._pdf.rect(x, y, width, height, style, radius > 0, radius * self.scale)

    def _scaled(
        self, x: float, y: float, width: float, height: float
    ) -> tuple[float, float, float, float]:
        scale = self.scale
        return x * scale, y * scale, width * scale, height * scale

    def line(self, x1: float, y1: float, x2: float, y2: float, color: str) -> None:
        """Draw a hairline."""
        self._pdf.set_draw_color(*_rgb(color))
        self._pdf.set_line_width(HAIRLINE * self.scale)
        self._pdf.line(*self._scaled(x1, y1, x2, y2))

    def text(self, x: float, baseline: float, words: str, style: Style) -> None:
        """Write one line of text that begins at `x`."""
        self._pdf.set_font(style.font, size=style.size * self.scale)
        self._pdf.set_text_color(*_rgb(style.color))
        self._pdf.text(x * self.scale, baseline * self.scale, words)

    def picture(self, path: Path, x: float, y: float, width: float, height: float) -> None:
        """Draw the SVG file at `path`."""
        x, y, width, height = self._scaled(x, y, width, height)
        self._pdf.image(path, x, y, width, height)

    def link(self, x: float, y: float, width: float, height: float, url: str) -> None:
        """Make an area open `url`."""
        self._pdf.link(*self._scaled(x, y, width, height), url)

    def data(self) -> bytes:
        """Return the PDF."""
        return bytes(self._pdf.output())


def _mm(value: float) -> str:
    """Return a length in millimetres, with at most two decimals."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


class SvgCanvas:
    """A picture of one page, in millimetres."""

    def __init__(self, size: tuple[float, float], title: str, language: str) -> None:
        """Begin a picture of `size`."""
        self._size = size
        self._title = title
        self._language = language
        self._shapes: list[str] = []
        self._words: list[str] = []

    def rect(
        self, x: float, y: float, width: float, height: float, fill: str, radius: float = 0
    ) -> None:
        """Fill a rectangle, with round corners of `radius`."""
        self._shapes.append(f'<rect {_box(x, y, width, height, radius)} fill="{fill}"/>')

    def outline(
        self, x: float, y: float, width: float, height: float, color: str, radius: float = 0
    ) -> None:
        """Draw a rectangle that is not filled."""
        box = _box(x, y, width, height, radius)
        self._shapes.append(f'<rect {box} fill="none" stroke="{color}" stroke-width="{HAIRLINE}"/>')

    def line(self, x1: float, y1: float, x2: float, y2: float, color: str) -> None:
        """Draw a hairline."""
        path = f"M{_mm(x1)} {_mm(y1)}L{_mm(x2)} {_mm(y2)}"
        self._shapes.append(f'<path d="{path}" stroke="{color}" stroke-width="{HAIRLINE}"/>')

    def text(self, x: float, baseline: float, words: str, style: Style) -> None:
        """Draw the outlines of one line of text that begins at `x`."""
        typeface = _typeface(style.font)
        scale = style.size * MM_PER_POINT / typeface["head"].unitsPerEm
        glyphs, names = typeface.getGlyphSet(), typeface.getBestCmap()
        outlines = SVGPathPen(glyphs, ntos=_mm)
        for letter in words:
            glyph = glyphs[names.get(ord(letter), ".notdef")]
            glyph.draw(TransformPen(outlines, (scale, 0, 0, -scale, x, baseline)))
            x += glyph.width * scale
        self._shapes.append(f'<path d="{outlines.getCommands()}" fill="{style.color}"/>')
        self._words.append(words)

    def picture(self, path: Path, x: float, y: float, width: float, height: float) -> None:
        """Draw the SVG file at `path`."""
        drawing = path.read_text("utf-8").partition("<svg ")[2]
        self._shapes.append(f"<svg {_box(x, y, width, height)} {drawing.strip()}")

    def link(self, x: float, y: float, width: float, height: float, url: str) -> None:
        """Do nothing: a picture in a page has no links of its own."""

    def data(self) -> bytes:
        """Return the SVG, whose description is the text that it shows."""
        width, height = map(_mm, self._size)
        return "\n".join(
            (
                f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm" '
                f'viewBox="0 0 {width} {height}" role="img" lang="{self._language}">',
                f"<title>{escape(self._title)}</title>",
                f"<desc>{escape(' '.join(self._words))}</desc>",
                *self._shapes,
                "</svg>\n",
            )
        ).encode()


def _box(x: float, y: float, width: float, height: float, radius: float = 0) -> str:
    corners = f' rx="{_mm(radius)}"' if radius else ""
    return f'x="{_mm(x)}" y="{_mm(y)}" width="{_mm(width)}" height="{_mm(height)}"{corners}'

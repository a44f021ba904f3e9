"""The poster, the card, its sheet and the banner."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import NamedTuple

import segno

from sv_app.data.kit_words import KitWords
from sv_app.domain.content import Content
from sv_app.domain.helplines import Channel, Helpline
from sv_app.domain.institution import HospitalContact, Institution
from sv_app.domain.qr_code import QUIET_ZONE
from sv_app.kit.canvas import (
    Canvas,
    PdfCanvas,
    ShiftedCanvas,
    Style,
    SvgCanvas,
    block_height,
    draw_modules,
    fitted,
    text_width,
    wrap,
    write,
    write_or_measure,
)
from sv_app.project import ASSETS
from sv_app.ui.theme import LIGHT

Draw = Callable[[Canvas, "PrintData"], None]
Size = tuple[float, float]
"""Width and height in millimetres."""
A4, CARD, BANNER = (210.0, 297.0), (85.6, 54.0), (320.0, 80.0)
A3_SCALE = 2**0.5
"""A3 is A4, enlarged."""

INK, MUTED = str(LIGHT.on_surface), str(LIGHT.on_surface_variant)
TEAL, PAPER, WHITE = str(LIGHT.primary), str(LIGHT.surface), str(LIGHT.surface_container_lowest)
MINT, ON_MINT = str(LIGHT.primary_container), str(LIGHT.on_primary_container)
DANGER, DANGER_PAPER = str(LIGHT.error), str(LIGHT.error_container)
ON_DANGER = str(LIGHT.on_error_container)
RULE_COLOR = str(LIGHT.outline_variant)
"""The colour of thin lines."""
CONTACT_SIZES = (15.0, 14.0, 13.0, 12.0, 11.0, 10.0, 9.0, 8.0, 7.0, 6.0, 5.0)
"""The sizes of a contact on the poster, in points.

The size of its number is chosen first; then the largest of these that fits.
"""
NUMBER_SIZES = (36.0, 33.0, 30.0, 28.0, 26.0, 24.0, 22.0, 20.0, 18.0, 16.0)
"""The sizes of a contact's number on the poster: it is read from further away than its label."""
SMALLEST_BESIDE_NUMBER = (11.0, 9.0)
"""The least sizes of a contact, in points, beside an enlarged number.

The first is tried with every size of the number, then the second; if neither fits, the number is
not enlarged.
"""
MAX_HELPLINE_NAME_SIZE = 11.5
"""The largest size of the name of an emergency line, in points."""
SMALLEST_WITH_HOURS = 7.0
"""The smallest size in points of a contact on the card if its hours are shown too."""
MIN_UNIFORM_SIZE = 8.5
"""From this size up, in points, the contacts on a card without hours have the same height: never
some on one line and others on two."""
HILL_COLOR = "#A9CDC3"
"""The colour of the nearest hill of the drawing, and of the poster's lower half."""
DRAWING = ASSETS / "drawings" / "side-by-side.svg"
ICON = ASSETS / "icons" / "icon.svg"


class Area(NamedTuple):
    """A rectangle of a page, in millimetres."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class PrintData:
    """What is printed: the words and the hospital in one language, and the address of the site."""

    content: Content
    words: KitWords
    url: str

    @property
    def hospital(self) -> Institution:
        """The hospital, which every kit has."""
        assert self.content.institution is not None
        return self.content.institution

    @property
    def address(self) -> str:
        """The address as people read and type it."""
        return self.url.removeprefix("https://").rstrip("/")

    @property
    def name(self) -> str:
        """The name of the app."""
        return self.content.labels.app.name

    @property
    def emergency_call_lines(self) -> list[Helpline]:
        """The emergency lines of the region that answer a call."""
        lines = self.content.emergency_lines
        return [line for line in lines if line.facts.channel is Channel.CALL]


def qr_matrix(url: str) -> tuple[tuple[bool, ...], ...]:
    """Return the QR code of `url`, of any length that a kit accepts; True is dark."""
    code = segno.make_qr(url, error="m", boost_error=True)
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)


def qr_panel(canvas: Canvas, print_data: PrintData, x: float, y: float, side: float) -> None:
    """Draw a white square of the width `side` with the QR code; its margin is the quiet zone."""
    matrix = qr_matrix(print_data.url)
    margin = side * QUIET_ZONE / (len(matrix) + 2 * QUIET_ZONE)
    canvas.rect(x, y, side, side, WHITE, radius=side / 20)
    draw_modules(canvas, matrix, x + margin, y + margin, side - 2 * margin)
    canvas.link(x, y, side, side, print_data.url)


def poster(canvas: Canvas, print_data: PrintData) -> None:
    """Draw the poster, in the size A4."""
    words = print_data.words.poster
    width, height = A4
    left, inner = 15.0, width - 30
    canvas.rect(0, 0, width, height, PAPER)
    canvas.picture(DRAWING, 0, 36, width, width / 2)
    canvas.rect(0, 140.8, width, height - 140.8, HILL_COLOR)

    name = fitted_name(print_data, Style(13, bold=True, color=TEAL), inner)
    y = write(canvas, left, 12, inner, print_data.hospital.name, name)
    title = fitted(words.title, Style(40, bold=True, color=TEAL, leading=1.1), inner, 1, 24)
    y = write(canvas, left, y + 3, inner, words.title, title)
    subtitle = fitted(words.subtitle, Style(24, color=ON_MINT, leading=1.15), inner, 1, 14)
    write(canvas, left, y + 1, inner, words.subtitle, subtitle)

    _what_it_is(canvas, print_data, left, 121, inner)
    bottom = _danger_band(canvas, print_data, left, height - 10, inner)
    _contacts(canvas, print_data, left, 195, inner, bottom - 3)


def fitted_name(print_data: PrintData, style: Style, width: float, lines: int = 2) -> Style:
    """Return the style in which the name of the hospital needs at most `lines`."""
    return fitted(print_data.hospital.name, style, width, lines, style.size * 0.6)


def _what_it_is(canvas: Canvas, print_data: PrintData, x: float, y: float, width: float) -> None:
    """Draw the white panel: what the app is for, beside its QR code and its address."""
    words, height, pad = print_data.words.poster, 71.0, 7.0
    canvas.rect(x, y, width, height, WHITE, radius=5)
    qr_side = 52.0
    column = width - qr_side - 3 * pad
    top = write(canvas, x + pad, y + pad - 1.5, column, words.lead, Style(12.5, leading=1.3)) + 2
    for point in words.points:
        canvas.rect(x + pad, top + 0.9, 1.4, 9.2, TEAL, radius=0.7)
        inside = x + pad + 4.5
        below = write(canvas, inside, top, column - 4.5, point.name, Style(12.5, bold=True))
        style = fitted(point.about, Style(11.5, color=MUTED), column - 4.5, 1, 8)
        write(canvas, inside, below - 0.4, column - 4.5, point.about, style)
        top += 13.2
    right = x + width - qr_side - pad + 2
    qr_panel(canvas, print_data, right, y + 2, qr_side)
    below = y + qr_side + 0.5
    scan = fitted(words.scan, Style(9.5, bold=True), qr_side, 1, 7)
    below = write(canvas, right, below, qr_side, words.scan, scan, centered=True)
    address = fitted(print_data.address, Style(9.5, color=TEAL), qr_side, 1, 7)
    lines = wrap(print_data.address, address, qr_side)
    write(canvas, right, below, qr_side, print_data.address, address, centered=len(lines) == 1)


def _contacts(
    canvas: Canvas, print_data: PrintData, x: float, y: float, width: float, bottom: float
) -> None:
    """Draw the contacts of the hospital in two columns, as large as the room allows."""
    heading = Style(13, bold=True, color=ON_MINT)
    y = write(canvas, x, y, width, print_data.content.labels.institution.title, heading) + 1
    gap, contacts = 8.0, print_data.hospital.contacts
    column = (width - gap) / 2 if len(contacts) > 1 else width
    enlarged = [
        (size, number_size)
        for smallest in SMALLEST_BESIDE_NUMBER
        for number_size in NUMBER_SIZES
        for size in CONTACT_SIZES
        if size >= smallest
    ]
    for size, number_size in (*enlarged, *((size, size) for size in CONTACT_SIZES)):
        heights = [_contact(None, contact, 0, 0, column, size, number_size) for contact in contacts]
        tallest, split = min(
            (max(sum(heights[:n]), sum(heights[n:])), n) for n in range(1, len(heights) + 1)
        )
        if y + tallest <= bottom:
            break
    for left, part in ((x, contacts[:split]), (x + column + gap, contacts[split:])):
        top = y
        for contact in part:
            top += _contact(canvas, contact, left, top, column, size, number_size)


def _contact(
    canvas: Canvas | None,
    contact: HospitalContact,
    x: float,
    y: float,
    width: float,
    size: float,
    number_size: float,
) -> float:
    """Draw a contact with its number in `number_size`, unless `canvas` is None.

    Return its height.
    """
    first = contact.display_number or contact.email or contact.place or ""
    others = [contact.hours, contact.place if contact.display_number or contact.email else None]
    if contact.display_number:
        others.append(contact.email)
        strong = Style(number_size, bold=True, color=INK, leading=1.15)
        strong = fitted(first, strong, width, 1, size)
    else:
        strong = Style(size * 0.9, bold=True, color=INK)
    rows = [
        (contact.label, Style(size * 0.85, color=ON_MINT)),
        (first, strong),
        (" · ".join(filter(None, others)), Style(size * 0.72, color=ON_MINT)),
    ]
    top = y
    for words, style in rows:
        if words:
            y = write_or_measure(canvas, x, y, width, words, style)
    return y - top + size * 0.16


def _danger_band(
    canvas: Canvas, print_data: PrintData, x: float, bottom: float, width: float
) -> float:
    """Draw who to call in a danger, above the footer; return where the band begins."""
    words = print_data.words.poster
    footer = Style(9, color=ON_MINT)
    canvas.picture(ICON, x, bottom - 7, 7, 7)
    name = Style(11, bold=True, color=ON_MINT)
    canvas.text(x + 9, bottom - 2.3, print_data.name, name)
    after = 9 + text_width(print_data.name, name) + 4
    private = fitted(words.private, footer, width - after, 1)
    right = x + width - text_width(words.private, private)
    canvas.text(right, bottom - 2.3, words.private, private)
    height, pad = 30.0, 5.0
    top = bottom - 11 - height
    canvas.rect(x, top, width, height, DANGER_PAPER, radius=4)
    heading = Style(11.5, bold=True, color=ON_DANGER)
    y = write(canvas, x + pad, top + 2, width - 2 * pad, words.danger, heading)
    area = Area(x + pad, y, width - 2 * pad, top + height - y - 1)
    number_columns(canvas, print_data, area, largest=30, smallest_label=7)
    return top


def number_columns(
    canvas: Canvas, print_data: PrintData, area: Area, largest: float, smallest_label: float
) -> None:
    """Draw the numbers of the emergency lines side by side, each above the name of its line.

    A number is never broken. Each column is as wide as its number, and not too narrow for a name.
    """
    lines = print_data.emergency_call_lines
    numbers = [line.facts.display_number for line in lines]
    narrowest, size = area.width / (len(lines) + 2), largest
    while True:
        style, gap = Style(size, bold=True, color=DANGER), size * 0.2
        widths = [max(text_width(number, style), narrowest) for number in numbers]
        rest = area.width - sum(widths) - gap * (len(lines) - 1)
        if rest >= 0:
            break
        size -= 0.5
    left, below = area.x, area.y + style.line_height
    for line, number, width in zip(lines, numbers, widths, strict=True):
        column = width + rest / len(lines)
        canvas.text(left, area.y + style.ascent, number, style)
        name = print_data.content.name_beside_number(line)
        name_style = Style(min(size * 0.46, MAX_HELPLINE_NAME_SIZE), color=ON_DANGER, leading=1.15)
        room = area.y + area.height - below
        while name_style.size > smallest_label and block_height(name, name_style, column) > room:
            name_style = replace(name_style, size=name_style.size - 0.25)
        write(canvas, left, below - size * 0.04, column, name, name_style)
        left += column + gap


def card_front(canvas: Canvas, print_data: PrintData) -> None:
    """Draw the front of the card: what it is for, and the QR code."""
    width, height = CARD
    words, pad, qr_side = print_data.words.card, 5.0, 33.0
    column = width - qr_side - 2 * pad - 1
    canvas.rect(0, 0, width, height, MINT)
    canvas.picture(ICON, pad, pad, 7, 7)
    name = Style(11, bold=True, color=ON_MINT)
    canvas.text(pad + 9, pad + 4.9, print_data.name, name)
    title = fitted(words.title, Style(14, bold=True, color=TEAL, leading=1.12), column, 2, 9)
    y = write(canvas, pad, 15.5, column, words.title, title)
    subtitle = fitted(words.subtitle, Style(9.5, color=INK, leading=1.2), column, 3, 7)
    write(canvas, pad, y + 0.8, column, words.subtitle, subtitle)
    qr_panel(canvas, print_data, width - qr_side - pad, pad, qr_side)
    address = fitted(print_data.address, Style(7.5, bold=True, color=TEAL), width - 2 * pad, 1, 5)
    lines = wrap(print_data.address, address, width - 2 * pad)
    hospital = fitted_name(print_data, Style(8, color=ON_MINT, leading=1.15), width - 2 * pad)
    y = height - 3.6 - len(lines) * address.line_height
    name_height = block_height(print_data.hospital.name, hospital, width - 2 * pad)
    write(canvas, pad, y - name_height, width - 2 * pad, print_data.hospital.name, hospital)
    write(canvas, pad, y, width - 2 * pad, print_data.address, address)


def card_back(canvas: Canvas, print_data: PrintData) -> None:
    """Draw the back of the card: the contacts of the hospital, and the emergency lines."""
    width, height = CARD
    pad = 5.0
    inner = width - 2 * pad
    canvas.rect(0, 0, width, height, WHITE)
    band = 18.5
    canvas.rect(0, height - band, width, band, DANGER_PAPER)
    heading = Style(6.5, bold=True, color=ON_DANGER)
    danger = print_data.words.poster.danger
    y = write(canvas, pad, height - band + 1.2, inner, danger, heading)
    area = Area(pad, y, inner, height - 2 - y)
    number_columns(canvas, print_data, area, largest=14, smallest_label=4)
    reachable = [c for c in print_data.hospital.contacts if c.display_number or c.email]
    contacts = reachable or print_data.hospital.contacts
    room = height - band - pad - 1
    for size, hours in _card_looks(contacts):
        heights = [_card_contact(None, contact, 0, 0, inner, size, hours) for contact in contacts]
        used = sum(heights)
        # Without hours, prefer a size at which every contact has the same height to a larger size
        # at which only some need two lines.
        uniform = hours or size < MIN_UNIFORM_SIZE or max(heights) == min(heights)
        if used <= room and uniform:
            break
    spread = min(3.0, max(0.0, room - used) / (len(contacts) + 1))
    y = pad - 1.5 + spread
    for contact in contacts:
        y += _card_contact(canvas, contact, pad, y, inner, size, hours) + spread


def _card_looks(contacts: Sequence[HospitalContact]) -> Iterator[tuple[float, bool]]:
    """Yield the sizes of the contacts on the card, the best first, and whether hours are shown.

    Somebody who calls a closed line may not try the next: hours come before large letters.
    """
    sizes = (11.0, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0, 5.5, 5.0, 4.5, 4.0)
    if any(contact.hours for contact in contacts):
        yield from ((size, True) for size in sizes if size >= SMALLEST_WITH_HOURS)
    yield from ((size, False) for size in sizes)


def _card_contact(
    canvas: Canvas | None,
    contact: HospitalContact,
    x: float,
    y: float,
    width: float,
    size: float,
    hours: bool,
) -> float:
    """Draw a contact in one line if it fits, else in two, then its hours; return its height."""
    top = y
    y += _card_number(canvas, contact, x, y, width, size)
    if hours and contact.hours:
        style = Style(max(size * 0.72, 5.0), color=MUTED, leading=1.15)
        gap = size * 0.13
        y = write_or_measure(canvas, x, y - gap, width, contact.hours, style) + gap
    return y - top


def _card_number(
    canvas: Canvas | None, contact: HospitalContact, x: float, y: float, width: float, size: float
) -> float:
    """Draw the label and the number of a contact; return their height."""
    label = Style(size * 0.86, color=MUTED, leading=1.2)
    strong = Style(size, bold=True, leading=1.2)
    reach = contact.display_number or contact.email or contact.place or ""
    beside = text_width(reach, strong) + 3
    if text_width(contact.label, label) + beside <= width:
        if canvas:
            canvas.text(x, y + strong.ascent, contact.label, label)
            canvas.text(x + width - beside + 3, y + strong.ascent, reach, strong)
        return strong.line_height + size * 0.13
    height = block_height(contact.label, label, width) + block_height(reach, strong, width)
    if canvas:
        write(canvas, x, write(canvas, x, y, width, contact.label, label), width, reach, strong)
    return height + size * 0.13


COLUMNS, ROWS = 2, 5
"""How many cards an A4 sheet holds."""
CUT_MARK = 4.0
"""The length of the marks along which the sheet is cut, in millimetres."""


def card_sheet_front(canvas: Canvas, print_data: PrintData) -> None:
    """Draw ten fronts of the card, with marks to cut them."""
    _card_sheet(canvas, print_data, card_front)


def card_sheet_back(canvas: Canvas, print_data: PrintData) -> None:
    """Draw ten backs of the card; printed on both sides, each is behind a front."""
    _card_sheet(canvas, print_data, card_back)


def _card_sheet(canvas: Canvas, print_data: PrintData, draw: Draw) -> None:
    left, top = (A4[0] - COLUMNS * CARD[0]) / 2, (A4[1] - ROWS * CARD[1]) / 2
    for column, row in product(range(COLUMNS), range(ROWS)):
        right, down = left + column * CARD[0], top + row * CARD[1]
        draw(ShiftedCanvas(canvas, right, down), print_data)
    for column in range(COLUMNS + 1):
        x = left + column * CARD[0]
        for y in (top - CUT_MARK - 1, A4[1] - top + 1):
            canvas.line(x, y, x, y + CUT_MARK, MUTED)
    for row in range(ROWS + 1):
        y = top + row * CARD[1]
        for x in (left - CUT_MARK - 1, A4[0] - left + 1):
            canvas.line(x, y, x + CUT_MARK, y, MUTED)
        # White cards touch each other on the back: a line shows where each card ends.
        canvas.line(left, y, A4[0] - left, y, RULE_COLOR)
    for column in range(COLUMNS + 1):
        x = left + column * CARD[0]
        canvas.line(x, top, x, A4[1] - top, RULE_COLOR)


def banner(canvas: Canvas, print_data: PrintData) -> None:
    """Draw the banner of an intranet page, four times as wide as it is high."""
    width, height = BANNER
    words, pad = print_data.words.banner, 13.0
    canvas.rect(0, 0, width, height, MINT)
    drawing = 2 * height
    canvas.rect(width - drawing, 0, drawing, height, PAPER)
    canvas.picture(DRAWING, width - drawing, 0, drawing, height)
    column = width - drawing - 2 * pad
    hospital = fitted_name(print_data, Style(14, bold=True, color=ON_MINT, leading=1.15), column)
    title = fitted(words.title, Style(36, bold=True, color=TEAL, leading=1.1), column, 1, 20)
    subtitle = fitted(words.subtitle, Style(19, color=INK, leading=1.2), column, 2, 12)
    button = Style(17, bold=True, color=WHITE)
    parts = ((print_data.hospital.name, hospital), (words.title, title), (words.subtitle, subtitle))
    used = sum(block_height(text, style, column) for text, style in parts) + 3 + 15
    y = (height - used) / 2
    for text, style in parts:
        y = write(canvas, pad, y, column, text, style) + 1
    label_width = text_width(words.action, button)
    canvas.rect(pad, y + 1, label_width + 14, 13, TEAL, radius=5)
    canvas.text(pad + 7, y + 1 + (13 + button.size * 0.25) / 2, words.action, button)


def pdf(print_data: PrintData, size: Size, pages: Sequence[Draw], scale: float = 1) -> bytes:
    """Return a PDF with one page for each function of `pages`."""
    canvas = PdfCanvas(size, _title(print_data), print_data.content.code, scale)
    for index, draw in enumerate(pages):
        if index:
            canvas.new_page()
        draw(canvas, print_data)
    return canvas.data()


def svg(print_data: PrintData, size: Size, draw: Draw) -> bytes:
    """Return a picture as SVG."""
    canvas = SvgCanvas(size, _title(print_data), print_data.content.code)
    draw(canvas, print_data)
    return canvas.data()


def _title(print_data: PrintData) -> str:
    return f"{print_data.name} · {print_data.hospital.name}"

"""QR codes: the same modules as an independent encoder, read by an independent reader."""

import pytest
import segno
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from sv_app.domain.qr_code import Matrix, encode

NUMBERS = ("tel:15", "tel:3114", "tel:0805232336", "sms:114", "tel:+18662773553", "tel:08000911912")


def picture(matrix: Matrix, scale: int = 4) -> Image.Image:
    size = len(matrix) + 8
    image = Image.new("L", (size, size), 255)
    for y, row in enumerate(matrix):
        for x, dark in enumerate(row):
            image.putpixel((x + 4, y + 4), 0 if dark else 255)
    return image.resize((size * scale, size * scale), Image.Resampling.NEAREST)


def read(matrix: Matrix) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(picture(matrix))]


@pytest.mark.parametrize(
    "text",
    [
        "x" * 14,
        "tel:0805232336",
        "y" * 26,
        "tel:+33 805 23 23 36 now..",
        "z" * 42,
        "a" * 62,
        "b" * 84,
        "c" * 106,
    ],
)
def test_full_code_matches_an_independent_encoder(text: str) -> None:
    """Each text fills its code: to shorter texts that encoder adds one padding byte too many."""
    matrices = [
        segno.make(text, error="m", mode="byte", micro=False, boost_error=False, mask=mask).matrix
        for mask in range(8)
    ]
    drawings = [tuple(tuple(map(bool, row)) for row in matrix) for matrix in matrices]
    assert drawings.count(encode(text)) == 1


@pytest.mark.parametrize("text", [*NUMBERS, "x" * 15, "x" * 27, "é", "w" * 43, "w" * 63, "w" * 85])
def test_code_is_read_by_an_independent_reader(text: str) -> None:
    assert read(encode(text)) == [text]


@pytest.mark.parametrize("text", NUMBERS)
def test_damaged_code_is_still_read(text: str) -> None:
    rows = [list(row) for row in encode(text)]
    for x in range(9, 13):
        rows[-1][x] = not rows[-1][x]
    assert read(tuple(map(tuple, rows))) == [text]


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=106))
@settings(max_examples=50, deadline=None)
def test_any_ascii_text_is_read_unchanged(text: str) -> None:
    assert read(encode(text)) == [text]


def test_text_over_106_bytes_is_refused() -> None:
    with pytest.raises(ValueError, match="107"):
        encode("x" * 107)

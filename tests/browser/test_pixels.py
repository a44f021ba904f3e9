"""The contrast of edges, measured in pictures with known colours."""

from io import BytesIO

import pytest
from PIL import Image

from tests.browser.pixels import contrast_faults
from tests.browser.semantics_measures import Measures

OUTSIDE, INSIDE, GOOD, FAINT = (247, 245, 240), (255, 255, 255), (111, 121, 118), (200, 205, 203)
Rgb = tuple[int, int, int]


def blend(first: Rgb, second: Rgb, part: float) -> Rgb:
    red, green, blue = (
        round(a * (1 - part) + b * part) for a, b in zip(first, second, strict=True)
    )
    return red, green, blue


def faults(left: float, line: Rgb, width: int) -> list[str]:
    """Draw a control with a line `width` pixels wide that begins at `left`, and audit it."""
    image = Image.new("RGB", (60, 40), OUTSIDE)
    whole, part = int(left), left - int(left)
    image.paste(INSIDE, (whole + width, 0, 60, 40))
    image.paste(line, (whole, 0, whole + width, 40))
    if part:
        image.paste(blend(line, OUTSIDE, part), (whole, 0, whole + 1, 40))
        image.paste(blend(INSIDE, line, part), (whole + width, 0, whole + width + 1, 40))
    picture = BytesIO()
    image.save(picture, "PNG")
    control = {"role": "radio", "name": "Yes", "box": [left, 5, 60, 35], "fullyVisible": True}
    measures = Measures({"leaves": [], "controls": [control], "nodes": []})
    return list(contrast_faults(picture.getvalue(), measures, "en"))


@pytest.mark.parametrize("left", [20, 20.25, 20.5, 20.59, 20.75])
def test_line_is_as_visible_between_pixels_as_on_one(left: float) -> None:
    assert faults(left, GOOD, 1) == []


@pytest.mark.parametrize(("left", "width"), [(20, 1), (20.5, 1), (20, 2)])
def test_faint_line_is_a_fault(left: float, width: int) -> None:
    assert len(faults(left, FAINT, width)) == 1

"""Fonts merged from the parts of their npm package draw what the shipped ones draw."""

import shutil
from pathlib import Path

import pytest
from fontTools import subset
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import GlyphCoordinates

from sv_app.cli import main
from sv_app.editorial import fonts
from sv_app.editorial.rules import drawable_code_points
from sv_app.project import FONTS_FOLDER

LATIN = range(0x100)
"""The code points that the test package has in its first part."""
OUTLINE_POINTS = 16
"""The number of points of the outer contour of the zero."""
ADVANCE_WIDTHS = {400: 648, 600: 656}
"""The width of the zero in the package, by weight."""
OPTIONS = subset.Options(flavor="woff2", glyph_names=True, layout_features=["*"])


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """The files of the npm package that are read: the shipped fonts, split into its parts."""
    files = tmp_path / "package" / "files"
    files.mkdir(parents=True)
    for weight in fonts.WEIGHTS:
        for part in fonts.SUBSETS:
            font = TTFont(FONTS_FOLDER / f"{fonts.NAME}-{weight}.ttf", recalcTimestamp=False)
            add_bar_to_zero(font)
            in_latin_part = part == "latin"
            subsetter = subset.Subsetter(OPTIONS)
            subsetter.populate(
                unicodes=[c for c in font.getBestCmap() if (c in LATIN) is in_latin_part]
            )
            subsetter.subset(font)
            font.flavor = "woff2"
            font.save(files / f"{fonts.NAME}-{part}-{weight}-normal.woff2")
    shutil.copyfile(FONTS_FOLDER / fonts.LICENCE, files.parent / "LICENSE")
    return files.parent


def add_bar_to_zero(font: TTFont) -> None:
    """Split the counter of the zero in two halves, as the slash of the package does."""
    zero = font["glyf"]["zero"]
    points = list(zip(zero.coordinates, zero.flags, strict=True))
    counter = points[OUTLINE_POINTS:]
    half = len(counter) // 2
    bottom = half // 2  # it begins at its left and goes down
    lower = [*counter[bottom : half + 1], *counter[:bottom]]
    upper = [*counter[half:], counter[0]]
    contours = (points[:OUTLINE_POINTS], lower, upper)
    zero.coordinates = GlyphCoordinates([point for points in contours for point, _ in points])
    zero.flags = bytearray(flags for points in contours for _, flags in points)
    zero.endPtsOfContours = [sum(map(len, contours[:n])) - 1 for n in (1, 2, 3)]
    zero.numberOfContours = len(contours)


def drawings(path: Path) -> dict[int, object]:
    """Return the outline and the width of each glyph of a font, by code point."""
    font = TTFont(path)
    glyphs = font.getGlyphSet()
    glyph_drawings: dict[int, object] = {}
    for code, name in font.getBestCmap().items():
        pen = DecomposingRecordingPen(glyphs)
        glyphs[name].draw(pen)
        glyph_drawings[code] = (pen.value, glyphs[name].width)
    return glyph_drawings


def test_fonts_of_the_package_draw_what_the_shipped_fonts_draw(
    package: Path, tmp_path: Path
) -> None:
    written = tmp_path / "made"
    written.mkdir()
    fonts.write(package, written)
    assert {path.name for path in written.iterdir()} == {
        path.name for path in FONTS_FOLDER.iterdir()
    }
    for path in written.glob("*.ttf"):
        assert drawings(path) == drawings(FONTS_FOLDER / path.name)


@pytest.mark.parametrize("weight", fonts.WEIGHTS)
def test_shipped_zero_has_no_slash_and_the_width_of_the_package(weight: int) -> None:
    font = TTFont(FONTS_FOLDER / f"{fonts.NAME}-{weight}.ttf")
    zero, tabular = font["glyf"]["zero"], font["glyf"]["zero.tf"]
    assert zero.numberOfContours == 2, "the outline and the counter"
    assert [part.glyphName for part in tabular.components] == ["zero"]
    assert font["hmtx"]["zero"][0] == ADVANCE_WIDTHS[weight]
    assert font.getBestCmap()[ord("0")] == "zero"


@pytest.mark.parametrize("weight", fonts.WEIGHTS)
def test_shipped_zero_is_narrower_than_the_letter(weight: int) -> None:
    """The shape tells them apart, as in print: an upright oval, and a round letter."""
    table = TTFont(FONTS_FOLDER / f"{fonts.NAME}-{weight}.ttf")["glyf"]
    zero, letter = table["zero"], table["O"]
    assert zero.xMax - zero.xMin < (letter.xMax - letter.xMin) * 0.9


def test_no_break_hyphen_is_drawn_as_the_hyphen() -> None:
    assert 0x2011 in drawable_code_points()
    for weight in fonts.WEIGHTS:
        cmap = TTFont(FONTS_FOLDER / f"{fonts.NAME}-{weight}.ttf").getBestCmap()
        assert cmap[0x2011] == cmap[ord("-")]


def test_zero_of_an_unknown_shape_is_refused(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = package / "files" / f"{fonts.NAME}-latin-400-normal.woff2"
    font = TTFont(path)
    font["glyf"]["zero"] = font["glyf"]["O"]
    font.save(path)
    assert main(["fonts", str(package)]) == 1
    assert f"{path} has another zero" in capsys.readouterr().err


def test_package_without_a_part_is_refused_and_nothing_is_written(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = package / "files" / f"{fonts.NAME}-latin-ext-600-normal.woff2"
    missing.unlink()
    before = {path: path.stat().st_mtime_ns for path in FONTS_FOLDER.iterdir()}
    assert main(["fonts", str(package)]) == 1
    assert capsys.readouterr().err.startswith(str(missing))
    assert {path: path.stat().st_mtime_ns for path in FONTS_FOLDER.iterdir()} == before


@pytest.mark.parametrize(
    "name",
    [
        *("Łucja Wójcik-Żółć", "Şahin Yılmaz", "Öğretmenoğlu İpek", "Đorđe Čačić", "Ştefan Țîrț"),
        *("Jürgen Weiß", "Åsa Ærø", "Þóra Guðrún", "Ģirts Ķēniņš", "Ūdrė Šešelgytė", "Ċensa Ħal"),
        *("Győző Őry", "Řehoř Ťažký", "Ľubomír Ŕ", "Mäkelä", "Núñez", "Françoise Lœuilleux"),
    ],
)
def test_latin_letters_of_european_names_have_a_glyph(name: str) -> None:
    assert set(map(ord, name)) <= drawable_code_points()

"""Fonts merged from the parts of their npm package draw the same glyphs as the shipped ones."""

import shutil
from pathlib import Path

import pytest
from fontTools import subset
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from sv_app.cli import FONTS, main
from sv_app.editorial import fonts
from sv_app.editorial.rules import drawable_code_points

LATIN = range(0x100)
"""The code points that the test package has in its first part."""
OPTIONS = subset.Options(flavor="woff2", glyph_names=True, layout_features=["*"])


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """The files of the npm package that are read: the shipped fonts, split into its parts."""
    files = tmp_path / "package" / "files"
    files.mkdir(parents=True)
    for weight in fonts.WEIGHTS:
        for part in fonts.SUBSETS:
            font = TTFont(FONTS / f"{fonts.NAME}-{weight}.ttf", recalcTimestamp=False)
            in_latin_part = part == "latin"
            subsetter = subset.Subsetter(OPTIONS)
            subsetter.populate(
                unicodes=[c for c in font.getBestCmap() if (c in LATIN) is in_latin_part]
            )
            subsetter.subset(font)
            font.flavor = "woff2"
            font.save(files / f"{fonts.NAME}-{part}-{weight}-normal.woff2")
    shutil.copyfile(FONTS / fonts.LICENCE, files.parent / "LICENSE")
    return files.parent


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
    assert {path.name for path in written.iterdir()} == {path.name for path in FONTS.iterdir()}
    for path in written.glob("*.ttf"):
        assert drawings(path) == drawings(FONTS / path.name)


def test_package_without_a_part_is_refused_and_nothing_is_written(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = package / "files" / f"{fonts.NAME}-latin-ext-600-normal.woff2"
    missing.unlink()
    before = {path: path.stat().st_mtime_ns for path in FONTS.iterdir()}
    assert main(["fonts", str(package)]) == 1
    assert capsys.readouterr().err.startswith(str(missing))
    assert {path: path.stat().st_mtime_ns for path in FONTS.iterdir()} == before


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

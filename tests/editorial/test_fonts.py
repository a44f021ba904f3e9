"""The fonts: packed as their package packs them, they come out as they ship."""

import shutil
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from sv_app.cli import FONTS, main
from sv_app.editorial import fonts


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """The npm package, as far as it is read: our own fonts, packed as it packs them."""
    files = tmp_path / "package" / "files"
    files.mkdir(parents=True)
    for weight in fonts.WEIGHTS:
        font = TTFont(FONTS / f"{fonts.NAME}-{weight}.ttf", recalcTimestamp=False)
        font.flavor = "woff2"
        font.save(files / f"{fonts.NAME}-latin-{weight}-normal.woff2")
    shutil.copyfile(FONTS / fonts.LICENCE, files.parent / "LICENSE")
    return files.parent


def test_what_is_packed_comes_out_as_it_ships(package: Path, tmp_path: Path) -> None:
    made = tmp_path / "made"
    made.mkdir()
    fonts.write(package, made)
    shipped = {path.name: path.read_bytes() for path in FONTS.iterdir()}
    assert {path.name: path.read_bytes() for path in made.iterdir()} == shipped


def test_a_package_without_a_weight_is_refused_by_name_and_nothing_is_written(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lacking = package / "files" / f"{fonts.NAME}-latin-600-normal.woff2"
    lacking.unlink()
    before = {path: path.stat().st_mtime_ns for path in FONTS.iterdir()}
    assert main(["fonts", str(package)]) == 1
    assert capsys.readouterr().err.startswith(str(lacking))
    assert {path: path.stat().st_mtime_ns for path in FONTS.iterdir()} == before

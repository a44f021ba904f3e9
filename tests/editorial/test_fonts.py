"""The fonts: what ships is what the script makes of their package."""

import shutil
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from sv_app.cli import FONTS
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


def test_what_ships_is_what_is_made_of_the_package(package: Path, tmp_path: Path) -> None:
    made = tmp_path / "made"
    made.mkdir()
    fonts.write(package, made)
    shipped = {path.name: path.read_bytes() for path in FONTS.iterdir()}
    assert {path.name: path.read_bytes() for path in made.iterdir()} == shipped


def test_a_package_without_a_weight_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="latin-400"):
        fonts.write(tmp_path, tmp_path)

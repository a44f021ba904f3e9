"""Our fonts, made anew from the npm package they come from: @fontsource/atkinson-hyperlegible-next.

    npm pack @fontsource/atkinson-hyperlegible-next && tar xzf *.tgz
    sv-app fonts package

Made from version 5.3.0, with what `pip install '.[web]'` brings. Its "latin" part is every
letter of the languages of western Europe: what a person writes is drawn too, not the words of
content/ alone.
"""

import shutil
from pathlib import Path

from fontTools.ttLib import TTFont

NAME = "atkinson-hyperlegible-next"
WEIGHTS = (400, 600)
LICENCE = "OFL.txt"


class FontError(Exception):
    """A file of the package is no font; the message names it."""


def sources(package: Path) -> dict[int, Path]:
    """The file of each weight in `package`."""
    files = package / "files"
    return {weight: files / f"{NAME}-latin-{weight}-normal.woff2" for weight in WEIGHTS}


def write(package: Path, fonts: Path) -> None:
    """Write each weight of `package` into `fonts`, with its licence.

    As TrueType: the engine opens nothing compressed, and the site compresses it all anyway.

    Raises:
        FileNotFoundError: when the package has no such weight, or no licence; nothing is written.
        FontError: when a file is no font; nothing is written.
    """
    made = {weight: _read(path) for weight, path in sources(package).items()}
    shutil.copyfile(package / "LICENSE", fonts / LICENCE)
    for weight, font in made.items():
        font.flavor = None
        font.save(fonts / f"{NAME}-{weight}.ttf")


def _read(path: Path) -> TTFont:
    try:
        return TTFont(path, recalcTimestamp=False)
    except OSError:
        raise
    except Exception as error:  # fontTools and brotli have no common class of errors
        raise FontError(f"{path} is not a font that can be read: {error}") from error

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


def write(package: Path, fonts: Path) -> None:
    """Write each weight of `package` into `fonts`, with its licence.

    As TrueType: the engine opens nothing compressed, and the site compresses it all anyway.

    Raises:
        FileNotFoundError: when the package has no such weight, or no licence; nothing is written.
    """
    files = package / "files"
    made = {
        weight: TTFont(files / f"{NAME}-latin-{weight}-normal.woff2", recalcTimestamp=False)
        for weight in WEIGHTS
    }
    shutil.copyfile(package / "LICENSE", fonts / LICENCE)
    for weight, font in made.items():
        font.flavor = None
        font.save(fonts / f"{NAME}-{weight}.ttf")

"""Writes the fonts of the app from the npm package @fontsource/atkinson-hyperlegible-next.

    npm pack @fontsource/atkinson-hyperlegible-next && tar xzf *.tgz
    sv-app fonts package

The fonts in assets/fonts/ are those of version 5.3.0, with what `pip install '.[web]'` brings. The
package has a file for each part of the alphabet: "latin" holds the letters of western Europe,
"latin-ext" those of the other European languages that are written in Latin letters. Both are
merged, because what a person writes is drawn too: their colleagues' names, for example.
"""

import io
import shutil
import tempfile
from pathlib import Path

from fontTools.merge import Merger, Options
from fontTools.ttLib import TTFont

NAME = "atkinson-hyperlegible-next"
WEIGHTS = (400, 600)
PARTS = ("latin", "latin-ext")
LICENCE = "OFL.txt"


class FontError(Exception):
    """A file of the package is no font; the message names it."""


def sources(package: Path) -> dict[int, list[Path]]:
    """The files of each weight in `package`, in the order of `PARTS`."""
    files = package / "files"
    return {
        weight: [files / f"{NAME}-{part}-{weight}-normal.woff2" for part in PARTS]
        for weight in WEIGHTS
    }


def write(package: Path, fonts: Path) -> None:
    """Write each weight of `package` into `fonts`, with its licence.

    As TrueType: the engine opens nothing compressed, and the site compresses it all anyway.

    Raises:
        FileNotFoundError: when the package has no such weight, or no licence; nothing is written.
        FontError: when a file is no font; nothing is written.
    """
    made = {weight: _merged(paths) for weight, paths in sources(package).items()}
    shutil.copyfile(package / "LICENSE", fonts / LICENCE)
    for weight, data in made.items():
        (fonts / f"{NAME}-{weight}.ttf").write_bytes(data)


def _merged(paths: list[Path]) -> bytes:
    """One TrueType font with the glyphs of every file."""
    parts = [_read(path) for path in paths]
    modified = parts[0]["head"].modified
    with tempfile.TemporaryDirectory() as folder:  # the merger reads files only
        files = []
        for path, font in zip(paths, parts, strict=True):
            font.flavor = None
            files.append(str(Path(folder) / f"{path.stem}.ttf"))
            font.save(files[-1])
        # STAT names the axes of the variable font that these were made from.
        merged = Merger(options=Options(drop_tables=["STAT"])).merge(files)
        # The date of the package, so that the same package gives the same bytes.
        merged["head"].modified = modified
        merged.recalcTimestamp = False
        buffer = io.BytesIO()
        merged.save(buffer)
        return buffer.getvalue()


def _read(path: Path) -> TTFont:
    try:
        return TTFont(path, recalcTimestamp=False)
    except OSError:
        raise
    except Exception as error:  # fontTools and brotli have no common class of errors
        raise FontError(f"{path} is not a font that can be read: {error}") from error

"""Create the fonts of the app from the npm package @fontsource/atkinson-hyperlegible-next.

    npm pack @fontsource/atkinson-hyperlegible-next && tar xzf *.tgz
    sv-app fonts package

The fonts in assets/fonts/ are from version 5.3.0, made with the packages that
`pip install '.[web]'` installs. The package splits each weight by character set: "latin" holds the
letters of western Europe, "latin-ext" those of the other European languages in Latin script. Both
are merged, because the app also displays what a person writes, such as a colleague's name.
"""

import io
import shutil
import tempfile
from pathlib import Path

from fontTools.merge import Merger, Options
from fontTools.ttLib import TTFont

NAME = "atkinson-hyperlegible-next"
WEIGHTS = (400, 600)
SUBSETS = ("latin", "latin-ext")
LICENCE = "OFL.txt"


class FontError(Exception):
    """A file of the package is not a font; the message names the file."""


def sources(package: Path) -> dict[int, list[Path]]:
    """Return the font files of each weight in `package`, in the order of `SUBSETS`."""
    files = package / "files"
    return {
        weight: [files / f"{NAME}-{subset}-{weight}-normal.woff2" for subset in SUBSETS]
        for weight in WEIGHTS
    }


def write(package: Path, fonts: Path) -> None:
    """Write a font for each weight of `package`, and the licence, into the directory `fonts`.

    The format is TrueType, as the engine reads no compressed fonts; the site compresses them.

    Raises:
        FileNotFoundError: If a weight or the licence is missing; nothing is written.
        FontError: If a file is not a font; nothing is written.
    """
    data_by_weight = {weight: _merge(paths) for weight, paths in sources(package).items()}
    shutil.copyfile(package / "LICENSE", fonts / LICENCE)
    for weight, data in data_by_weight.items():
        (fonts / f"{NAME}-{weight}.ttf").write_bytes(data)


def _merge(paths: list[Path]) -> bytes:
    """Return a TrueType font with the glyphs of every file."""
    parts = [_read(path) for path in paths]
    modified = parts[0]["head"].modified
    with tempfile.TemporaryDirectory() as folder:  # the merger reads only files
        files = []
        for path, font in zip(paths, parts, strict=True):
            font.flavor = None
            files.append(str(Path(folder) / f"{path.stem}.ttf"))
            font.save(files[-1])
        # STAT describes the axes of the variable font from which these were made.
        merged = Merger(options=Options(drop_tables=["STAT"])).merge(files)
        # Keep the date of the package, so that the same package gives the same bytes.
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
    except Exception as error:  # fontTools and brotli share no base class of errors
        raise FontError(f"{path} is not a font that can be read: {error}") from error

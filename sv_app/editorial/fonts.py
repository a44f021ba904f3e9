"""Create the fonts of the app from the npm package @fontsource/atkinson-hyperlegible-next.

    npm pack @fontsource/atkinson-hyperlegible-next && tar xzf *.tgz
    sv-app fonts package

The fonts in assets/fonts/ are from version 5.3.0, made with the packages that
`pip install '.[web]'` installs. The package splits each weight by character set: "latin" holds the
letters of western Europe, "latin-ext" those of the other European languages in Latin script. Both
are merged, because the app also displays what a person writes, such as a colleague's name.

Two things differ from the package. Its zero has a slash, which fills the bowl in small bold text,
so that a phone number reads as "Ø8Ø5": the shipped zero has none. And U+2011, the hyphen at which
no line breaks, is drawn with the hyphen. The licence reserves no font name, so the names stay.
"""

import io
import shutil
import tempfile
from pathlib import Path

from fontTools.merge import Merger, Options
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import GlyphCoordinates, flagOnCurve

NAME = "atkinson-hyperlegible-next"
WEIGHTS = (400, 600)
SUBSETS = ("latin", "latin-ext")
LICENCE = "OFL.txt"
HYPHEN, NO_BREAK_HYPHEN = 0x2D, 0x2011
SLASHED_ZERO_CONTOURS = 3
"""The outline, and the two halves of the counter beside the slash."""

Point = tuple[tuple[float, float], int]
"""The position of a point of a contour, and its flags."""


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
    """Return a TrueType font with the glyphs of every file, a plain zero and U+2011."""
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
        _remove_slash(merged, paths[0])
        _add_no_break_hyphen(merged)
        merged.recalcTimestamp = False
        buffer = io.BytesIO()
        merged.save(buffer)
        return buffer.getvalue()


def _remove_slash(font: TTFont, path: Path) -> None:
    """Replace the two halves of the zero's counter with a whole counter of the same stem width.

    The lower half holds a whole quarter of the counter, from its left to its bottom. The three
    other quarters are its mirror images. `zero.tf` draws `zero`, and changes with it.

    Raises:
        FontError: If the zero is not the one that this function knows.
    """
    table = font["glyf"]
    zero = table["zero"]
    points = list(zip(zero.coordinates, zero.flags, strict=True))
    if zero.numberOfContours != SLASHED_ZERO_CONTOURS:
        raise FontError(f"{path} has another zero than expected: {zero.numberOfContours} contours")
    outline_end, half_end = (end + 1 for end in zero.endPtsOfContours[:2])
    lower_half = points[outline_end:half_end]
    left = min(
        (point for point in lower_half if point[1] & flagOnCurve), key=lambda point: point[0][0]
    )
    quarter = [*lower_half[lower_half.index(left) :], lower_half[0]]
    contour = [*points[:outline_end], *_mirrored(quarter)]
    zero.coordinates = GlyphCoordinates([point for point, _ in contour])
    zero.flags = bytearray(flags for _, flags in contour)
    zero.endPtsOfContours = [outline_end - 1, len(contour) - 1]
    zero.numberOfContours = len(zero.endPtsOfContours)
    zero.recalcBounds(table)


def _mirrored(quarter: list[Point]) -> list[Point]:
    """Return the closed contour of a quarter, from left to bottom, and of its mirror images."""
    middle, centre = quarter[0][0][1], quarter[-1][0][0]
    right = [((2 * centre - x, y), flags) for (x, y), flags in reversed(quarter)]
    lower = [*quarter[:-1], *right[:-1]]
    upper = [((2 * centre - x, 2 * middle - y), flags) for (x, y), flags in lower]
    return [*lower, *upper]


def _add_no_break_hyphen(font: TTFont) -> None:
    for table in font["cmap"].tables:
        table.cmap[NO_BREAK_HYPHEN] = table.cmap[HYPHEN]


def _read(path: Path) -> TTFont:
    try:
        return TTFont(path, recalcTimestamp=False)
    except OSError:
        raise
    except Exception as error:  # fontTools and brotli share no base class of errors
        raise FontError(f"{path} is not a font that can be read: {error}") from error

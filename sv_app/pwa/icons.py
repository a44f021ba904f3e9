"""The icons that are used, out of the 8,600 that come with the client."""

import io
import json
import re
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from sv_app.pwa.step_cache import StepCache, digest
from sv_app.pwa.wheels import BuildError

FONT = "assets/fonts/MaterialIcons-Regular.otf"
NAMES = "__pypackages__/flet/controls/material/icons.json"
USED = re.compile(r"\bft\.Icons\.([A-Z0-9_]+)")
VARIANTS = ("_OUTLINED", "_ROUNDED", "_SHARP")


def used(root: Path) -> set[str]:
    """The icons that the screens under `root` name: such as `CALL`."""
    texts = (path.read_text("utf-8") for path in (root / "sv_app" / "ui").rglob("*.py"))
    return {name for text in texts for name in USED.findall(text)}


def trim_names(names: bytes, icons: Iterable[str]) -> bytes:
    """Flet's own table of icons, cut down to `icons`."""
    table = json.loads(names)
    return json.dumps({name: table[name] for name in sorted(icons)}).encode()


def trim_font(path: Path, icons: Iterable[str], cache: StepCache) -> None:
    """Cut the font at `path` down to the glyphs of `icons`, which keep their places."""
    names, whole, code = sorted(icons), path.read_bytes(), Path(__file__).read_bytes()
    key = digest(whole, *names, code, version("fonttools"))
    path.write_bytes(cache.reuse("icon font", key, lambda: _trimmed(path, names)))


def _trimmed(path: Path, icons: Iterable[str]) -> bytes:
    # The date of the build would make each build differ from the one before.
    font = TTFont(path, recalcTimestamp=False)
    wanted = {name: _glyph(name) for name in icons}
    if lacking := sorted(wanted.keys() - {n for n, g in wanted.items() if g in font.getGlyphSet()}):
        raise BuildError(f"{path.name} draws no {', '.join(lacking)}: an icon of another name?")
    options = subset.Options(glyph_names=False, notdef_outline=True, retain_gids=False)
    cut = subset.Subsetter(options)
    cut.populate(glyphs=wanted.values())
    cut.subset(font)
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue()


def _glyph(name: str) -> str:
    return name.lower() if name.endswith(VARIANTS) else f"{name.lower()}_baseline"

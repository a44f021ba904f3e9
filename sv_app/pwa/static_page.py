"""Which characters the shipped fonts draw, for the page: the system's fonts show the others."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sv_app.domain.content import DEFAULT, Content
from sv_app.editorial.rules import drawable_code_points
from sv_app.ui.theme import (
    BOLD,
    DARK,
    DARK_STRONG,
    FONTS,
    LIGHT,
    LIGHT_STRONG,
    LINE_HEIGHT,
    RADIUS,
    REGULAR,
    TOUCH_TARGET,
    Line,
    Size,
    Space,
)


def drawable_characters() -> str:
    r"""The code points that every font has a glyph for, as the inside of a JavaScript `[…]`.

    For example `\u{20}-\u{7E}\u{A0}`; the pattern needs the flag `u`.
    """
    return "".join(_range(first, last) for first, last in _runs(sorted(drawable_code_points())))


def _runs(codes: Iterable[int]) -> Iterable[tuple[int, int]]:
    """The first and the last of each unbroken run of `codes`, which are sorted."""
    first = last = -1
    for code in codes:
        if code != last + 1:
            if first >= 0:
                yield first, last
            first = code
        last = code
    if first >= 0:
        yield first, last


def _range(first: int, last: int) -> str:
    return f"\\u{{{first:X}}}" + (f"-\\u{{{last:X}}}" if last > first else "")


REM = 16
"""Sizes of text are in rem: they follow the size a person chose in their browser."""
WEIGHTS = {REGULAR: 400, BOLD: 600}
STAND_IN = "Stand-in"
STAND_INS = {
    400: ("Arial", "Liberation Sans", 99.2),
    600: ("Arial Bold", "Liberation Sans Bold", 97.4),
}
"""What devices have, made as wide as our fonts: so little moves when ours arrive."""
SURFACES = {"light": LIGHT.surface, "dark": DARK.surface}
"""What is behind everything: the colour of the browser's own bars."""


def tokens_css() -> str:
    """The fonts, the measures, and the colours; dark ones on screens that ask for them."""
    dark = _root(_colours(DARK))
    return f"{_faces()}{_root(_measures() | _colours(LIGHT))}" + (
        f"@media screen and (prefers-color-scheme:dark){{{dark}}}"
    )


def contrast_css() -> str:
    """The colours of more contrast, for screens that ask for it."""
    dark = _root(_colours(DARK_STRONG))
    return f"{_root(_colours(LIGHT_STRONG))}@media (prefers-color-scheme:dark){{{dark}}}"


def _faces() -> str:
    """Both weights under one name; until they are there, text shows in the stand-in."""
    ours = (
        f'@font-face{{font-family:"{REGULAR}";font-weight:{WEIGHTS[family]};'
        f"src:url({path});font-display:swap}}"
        for family, path in FONTS.items()
    )
    theirs = (
        f'@font-face{{font-family:{STAND_IN};font-weight:{weight};src:local("{one}"),'
        f'local("{other}");size-adjust:{width}%}}'
        for weight, (one, other, width) in STAND_INS.items()
    )
    return "".join((*ours, *theirs))


def _measures() -> dict[str, str]:
    return {
        "font": f'"{REGULAR}",{STAND_IN},system-ui,sans-serif',
        "line-height": str(LINE_HEIGHT),
        "radius": f"{RADIUS}px",
        "target": f"{TOUCH_TARGET}px",
        **{f"size-{name}": f"{size / REM:g}rem" for name, size in _numbers(Size).items()},
        **{f"space-{name}": f"{gap}px" for name, gap in _numbers(Space).items()},
        **{f"line-{name}": f"{thick}px" for name, thick in _numbers(Line).items()},
    }


def _numbers(group: type) -> dict[str, int]:
    return {name.lower(): n for name, n in vars(group).items() if name.isupper()}


def _colours(scheme: Any) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in asdict(scheme).items() if value}


def _root(properties: Mapping[str, str]) -> str:
    return f":root{{{';'.join(f'--{name}:{value}' for name, value in properties.items())}}}"


TEMPLATES = Path(__file__).with_name("templates")
STYLES = ("page.css", "parts.css")
PRINT = "print.css"
"""A file beside the page: the first packets have no room for what only a printer reads."""
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "worker-src 'self'",
        "connect-src 'self'",
        "font-src 'self'",
        "img-src 'self'",
        "manifest-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "base-uri 'none'",
        "form-action 'none'",
        "object-src 'none'",
    )
)
"""Nothing but the origin's own files; `unsafe-inline` styles are Flutter's and the page's."""


def render_page(
    contents: Mapping[str, Content], boot: Mapping[str, Any], today: dt.date | None = None
) -> str:
    """The page, French first; `boot` is what boot.js must be told.

    Lines that are old by `today` are marked; None is the day of the build.
    """
    html = (
        _templates()
        .get_template("index.html")
        .render(
            contents=sorted(contents.values(), key=lambda content: content.code != DEFAULT),
            policy=POLICY,
            surfaces=SURFACES,
            style=_style(),
            boot=boot,
            today=today or dt.datetime.now(dt.UTC).date(),
        )
    )
    # What indents the templates weighs a tenth of the page.
    return re.sub(r"\n\s+", "\n", html)


def decoy_page() -> str:
    """What is shown in place of the app once it is hidden: nothing that names it."""
    return _templates().get_template("celsius.html").render()


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def print_css() -> str:
    """How the page is printed."""
    return _sheets(PRINT)


def _style() -> str:
    return tokens_css() + _sheets(*STYLES)


def _sheets(*names: str) -> str:
    sheets = "".join((TEMPLATES / name).read_text("utf-8") for name in names)
    bare = re.sub(r"/\*.*?\*/", "", sheets, flags=re.DOTALL)
    return re.sub(r"\s*([{};,])\s*|(:)\s+", r"\1\2", bare).strip()

"""The theme as CSS custom properties, so that the page and the app look alike."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from sv_app.ui.palette import DARK, DARK_STRONG, LIGHT, LIGHT_STRONG
from sv_app.ui.theme import (
    BOLD,
    FONTS,
    LINE_HEIGHT,
    RADIUS,
    REGULAR,
    TARGET,
    Line,
    Size,
    Space,
)

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


def css() -> str:
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
        "target": f"{TARGET}px",
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

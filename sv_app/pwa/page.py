"""index.html: the words that are there before the app is, and stay when it can't come."""

import datetime as dt
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sv_app.domain.content import DEFAULT, Kit
from sv_app.pwa import tokens

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


def render(kits: Mapping[str, Kit], boot: Mapping[str, Any], today: dt.date | None = None) -> str:
    """The page, French first; `boot` is what boot.js must be told.

    Lines that are old by `today` are marked; None is the day of the build.
    """
    html = (
        _templates()
        .get_template("index.html")
        .render(
            kits=sorted(kits.values(), key=lambda kit: kit.code != DEFAULT),
            policy=POLICY,
            surfaces=tokens.SURFACES,
            style=_style(),
            boot=boot,
            today=today or dt.datetime.now(dt.UTC).date(),
        )
    )
    # What indents the templates weighs a tenth of the page.
    return re.sub(r"\n\s+", "\n", html)


def neutral() -> str:
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
    return tokens.css() + _sheets(*STYLES)


def _sheets(*names: str) -> str:
    sheets = "".join((TEMPLATES / name).read_text("utf-8") for name in names)
    bare = re.sub(r"/\*.*?\*/", "", sheets, flags=re.DOTALL)
    return re.sub(r"\s*([{};,])\s*|(:)\s+", r"\1\2", bare).strip()

"""Render the pages of the site and their style sheets.

The pages are the static page, the decoy screen, the 404 page and the statements.
"""

import datetime as dt
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sv_app import routes
from sv_app.domain.content import DEFAULT_LANGUAGE, Content
from sv_app.domain.printed_pages import pocket_card
from sv_app.domain.regions import codes_by_territory
from sv_app.editorial.rules import drawable_code_points
from sv_app.pwa import assets
from sv_app.pwa.errors import BuildError
from sv_app.ui.theme import (
    BOLD,
    BUTTON_HEIGHT,
    DARK,
    DARK_HIGH_CONTRAST,
    FONTS,
    LIGHT,
    LIGHT_HIGH_CONTRAST,
    LINE_HEIGHT,
    RADIUS,
    REGULAR,
    BorderWidth,
    Space,
    TextSize,
)


def script_options(
    contents: Mapping[str, Content],
    flutter: Mapping[str, Any],
    build: str | None,
    start_bytes: Mapping[str, int],
    archives: Sequence[str],
) -> dict[str, Any]:
    """Return the options that the page gives to its scripts.

    `flutter` is the build configuration of the web client. `build` identifies the files that a
    memory snapshot depends on; with None, no start uses a snapshot. `start_bytes` is the size of
    the files whose arrival the page shows, by renderer. `archives` are the files that Python starts
    with, the code first.
    """
    return {
        "archives": archives,
        "build": build,
        "flutter": flutter,
        "drawableCharacters": drawable_characters(),
        "region": _region_of_hospital(contents),
        "regions": codes_by_territory(contents[DEFAULT_LANGUAGE].regions),
        "startBytes": start_bytes,
        "manifests": assets.manifest_names(contents),
        "words": {code: content.labels.offline.model_dump() for code, content in contents.items()},
    }


def _region_of_hospital(contents: Mapping[str, Content]) -> str | None:
    """Return the region of the hospital's file, which every device gets; None without a file."""
    hospital = contents[DEFAULT_LANGUAGE].institution
    return hospital.region if hospital else None


def drawable_characters() -> str:
    r"""Return the code points that every shipped font can draw, for a JavaScript `[…]`.

    For example `\u{20}-\u{7E}\u{A0}`; the pattern needs the flag `u`. The page shows texts with
    other characters in the system's fonts.
    """
    runs = _runs(sorted(drawable_code_points()))
    return "".join(_regex_range(first, last) for first, last in runs)


def _runs(codes: Iterable[int]) -> Iterable[tuple[int, int]]:
    """Yield the first and last code of each unbroken run in the sorted `codes`."""
    first = last = -1
    for code in codes:
        if code != last + 1:
            if first >= 0:
                yield first, last
            first = code
        last = code
    if first >= 0:
        yield first, last


def _regex_range(first: int, last: int) -> str:
    return f"\\u{{{first:X}}}" + (f"-\\u{{{last:X}}}" if last > first else "")


REM = 16
"""Pixels in a rem. Text sizes are in rem, so that they follow the browser's text size setting."""
WEIGHTS = {REGULAR: 400, BOLD: 600}
FALLBACK_FAMILY = "Fallback"
LOCAL_FONTS = {
    400: ("Arial", "Liberation Sans", 99.2),
    600: ("Arial Bold", "Liberation Sans Bold", 97.4),
}
"""Local fonts by weight: two names, and the `size-adjust` in percent.

This gives them the width of the shipped fonts, so that little moves when those load.
"""
SURFACES = {"light": LIGHT.surface, "dark": DARK.surface}
"""The background of the page in each scheme, which is also the colour of the browser's bars."""


def tokens_css() -> str:
    """Return the CSS of the fonts, the sizes and the colours of the first screenful."""
    return _font_faces() + _root_rule(_size_properties()) + _colours_css(critical=True)


def _colours_css(critical: bool) -> str:
    """Return the colours that the critical styles use, light and dark.

    Without `critical`, return all the others, which would delay the first packets of the page.
    """
    styles = "".join(_template_text(name) for name in CRITICAL_STYLES)
    in_critical = re.findall(r"var\(--([\w-]+)", styles)
    light, dark = (
        {
            name: value
            for name, value in _colour_properties(scheme).items()
            if critical is (name in in_critical)
        }
        for scheme in (LIGHT, DARK)
    )
    return f"{_root_rule(light)}@media screen and (prefers-color-scheme:dark){{{_root_rule(dark)}}}"


def contrast_css() -> str:
    """Return the CSS of the high-contrast colours, for `prefers-contrast: more`."""
    dark = _root_rule(_colour_properties(DARK_HIGH_CONTRAST))
    light = _root_rule(_colour_properties(LIGHT_HIGH_CONTRAST))
    return f"{light}@media (prefers-color-scheme:dark){{{dark}}}"


def _font_faces() -> str:
    """Return both weights in one family, and a local family that shows until they load."""
    shipped = (
        f'@font-face{{font-family:"{REGULAR}";font-weight:{WEIGHTS[family]};'
        f"src:url({path});font-display:swap}}"
        for family, path in FONTS.items()
    )
    local = (
        f'@font-face{{font-family:{FALLBACK_FAMILY};font-weight:{weight};src:local("{name}"),'
        f'local("{alternative}");size-adjust:{width}%}}'
        for weight, (name, alternative, width) in LOCAL_FONTS.items()
    )
    return "".join((*shipped, *local))


@cache
def _size_properties() -> dict[str, str]:
    """Return the sizes that a style uses, by name: others would fill the first packets."""
    styles = (*TEMPLATES.iterdir(), *TEMPLATES.with_name("client").iterdir())
    used = set(re.findall(r"var\(--([\w-]+)", "".join(file.read_text("utf-8") for file in styles)))
    return {name: value for name, value in _all_sizes().items() if name in used}


def _all_sizes() -> dict[str, str]:
    return {
        "font": f'"{REGULAR}",{FALLBACK_FAMILY},system-ui,sans-serif',
        "line-height": str(LINE_HEIGHT),
        "radius": f"{RADIUS}px",
        "target": f"{BUTTON_HEIGHT}px",
        **{f"size-{name}": f"{size / REM:g}rem" for name, size in _int_constants(TextSize).items()},
        **{f"space-{name}": f"{gap}px" for name, gap in _int_constants(Space).items()},
        **{f"line-{name}": f"{width}px" for name, width in _int_constants(BorderWidth).items()},
    }


def _int_constants(group: type) -> dict[str, int]:
    return {name.lower(): n for name, n in vars(group).items() if name.isupper()}


def _colour_properties(scheme: Any) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in asdict(scheme).items() if value}


def _root_rule(properties: Mapping[str, str]) -> str:
    return f":root{{{';'.join(f'--{name}:{value}' for name, value in properties.items())}}}"


TEMPLATES = Path(__file__).with_name("templates")
CRITICAL_STYLES = ("page.css", "parts.css")
"""The styles of the first screenful, which are in the page itself."""
SECTIONS = "sections.css"
LINKED_STYLES = (SECTIONS, "print.css")
"""Separate files, because these styles would delay the first packets of the page."""
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
        "require-trusted-types-for 'script'",
        "trusted-types default print flutter-js",
    )
)
"""Allow only files of the same origin; Flutter and the page need `unsafe-inline` styles.

The names of Trusted Types are those of client/trusted-types.js and of Flutter's flutter.js.
"""


def build_date() -> dt.date:
    """Return the day of `SOURCE_DATE_EPOCH`, in seconds since 1970; without it, the current day.

    Raises:
        BuildError: when it is no whole number.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch and not epoch.isdecimal():
        raise BuildError(f"SOURCE_DATE_EPOCH is '{epoch}': write whole seconds since 1970.")
    moment = dt.datetime.fromtimestamp(int(epoch), dt.UTC) if epoch else dt.datetime.now(dt.UTC)
    return moment.date()


def render_page(
    contents: Mapping[str, Content], options: Mapping[str, Any], today: dt.date | None = None
) -> str:
    """Return the HTML of the static page, French first; `options` are the `script_options`.

    Helplines that were checked too long before `today` are marked. None is the `build_date`.
    """
    html = (
        _templates()
        .get_template("index.html")
        .render(
            contents=_default_language_first(contents),
            policy=POLICY,
            surfaces=SURFACES,
            style=_style(),
            options=options,
            pocket_card=pocket_card,
            today=today or build_date(),
        )
    )
    # The indentation of the templates is a tenth of the page.
    return re.sub(r"\n\s+", "\n", html)


def decoy_page() -> str:
    """Return the HTML of the decoy screen of the quick exit.

    Its address, `celsius.html`, which browsers keep in their history, does not name the app.
    """
    return _templates().get_template("decoy.html").render()


def not_found_page(contents: Mapping[str, Content]) -> str:
    """Return the HTML of the page that a host shows for an address that does not exist.

    It needs no other file, as a host may show it at any path.
    """
    return (
        _templates()
        .get_template("not-found.html")
        .render(contents=_default_language_first(contents))
    )


STATEMENT_POLICY = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)
"""The pages of the statements have no script."""


def statement_page(contents: Mapping[str, Content], content: Content, **values: Any) -> str:
    """Return the HTML of a statement in the language of `content`; `values` fill its template."""
    html = (
        _templates()
        .get_template("statement.html")
        .render(
            contents=_default_language_first(contents),
            content=content,
            policy=STATEMENT_POLICY,
            **values,
        )
    )
    return re.sub(r"\n\s+", "\n", html)


def statement_style_sheet() -> str:
    """Return the style sheet of the statements."""
    contrast = f"@media screen and (prefers-contrast:more){{{contrast_css()}}}"
    return tokens_css() + contrast + _minified_css("statement.css")


def _default_language_first(contents: Mapping[str, Content]) -> list[Content]:
    return sorted(contents.values(), key=lambda content: content.code != DEFAULT_LANGUAGE)


@cache
def _templates() -> Environment:
    templates = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.globals["routes"] = routes
    return templates


def linked_style_sheets() -> dict[str, str]:
    """Return the style sheets that the page links, by file name."""
    sheets = {name: _minified_css(name) for name in LINKED_STYLES}
    sheets[SECTIONS] = _colours_css(critical=False) + sheets[SECTIONS]
    return sheets | {"contrast.css": contrast_css()}


def _style() -> str:
    return tokens_css() + _minified_css(*CRITICAL_STYLES)


def _template_text(name: str) -> str:
    return (TEMPLATES / name).read_text("utf-8")


def _minified_css(*names: str) -> str:
    css = "".join(_template_text(name) for name in names)
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s*([{};,>])\s*|(:)\s+", r"\1\2", css).strip()
    return css.replace(";}", "}")

"""index.html: the words that are there before the app is."""

import json
from collections.abc import Mapping
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from sv_app.domain.helplines import Channel, Helpline
from sv_app.domain.kit import Kit

TEMPLATE = Path(__file__).with_name("templates") / "index.html"
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
"""Nothing but the origin's own files; `unsafe-inline` styles are Flutter's."""


def render(kits: Mapping[str, Kit], boot: Mapping[str, Any]) -> str:
    """The page, French first; `boot` is what boot.js must be told."""
    kit = kits["fr"]
    return Template(TEMPLATE.read_text("utf-8")).substitute(
        language=kit.code,
        policy=POLICY,
        title=escape(kit.labels.app.name),
        plain="\n".join(_section(k) for k in sorted(kits.values(), key=lambda k: k is not kit)),
        boot=json.dumps(boot).replace("<", "\\u003c"),
    )


def _section(kit: Kit) -> str:
    lines = "\n".join(f"<li>{_line(kit, line)}</li>" for line in kit.helplines)
    labels = kit.labels.app
    return (
        f'<section lang="{kit.code}">\n<h1>{escape(labels.name)}</h1>\n'
        f"<p><q>{escape(kit.messages.key.text)}</q></p>\n"
        f'<p class="loading">{escape(labels.loading)}</p>\n'
        f'<p class="failed">{escape(labels.cannot_load)}</p>\n<ul>\n{lines}\n</ul>\n</section>'
    )


def _line(kit: Kit, line: Helpline) -> str:
    call = kit.labels.call
    label = call.text if line.facts.channel is Channel.SMS else call.call
    text = f"{line.words.name}: {label.format(number=line.facts.number)}"
    return f'<a href="{line.facts.uri}">{escape(text)}</a>'

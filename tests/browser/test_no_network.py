"""The built archives contain no network module, except those in two lists."""

import ast
import zipfile
from pathlib import Path

import pytest

from sv_app.project import CACHE
from sv_app.pwa.tree_shaking import PACKAGES
from tests.source import imports
from tests.test_layers import NETWORK

pytestmark = pytest.mark.browser  # it needs the built site

FLET = {
    "flet/components/router.py": {"urllib.parse"},  # parses URLs
    "flet/controls/page.py": {"urllib.parse"},
    "flet/controls/query_string.py": {"urllib.parse"},
    "flet/utils/browser.py": {"webbrowser"},  # opens a desktop browser; webbrowser is not shipped
    "flet/utils/network.py": {"socket"},  # finds a free port for a server; never called
}
"""Network modules that Flet always imports."""
LIBRARY = {"socket.pyc", "ssl.pyc", "urllib/__init__.pyc", "urllib/parse.pyc"}
"""Modules of the standard library that asyncio and Flet import; a browser can open no socket."""


def members(site: Path, archive: str) -> set[str]:
    with zipfile.ZipFile(site / archive) as opened:
        return set(opened.namelist())


def sources() -> dict[str, bytes]:
    """Return the source of every module of the packages."""
    texts: dict[str, bytes] = {}
    for wheel in CACHE.glob("wheels/*.whl"):
        with zipfile.ZipFile(wheel) as opened:
            texts |= {n: opened.read(n) for n in opened.namelist() if n.endswith(".py")}
    return texts


def test_shipped_packages_import_only_the_listed_network_modules(site: Path) -> None:
    packed = {n.removeprefix(PACKAGES) for n in members(site, "app.zip") if n.startswith(PACKAGES)}
    modules = {name[:-1] for name in packed if name.endswith(".pyc")}
    known = sources()
    assert modules
    assert modules <= known.keys()
    network_imports = {
        name: {
            module for module in imports(ast.parse(known[name])) if module.split(".")[0] in NETWORK
        }
        for name in modules
    }
    assert {name: names for name, names in network_imports.items() if names} == FLET
    assert not [name for name in packed if name.split("/")[0].removesuffix(".pyc") in NETWORK]


def test_shipped_standard_library_has_only_the_listed_network_modules(site: Path) -> None:
    names = members(site, "pyodide/python_stdlib.zip")
    sending = NETWORK - {"pyodide"}  # the runtime itself, which fetches only its own files
    network_modules = {name for name in names if name.split("/")[0].removesuffix(".pyc") in sending}
    assert network_modules == LIBRARY

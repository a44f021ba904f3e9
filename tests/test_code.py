"""Conventions of screens, of interface text, and of what the browser tests wait for."""

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.source import APP, MODULES, ROOT, imports, module_name, names_from, parsed, strings

UI = [path for path in MODULES if module_name(path).startswith("sv_app.ui")]
SCREENS = [path for path in UI if path.parent.name == "screens" and path.stem != "__init__"]
BROWSER_TESTS = sorted((ROOT / "tests" / "browser").glob("*.py"))
JAVASCRIPT_FUNCTION = re.compile(r"(async )?(\w+|\([\w, ]*\)) =>")
FONT_NAMES = {"Atkinson Hyperlegible Next", "Atkinson Hyperlegible Next SemiBold"}


def test_only_the_app_the_error_boundary_and_the_toast_make_components() -> None:
    """The toast cannot use `component()`: that would be a circular import."""
    users = [
        module_name(path)
        for path in MODULES
        if any(
            isinstance(n, ast.Attribute) and n.attr == "component" for n in ast.walk(parsed(path))
        )
        or "component" in names_from(parsed(path), "flet")
    ]
    components = "sv_app.ui.components"
    assert users == ["sv_app.app", f"{components}.error_boundary", f"{components}.toast"]


@pytest.mark.parametrize("path", SCREENS, ids=module_name)
def test_screen_module_defines_one_screen_function_named_like_the_module(path: Path) -> None:
    tree = parsed(path)
    screen_functions = [
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
        and [ast.unparse(decorator) for decorator in node.decorator_list] == ["screen"]
    ]
    assert screen_functions == [path.stem]
    assert "screen" in names_from(tree, "sv_app.ui.components.error_boundary")


def test_router_imports_every_screen_module() -> None:
    routed = set(imports(parsed(APP / "ui" / "router.py")))
    assert {module_name(path) for path in SCREENS} <= routed


def is_interface_text(text: str) -> bool:
    """Whether a string looks like interface text: two words, or a letter with an accent."""
    return bool(re.search(r"[^\W\d_]{2,}[,;:.]? [^\W\d_]", text) or re.search("[à-üÀ-Ü]", text))


@pytest.mark.parametrize("path", [*UI, APP / "app.py"], ids=module_name)
def test_code_has_no_interface_text(path: Path) -> None:
    assert [
        text for text in strings(parsed(path)) if is_interface_text(text) and text not in FONT_NAMES
    ] == []


@pytest.mark.parametrize(
    "line", ['ft.Text("Call now")', 'title = "Créer"', 'tell(f"Call {number} now, please.")']
)
def test_interface_text_in_code_is_detected(line: str) -> None:
    assert [text for text in strings(ast.parse(line)) if is_interface_text(text)]


def awaited_scripts(path: Path) -> Iterator[str]:
    """Yield the start of each piece of JavaScript that a browser test waits for."""
    for node in ast.walk(parsed(path)):
        match node:
            case ast.Call(func=ast.Attribute(attr="wait_for_function"), args=[script, *_]):
                yield start_of(script, path)


def start_of(script: ast.expr, path: Path) -> str:
    match script:
        case ast.JoinedStr(values=[first, *_]):
            return start_of(first, path)
        case ast.Name(id=name):
            return str(getattr(importlib.import_module(f"tests.browser.{path.stem}"), name))
    return str(ast.literal_eval(script))


@pytest.mark.parametrize("path", BROWSER_TESTS, ids=lambda path: path.stem)
def test_browser_test_waits_for_a_function(path: Path) -> None:
    """Playwright evaluates an expression again at each poll, and the page's security policy lets
    it do so only once: the wait then fails unless the expression is true at once.
    """
    assert [
        script for script in awaited_scripts(path) if not JAVASCRIPT_FUNCTION.match(script.strip())
    ] == []

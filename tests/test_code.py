"""Conventions that hold in every file: guarded screens, no sentences in the code."""

import ast
import re
from pathlib import Path

import pytest

from tests.source import APP, MODULES, imports, name_of, names_from, parsed, strings

UI = [path for path in MODULES if name_of(path).startswith("sv_app.ui")]
SCREENS = [path for path in UI if path.parent.name == "screens" and path.stem != "__init__"]
FONT_NAMES = {"Atkinson Hyperlegible Next", "Atkinson Hyperlegible Next SemiBold"}


def test_components_are_made_where_a_failure_is_caught() -> None:
    makers = [
        name_of(path)
        for path in MODULES
        if any(
            isinstance(n, ast.Attribute) and n.attr == "component" for n in ast.walk(parsed(path))
        )
        or "component" in names_from(parsed(path), "flet")
    ]
    assert makers == ["sv_app.app", "sv_app.ui.components.error_boundary"]


@pytest.mark.parametrize("path", SCREENS, ids=name_of)
def test_a_screen_is_a_guarded_function_named_as_its_file(path: Path) -> None:
    tree = parsed(path)
    guarded = [
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
        and [ast.unparse(decorator) for decorator in node.decorator_list] == ["screen"]
    ]
    assert guarded == [path.stem]
    assert "screen" in names_from(tree, "sv_app.ui.components.error_boundary")


def test_every_screen_has_a_route() -> None:
    routed = set(imports(parsed(APP / "ui" / "router.py")))
    assert {name_of(path) for path in SCREENS} <= routed


def is_said(text: str) -> bool:
    """Whether a text looks like words for a person: two words, or one with an accent."""
    return bool(re.search(r"[^\W\d_]{2,}[,;:.]? [^\W\d_]", text) or re.search("[à-üÀ-Ü]", text))


@pytest.mark.parametrize("path", [*UI, APP / "app.py"], ids=name_of)
def test_no_sentence_shown_to_a_person_lives_in_the_code(path: Path) -> None:
    assert [
        text for text in strings(parsed(path)) if is_said(text) and text not in FONT_NAMES
    ] == []


@pytest.mark.parametrize(
    "line", ['ft.Text("Call now")', 'title = "Créer"', 'tell(f"Call {number} now, please.")']
)
def test_a_sentence_in_the_code_is_seen(line: str) -> None:
    assert [text for text in strings(ast.parse(line)) if is_said(text)]

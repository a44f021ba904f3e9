"""The files of the project, and its code as text: what each module imports and says."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
APP = ROOT / "sv_app"
MODULES = sorted(APP.rglob("*.py"))


def project_files() -> list[Path]:
    """Every file that is in the repository, or would be if it were added."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def name_of(path: Path) -> str:
    """The dotted name of a module: `sv_app.ui.theme`."""
    dotted = path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".")
    return dotted.removesuffix(".__init__")


NAMES = frozenset(name_of(path) for path in MODULES)


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def imports(tree: ast.AST) -> Iterator[str]:
    """Every module imported, wherever in the file; `from sv_app import x` is `sv_app.x`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = "." * node.level + (node.module or "")
            for alias in node.names:
                inside = f"{start}.{alias.name}"
                yield inside if inside in NAMES else start


def names_from(tree: ast.AST, module: str) -> set[str]:
    """What is taken from `module`."""
    taken = [n for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module == module]
    return {alias.name for node in taken for alias in node.names}


def strings(tree: ast.AST) -> Iterator[str]:
    """Every text but docstrings, errors and what goes to the developer's console."""
    unseen = {id(inside) for node in ast.walk(tree) if _unseen(node) for inside in ast.walk(node)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or id(node) in unseen:
            continue
        if isinstance(node.value, str):
            yield node.value


def _unseen(node: ast.AST) -> bool:
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant) or _unseen(node.value)
    if isinstance(node, ast.Call):
        return ast.unparse(node.func) in {"log.error", "log.warning", "sys.exit"}
    return isinstance(node, ast.Raise)

"""The files of the project, and static analysis of its modules: imports and strings."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
APP = ROOT / "sv_app"
MODULES = sorted(APP.rglob("*.py"))


def project_files() -> list[Path]:
    """Return every file that git tracks or does not ignore."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def module_name(path: Path) -> str:
    """Return the dotted name of a module, such as `sv_app.ui.theme`."""
    dotted = path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".")
    return dotted.removesuffix(".__init__")


MODULE_NAMES = frozenset(module_name(path) for path in MODULES)


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def imports(tree: ast.AST) -> Iterator[str]:
    """Yield every imported module, at any depth; `from sv_app import x` gives `sv_app.x`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = "." * node.level + (node.module or "")
            for alias in node.names:
                submodule = f"{base}.{alias.name}"
                yield submodule if submodule in MODULE_NAMES else base


def names_from(tree: ast.AST, module: str) -> set[str]:
    """Return the names that the code imports from `module`."""
    statements = [n for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module == module]
    return {alias.name for node in statements for alias in node.names}


def strings(tree: ast.AST) -> Iterator[str]:
    """Yield every string except docstrings, error messages and log messages."""
    ignored = {
        id(child) for node in ast.walk(tree) if _is_ignored(node) for child in ast.walk(node)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or id(node) in ignored:
            continue
        if isinstance(node.value, str):
            yield node.value


def _is_ignored(node: ast.AST) -> bool:
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant) or _is_ignored(node.value)
    if isinstance(node, ast.Call):
        return ast.unparse(node.func) in {"log.error", "log.warning", "sys.exit"}
    return isinstance(node, ast.Raise)

"""Leaves comments and docstrings out of every .py under /code: nobody reads them there."""

import ast
import pathlib

DOCUMENTED = (ast.AsyncFunctionDef, ast.ClassDef, ast.FunctionDef, ast.Module)

for path in sorted(pathlib.Path("/code").rglob("*.py")):
    tree = ast.parse(path.read_bytes())
    for node in ast.walk(tree):
        if isinstance(node, DOCUMENTED) and ast.get_docstring(node, clean=False) is not None:
            node.body = node.body[1:] or [ast.Pass()]
    path.write_text(ast.unparse(tree), "utf-8")

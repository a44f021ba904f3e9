"""Stripped bytecode: it keeps the line numbers of the app, and drops other debugging data."""

import traceback
from collections.abc import Callable
from pathlib import Path
from types import CodeType

import pytest

from sv_app.pwa.usage_trace.compile_bytecode import strip_positions
from tests.source import ROOT

SOURCES = sorted(ROOT.glob("sv_app/**/*.py"))


def lines(code: object) -> list[int | None]:
    """Return the line number of each bytecode unit of `code` and of the functions inside it."""
    if not isinstance(code, CodeType):
        return []
    own_lines = [line for start, end, line in code.co_lines() for _ in range(start, end, 2)]
    return own_lines + [line for constant in code.co_consts for line in lines(constant)]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_stripped_bytecode_is_the_same_and_has_line_numbers_if_asked(path: Path) -> None:
    code = compile(path.read_text("utf-8"), str(path), "exec")
    stripped = strip_positions(code, keep_lines=True)
    assert lines(stripped) == lines(code)
    assert stripped.co_code == code.co_code
    assert set(lines(strip_positions(code, keep_lines=False))) == {None}


def test_traceback_of_stripped_bytecode_has_the_line_number() -> None:
    source = "\n" * 5_000 + "def fail():\n    x = 1\n\n    return x / 0\n"
    namespace: dict[str, Callable[[], float]] = {}
    exec(strip_positions(compile(source, "far.py", "exec"), keep_lines=True), namespace)
    with pytest.raises(ZeroDivisionError) as error:
        namespace["fail"]()
    frame = traceback.extract_tb(error.value.__traceback__)[-1]
    assert (frame.filename, frame.lineno, frame.name) == ("far.py", 5_004, "fail")

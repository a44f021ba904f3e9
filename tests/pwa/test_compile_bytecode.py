"""What bytecode weighs: the lines of ours are kept, all else that only a debugger reads is not."""

import traceback
from collections.abc import Callable
from pathlib import Path
from types import CodeType

import pytest

from sv_app.pwa.usage_trace.compile_bytecode import leaner
from tests.source import ROOT

SOURCES = sorted(ROOT.glob("sv_app/**/*.py"))


def lines(code: object) -> list[int | None]:
    """The line of each unit of code, of a function and of those inside it."""
    if not isinstance(code, CodeType):
        return []
    own = [line for start, end, line in code.co_lines() for _ in range(start, end, 2)]
    return own + [line for one in code.co_consts for line in lines(one)]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_each_line_is_where_it_was_and_the_code_is_the_same(path: Path) -> None:
    code = compile(path.read_text("utf-8"), str(path), "exec")
    lean = leaner(code, lined=True)
    assert lines(lean) == lines(code)
    assert lean.co_code == code.co_code
    assert set(lines(leaner(code, lined=False))) == {None}


def test_a_report_still_says_on_which_line_it_broke() -> None:
    far = "\n" * 5_000 + "def fail():\n    x = 1\n\n    return x / 0\n"
    known: dict[str, Callable[[], float]] = {}
    exec(leaner(compile(far, "far.py", "exec"), lined=True), known)
    with pytest.raises(ZeroDivisionError) as error:
        known["fail"]()
    last = traceback.extract_tb(error.value.__traceback__)[-1]
    assert (last.filename, last.lineno, last.name) == ("far.py", 5_004, "fail")

"""Turns every .py under /code into a .pyc in its place."""

import marshal
import pathlib
import py_compile
from types import CodeType

CODE = pathlib.Path("/code")
OURS = ("main.py", "sv_app/")
"""Where a report may say on which line it broke."""
HEADER = 16
UNIT = 2  # bytes of code
MOST = 8  # units that an entry of a line table may stand for
ENTRY, LINE, NOWHERE = 0x80, 13 << 3, 15 << 3


def leaner(code: CodeType, lined: bool) -> CodeType:
    """The same code without its columns, nor its lines unless `lined`: a fourth of its weight."""
    inside = (leaner(one, lined) if isinstance(one, CodeType) else one for one in code.co_consts)
    return code.replace(co_linetable=_table(code, lined), co_consts=tuple(inside))


def _table(code: CodeType, lined: bool) -> bytes:
    table, before = bytearray(), code.co_firstlineno
    nowhere = [(0, len(code.co_code), None)]  # in one piece, which weighs least
    for start, end, line in code.co_lines() if lined else nowhere:
        for at in range(start, end, MOST * UNIT):
            units = min((end - at) // UNIT, MOST)
            if line is not None:
                table += bytes([ENTRY | LINE | units - 1, *_signed(line - before)])
                before = line
            else:
                table.append(ENTRY | NOWHERE | units - 1)
    return bytes(table)


def _signed(number: int) -> list[int]:
    """A number in sixes of bits, the least first; each but the last says that more come."""
    rest, sixes = abs(number) << 1 | (number < 0), []
    while rest > 63:
        sixes.append(rest & 63 | 64)
        rest >>= 6
    return [*sixes, rest]


for path in sorted(CODE.rglob("*.py")):
    name = path.relative_to(CODE).as_posix()
    made = pathlib.Path(f"{path}c")
    # Level 2 leaves out docstrings, which nobody reads there.
    py_compile.compile(
        str(path),
        str(made),
        dfile=name,
        doraise=True,
        optimize=2,
        invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
    )
    data = made.read_bytes()
    code = marshal.loads(data[HEADER:])  # noqa: S302
    made.write_bytes(data[:HEADER] + marshal.dumps(leaner(code, name.startswith(OURS))))
    path.unlink()

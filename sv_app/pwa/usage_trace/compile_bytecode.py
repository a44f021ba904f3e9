"""Replace every .py under /code by its .pyc, without docstrings and most source positions.

For the format of line tables, see `Objects/locations.md` (later `InternalDocs/code_objects.md`)
of CPython.
"""

import marshal
import pathlib
import py_compile
from types import CodeType

CODE = pathlib.Path("/code")
APP_MODULES = ("main.py", "sv_app/")
"""Modules that keep their line numbers, for error reports."""
HEADER_BYTES = 16
UNIT_BYTES = 2  # of a code unit
MAX_UNITS = 8  # code units that an entry of a line table may cover
ENTRY, LINE_ONLY, NO_LOCATION = 0x80, 13 << 3, 15 << 3


def strip_positions(code: CodeType, keep_lines: bool) -> CodeType:
    """Return `code` without columns and, unless `keep_lines`, without lines.

    Without both, it is a fourth smaller.
    """
    constants = (
        strip_positions(constant, keep_lines) if isinstance(constant, CodeType) else constant
        for constant in code.co_consts
    )
    return code.replace(co_linetable=_line_table(code, keep_lines), co_consts=tuple(constants))


def _line_table(code: CodeType, keep_lines: bool) -> bytes:
    table, previous = bytearray(), code.co_firstlineno
    no_lines = [(0, len(code.co_code), None)]  # one range has the smallest table
    for start, end, line in code.co_lines() if keep_lines else no_lines:
        for offset in range(start, end, MAX_UNITS * UNIT_BYTES):
            units = min((end - offset) // UNIT_BYTES, MAX_UNITS)
            if line is not None:
                table += bytes([ENTRY | LINE_ONLY | units - 1, *_signed_varint(line - previous)])
                previous = line
            else:
                table.append(ENTRY | NO_LOCATION | units - 1)
    return bytes(table)


def _signed_varint(number: int) -> list[int]:
    """Encode six bits a byte, the lowest first; bit 6 is set in every byte but the last."""
    rest, encoded = abs(number) << 1 | (number < 0), []
    while rest > 63:
        encoded.append(rest & 63 | 64)
        rest >>= 6
    return [*encoded, rest]


for path in sorted(CODE.rglob("*.py")):
    name = path.relative_to(CODE).as_posix()
    compiled = pathlib.Path(f"{path}c")
    # Level 2 removes docstrings, which nothing reads at run time.
    py_compile.compile(
        str(path),
        str(compiled),
        dfile=name,
        doraise=True,
        optimize=2,
        invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
    )
    data = compiled.read_bytes()
    code = marshal.loads(data[HEADER_BYTES:])  # noqa: S302
    compiled.write_bytes(
        data[:HEADER_BYTES] + marshal.dumps(strip_positions(code, name.startswith(APP_MODULES)))
    )
    path.unlink()

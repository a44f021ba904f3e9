"""Split a WebAssembly module in two: the functions that stay, and those that are moved.

Those that stay are the ones that the app has been seen to run, those too short for a trampoline,
and those that cannot be moved. The primary module, which replaces the original, has a short
trampoline for each moved function, which calls it through a table of its own, the *split table*.
The secondary module fills that table. `sv_app/pwa/client/split-wasm.js` loads it: after the start,
or at the first call of one of its functions. Binaryen uses the same terms.

Slot 0 of the split table is the function that loads the secondary module. Every trampoline calls it
first; once the module is loaded, slot 0 is a function that does nothing.

Both modules share memory, tables, globals and exception tags, so a split module behaves as the
original module.
"""

from collections.abc import Iterable, Set

from sv_app.pwa.wasm_module import (
    ELEMENT,
    END,
    EXPORT,
    FUNC_KIND,
    FUNCREF,
    FUNCTION,
    GLOBAL_GET,
    GLOBAL_KIND,
    I32_CONST,
    I64_CONST,
    IMPORT,
    MEMORY_KIND,
    REF_NULL,
    TABLE,
    TABLE_KIND,
    TAG_KIND,
    TYPE,
    Module,
    Reader,
    encode,
    encode_name,
    encode_signed,
    encode_unsigned,
    encode_vector,
    parse,
    read_type,
    slice_of,
)

TABLE_PREFIX = "split-table:"
"""The split table is exported under this prefix and the name of the secondary module's file."""
SHARED_PREFIX = "split-shared."
"""The primary module exports under this prefix what it shares with the secondary module."""
MIN_BODY_BYTES = 24
"""Smaller functions stay in the primary module: a trampoline is as long."""

LOCAL_GET, CALL, RETURN_CALL, CALL_INDIRECT, RETURN_CALL_INDIRECT = 0x20, 0x10, 0x12, 0x11, 0x13
TABLE_SET = 0x26


class UnsupportedInstructionError(Exception):
    """A function that can't be moved: it must stay in the primary module."""


def instrument(data: bytes, file: str) -> bytes:
    """Return a module in which each function, when it runs, sets its item of a table to null.

    The table is exported as the split table for `file` is. It has an item for each function that
    is not imported. `tests/bench/function_coverage.mjs` fills the items before the first call; one
    that is null afterwards belongs to a function that has run.
    """
    module = parse(data)
    table = len(module.imported(TABLE_KIND)) + len(module.tables)
    bodies = []
    for index, body in enumerate(module.bodies):
        start = _end_of_locals(body)
        mark = [bytes([I32_CONST]), encode_signed(index), bytes([REF_NULL, FUNCREF, TABLE_SET])]
        bodies.append(body[:start] + b"".join(mark) + encode_unsigned(table) + body[start:])
    _add_table(module, file, len(bodies))
    return encode(module, bodies)


def _end_of_locals(body: bytes) -> int:
    reader = Reader(body)
    for _ in range(reader.number()):
        reader.skip_number()
        reader.byte()
    return reader.position


def _add_table(module: Module, file: str, size: int) -> None:
    index = len(module.imported(TABLE_KIND)) + len(module.tables)
    module.tables.append(bytes([FUNCREF, 0]) + encode_unsigned(size))
    module.sections[TABLE] = encode_vector(module.tables)
    _add_exports(
        module, [encode_name(TABLE_PREFIX + file) + bytes([TABLE_KIND]) + encode_unsigned(index)]
    )


def _add_exports(module: Module, exports: list[bytes]) -> None:
    reader = Reader(module.sections.get(EXPORT, b"\0"))
    count = reader.number()
    known = reader.data[reader.position :]
    module.sections[EXPORT] = encode_unsigned(count + len(exports)) + known + b"".join(exports)


def split(data: bytes, executed: Set[int], file: str) -> tuple[bytes, bytes]:
    """Return the primary module, with the functions in `executed`, and the secondary module.

    `executed` holds positions among the functions that are not imported. The secondary module is
    loaded from `file`, whose path is relative to the scripts of the site.
    """
    module, kept = parse(data), set(executed)
    while True:
        try:
            secondary, code = _move(module, kept)
            break
        except UnsupportedInstructionError as error:
            kept.add(error.args[0] - module.imported_function_count)
    no_op_type = _type_without_parameters(module)
    encoded_secondary = secondary.encode(code, no_op_type)
    table = len(module.imported(TABLE_KIND)) + len(module.tables)
    call_slot_0 = bytes([I32_CONST, 0, CALL_INDIRECT])
    load = call_slot_0 + encode_unsigned(no_op_type) + encode_unsigned(table)
    bodies = list(module.bodies)
    for index, slot in secondary.moved.items():
        type_index = module.function_types[index]
        arguments = (
            bytes([LOCAL_GET]) + encode_unsigned(i)
            for i in range(module.parameter_counts[type_index])
        )
        call = (
            bytes([I32_CONST])
            + encode_signed(slot)
            + bytes([CALL_INDIRECT])
            + encode_unsigned(type_index)
        )
        bodies[index - module.imported_function_count] = b"".join(
            (b"\0", load, *arguments, call, encode_unsigned(table), bytes([END]))
        )
    _add_table(module, file, secondary.table_size)
    _add_exports(module, secondary.exports)
    _add_elements(module, table, len(secondary.moved) + 1, secondary.called)
    return encode(module, bodies), encoded_secondary


def _move(module: Module, kept: Set[int]) -> tuple["_SecondaryModule", dict[int, "Rewritten"]]:
    """Return the secondary module and its code, by index in the original."""
    secondary = _SecondaryModule(module)
    for position, body in enumerate(module.bodies):
        if position not in kept and len(body) >= MIN_BODY_BYTES:
            secondary.moved[position + module.imported_function_count] = len(secondary.moved) + 1
    code = {}
    for index in secondary.moved:
        try:
            code[index] = secondary.rewrite(module.bodies[index - module.imported_function_count])
        except UnsupportedInstructionError:
            raise UnsupportedInstructionError(index) from None
    return secondary, code


def _type_without_parameters(module: Module) -> int:
    reader = Reader(module.sections[TYPE])
    for index in range(reader.number()):
        if slice_of(reader, read_type) == b"\x60\0\0":
            return index
    raise ValueError("no function of the module has neither parameters nor results")


def _add_elements(module: Module, table: int, offset: int, functions: Iterable[int]) -> None:
    reader = Reader(module.sections.get(ELEMENT, b"\0"))
    count = reader.number()
    segment = b"".join(
        (
            b"\x02",
            encode_unsigned(table),
            bytes([I32_CONST]),
            encode_signed(offset),
            bytes([END, 0]),
        )
    )
    known = reader.data[reader.position :]
    module.sections[ELEMENT] = (
        encode_unsigned(count + 1)
        + known
        + segment
        + encode_vector(map(encode_unsigned, functions))
    )


Rewritten = tuple[bytes, list[tuple[int, int]]]
"""The code of a moved function, and where it calls which moved functions."""


class _SecondaryModule:
    """Collects the secondary module while functions are moved into it."""

    def __init__(self, module: Module) -> None:
        self.module = module
        self.moved: dict[int, int] = {}
        """The slot of each moved function in the split table, by its index in the original."""
        self._called: dict[int, int] = {}
        """The functions of the primary module that the secondary module calls, in order."""
        self._imports: dict[tuple[int, int], tuple[int, bytes]] = {}
        """By kind and index in the original: index in the secondary module, and the import."""
        self._counts = dict.fromkeys(range(5), 0)
        self.exports: list[bytes] = []
        split_table = (
            encode_name("split") + encode_name("table") + bytes([TABLE_KIND, FUNCREF, 0, 0])
        )
        # The split table is the first table; the memory is used without an index.
        self._imports[TABLE_KIND, -1] = 0, split_table
        self._counts[TABLE_KIND] = 1
        self.index(MEMORY_KIND, 0)

    @property
    def called(self) -> Iterable[int]:
        return self._called

    @property
    def table_size(self) -> int:
        return 1 + len(self.moved) + len(self._called)

    def index(self, kind: int, original: int) -> int:
        """Return the index in the secondary module of what is `original` in the primary module."""
        if (kind, original) not in self._imports:
            imported = self.module.imported(kind)
            if original < len(imported):
                entry = imported[original].encoded
            else:
                entry = self._export(kind, original, original - len(imported))
            self._imports[kind, original] = self._counts[kind], entry
            self._counts[kind] += 1
        return self._imports[kind, original][0]

    def _export(self, kind: int, index: int, defined: int) -> bytes:
        """Export what the primary module defines; return the import of it."""
        module = self.module
        if kind == GLOBAL_KIND:
            description = module.globals[defined][0]
        elif kind == TABLE_KIND:
            description = module.tables[defined]
        elif kind == MEMORY_KIND:
            description = module.memories[defined]
        else:
            description = module.tags[defined]
        label = encode_name(f"{SHARED_PREFIX}{kind}.{index}")
        self.exports.append(label + bytes([kind]) + encode_unsigned(index))
        return encode_name("split") + label + bytes([kind]) + description

    def _slot(self, function: int) -> int:
        """Return the slot of a function of the primary module, counted after the moved ones."""
        return 1 + len(self.moved) + self._called.setdefault(function, len(self._called))

    def rewrite(self, body: bytes) -> "Rewritten":
        """Return `body` for the secondary module, and where it calls moved functions.

        A call of a moved function is left out: its index is known only when all imports are.
        """
        reader = Reader(body, _end_of_locals(body))
        output, copied, calls = bytearray(), 0, []

        def replace(start: int, replacement: bytes) -> None:
            nonlocal copied
            output.extend(body[copied:start])
            output.extend(replacement)
            copied = reader.position

        while reader.position < len(body):
            start = reader.position
            opcode = reader.byte()
            if opcode in (CALL, RETURN_CALL):
                function = reader.number()
                type_index = encode_unsigned(self.module.function_types[function])
                if function in self.moved:
                    replace(start, bytes([opcode]))
                    calls.append((len(output), function))
                elif function < self.module.imported_function_count:
                    replace(
                        start, bytes([opcode]) + encode_unsigned(self.index(FUNC_KIND, function))
                    )
                else:
                    slot = bytes([I32_CONST]) + encode_signed(self._slot(function))
                    replace(start, slot + bytes([opcode + 1]) + type_index + b"\0")
            elif opcode in (CALL_INDIRECT, RETURN_CALL_INDIRECT):
                reader.skip_number()
                start = reader.position
                replace(start, encode_unsigned(self.index(TABLE_KIND, reader.number())))
            elif kind_of_index := INDEXED.get(opcode):
                start = reader.position
                replace(start, encode_unsigned(self.index(kind_of_index, reader.number())))
            else:
                _skip_immediates(reader, opcode)
        reader.position = len(body)
        replace(len(body), b"")
        return bytes(output), calls

    def encode(self, code: dict[int, "Rewritten"], no_op_type: int) -> bytes:
        """Return the secondary module.

        `no_op_type` is the index of the type of functions without parameters or results, such as
        the one in slot 0.
        """
        first = self._counts[FUNC_KIND]
        new_index = {function: first + slot for function, slot in self.moved.items()}
        bodies = [b"\0" + bytes([END])]
        for body, calls in code.values():
            parts, copied = [], 0
            for position, function in calls:
                parts += [body[copied:position], encode_unsigned(new_index[function])]
                copied = position
            bodies.append(b"".join((*parts, body[copied:])))
        types = [no_op_type, *(self.module.function_types[function] for function in self.moved)]
        segment = b"".join((b"\0", bytes([I32_CONST, 0, END])))
        functions = encode_vector(
            encode_unsigned(first + position) for position in range(len(bodies))
        )
        sections = {
            TYPE: self.module.sections[TYPE],
            IMPORT: encode_vector(entry for _, entry in self._imports.values()),
            FUNCTION: encode_vector(map(encode_unsigned, types)),
            ELEMENT: encode_unsigned(1) + segment + functions,
        }
        return encode(Module(sections=sections), bodies)


INDEXED = {
    0x07: TAG_KIND,  # catch
    0x08: TAG_KIND,  # throw
    GLOBAL_GET: GLOBAL_KIND,
    0x24: GLOBAL_KIND,  # global.set
    0x25: TABLE_KIND,  # table.get
    TABLE_SET: TABLE_KIND,
}
"""Instructions whose only immediate is an index that differs in the secondary module."""
NUMBER = {0x09, 0x0C, 0x0D, 0x18, 0x20, 0x21, 0x22, 0x3F, 0x40, I32_CONST, I64_CONST, REF_NULL}
"""Instructions with a single number: branches, local variables, constants, memory sizes."""
BLOCK = {0x02, 0x03, 0x04, 0x06}
PLAIN = {0x00, 0x01, 0x05, 0x0A, 0x0B, 0x0F, 0x19, 0x1A, 0x1B, 0xD1, *range(0x45, 0xC5)}
NUMBERS_AFTER_FC = {10: 2, 11: 1} | dict.fromkeys(range(8), 0)
"""How many numbers follow each instruction of the group 0xFC that can be moved.

The others have an index.
"""


def _skip_immediates(reader: Reader, opcode: int) -> None:
    if opcode in PLAIN:
        return
    if opcode in NUMBER or opcode in BLOCK:
        reader.skip_number()
    elif 0x28 <= opcode <= 0x3E:  # a load or a store: alignment and offset
        reader.skip_number()
        reader.skip_number()
    elif opcode == 0x43:
        reader.take(4)
    elif opcode == 0x44:
        reader.take(8)
    elif opcode == 0x0E:  # br_table
        for _ in range(reader.number() + 1):
            reader.skip_number()
    elif opcode == 0x1C:  # select with types
        reader.take(reader.number())
    elif opcode == 0xFC:
        operation = reader.number()
        if operation not in NUMBERS_AFTER_FC:
            raise UnsupportedInstructionError
        for _ in range(NUMBERS_AFTER_FC[operation]):
            reader.skip_number()
    else:
        raise UnsupportedInstructionError

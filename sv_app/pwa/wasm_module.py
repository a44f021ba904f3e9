"""Read and write the parts of a WebAssembly module.

The binary format is described in https://webassembly.github.io/spec/core/binary/.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

T = TypeVar("T")

HEADER = b"\0asm\x01\0\0\0"
TYPE, IMPORT, FUNCTION, TABLE, GLOBAL, EXPORT, ELEMENT, CODE = 1, 2, 3, 4, 6, 7, 9, 10
MEMORY, START, DATA, DATA_COUNT, TAG = 5, 8, 11, 12, 13
SECTION_ORDER = (
    *(TYPE, IMPORT, FUNCTION, TABLE, MEMORY, TAG, GLOBAL, EXPORT, START),
    *(ELEMENT, DATA_COUNT, CODE, DATA),
)
FUNC_KIND, TABLE_KIND, MEMORY_KIND, GLOBAL_KIND, TAG_KIND = range(5)
FUNCREF = 0x70
END = 0x0B
GLOBAL_GET, I32_CONST, I64_CONST, REF_NULL = 0x23, 0x41, 0x42, 0xD0


class Reader:
    """Reads numbers, names and slices from the bytes of a module."""

    def __init__(self, data: bytes, position: int = 0) -> None:
        self.data = data
        self.position = position

    def byte(self) -> int:
        """Return the next byte."""
        self.position += 1
        return self.data[self.position - 1]

    def number(self) -> int:
        """Return an unsigned LEB128 number."""
        result = shift = 0
        while True:
            byte = self.byte()
            result |= (byte & 0x7F) << shift
            if byte < 0x80:
                return result
            shift += 7

    def skip_number(self) -> None:
        """Skip a LEB128 number, signed or not."""
        while self.byte() >= 0x80:
            pass

    def take(self, length: int) -> bytes:
        """Return the next `length` bytes."""
        self.position += length
        return self.data[self.position - length : self.position]

    def name(self) -> bytes:
        """Return a name with its length in front, as it is stored."""
        start = self.position
        length = self.number()
        self.position += length
        return self.data[start : self.position]

    def text(self) -> str:
        """Return a name as a string."""
        return self.take(self.number()).decode()

    def skip_limits(self) -> None:
        """Skip the smallest and, if there is one, the largest size of a table or a memory."""
        has_maximum = self.byte() & 1
        self.skip_number()
        if has_maximum:
            self.skip_number()


def encode_unsigned(value: int) -> bytes:
    """Encode `value` as an unsigned LEB128 number."""
    encoded = bytearray()
    while value > 0x7F:
        encoded.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*encoded, value])


def encode_signed(value: int) -> bytes:
    """Encode `value`, which is not negative, as a signed LEB128 number."""
    encoded = bytearray()
    while value > 0x3F:
        encoded.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*encoded, value])


def encode_vector(items: Iterable[bytes]) -> bytes:
    """Encode a vector of items that are encoded already."""
    encoded = list(items)
    return encode_unsigned(len(encoded)) + b"".join(encoded)


def encode_name(text: str) -> bytes:
    """Encode a name."""
    return encode_unsigned(len(text.encode())) + text.encode()


@dataclass(frozen=True)
class Imported:
    """An import: its module and name, and what it describes, as they are stored."""

    kind: int
    names: bytes
    description: bytes

    @property
    def name(self) -> str:
        """The second of its names."""
        reader = Reader(self.names)
        reader.name()
        return reader.text()

    @property
    def encoded(self) -> bytes:
        """The import as it is stored."""
        return self.names + bytes([self.kind]) + self.description


@dataclass
class Module:
    """The parts of a module that a split reads, with indexes as in the specification."""

    sections: dict[int, bytes] = field(default_factory=dict)
    custom: list[bytes] = field(default_factory=list)
    parameter_counts: list[int] = field(default_factory=list)
    """The number of parameters of each type."""
    imports: dict[int, list[Imported]] = field(default_factory=dict)
    """The imports of each kind, in the order of their indexes."""
    function_types: list[int] = field(default_factory=list)
    """The type of each function, the imported ones first."""
    bodies: list[bytes] = field(default_factory=list)
    """The code of each function that is not imported."""
    globals: list[tuple[bytes, bytes]] = field(default_factory=list)
    """Type and first value of each global that is not imported."""
    tables: list[bytes] = field(default_factory=list)
    tags: list[bytes] = field(default_factory=list)
    memories: list[bytes] = field(default_factory=list)

    def imported(self, kind: int) -> list[Imported]:
        """Return the imports of a kind."""
        return self.imports.get(kind, [])

    @property
    def imported_function_count(self) -> int:
        """The number of imported functions, which is the index of the first other one."""
        return len(self.imported(FUNC_KIND))


def parse(data: bytes) -> Module:
    """Return the parts of a module.

    Raises:
        ValueError: when `data` is no WebAssembly, or uses parts of the format that are not read.
    """
    if not data.startswith(HEADER):
        raise ValueError("no WebAssembly module")
    module, reader = Module(), Reader(data, len(HEADER))
    while reader.position < len(data):
        section = reader.byte()
        payload = reader.take(reader.number())
        if section:
            module.sections[section] = payload
        else:
            module.custom.append(payload)
    module.parameter_counts = list(_read(module, TYPE, read_type))
    for item in _read(module, IMPORT, _read_import):
        module.imports.setdefault(item.kind, []).append(item)
        if item.kind == FUNC_KIND:
            module.function_types.append(Reader(item.description).number())
    module.function_types += _read(module, FUNCTION, Reader.number)
    module.tables = list(_read(module, TABLE, _read_table))
    module.memories = list(_read(module, MEMORY, _read_limits))
    module.tags = list(_read(module, TAG, _read_tag))
    module.globals = list(_read(module, GLOBAL, _read_global))
    module.bodies = list(_read(module, CODE, lambda reader: reader.take(reader.number())))
    return module


def _read(module: Module, section: int, read_item: Callable[[Reader], T]) -> Iterator[T]:
    reader = Reader(module.sections.get(section, b"\0"))
    for _ in range(reader.number()):
        yield read_item(reader)


def read_type(reader: Reader) -> int:
    """Return the number of parameters of the next type."""
    if reader.byte() != 0x60:
        raise ValueError("a type that is no function")
    parameters = reader.number()
    reader.take(parameters)
    reader.take(reader.number())
    return parameters


def _read_import(reader: Reader) -> Imported:
    names = reader.name() + reader.name()
    kind, start = reader.byte(), reader.position
    if kind == FUNC_KIND:
        reader.skip_number()
    elif kind == TABLE_KIND:
        reader.byte()
        reader.skip_limits()
    elif kind == MEMORY_KIND:
        reader.skip_limits()
    elif kind == GLOBAL_KIND:
        reader.take(2)
    else:
        reader.byte()
        reader.skip_number()
    return Imported(kind, names, reader.data[start : reader.position])


def slice_of(reader: Reader, skip: Callable[[Reader], object]) -> bytes:
    """Return the bytes that `skip` reads."""
    start = reader.position
    skip(reader)
    return reader.data[start : reader.position]


def _read_limits(reader: Reader) -> bytes:
    return slice_of(reader, Reader.skip_limits)


def _read_table(reader: Reader) -> bytes:
    return reader.take(1) + _read_limits(reader)


def _read_tag(reader: Reader) -> bytes:
    return reader.take(1) + slice_of(reader, Reader.skip_number)


def _read_global(reader: Reader) -> tuple[bytes, bytes]:
    kind, start = reader.take(2), reader.position
    opcode = reader.byte()
    if opcode == REF_NULL:
        reader.byte()
    elif opcode in (I32_CONST, I64_CONST, GLOBAL_GET):
        reader.skip_number()
    else:
        raise ValueError(f"a global begins with the instruction {opcode:#x}")
    if reader.byte() != END:
        raise ValueError("the first value of a global is no constant")
    return kind, reader.data[start : reader.position]


def encode(module: Module, bodies: Iterable[bytes]) -> bytes:
    """Return the module with `bodies` as the code of its functions."""
    module.sections[CODE] = encode_vector(encode_unsigned(len(body)) + body for body in bodies)
    sections = [_section(0, payload) for payload in module.custom]
    sections += [
        _section(kind, module.sections[kind]) for kind in SECTION_ORDER if kind in module.sections
    ]
    return HEADER + b"".join(sections)


def _section(kind: int, payload: bytes) -> bytes:
    return bytes([kind]) + encode_unsigned(len(payload)) + payload


def imported_names(data: bytes) -> set[str]:
    """Return the names of the imports of a module, without the modules that they are from."""
    return {entry.name for entries in parse(data).imports.values() for entry in entries}


def keep_exports(data: bytes, is_kept: Callable[[str], bool]) -> bytes:
    """Return the module with only the exports for whose name `is_kept` is true."""
    module = parse(data)
    reader = Reader(module.sections[EXPORT])
    exports = []
    for _ in range(reader.number()):
        start = reader.position
        label = reader.text()
        reader.byte()
        reader.skip_number()
        if is_kept(label):
            exports.append(reader.data[start : reader.position])
    module.sections[EXPORT] = encode_vector(exports)
    return encode(module, module.bodies)

"""A split module computes what the original one does, whatever functions are in which module."""

import itertools
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from sv_app.project import PACKAGE
from sv_app.pwa import executed_functions, pyodide_exports, wasm_module, wasm_split
from sv_app.pwa.errors import BuildError
from sv_app.pwa.step_cache import StepCache
from sv_app.pwa.wasm_module import HEADER, encode_name, encode_unsigned, encode_vector
from tests.npm import NODE

HARNESS = Path(__file__).with_name("wasm_split.mjs")
LOADER = PACKAGE / "pwa/client/split-wasm.js"

I32 = 0x7F
BINARY, UNARY, NO_OP = range(3)
"""Types: two numbers to one, one number to one, nothing to nothing."""
TYPES = (bytes([0x60, 2, I32, I32, 1, I32]), bytes([0x60, 1, I32, 1, I32]), b"\x60\0\0")
PADDING = bytes([0x01] * 24)
"""Instructions that do nothing: smaller functions are never moved."""
COUNT = bytes([0x23, 0, 0x41, 1, 0x6A, 0x24, 0])
"""Adds 1 to the global."""
DOUBLE, ADD, SCALE, THROW, CATCH, INDIRECT, BRANCH, RUN = range(8)
"""The functions by index; the first is imported."""
CODE = {
    ADD: (BINARY, bytes([0x20, 0, 0x20, 1, 0x6A])),
    # Stores its argument in the memory, and doubles what it loads.
    SCALE: (UNARY, bytes([0x41, 8, 0x20, 0, 0x36, 2, 0, 0x41, 8, 0x28, 2, 0, 0x10, DOUBLE])),
    THROW: (UNARY, bytes([0x20, 0, 0x04, 0x40, 0x08, 0, 0x0B, 0x41, 3])),
    CATCH: (UNARY, bytes([0x06, I32, 0x20, 0, 0x10, THROW, 0x07, 0, 0x41, 5, 0x0B])),
    INDIRECT: (UNARY, bytes([0x20, 0, 0x20, 0, 0x41, 0, 0x11, BINARY, 0])),
    BRANCH: (
        UNARY,
        # A jump table, then 1.0 converted to an integer.
        bytes([0x02, 0x40, 0x02, 0x40, 0x20, 0, 0x0E, 1, 0, 1, 0x0B, 0x41, 7, 0x0F, 0x0B])
        + bytes([0x43, 0, 0, 0x80, 0x3F, 0xFC, 0]),
    ),
    RUN: (
        UNARY,
        b"".join(bytes([0x20, 0, 0x10, function]) for function in (SCALE, CATCH, INDIRECT, BRANCH))
        + bytes([0x10, ADD, 0x10, ADD, 0x10, ADD]),
    ),
}


def section(kind: int, *items: bytes) -> bytes:
    payload = encode_vector(items)
    return bytes([kind]) + encode_unsigned(len(payload)) + payload


def body(code: bytes) -> bytes:
    content = b"\0" + PADDING + COUNT + code + b"\x0b"
    return encode_unsigned(len(content)) + content


def make_module() -> bytes:
    """Return a module that uses memory, globals, tables, exceptions and every kind of call."""
    return HEADER + b"".join(
        (
            section(1, *TYPES, b"\x60\0\0"),
            section(2, encode_name("env") + encode_name("double") + bytes([0, UNARY])),
            section(3, *(encode_unsigned(kind) for kind, _ in CODE.values())),
            section(4, bytes([0x70, 0, 1])),
            section(5, b"\0\x01"),
            section(13, bytes([0, NO_OP])),
            section(6, bytes([I32, 1, 0x41, 0, 0x0B]), bytes([I32, 0, 0x41, 9, 0x0B])),
            section(
                7,
                encode_name("run") + bytes([0, RUN]),
                encode_name("count") + bytes([3, 0]),
                encode_name("spare") + bytes([3, 1]),
            ),
            section(9, bytes([0, 0x41, 0, 0x0B, 1, ADD])),
            section(10, *(body(code) for _, code in CODE.values())),
        )
    )


def run(folder: Path, modules: dict[str, bytes]) -> dict[str, Any]:
    """Run the primary modules among `modules` under Node; return results and loaded files."""
    for file, data in modules.items():
        (folder / file).write_bytes(data)
    primaries = [file for file in modules if not file.endswith(".secondary.wasm")]
    (folder / "primaries.json").write_text(json.dumps(primaries))
    done = subprocess.run(
        [NODE, HARNESS, LOADER, folder], capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return dict(json.loads(done.stdout))


def test_every_split_of_a_module_computes_the_same(tmp_path: Path) -> None:
    original = make_module()
    modules = {"original.wasm": original}
    for kept in itertools.product((False, True), repeat=len(CODE)):
        executed = {position for position, is_kept in enumerate(kept) if is_kept}
        label = "".join(map(str, map(int, kept)))
        primary, secondary = wasm_split.split(original, executed, f"{label}.secondary.wasm")
        modules |= {f"{label}.wasm": primary, f"{label}.secondary.wasm": secondary}
    results = run(tmp_path, modules)
    expected = results.pop("original.wasm")
    # A module that can't be loaded is reported, and requested again at the next call.
    assert results.pop("first offline") == {
        "offline": "HTTP 503",
        "online": 10,
        "reported": ["0000000.secondary.wasm: Error: HTTP 503"],
    }
    assert expected["values"] == [10, 10, 14]
    for file, result in results.items():
        assert result["values"] == expected["values"], file
        assert result["count"] == expected["count"], file
        assert result["exports"] == expected["exports"], file
        # The secondary module is loaded once, and only when one of its functions is called.
        needed = [] if "0" not in file else [file.replace(".wasm", ".secondary.wasm")]
        assert result["loaded"] == needed, file
        assert result["loadedBefore"] == [], file


def test_instrumented_module_exports_a_table_with_an_item_for_each_function() -> None:
    module = wasm_module.parse(wasm_split.instrument(make_module(), "secondary.wasm"))
    assert len(module.bodies) == len(CODE)
    assert module.tables[-1] == bytes([wasm_module.FUNCREF, 0, len(CODE)])


def test_list_of_functions_belongs_to_the_pinned_wheels(tmp_path: Path) -> None:
    function_list = json.loads(executed_functions.FUNCTION_LIST.read_bytes())
    assert function_list.keys() == executed_functions.SECONDARY_MODULES.keys()
    with pytest.raises(BuildError, match="another version"):
        executed_functions.split_module(
            executed_functions.PYODIDE, make_module(), StepCache(tmp_path)
        )


def test_positions_survive_their_encoding() -> None:
    positions = {0, 1, 7, 8, 9, 1000}
    encoded = executed_functions.encode_positions(positions)
    assert executed_functions.decode_positions(encoded) == positions


SCRIPT = (
    "var first;var _run,_count,_spare;"
    "function assignWasmExports(wasmExports){"
    '_run=Module["_run"]=wasmExports["run"];'
    '_count=Module["_count"]=wasmExports["count"].value>>>0;'
    '_spare=Module["_spare"]=wasmExports["spare"].value>>>0}'
    "var second=_run();"
)


def test_exports_that_neither_the_script_nor_an_extension_uses_are_removed() -> None:
    extension = HEADER + section(
        2, encode_name("GOT.mem") + encode_name("spare") + bytes([3, I32, 1])
    )
    script, module = pyodide_exports.trim_exports(SCRIPT, make_module(), [extension])
    assert "count" not in script
    assert script.count("_run") == SCRIPT.count("_run")
    assert 'wasmExports["spare"]' in script
    exports = wasm_module.parse(module).sections[wasm_module.EXPORT]
    assert b"run" in exports
    assert b"spare" in exports
    assert b"count" not in exports


def test_script_without_the_known_exports_is_refused() -> None:
    with pytest.raises(BuildError, match="not found"):
        pyodide_exports.trim_exports("var first;", make_module(), [])

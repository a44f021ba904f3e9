"""Split the WebAssembly of Python and of pydantic by a list of the functions that the app runs.

The list, `executed_functions.json`, belongs to the pinned wheels. It comes from the usage trace and
from starts in Chromium; `python -m tests.bench.executed_functions` writes it. A function that is
missing in the list works all the same: its first call loads the secondary module.
"""

import base64
import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping, Set
from pathlib import Path

from sv_app.pwa import wasm_split
from sv_app.pwa.errors import BuildError
from sv_app.pwa.step_cache import StepCache, digest

FUNCTION_LIST = Path(__file__).with_suffix(".json")
PYDANTIC_CORE = "__pypackages__/pydantic_core/_pydantic_core.cpython-314-wasm32-emscripten.so"
PYODIDE = "pyodide/pyodide.asm.wasm"
SECONDARY_MODULES = {
    PYODIDE: "pyodide/pyodide.secondary.wasm",
    PYDANTIC_CORE: "pyodide/pydantic_core.secondary.wasm",
}
"""The file of the secondary module of each module that is split, in the site."""
WRITE_AGAIN = "run `python -m tests.bench.executed_functions` to write the list again."


def split_module(name: str, data: bytes, cache: StepCache) -> tuple[bytes, bytes]:
    """Return the primary and the secondary module of `name`, a key of `SECONDARY_MODULES`.

    Raises:
        BuildError: when the list is of another version of the module.
    """
    listed = json.loads(FUNCTION_LIST.read_bytes())[name]
    if listed["sha256"] != hashlib.sha256(data).hexdigest():
        raise BuildError(f"{FUNCTION_LIST.name} is of another version of {name}: {WRITE_AGAIN}")
    executed, file = decode_positions(listed["executed"]), SECONDARY_MODULES[name]
    code = Path(wasm_split.__file__).read_bytes()
    key = digest(data, file, listed["executed"], code, Path(__file__).read_bytes())

    def split() -> bytes:
        primary, secondary = wasm_split.split(data, executed, file)
        return len(primary).to_bytes(8, "big") + primary + secondary

    modules = cache.reuse("split modules", key, split)
    end = 8 + int.from_bytes(modules[:8], "big")
    return modules[8:end], modules[end:]


def encode_positions(positions: Iterable[int]) -> str:
    """Encode positions among the functions that are not imported: a compressed bitmap in base64."""
    bitmap = sum(1 << position for position in set(positions))
    return base64.b64encode(
        zlib.compress(bitmap.to_bytes((bitmap.bit_length() + 7) // 8, "little"), 9)
    ).decode()


def decode_positions(text: str) -> Set[int]:
    """Return the positions that `encode_positions` has encoded."""
    bitmap = zlib.decompress(base64.b64decode(text))
    return {
        8 * index + bit for index, byte in enumerate(bitmap) for bit in range(8) if byte >> bit & 1
    }


def write_list(modules: Mapping[str, bytes], executed: Mapping[str, Iterable[int]]) -> None:
    """Write `executed_functions.json`; both arguments have the keys of `SECONDARY_MODULES`."""
    function_list = {
        name: {
            "sha256": hashlib.sha256(data).hexdigest(),
            "executed": encode_positions(executed[name]),
        }
        for name, data in modules.items()
    }
    FUNCTION_LIST.write_text(json.dumps(function_list, indent=2) + "\n", "utf-8")

"""Remove the exports of Pyodide that nothing uses.

Pyodide exports all 8,500 symbols of Python, for extension modules that may be loaded later. The
app loads two extension modules, both known at build time. Each export has a name in the WebAssembly
and in the script beside it, and takes time at each start.
"""

import re
from collections.abc import Iterable

from sv_app.pwa import wasm_module, wasm_split
from sv_app.pwa.errors import BuildError

ASSIGNMENTS = re.compile(r"function assignWasmExports\(wasmExports\)\{[^}]*\}")
ASSIGNMENT = re.compile(r'\b(\w+)=Module\["\1"\]=wasmExports\["(\w+)"\](?:\.value>>>0)?;')
IDENTIFIER = re.compile(r"[A-Za-z_$][\w$]*")


def trim_exports(script: str, module: bytes, extensions: Iterable[bytes]) -> tuple[str, bytes]:
    """Return `script` (pyodide.asm.mjs) and `module` (pyodide.asm.wasm) without unused exports.

    An export stays when its name or that of its variable is anywhere else in the script, when
    `module` itself or one of the `extensions` imports it, or when it is for the secondary module.

    Raises:
        BuildError: when the script is not of the version that this is for.
    """
    assignments = ASSIGNMENTS.search(script)
    found = ASSIGNMENT.findall(assignments[0]) if assignments else []
    if not assignments or not found:
        raise BuildError("pyodide.asm.mjs: the exports were not found; look for them again.")
    before = script[: assignments.start()]
    declaration = before.rindex("var ", 0, before.rindex(f"{found[0][0]},"))
    variables = before[declaration + 4 : -1].split(",")
    if not before.endswith(";") or not {name for name, _ in found} <= set(variables):
        raise BuildError("pyodide.asm.mjs: the variables of the exports were not found.")
    others = ASSIGNMENT.sub("", assignments[0])
    used = set(IDENTIFIER.findall(before[:declaration] + others + script[assignments.end() :]))
    used |= {name for data in (module, *extensions) for name in wasm_module.imported_names(data)}
    unused = {name: export for name, export in found if not used & {name, export}}

    def without_unused(match: re.Match[str]) -> str:
        return "" if match[1] in unused else match[0]

    kept = ",".join(name for name in variables if name not in unused)
    text = "".join(
        (
            f"{before[:declaration]}var {kept};",
            ASSIGNMENT.sub(without_unused, assignments[0]),
            script[assignments.end() :],
        )
    )
    return text, wasm_module.keep_exports(
        module,
        lambda name: (
            bool({name, f"_{name}"} & used)
            or name.startswith((wasm_split.TABLE_PREFIX, wasm_split.SHARED_PREFIX))
        ),
    )

// Compiles every .py under FOLDER to a .pyc in its place, with the Python that will
// run it: bytecode of another version would be ignored in the browser.
// Usage: node compile.mjs PYODIDE FOLDER

import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [pyodide, folder] = process.argv.slice(2).map((path) => resolve(path));
const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`));
const python = await loadPyodide({ indexURL: `${pyodide}/` });
python.mountNodeFS("/code", folder);
await python.runPythonAsync(`
import pathlib, py_compile
unchecked = py_compile.PycInvalidationMode.UNCHECKED_HASH
for path in sorted(pathlib.Path("/code").rglob("*.py")):
    # Level 2 leaves out docstrings, which nobody reads there.
    py_compile.compile(
        str(path), str(path) + "c", dfile=str(path.relative_to("/code")),
        doraise=True, optimize=2, invalidation_mode=unchecked,
    )
    path.unlink()
`);

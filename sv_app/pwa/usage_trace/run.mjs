// Runs SCRIPT over FOLDER, which it finds at /code, with the Python of the browser:
// bytecode or syntax of another version would be of no use there.
// Usage: node run.mjs PYODIDE FOLDER SCRIPT

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [pyodide, folder, script] = process.argv.slice(2).map((path) => resolve(path));
const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`));
const python = await loadPyodide({ indexURL: `${pyodide}/` });
python.mountNodeFS("/code", folder);
await python.runPythonAsync(readFileSync(script, "utf-8"));

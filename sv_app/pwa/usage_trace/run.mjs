// Runs a Python script in Pyodide at build time: bytecode and syntax must be those of the Python
// version in the browser. The script finds FOLDER at /code.
// Usage: node run.mjs PYODIDE FOLDER SCRIPT

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [pyodide, folder, script] = process.argv.slice(2).map((path) => resolve(path));
const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`));
const python = await loadPyodide({ indexURL: `${pyodide}/` });
python.mountNodeFS("/code", folder);
await python.runPythonAsync(readFileSync(script, "utf-8"));

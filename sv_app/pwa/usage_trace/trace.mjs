// Starts the app as in a browser and runs trace.py with a fake client. Writes as JSON the files that
// Python opened, the modules that it imported, and which of these need no compiled package.
// Usage: node trace.mjs PYODIDE ARCHIVE SCRIPTS

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

import { unpack } from "../client/archive.js";

const [pyodide, archive, scripts] = process.argv.slice(2).map((path) => resolve(path));
const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`));
const records = new Map();
const keys = {
  deriveKey: async () => ({}),
  encrypt: async (key, name, data) => data.toJs().slice(),
  decrypt: async (key, name, encrypted) => encrypted.toJs().slice(),
};
const python = await loadPyodide({ indexURL: `${pyodide}/`, stdout: () => {} });
python.registerJsModule("flet_js", { documentUrl: "http://localhost/" });
python.registerJsModule("sv_device", {
  address: () => "http://localhost/",
  // There is no history to go back in, and no draft from before a reload.
  ask: async (name) => (name === "get-draft" ? null : name !== "back"),
  isAvailableOffline: async () => false,
  languages: () => ["fr-FR"],
  keys,
  listen: () => undefined,
  records: {
    acquireWriter: async () => true,
    commit: async (changes) => {
      for (const [name, bytes] of changes.toJs()) {
        if (bytes) records.set(name, bytes);
        else records.delete(name);
      }
    },
    erase: async () => records.clear(),
    exists: async () => records.size > 0,
    names: async () => [...records.keys()],
    read: async (name) => records.get(name),
    renewKey: async () => undefined,
    encrypt: async (name, data) => data.toJs().slice(),
    decrypt: async (name, encrypted) => encrypted.toJs().slice(),
  },
  post_message: () => undefined,
  preferences: () => ({ contrast: false, compact: false, secure: true, shares: true }),
});
await python.runPythonAsync(`
import sys
opened = set()
sys.addaudithook(lambda event, args: event == "open" and opened.add(str(args[0])))
`);
// A copy: Node's Buffer may share its memory.
const bytes = new Uint8Array(readFileSync(archive)).buffer;
unpack(python.FS, bytes, "/app");
python.mountNodeFS("/app/sv_app/pwa/usage_trace", scripts);
await python.runPythonAsync(`
import os, runpy
os.chdir("/app")
sys.path[:0] = ["/app", "/app/__pypackages__"]
opened.clear()
runpy.run_module("main", run_name="__main__")
from sv_app.pwa.usage_trace import trace
await trace.use_whole_app()
`);
const usage = await python.runPythonAsync(`
import json
modules = {n: getattr(m, "__file__", None) for n, m in list(sys.modules.items())}
json.dumps({"opened": sorted(opened), "modules": modules})
`);
// A module is pure if a second Python imports it without compiled packages.
const purePython = await loadPyodide({ indexURL: `${pyodide}/`, stdout: () => {} });
unpack(purePython.FS, bytes, "/app");
purePython.globals.set("usage", usage);
const trace = await purePython.runPythonAsync(`
import importlib, json, sys
sys.path[:0] = ["/app", "/app/__pypackages__"]
usage = json.loads(usage)
for name, file in usage["modules"].items():
    if file and file.endswith(".so"):
        sys.modules[name.partition(".")[0]] = None

def is_pure(name):
    try:
        importlib.import_module(name)
    except ImportError:
        return False
    return True

names = [n for n, file in usage["modules"].items() if file and n != "__main__"]
json.dumps({**usage, "pure": [name for name in sorted(names) if is_pure(name)]})
`);
// Exit at once: answered calls leave timers of up to an hour.
process.stdout.write(`${trace}\n`, () => process.exit());

// Starts the app as the browser will, uses all of it against a false client, and
// writes the files that Python opened, the modules it imported, and which of these need
// no compiled package, as JSON.
// Usage: node trace.mjs PYODIDE ARCHIVE SCRIPTS

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [pyodide, archive, scripts] = process.argv.slice(2).map((path) => resolve(path));
const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`));
const records = new Map();
const keys = {
  deriveKey: async () => ({}),
  seal: async (key, name, data) => data.toJs().slice(),
  unseal: async (key, name, sealed) => sealed.toJs().slice(),
};
const python = await loadPyodide({ indexURL: `${pyodide}/`, stdout: () => {} });
python.registerJsModule("flet_js", { documentUrl: "http://localhost/" });
python.registerJsModule("sv_device", {
  // There is no history to go back in, and no draft that a page held.
  ask: async (name) => (name === "take-draft" ? null : name !== "back"),
  isOffline: async () => false,
  languages: () => ["fr-FR"],
  keys,
  listen: () => undefined,
  records: {
    claim: async () => true,
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
    seal: async (name, data) => data.toJs().slice(),
    unseal: async (name, sealed) => sealed.toJs().slice(),
  },
  say: () => undefined,
  wishes: () => ({ contrast: false, compact: false, secure: true }),
});
await python.runPythonAsync(`
import sys
opened = set()
sys.addaudithook(lambda event, of: event == "open" and opened.add(str(of[0])))
`);
// Pyodide does not know Node's own Buffer.
const bytes = new Uint8Array(readFileSync(archive));
const unpack = (into) => into.unpackArchive(bytes, "zip", { extractDir: "/app" });
unpack(python);
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
const used = await python.runPythonAsync(`
import json
modules = {n: getattr(m, "__file__", None) for n, m in list(sys.modules.items())}
json.dumps({"opened": sorted(opened), "modules": modules})
`);
// A second Python, which has no compiled package: what it imports all the same is pure.
const bare = await loadPyodide({ indexURL: `${pyodide}/`, stdout: () => {} });
unpack(bare);
bare.globals.set("used", used);
const whole = await bare.runPythonAsync(`
import importlib, json, sys
sys.path[:0] = ["/app", "/app/__pypackages__"]
used = json.loads(used)
for name, file in used["modules"].items():
    if file and file.endswith(".so"):
        sys.modules[name.partition(".")[0]] = None

def is_pure(name):
    try:
        importlib.import_module(name)
    except ImportError:
        return False
    return True

known = [n for n, file in used["modules"].items() if file and n != "__main__"]
json.dumps({**used, "pure": [name for name in sorted(known) if is_pure(name)]})
`);
// A call that was answered leaves its timer behind, an hour long for a file: don't wait for it.
process.stdout.write(`${whole}\n`, () => process.exit());

// Starts the app as the browser will, uses all of it against a false client, and
// writes the files that Python opened and the modules it imported, as JSON.
// Usage: node rehearse.mjs PYODIDE ARCHIVE SCRIPTS

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
  ask: async () => true,
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
    names: async () => [...records.keys()],
    read: async (name) => records.get(name),
    renewKey: async () => undefined,
    seal: async (name, data) => data.toJs().slice(),
    unseal: async (name, sealed) => sealed.toJs().slice(),
  },
  say: () => undefined,
  wantsContrast: () => false,
});
await python.runPythonAsync(`
import sys
opened = set()
sys.addaudithook(lambda event, of: event == "open" and opened.add(str(of[0])))
`);
// Pyodide does not know Node's own Buffer.
python.unpackArchive(new Uint8Array(readFileSync(archive)), "zip", { extractDir: "/app" });
python.mountNodeFS("/app/sv_app/pwa/python", scripts);
await python.runPythonAsync(`
import os, runpy
os.chdir("/app")
sys.path[:0] = ["/app", "/app/__pypackages__"]
opened.clear()
runpy.run_module("main", run_name="__main__")
from sv_app.pwa.python import rehearsal
await rehearsal.rehearse()
`);
const used = await python.runPythonAsync(`
import json
modules = {n: getattr(m, "__file__", None) for n, m in list(sys.modules.items())}
json.dumps({"opened": sorted(opened), "modules": modules})
`);
// A call that was answered leaves its timer behind, an hour long for a file: don't wait for it.
process.stdout.write(`${used}\n`, () => process.exit());

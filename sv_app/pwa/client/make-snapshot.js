// A worker that makes the memory snapshot: starts Python, imports the modules of modules.json,
// saves a snapshot of the memory, and tells the page, which ends it. It never opens the journal.

import "./worker-policy.js"; // must be the first import
import { loadPyodide } from "./pyodide/pyodide.mjs";
import { unpack } from "./archive.js";
import { saveSnapshot } from "./snapshots.js";

self.onmessage = async ({ data: { build, archive } }) => {
  try {
    const python = await loadPyodide({ _makeSnapshot: true });
    const response = await fetch(archive);
    unpack(python.FS, await response.arrayBuffer(), "/app");
    await python.runPythonAsync(`
      import importlib, json, pathlib, sys
      sys.path[:0] = ["/app", "/app/__pypackages__"]
      for name in json.loads(pathlib.Path("/app/modules.json").read_bytes()):
          importlib.import_module(name)
    `);
    await saveSnapshot(build, python.makeMemorySnapshot());
    self.postMessage("kept");
  } catch (error) {
    // The next start works without a snapshot.
    self.postMessage(String(error));
  }
};

// Runs Python. Started by boot.js at once, in parallel with the Flutter engine;
// messages of the engine that come early wait in a queue.

import { loadPyodide } from "./pyodide/pyodide.mjs";
import * as store from "./store.js";

const early = [];
const flet = {};

function receive(message) {
  if (typeof flet.send === "function") flet.send(message);
  else early.push(message);
}

function reply(packet) {
  const bytes = packet.toJs();
  self.postMessage(bytes, [bytes.buffer]);
}

const device = {
  ...store,
  languages: () => [...navigator.languages],
  say: (name, value) => self.postMessage({ name, value }),
};

async function start({ documentUrl, archive }) {
  const fetching = fetch(archive).then((response) => {
    if (!response.ok) throw new Error(`${archive}: HTTP ${response.status}`);
    return response.arrayBuffer();
  });
  const python = await loadPyodide();
  flet.documentUrl = documentUrl;
  python.registerJsModule("flet_js", flet);
  python.registerJsModule("sv_device", device);
  python.unpackArchive(await fetching, "zip", { extractDir: "/app" });
  await python.runPythonAsync(`
    import os, runpy, sys
    os.chdir("/app")
    sys.path[:0] = ["/app", "/app/__pypackages__"]
    runpy.run_module("main", run_name="__main__")
  `);
  await flet.start_connection(reply);
  early.splice(0).forEach((message) => flet.send(message));
  self.postMessage({ name: "started", value: null });
}

self.onmessage = ({ data }) => {
  if (data instanceof Uint8Array) receive(data);
  else start(data).catch((error) => self.postMessage({ name: "failed", value: String(error) }));
};

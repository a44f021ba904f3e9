// Runs Python. Starts at once, in parallel with the Flutter engine; early messages of the engine
// wait in a queue.

import "./worker-policy.js"; // must be the first import
import { loadPyodide } from "./pyodide/pyodide.mjs";
import { unpack } from "./archive.js";
import { normaliseError, withNormalisedErrors } from "./errors.js";
import * as cryptography from "./crypto.js";
import { isAvailableOffline } from "./offline.js";
import { onReceivedBytes } from "./received-bytes.js";
import { confirmSnapshot, deleteSnapshot, trySnapshot } from "./snapshots.js";
import { loadSecondaryModules, onMissingModule } from "./split-wasm.js";
import * as store from "./record-store.js";
import { onRefusedRequest } from "./worker-policy.js";

// Loaded in advance; if that fails, Pyodide's own import reports the error.
import("./pyodide/pyodide.asm.mjs").catch(() => {});

const messagesForPython = []; // from the engine, before Python has started
const flet = {};
const devicePreferences = {}; // the current `contrast`, `compact`, `shares` and `secure`

const postToPage = (name, value = null) => self.postMessage({ name, value });

// Asks the page for something that a worker cannot do; resolves or rejects with its answer.
function callPage(name, value = null) {
  const { port1, port2 } = new MessageChannel();
  self.postMessage({ name, value, port: port2 }, [port2]);
  return new Promise((resolve, reject) => {
    port1.onmessage = ({ data }) =>
      data.error ? reject(normaliseError(data.error)) : resolve(data.value);
  });
}

// Python's listeners, by event: "writer-lock-loss" (with the name of the error), "visible",
// "contrast" (more or not), "compact" (the window holds only a few lines, or more), "screen" (with
// its path).
const listeners = {};
const notify = (name, value) => {
  if (name in devicePreferences) devicePreferences[name] = value;
  listeners[name]?.(value);
};
onMissingModule((reason) => postToPage("failed", reason));
store.onWriterLockLoss((reason) => notify("writer-lock-loss", reason));
onRefusedRequest((origin) => postToPage("refused-request", origin));
self.addEventListener("securitypolicyviolation", ({ blockedURI }) =>
  postToPage("refused-request", blockedURI),
);

// Copies Python's function, which is gone when this call ends.
const listen = (name, listener) => void (listeners[name] = listener.copy());

// Python's bytes and lists arrive as views of its memory: copy them.
const copyFromPython = (value) => value?.toJs?.() ?? value;
const forPython = (functions) =>
  Object.fromEntries(
    Object.entries(functions).map(([name, act]) => {
      const guarded = withNormalisedErrors(act);
      return [name, (...args) => guarded(...args.map(copyFromPython))];
    }),
  );

function receive(message) {
  if (typeof flet.send === "function") flet.send(message);
  else messagesForPython.push(message);
}

function reply(packet) {
  const bytes = packet.toJs();
  self.postMessage(bytes, [bytes.buffer]);
}

async function fetchBytes(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: HTTP ${response.status}`);
  return response.arrayBuffer();
}

async function restorePython(build) {
  const snapshot = await trySnapshot(build);
  if (!snapshot) return null;
  postToPage("restoring");
  try {
    // Pyodide handles a rejection, but perhaps too late: the browser would report it.
    snapshot.bytes.catch(() => {});
    // A promise: Pyodide's WebAssembly is downloaded meanwhile.
    const python = await loadPyodide({ _loadSnapshot: snapshot.bytes });
    postToPage("restored");
    return python;
  } catch {
    postToPage("snapshot-failed"); // this worker goes on without the snapshot
    await deleteSnapshot();
    return null;
  }
}

// Holds a lock for ever: its release shows the page that this worker has ended.
function holdLock(name) {
  const hold = () => new Promise(() => postToPage("alive"));
  navigator.locks?.request(name, hold).catch(() => {});
}

async function start({ documentUrl, archives, build, preferences, lockName, countsBytes }) {
  holdLock(lockName);
  if (countsBytes) onReceivedBytes((count) => postToPage("received", count));
  checkPyodide();
  Object.assign(devicePreferences, preferences, { secure: self.isSecureContext });
  const archiveBytes = Promise.all(archives.map(fetchBytes));
  const restored = build ? await restorePython(build) : null;
  const python = restored ?? (await loadPyodide());
  postToPage("progress");
  flet.documentUrl = documentUrl;
  python.registerJsModule("flet_js", flet);
  python.registerJsModule("sv_device", {
    address: () => new URL(".", self.location.href).href,
    ask: withNormalisedErrors(callPage),
    isAvailableOffline: withNormalisedErrors(isAvailableOffline),
    keys: forPython(cryptography),
    languages: () => [...navigator.languages],
    listen,
    records: forPython(store),
    post_message: withNormalisedErrors(postToPage),
    preferences: () => devicePreferences,
  });
  for (const bytes of await archiveBytes) {
    unpack(python.FS, bytes, "/app");
  }
  await python.runPythonAsync(`
    import gc, importlib, os, random, runpy, sys
    os.chdir("/app")
    sys.path[:] = ["/app", "/app/__pypackages__", *(p for p in sys.path if "/app" not in p)]
    # Import caches and the random state come from the snapshot: reset both.
    importlib.invalidate_caches()
    random.seed()
    # Nothing becomes garbage during the start. Later, the content is not searched for garbage.
    gc.disable()
    runpy.run_module("main", run_name="__main__")
    gc.freeze()
    gc.enable()
  `);
  await flet.start_connection(reply);
  messagesForPython.splice(0).forEach((message) => flet.send(message));
  postToPage("progress");
  postToPage("started");
  if (restored) await confirmSnapshot();
}

// Reports a WebAssembly file that is missing or is an HTML page: Pyodide's start would neither end
// nor fail.
async function checkPyodide() {
  const file = new URL("pyodide/pyodide.asm.wasm", self.location.href);
  const response = await fetch(file, { method: "HEAD" }).catch(() => null); // null when offline
  const type = response?.headers.get("Content-Type") ?? "";
  const isWrong = response && (!response.ok || type.includes("html"));
  if (isWrong) postToPage("failed", `${file}: ${response.status}`);
}

self.onmessage = ({ data }) => {
  if (data instanceof Uint8Array) receive(data);
  else if (data.name === "ping") postToPage("pong");
  else if (data.name === "load-secondary-modules") loadSecondaryModules();
  else if (data.name) notify(data.name, data.value);
  else start(data).catch((error) => postToPage("failed", String(error)));
};

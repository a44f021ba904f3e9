// Runs Python. Started by boot.js at once, in parallel with the Flutter engine;
// messages of the engine that come early wait in a queue.

import "./worker-policy.js"; // must be the first import
import { loadPyodide } from "./pyodide/pyodide.mjs";
import { plainError, withPlainErrors } from "./errors.js";
import * as keys from "./crypto.js";
import { isOffline } from "./offline.js";
import * as snapshots from "./snapshots.js";
import * as store from "./record-store.js";

const early = [];
const flet = {};
const wishes = {}; // what the device asks for now

const say = (name, value = null) => self.postMessage({ name, value });

// Only the page can do some things; resolves with its answer, or rejects with its error.
function ask(name, value = null) {
  const { port1, port2 } = new MessageChannel();
  self.postMessage({ name, value, port: port2 }, [port2]);
  return new Promise((resolve, reject) => {
    port1.onmessage = ({ data }) =>
      data.error ? reject(plainError(data.error)) : resolve(data.value);
  });
}

// What Python hears of: "lost" (another page writes now, or all was erased), "visible" (yes or no),
// "contrast" (more of it, or no more), "compact" (a few lines hold in the window, or more).
const listeners = {};
const tell = (name, value) => {
  if (name in wishes) wishes[name] = value;
  listeners[name]?.(value);
};
store.onLost((reason) => tell("lost", reason));

// A copy, or Python's function would be gone when this call ends.
const listen = (name, listener) => void (listeners[name] = listener.copy());

// Python's bytes and lists come as views of its memory: these take copies.
const copied = (value) => value?.toJs?.() ?? value;
const forPython = (functions) =>
  Object.fromEntries(
    Object.entries(functions).map(([name, act]) => {
      const guarded = withPlainErrors(act);
      return [name, (...given) => guarded(...given.map(copied))];
    }),
  );

function receive(message) {
  if (typeof flet.send === "function") flet.send(message);
  else early.push(message);
}

function reply(packet) {
  const bytes = packet.toJs();
  self.postMessage(bytes, [bytes.buffer]);
}

async function fetched(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: HTTP ${response.status}`);
  return response.arrayBuffer();
}

async function restored(build) {
  const found = await snapshots.borrow(build);
  if (!found) return null;
  say("restored");
  try {
    // Its engine comes meanwhile.
    return await loadPyodide({ _loadSnapshot: found.read() });
  } catch {
    await snapshots.forget();
    return null;
  }
}

// The page notices that this worker has ended when the lock is released.
function holdLock(name) {
  const held = () => new Promise(() => say("alive"));
  navigator.locks?.request(name, held).catch(() => {});
}

async function start({ documentUrl, archive, build, wished, life }) {
  holdLock(life);
  checkEngine();
  Object.assign(wishes, wished, { secure: self.isSecureContext });
  const archived = fetched(archive);
  const fast = build ? await restored(build) : null;
  const python = fast ?? (await loadPyodide());
  say("step", "python");
  flet.documentUrl = documentUrl;
  python.registerJsModule("flet_js", flet);
  python.registerJsModule("sv_device", {
    ask: withPlainErrors(ask),
    isOffline: withPlainErrors(isOffline),
    keys: forPython(keys),
    languages: () => [...navigator.languages],
    listen,
    records: forPython(store),
    say: withPlainErrors(say),
    wishes: () => wishes,
  });
  python.unpackArchive(await archived, "zip", { extractDir: "/app" });
  await python.runPythonAsync(`
    import importlib, os, random, runpy, sys
    os.chdir("/app")
    sys.path[:] = ["/app", "/app/__pypackages__", *(p for p in sys.path if "/app" not in p)]
    # A snapshot remembers folders that were empty, and would repeat its randomness.
    importlib.invalidate_caches()
    random.seed()
    runpy.run_module("main", run_name="__main__")
  `);
  await flet.start_connection(reply);
  early.splice(0).forEach((message) => flet.send(message));
  say("step", "words");
  say("started");
  if (fast) await snapshots.worked();
}

// Pyodide neither ends nor fails its start when its WebAssembly file does not come, or is a page.
async function checkEngine() {
  const file = new URL("pyodide/pyodide.asm.wasm", self.location.href);
  const answer = await fetch(file, { method: "HEAD" }).catch(() => null); // offline: no answer
  const type = answer?.headers.get("Content-Type") ?? "";
  if (answer && (!answer.ok || type.includes("html"))) say("failed", `${file}: ${answer.status}`);
}

self.onmessage = ({ data }) => {
  if (data instanceof Uint8Array) receive(data);
  else if (data.name === "ping") say("pong");
  else if (data.name) tell(data.name, data.value);
  else start(data).catch((error) => say("failed", String(error)));
};

// The Python worker: started at once, from a snapshot of memory when there is one
// that can be trusted, and the plain way on any doubt.

import { holdDraft, takeDraft } from "./draft-reload.js";
import { useManifest } from "./manifest.js";
import { failed, ready, setRegion, state, step } from "./static-page.js";
import { titled } from "./semantics.js";
import { has } from "./snapshots.js";
import { pong, stopWatchingWorker, watchWorker } from "./watchdog.js";

const PATIENCE = 20_000; // milliseconds a start from a snapshot may take
const REST = 5_000; // milliseconds after the start before a snapshot is made

const root = new URL("./", document.baseURI).href;
const options = JSON.parse(document.getElementById("boot").textContent);
const archive = new URL(options.archive, root).href;
// Colours forced by the device do not reach a canvas: ours, of more contrast, do.
const contrast = matchMedia("(prefers-contrast: more), (forced-colors: active)");
// Few lines of text hold in the window, at the size of text the person chose: it is small,
// or its zoom, or the text, is large.
const compact = matchMedia("(max-height: 28rem), (max-width: 16rem)");
const early = [];
const sent = [];
let dart = null;
let worker = null;
let trial = null;
let watch = () => {};
let started;

export let language = document.documentElement.lang;
export const python = new Promise((resolve) => (started = resolve));

const fromPython = {
  step,
  failed: (reason) => (trial ? startPlainly() : failed(reason)),
  restored: () => {
    state.restored = "yes";
    trial = setTimeout(startPlainly, PATIENCE);
  },
  started: () => {
    clearTimeout(trial);
    trial = null;
    started();
  },
  // What Python has described is drawn in the frame that names it, two frames later at the most.
  ready: () => Promise.race([titled, drawn().then(drawn)]).then(shown),
  language: (code) => {
    language = code;
    useManifest(code);
    if (state.shown) document.documentElement.lang = code;
  },
  alive: () => watch(),
  "hold-draft": holdDraft,
  "take-draft": takeDraft,
  pong,
  region: setRegion,
  persist: async () => (await import("./storage-locations.js")).persist().catch(() => false),
  // Back to the screen of before, as the browser's own button; false where there is none.
  back: () => {
    if (!history.state?.serialCount) return false; // as Flutter counts the entries of the app
    history.back();
    return true;
  },
  print: async (html) => (await import("./print.js")).print(html),
};

const drawn = () => new Promise(requestAnimationFrame);

// What the page could not do is an answer too: Python waits for it.
async function answer({ name, value, port }) {
  try {
    const answered = await fromPython[name](value);
    port?.postMessage({ value: answered });
  } catch (error) {
    if (!port) throw error;
    port.postMessage({ error: { name: error?.name, message: error?.message ?? String(error) } });
  }
}

// With a `build`, from its snapshot if there is one; without, always the plain way.
function start(build) {
  worker = new Worker(new URL("worker.js", root), { type: "module" });
  worker.onmessage = ({ data }) => {
    if (!(data instanceof Uint8Array)) answer(data);
    else if (dart) dart(data);
    else early.push(data);
  };
  worker.onerror = (event) => fromPython.failed(event.message ?? "worker.js");
  const wished = { contrast: contrast.matches, compact: compact.matches };
  const life = `python ${Math.random()}`;
  watch = watchWorker(worker, life);
  worker.postMessage({ documentUrl: document.URL, archive, build, wished, life });
}

// Whatever a snapshot did to the first try, the second owes it nothing; what the
// engine has said by then is said again.
function startPlainly() {
  clearTimeout(trial);
  trial = null;
  delete state.restored;
  end();
  early.length = 0;
  start(null);
  sent.forEach((bytes) => worker.postMessage(bytes));
}

function shown() {
  ready(() => language);
  sent.length = 0;
  setTimeout(() => makeSnapshot().catch(() => {}), REST);
}

async function makeSnapshot() {
  const poor = (navigator.deviceMemory ?? 4) < 2;
  // Where restoring was seen to work, again and again; a WebKit crashed on one.
  const known = /Chrome\/|Firefox\//.test(navigator.userAgent);
  if (poor || !known || document.hidden || (await has(options.build))) return;
  const maker = new Worker(new URL("make-snapshot.js", root), { type: "module" });
  maker.onmessage = ({ data }) => {
    maker.terminate();
    state.snapshot = data;
  };
  maker.postMessage({ build: options.build, archive });
}

document.addEventListener("visibilitychange", () =>
  worker.postMessage({ name: "visible", value: !document.hidden }),
);

for (const [name, asked] of Object.entries({ contrast, compact })) {
  asked.addEventListener("change", ({ matches }) => worker.postMessage({ name, value: matches }));
}

// What the person wrote, and the key that opens it, are only in there.
export function end() {
  stopWatchingWorker();
  worker.terminate();
}

// The three functions that the engine calls.

globalThis.jsConnect = async (_id, _args, onMessage) => {
  dart = onMessage;
  early.splice(0).forEach((message) => onMessage(message));
  await python;
};
globalThis.jsSend = async (_id, bytes) => {
  if (state.app === "loading") sent.push(bytes);
  worker.postMessage(bytes);
};
globalThis.jsDisconnect = async () => end();

start(options.build);

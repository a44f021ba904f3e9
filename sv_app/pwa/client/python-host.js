// Starts the Python worker from a memory snapshot if there is one, and without it if that start
// fails or takes too long. Connects the worker with the engine and the page.

import { getDraft, setDraft } from "./draft-reload.js";
import { useManifest } from "./manifest.js";
import {
  addReceivedBytes,
  isUncontrolled,
  onAppReady,
  reportFailure,
  restartProgressTimer,
  setRegion,
  state,
} from "./static-page.js";
import { readOptions, ROOT } from "./options.js";
import { addBlocked, forgetRequests, getRequestLedger } from "./request-ledger.js";
import { printAppPage, setPrintedCard, setPrintedPage } from "./printed-page.js";
import { NEW_SCREEN, titleInTree } from "./semantics.js";
import { hasSnapshot } from "./snapshots.js";
import { onPong, stopWatchingWorker, watchWorker } from "./watchdog.js";

const SNAPSHOT_TIMEOUT = 20_000; // milliseconds that a start from a snapshot may take
const SNAPSHOT_DELAY = 5_000; // milliseconds from the start to the making of a snapshot

const options = readOptions();
const archives = options.archives.map((name) => new URL(name, ROOT).href);
// Forced colours do not apply to a canvas: the app then draws its own colours of more contrast.
const contrast = matchMedia("(prefers-contrast: more), (forced-colors: active)");
// Matches while only a few lines of text fit in the window: it is small, or the zoom or the
// person's text size is large.
const compact = matchMedia("(max-height: 28rem), (max-width: 16rem)");
const messagesForEngine = []; // from Python, before the engine has connected
const sentMessages = []; // from the engine, during the start
let sendToEngine = null;
let worker = null;
let trialTimer = null; // set while a start from a snapshot is tried
let startWatching = () => {};
let resolveStarted;

/** The language of the app. */
export let appLanguage = document.documentElement.lang;
/** Resolves when Python has started. */
export const pythonStarted = new Promise((resolve) => (resolveStarted = resolve));

const handlers = {
  progress: restartProgressTimer,
  received: addReceivedBytes,
  failed: (reason) => (trialTimer ? startWithoutSnapshot() : reportFailure(reason)),
  restoring: () => (trialTimer = setTimeout(startWithoutSnapshot, SNAPSHOT_TIMEOUT)),
  restored: () => (state.restored = "yes"),
  "snapshot-failed": clearTrialTimer,
  started: () => {
    clearTrialTimer();
    resolveStarted();
  },
  // The first screen is drawn when its title is in the semantics tree, or after two frames.
  ready: () => Promise.race([titleInTree, nextFrame().then(nextFrame)]).then(handleReady),
  language: (code) => {
    appLanguage = code;
    useManifest(code);
    if (state.shown) document.documentElement.lang = code;
  },
  alive: () => startWatching(),
  "set-draft": setDraft,
  "get-draft": getDraft,
  pong: onPong,
  "refused-request": addBlocked,
  "forget-requests": forgetRequests,
  "get-requests": getRequestLedger,
  region: setRegion,
  persist: async () => (await import("./storage-locations.js")).persist().catch(() => false),
  // Back to the previous screen, like the browser's button; false if there is none.
  back: () => {
    if (!history.state?.serialCount) return false; // as Flutter counts the entries of the app
    history.back();
    return true;
  },
  "printed-card": setPrintedCard,
  "printed-page": setPrintedPage,
  "print-page": printAppPage,
  "print-report": async (html) => (await import("./print-report.js")).printReport(html),
};

const nextFrame = () => new Promise(requestAnimationFrame);

// Answers with an error too: Python waits for an answer.
async function handle({ name, value, port }) {
  try {
    const result = await handlers[name](value);
    port?.postMessage({ value: result });
  } catch (error) {
    if (!port) throw error;
    port.postMessage({ error: { name: error?.name, message: error?.message ?? String(error) } });
  }
}

// With a `build`, starts from its snapshot if there is one; with null, never from a snapshot.
function start(build) {
  worker = new Worker(new URL("worker.js", ROOT), { type: "module" });
  worker.onmessage = ({ data }) => {
    if (!(data instanceof Uint8Array)) handle(data);
    else if (sendToEngine) sendToEngine(data);
    else messagesForEngine.push(data);
  };
  worker.onerror = (event) => handlers.failed(event.message ?? "worker.js");
  const preferences = {
    contrast: contrast.matches,
    compact: compact.matches,
    shares: navigator.canShare?.({ text: document.title }) ?? false,
  };
  const lockName = `python ${Math.random()}`;
  startWatching = watchWorker(worker, lockName);
  const countsBytes = isUncontrolled;
  const documentUrl = document.URL;
  worker.postMessage({ documentUrl, archives, build, preferences, lockName, countsBytes });
}

function clearTrialTimer() {
  clearTimeout(trialTimer);
  trialTimer = null;
}

// Ends the first worker, and sends all messages of the engine again to a new one.
function startWithoutSnapshot() {
  clearTrialTimer();
  delete state.restored;
  stopPython();
  messagesForEngine.length = 0;
  start(null);
  sentMessages.forEach((bytes) => worker.postMessage(bytes));
}

function handleReady() {
  onAppReady(() => appLanguage);
  sentMessages.length = 0;
  // At a first visit, only the network has the secondary modules; later they are on the device.
  if (isUncontrolled)
    titleInTree.then(() => worker.postMessage({ name: "load-secondary-modules" }));
  setTimeout(() => makeSnapshot().catch(() => {}), SNAPSHOT_DELAY);
}

async function makeSnapshot() {
  const hasLittleMemory = (navigator.deviceMemory ?? 4) < 2;
  // Browsers in which restoring works reliably; a WebKit crashed on a snapshot.
  const isSupported = /Chrome\/|Firefox\//.test(navigator.userAgent);
  if (hasLittleMemory || !isSupported || document.hidden) return;
  if (await hasSnapshot(options.build)) return;
  const snapshotWorker = new Worker(new URL("make-snapshot.js", ROOT), { type: "module" });
  snapshotWorker.onmessage = ({ data }) => {
    snapshotWorker.terminate();
    state.snapshot = data;
  };
  // The code alone: a snapshot stays valid when only the content changes.
  snapshotWorker.postMessage({ build: options.build, archive: archives[0] });
}

document.addEventListener("visibilitychange", () =>
  worker.postMessage({ name: "visible", value: !document.hidden }),
);

// Python makes the page that is printed for a screen.
addEventListener(NEW_SCREEN, () =>
  worker.postMessage({ name: "screen", value: location.hash.slice(1) }),
);

for (const [name, query] of Object.entries({ contrast, compact })) {
  query.addEventListener("change", ({ matches }) => worker.postMessage({ name, value: matches }));
}

/** End the worker. This erases its memory, which has the decrypted journal. */
export function stopPython() {
  stopWatchingWorker();
  worker.terminate();
}

// The engine calls these three functions.

globalThis.jsConnect = async (_id, _args, onMessage) => {
  sendToEngine = onMessage;
  messagesForEngine.splice(0).forEach((message) => onMessage(message));
  await pythonStarted;
};
globalThis.jsSend = async (_id, bytes) => {
  if (state.app === "loading") sentMessages.push(bytes);
  worker.postMessage(bytes);
};
globalThis.jsDisconnect = async () => stopPython();

start(options.build);

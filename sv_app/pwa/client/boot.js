// Starts the app behind the page that is already there: the Python worker and the
// Flutter engine, in parallel, and carries messages between them.

import { failed, ready, state, step } from "./plain.js";
import { has } from "./snapshots.js";

const root = new URL("./", document.baseURI).href;
const options = JSON.parse(document.getElementById("boot").textContent);

// --- Python ---------------------------------------------------------------

const PATIENCE = 20_000; // milliseconds a start from a snapshot may take
const REST = 5_000; // milliseconds after the start before a snapshot is made
const archive = new URL(options.archive, root).href;
const early = [];
const sent = [];
let dart = null;
let language = document.documentElement.lang;
let worker = null;
let trial = null;
let started;
const python = new Promise((resolve) => (started = resolve));

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
  // Two frames later, what Python has just described is on the screen.
  ready: () => requestAnimationFrame(() => requestAnimationFrame(shown)),
  language: (code) => {
    language = code;
    if (state.shown) document.documentElement.lang = code;
  },
};

// With a `build`, from its snapshot if there is one; without, always the plain way.
function startPython(build) {
  worker = new Worker(new URL("worker.js", root), { type: "module" });
  worker.onmessage = ({ data }) => {
    if (!(data instanceof Uint8Array)) fromPython[data.name](data.value);
    else if (dart) dart(data);
    else early.push(data);
  };
  worker.onerror = (event) => fromPython.failed(event.message ?? "worker.js");
  worker.postMessage({ documentUrl: document.URL, archive, build });
}

// Whatever a snapshot did to the first try, the second owes it nothing; what the
// engine has said by then is said again.
function startPlainly() {
  clearTimeout(trial);
  trial = null;
  delete state.restored;
  worker.terminate();
  early.length = 0;
  startPython(null);
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
  maker.postMessage({ build: options.build, archive, modules: options.modules });
}

startPython(options.build);

// --- Flutter: the three functions it calls, and how it starts ---------------

globalThis.jsConnect = async (_id, _args, onMessage) => {
  dart = onMessage;
  early.splice(0).forEach((message) => onMessage(message));
  await python;
};
globalThis.jsSend = async (_id, bytes) => {
  if (state.app === "loading") sent.push(bytes);
  worker.postMessage(bytes);
};
globalThis.jsDisconnect = async () => worker.terminate();

globalThis.flet = {
  pyodide: true,
  multiView: false,
  noCdn: true,
  webRenderer: "canvaskit",
  routeUrlStrategy: "hash",
  entrypointBaseUrl: root,
  assetBase: root,
  canvasKitBaseUrl: `${root}canvaskit/`,
  fontFallbackBaseUrl: "assets/fonts/",
  appPackageUrl: options.archive,
  pythonModuleName: "main",
};

const config = {
  renderer: "canvaskit",
  // An element of its own: on the whole page the engine would forbid zooming.
  hostElement: document.getElementById("app"),
  entrypointBaseUrl: root,
  assetBase: root,
  canvasKitBaseUrl: flet.canvasKitBaseUrl,
  fontFallbackBaseUrl: flet.fontFallbackBaseUrl,
};

function startFlutter() {
  _flutter.buildConfig = options.flutter;
  _flutter.loader.load({
    config,
    onEntrypointLoaded: async (initializer) => {
      const engine = await initializer.initializeEngine(config);
      flet.flutterApp = await engine.runApp();
      step("engine");
    },
  });
}

const script = document.createElement("script");
script.src = new URL("flutter.js", root).href;
script.onload = startFlutter;
document.head.append(script);

// --- What the engine gets wrong -------------------------------------------

// It writes lang="en-US" whatever the language of the app.
new MutationObserver(() => {
  const own = state.shown ? language : "fr";
  if (document.documentElement.lang !== own) document.documentElement.lang = own;
}).observe(document.documentElement, { attributeFilter: ["lang"] });

// It says nothing of a script that does not come, nor of its own giving up.
addEventListener(
  "error",
  ({ target }) => target instanceof HTMLScriptElement && failed(target.src),
  true,
);
addEventListener("unhandledrejection", ({ reason }) => failed(reason));

// It leaves the semantics tree, which screen readers need, off until asked.
addEventListener(
  "flutter-first-frame",
  () => document.querySelector("flt-semantics-placeholder")?.click(),
  { once: true },
);

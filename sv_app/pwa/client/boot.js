// Starts the app behind the page that is already there: the Python worker and the
// Flutter engine, in parallel, and carries messages between them.

import { failed, ready, state, step } from "./plain.js";

const root = new URL("./", document.baseURI).href;
const options = JSON.parse(document.getElementById("boot").textContent);

// --- Python ---------------------------------------------------------------

const worker = new Worker(new URL("worker.js", root), { type: "module" });
const early = [];
let dart = null;
let language = document.documentElement.lang;
let started;
const python = new Promise((resolve) => (started = resolve));

const fromPython = {
  step,
  failed,
  started: () => started(),
  // Two frames later, what Python has just described is on the screen.
  ready: () => requestAnimationFrame(() => requestAnimationFrame(() => ready(() => language))),
  language: (code) => {
    language = code;
    if (state.shown) document.documentElement.lang = code;
  },
};

worker.onmessage = ({ data }) => {
  if (!(data instanceof Uint8Array)) fromPython[data.name](data.value);
  else if (dart) dart(data);
  else early.push(data);
};
worker.onerror = (event) => failed(event.message ?? "worker.js");
worker.postMessage({ documentUrl: document.URL, archive: new URL(options.archive, root).href });

// --- Flutter: the three functions it calls, and how it starts ---------------

globalThis.jsConnect = async (_id, _args, onMessage) => {
  dart = onMessage;
  early.splice(0).forEach((message) => onMessage(message));
  await python;
};
globalThis.jsSend = async (_id, bytes) => worker.postMessage(bytes, [bytes.buffer]);
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

// Starts the app: the Python worker and the Flutter engine, in parallel, and
// carries messages between them. The page's words stay until the first frame.

const root = new URL("./", document.baseURI).href;
const options = JSON.parse(document.getElementById("boot").textContent);

const app = { dart: null, started: null };
const worker = new Worker(new URL("worker.js", root), { type: "module" });

// --- Python ---------------------------------------------------------------

const started = new Promise((resolve, reject) => {
  app.started = resolve;
  app.failed = reject;
});
const early = [];

worker.onmessage = ({ data }) => {
  if (!(data instanceof Uint8Array)) fromPython[data.name](data.value);
  else if (app.dart) app.dart(data);
  else early.push(data);
};
worker.onerror = (event) => fromPython.failed(event.message ?? "worker");
worker.postMessage({ documentUrl: document.URL, archive: new URL(options.archive, root).href });

const fromPython = {
  started: () => app.started(),
  ready: () => {
    state.app = "ready";
    document.getElementById("plain")?.remove();
  },
  failed: (reason) => {
    app.failed(new Error(reason));
    cannotStart(reason);
  },
  language: (code) => {
    language = code;
    document.documentElement.lang = code;
  },
};

// --- Flutter: the three functions it calls, and its configuration ----------

globalThis.jsConnect = async (_id, _args, onMessage) => {
  app.dart = onMessage;
  early.splice(0).forEach((message) => onMessage(message));
  await started;
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

function startFlutter() {
  const config = {
    renderer: "canvaskit",
    entrypointBaseUrl: root,
    assetBase: root,
    canvasKitBaseUrl: flet.canvasKitBaseUrl,
    fontFallbackBaseUrl: flet.fontFallbackBaseUrl,
  };
  _flutter.buildConfig = options.flutter;
  _flutter.loader.load({
    config,
    onEntrypointLoaded: async (initializer) => {
      const engine = await initializer.initializeEngine(config);
      flet.flutterApp = await engine.runApp();
    },
  });
}

// --- The page -------------------------------------------------------------

let language = document.documentElement.lang;

// Flutter writes lang="en-US" whatever the language of the app.
new MutationObserver(() => {
  if (document.documentElement.lang !== language) document.documentElement.lang = language;
}).observe(document.documentElement, { attributeFilter: ["lang"] });

const state = document.documentElement.dataset;

function cannotStart(reason) {
  if (state.app) return;
  console.error("The app could not start:", reason);
  state.app = "failed";
}

// Flutter's loader says nothing of a script that does not come, nor of an engine
// that gives up: hear of both from the window.
addEventListener(
  "error",
  ({ target }) => target instanceof HTMLScriptElement && cannotStart(target.src),
  true,
);
addEventListener("unhandledrejection", ({ reason }) => cannotStart(reason));

addEventListener(
  "flutter-first-frame",
  () => {
    // Screen readers need the semantics tree; the engine leaves it off until asked.
    document.querySelector("flt-semantics-placeholder")?.click();
  },
  { once: true },
);

const script = document.createElement("script");
script.src = new URL("flutter.js", root).href;
script.onload = startFlutter;
document.head.append(script);

// Starts the app behind the static page: the Python worker and the Flutter engine, in parallel.

import "./trusted-types.js"; // before any script is added
import "./web-storage.js";
import "./line-breaks.js";
import "./watchdog.js";
import "./semantics.js";
import "./mouse-wheel.js";
import { forgetDraft } from "./draft-reload.js";
import { supportedBuilds } from "./flutter-client.js";
import { setUpQuickExit } from "./quick-exit.js";
import { registerServiceWorker } from "./offline.js";
import { ROOT, readOptions } from "./options.js";
import { countBytes, onReceivedBytes } from "./received-bytes.js";
import { addReceivedBytes, isUncontrolled, restartProgressTimer, state } from "./static-page.js";
import { appLanguage, pythonStarted, stopPython } from "./python-host.js";
import { FALLBACK_FONTS } from "./system-fonts.js";

const root = ROOT.href;
const options = readOptions();

globalThis.flet = {
  pyodide: true,
  multiView: false,
  noCdn: true,
  webRenderer: "auto",
  routeUrlStrategy: "hash",
  entrypointBaseUrl: root,
  assetBase: root,
  canvasKitBaseUrl: `${root}canvaskit/`,
  fontFallbackBaseUrl: FALLBACK_FONTS,
  appPackageUrl: options.archives[0],
  pythonModuleName: "main",
};

const config = {
  // The engine draws in its own element: on the whole page it would forbid zooming.
  hostElement: document.getElementById("app"),
  // Where the host isolates the page, the WebAssembly client would draw in a worker of its own.
  forceSingleThreadedSkwasm: true,
  // flutter.js would choose by the name of the browser; flutter-client.js chooses by its features.
  wasmAllowList: { blink: true, gecko: true, webkit: true, unknown: true },
  entrypointBaseUrl: root,
  assetBase: root,
  canvasKitBaseUrl: flet.canvasKitBaseUrl,
  fontFallbackBaseUrl: flet.fontFallbackBaseUrl,
};

if (isUncontrolled) {
  const { fetch } = globalThis;
  onReceivedBytes(addReceivedBytes);
  globalThis.fetch = (input, init) => fetch(input, init).then(countBytes);
}

const builds = supportedBuilds(options.flutter.builds);

async function startFlutter() {
  _flutter.buildConfig = { ...options.flutter, builds: await builds };
  _flutter.loader.load({
    config,
    onEntrypointLoaded: async (initializer) => {
      const engine = await initializer.initializeEngine(config);
      flet.flutterApp = await engine.runApp();
      restartProgressTimer();
    },
  });
}

const script = document.createElement("script");
script.src = new URL("flutter.js", root).href;
script.onload = startFlutter;
document.head.append(script);

registerServiceWorker();
setUpQuickExit(() => {
  forgetDraft();
  stopPython();
});

// Until Python has started, hold back all frames but the first ones: the engine would draw a
// spinner behind the static page, which takes processor time from Python.
const FIRST_FRAMES = 4;
const requestFrame = requestAnimationFrame.bind(globalThis);
let heldCallbacks = []; // null once Python has started
let frameCount = 0;
pythonStarted.then(() => {
  const callbacks = heldCallbacks;
  heldCallbacks = null;
  callbacks.forEach(requestFrame);
});
globalThis.requestAnimationFrame = (callback) =>
  heldCallbacks && frameCount++ >= FIRST_FRAMES
    ? heldCallbacks.push(callback)
    : requestFrame(callback);

// --- Corrections of the engine ---------------------------------------------

// The engine sets lang="en-US", whatever the language of the app is.
const pageLanguage = document.documentElement.lang;
new MutationObserver(() => {
  const language = state.shown ? appLanguage : pageLanguage;
  if (document.documentElement.lang !== language) document.documentElement.lang = language;
}).observe(document.documentElement, { attributeFilter: ["lang"] });

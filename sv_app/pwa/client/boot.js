// Starts the app behind the page that is already there: the Python worker and the
// Flutter engine, in parallel.

import "./web-storage.js";
import "./line-breaks.js";
import "./watchdog.js";
import "./semantics.js";
import { forgetDraft } from "./draft-reload.js";
import { offerToHide } from "./hide.js";
import { watch } from "./offline.js";
import { state, step } from "./static-page.js";
import { end, language, python } from "./python-host.js";
import { FALLBACK_FONTS } from "./system-fonts.js";

const root = new URL("./", document.baseURI).href;
const options = JSON.parse(document.getElementById("boot").textContent);

globalThis.flet = {
  pyodide: true,
  multiView: false,
  noCdn: true,
  webRenderer: "canvaskit",
  routeUrlStrategy: "hash",
  entrypointBaseUrl: root,
  assetBase: root,
  canvasKitBaseUrl: `${root}canvaskit/`,
  fontFallbackBaseUrl: FALLBACK_FONTS,
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

watch();
offerToHide(() => {
  forgetDraft();
  end();
});

// Behind the page, a wheel that nobody sees would turn, and take its time from Python:
// after its first frames the engine waits for something to show.
const draw = requestAnimationFrame.bind(globalThis);
let held = [];
let frames = 0;
python.then(() => {
  const waiting = held;
  held = null;
  waiting.forEach(draw);
});
globalThis.requestAnimationFrame = (callback) =>
  held && frames++ > 3 ? held.push(callback) : draw(callback);

// --- What the engine gets wrong -------------------------------------------

// It writes lang="en-US" whatever the language of the app.
const written = document.documentElement.lang;
new MutationObserver(() => {
  const own = state.shown ? language : written;
  if (document.documentElement.lang !== own) document.documentElement.lang = own;
}).observe(document.documentElement, { attributeFilter: ["lang"] });

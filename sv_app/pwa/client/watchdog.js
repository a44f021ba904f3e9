// Shows the static page again when a part of the app fails after its start: when the renderer loses
// its context, the Python worker ends or is stuck, a screen is not drawn, or the engine throws.

import { reportFailure, showStaticPage, state } from "./static-page.js";

const DRAW_TIMEOUT = 2_000; // milliseconds from a change of route to a change of the screen
const EARLY_DRAW_MS = 700; // the engine may draw a screen up to this long before it sets the route
const TICK = 100; // milliseconds between two checks whether the screen was drawn
const PING_TIMEOUT = 2_000; // milliseconds from a tap or a key to an answer of the worker

const app = document.getElementById("app");

// --- The renderer ---------------------------------------------------------------

// A context is lost when the browser's GPU process ends, and on some phones after sleep. The
// engine draws nothing from then on.
const onContextLost = () => reportFailure("the renderer has lost its context");

for (const Canvas of [globalThis.HTMLCanvasElement, globalThis.OffscreenCanvas]) {
  if (!Canvas) continue;
  const { getContext } = Canvas.prototype;
  Canvas.prototype.getContext = function (...options) {
    this.addEventListener("webglcontextlost", onContextLost); // added only once
    return getContext.apply(this, options);
  };
}

// --- The Python worker ----------------------------------------------------------

let currentWorker = null;
let resolvePing = null;

/**
 * Watch a worker, and no longer the previous worker. A worker holds a lock as long as it lives: the
 * browser gives the lock to this page when the worker has ended, whatever the cause.
 * @param {Worker} worker
 * @param {string} lockName
 * @returns {function(): void} to call when the worker holds the lock
 */
export function watchWorker(worker, lockName) {
  currentWorker = worker;
  return () => {
    const onEnd = () => worker === currentWorker && reportFailure("the Python worker has ended");
    navigator.locks?.request(lockName, onEnd).catch(() => {});
  };
}

/** Call this before a worker is ended on purpose. */
export const stopWatchingWorker = () => (currentWorker = null);

/** Call this when the worker has answered a ping. */
export const onPong = () => resolvePing?.();

// After a tap or a key, the worker must answer soon: otherwise Python is stuck.
function ping() {
  if (resolvePing || state.app !== "ready" || !state.shown || !currentWorker) return;
  const pingedWorker = currentWorker;
  const answer = new Promise((resolve) => (resolvePing = resolve)).then(() => {
    resolvePing = null;
    clearTimeout(timer);
  });
  const timer = setTimeout(() => {
    if (pingedWorker === currentWorker) showStaticPage("Python does not answer", answer);
  }, PING_TIMEOUT);
  pingedWorker.postMessage({ name: "ping" });
}

addEventListener("pointerup", ping, true);
addEventListener("keyup", ping, true);

// --- A screen that is not drawn ---------------------------------------------------

// When the screen of another path is drawn, its h1 is another element, or has another text. Any
// other change of the page, such as a toast that closes, does not mean that a screen was drawn.
let title = { element: app.querySelector("h1"), text: "" };
let drawnEarlyAt = 0; // when a title was drawn while no route change was pending
let onDrawn = null; // called when the screen of the new route is drawn

new MutationObserver(() => {
  const element = app.querySelector("h1");
  const text = element?.textContent;
  if (!element || (element === title.element && text === title.text)) return;
  title = { element, text };
  if (!onDrawn) return (drawnEarlyAt = performance.now());
  drawnRoute = route;
  onDrawn();
}).observe(app, { subtree: true, childList: true, characterData: true });

// The path without the query, which names a scroll anchor: the title does not depend on it.
const currentRoute = () => location.hash.slice(1).split("?")[0] || "/";
let route = currentRoute();
let drawnRoute = route; // the route of the screen that was drawn last

// The engine may set the new route shortly before or after it draws the screen. A route whose
// screen is shown already, such as "#/" at a first visit, needs no drawing.
function onRouteChange() {
  route = currentRoute();
  const isWatched = state.app === "ready" && state.shown;
  const isDrawn = drawnEarlyAt > performance.now() - EARLY_DRAW_MS;
  drawnEarlyAt = 0;
  if (isDrawn || !isWatched) drawnRoute = route;
  if (!isWatched) return;
  onDrawn?.();
  if (route !== drawnRoute) expectDrawing();
}

// While the page is busy, no frame is drawn, so a blocked stretch counts as at most one tick.
function expectDrawing() {
  let resolve;
  const drawn = new Promise((done) => (resolve = done));
  let waited = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    waited += Math.min(now - last, TICK);
    last = now;
    if (waited < DRAW_TIMEOUT) return;
    clearInterval(timer);
    showStaticPage("the screen is not drawn", drawn);
  }, TICK);
  onDrawn = () => {
    onDrawn = null;
    clearInterval(timer);
    resolve();
  };
}

const { pushState } = history;
history.pushState = function (...options) {
  pushState.apply(this, options);
  onRouteChange();
};
addEventListener("popstate", onRouteChange);

// --- Errors of the engine ---------------------------------------------------------

// These are failures: always, a script that does not load; during the start, an unhandled rejection;
// afterwards, an uncaught exception, or a rejection with a WebAssembly.RuntimeError, which stops the
// engine. Other rejections are harmless, such as that of a refused permission.
const stopsEngine = (error) => error instanceof WebAssembly.RuntimeError;

addEventListener(
  "error",
  ({ target, error }) => {
    if (target instanceof HTMLScriptElement) reportFailure(target.src);
    else if (error && state.app !== "loading") reportFailure(error);
  },
  true,
);
addEventListener("unhandledrejection", ({ reason }) => {
  if (state.app === "loading" || stopsEngine(reason)) reportFailure(reason);
});

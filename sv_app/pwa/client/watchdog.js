// Notices that a part of the app has failed since its start: the renderer, the Python worker,
// a screen that is never drawn, an error of the engine. The static page is then shown again.

import { failed, showFallback, state } from "./static-page.js";

const DRAWN_WITHIN = 2_000; // milliseconds from a change of route to a change of the screen
const DRAWN_BEFORE = 700;
const ANSWERED_WITHIN = 2_000; // milliseconds from a tap or a key to an answer of the worker

const app = document.getElementById("app");

// --- The renderer ---------------------------------------------------------------

// A context is lost when the browser's GPU process ends, and on some phones after sleep. The
// engine draws nothing from then on.
const lost = () => failed("the renderer has lost its context");

for (const Canvas of [globalThis.HTMLCanvasElement, globalThis.OffscreenCanvas]) {
  if (!Canvas) continue;
  const { getContext } = Canvas.prototype;
  Canvas.prototype.getContext = function (...options) {
    this.addEventListener("webglcontextlost", lost); // the same listener is added once only
    return getContext.apply(this, options);
  };
}

// --- The Python worker ----------------------------------------------------------

let current = null;
let answered = null;

// A worker holds a lock for as long as it lives: the browser gives the lock to this page when
// the worker has ended, whatever ended it.
export function watchWorker(worker, life) {
  current = worker;
  return () => {
    const ended = () => worker === current && failed("the Python worker has ended");
    navigator.locks?.request(life, ended).catch(() => {});
  };
}

// A worker that is to be ended is not watched any more.
export const stopWatchingWorker = () => (current = null);

// Called when the worker has answered a ping.
export const pong = () => answered?.();

// After a tap or a key, the worker must answer soon: else Python is stuck.
function ping() {
  if (answered || state.app !== "ready" || !state.shown || !current) return;
  const asked = current;
  const alive = new Promise((resolve) => (answered = resolve)).then(() => {
    answered = null;
    clearTimeout(late);
  });
  const late = setTimeout(() => {
    if (asked === current) showFallback("Python does not answer", alive);
  }, ANSWERED_WITHIN);
  asked.postMessage({ name: "ping" });
}

addEventListener("pointerup", ping, true);
addEventListener("keyup", ping, true);

// --- A screen that is not drawn ---------------------------------------------------

let changed = 0; // when the tree of the screen last changed
const waiting = [];
new MutationObserver(() => {
  changed = performance.now();
  waiting.splice(0).forEach((resolve) => resolve());
  // Another screen has other nodes. Scripts of the page change attributes too, for example as the
  // fallback is shown: that is no drawing.
}).observe(app, { subtree: true, childList: true, characterData: true });

const routeNow = () => location.hash.slice(1) || "/";
let route = routeNow();

// The engine may name the new route a little before or after it draws the screen. An address that
// names the screen that is shown already, as "#/" does at a first visit, asks for no drawing.
function routed() {
  const before = route;
  route = routeNow();
  if (route === before || state.app !== "ready" || !state.shown) return;
  const since = performance.now() - DRAWN_BEFORE;
  setTimeout(() => {
    if (changed > since) return;
    const drawn = new Promise((resolve) => waiting.push(resolve));
    showFallback("the screen is not drawn", drawn);
  }, DRAWN_WITHIN);
}

const { pushState } = history;
history.pushState = function (...options) {
  pushState.apply(this, options);
  routed();
};
addEventListener("popstate", routed);

// --- Errors of the engine ---------------------------------------------------------

// At its start any script that does not come, and any rejection, is a failure. Later, a refused
// permission is a rejection too: only an error that stops the engine counts.
const stops = (error) => error instanceof WebAssembly.RuntimeError;

addEventListener(
  "error",
  ({ target, error }) => {
    if (target instanceof HTMLScriptElement) failed(target.src);
    else if (error && state.app !== "loading") failed(error);
  },
  true,
);
addEventListener("unhandledrejection", ({ reason }) => {
  if (state.app === "loading" || stops(reason)) failed(reason);
});

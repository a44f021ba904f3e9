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

// The title of another path is another element, or has another text. Any other change of the page,
// such as a toast that closes, does not mean that a screen was drawn.
let title = { element: app.querySelector("h1"), text: "" };
let early = 0; // when a title was drawn for which no route had been named yet
let drawn = null; // called when the screen of the new route is drawn

new MutationObserver(() => {
  const element = app.querySelector("h1");
  const text = element?.textContent;
  if (!element || (element === title.element && text === title.text)) return;
  title = { element, text };
  if (!drawn) return (early = performance.now());
  shownRoute = route;
  drawn();
}).observe(app, { subtree: true, childList: true, characterData: true });

// Without the place on the screen where reading begins: its title stays the same.
const routeNow = () => location.hash.slice(1).split("?")[0] || "/";
let route = routeNow();
let shownRoute = route; // the route of the screen that was drawn last

// The engine may name the new route a little before or after it draws the screen. An address that
// names the screen that is shown already, as "#/" does at a first visit, asks for no drawing.
function routed() {
  route = routeNow();
  const isWatched = state.app === "ready" && state.shown;
  const isDrawn = early > performance.now() - DRAWN_BEFORE;
  early = 0;
  if (isDrawn || !isWatched) shownRoute = route;
  if (!isWatched) return;
  drawn?.();
  if (route !== shownRoute) expectDrawing();
}

function expectDrawing() {
  let resolve;
  const drawing = new Promise((done) => (resolve = done));
  const late = setTimeout(() => showFallback("the screen is not drawn", drawing), DRAWN_WITHIN);
  drawn = () => {
    drawn = null;
    clearTimeout(late);
    resolve();
  };
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

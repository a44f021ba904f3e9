// Where the focus goes when what had it is gone: the engine would take it to the whole of the
// app, or to what had it before. But a question takes the place of the button that asked for
// it, and gives it back.

const STOPS = "#app flt-semantics[tabindex='0'], #app :is(input, textarea)";
const PATIENCE = 200; // milliseconds in which a new title takes the focus, if there is one
const SETTLED = 500; // milliseconds in which only the engine would move it again
const TRIES = 5; // between two keys: the engine has the last word

const stops = () => [...document.querySelectorAll(STOPS)];
const called = (stop) => stop.getAttribute("aria-label") ?? stop.textContent;

let had = null;
let order = [];
let since = 0;
let meant = false;
let astray = false;
let touched = false;
let tries = 0;
let waiting = 0;

export function go(stop) {
  meant = true;
  stop?.focus({ preventScroll: stop.localName === "h1" }); // a screen begins at its top
  meant = false;
}

export function keepPlace() {
  clearTimeout(waiting);
  if (isLost())
    waiting = setTimeout(() => isLost() && tries++ < TRIES && go(inItsPlace()), PATIENCE);
}

const isLost = () => had && (astray || !had.isConnected);

// What now comes after all that was before it: nodes are made anew, names stay.
function inItsPlace() {
  if (had.isConnected) return had;
  if (had.localName === "h1") return document.querySelector("#app h1");
  const now = stops();
  const changed = now.findIndex((stop, at) => called(stop) !== order[at]);
  return now[changed < 0 ? now.length : changed];
}

addEventListener(
  "keydown",
  ({ key }) => {
    tries = 0;
    touched = false;
    if (key !== "Tab") return;
    meant = true;
    setTimeout(() => (meant = false)); // by then the browser has moved it
  },
  true,
);

// After a tap it is not followed: a phone would open its keyboard for a field it came to.
addEventListener(
  "pointerdown",
  () => {
    had = null;
    touched = true;
  },
  true,
);

addEventListener("focusin", ({ target }) => {
  if (touched && target.localName !== "h1") return;
  const all = stops();
  const stayed = had?.isConnected && performance.now() - since > SETTLED;
  // A screen reader may go to a title, or to what is around the app; the engine never does.
  const stop = all.includes(target) || target.localName === "h1" || !target.closest("#app");
  astray = !(meant || (stop && (!had || stayed)));
  if (astray) return keepPlace();
  [had, since] = [target, performance.now()];
  order = all.slice(0, Math.max(0, all.indexOf(target))).map(called);
});

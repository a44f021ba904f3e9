// The static page: shown while the app loads behind it, and shown again, with every number, when a
// part of the app fails. It stays in the document, hidden, while the app is shown.

import { useManifest } from "./manifest.js";

/** The state of the page, as data attributes of the html element. */
export const state = document.documentElement.dataset;

const page = document.getElementById("plain");
const app = document.getElementById("app");
const TOUCHES = ["pointerdown", "keydown", "wheel", "touchmove", "scroll", "beforeprint"];

const all = (selector) => page.querySelectorAll(selector);

// After any input the person may be reading: nothing moves by itself from then on. (Scroll events
// of the page do not bubble: the listeners capture.)
const onTouch = () => {
  state.reading = "yes";
  stopWatchingTouches();
};

function selectLanguage() {
  const choiceOf = (code) => document.getElementById(`in-${code.slice(0, 2)}`);
  const preferred = navigator.languages.map(choiceOf).find(Boolean);
  if (preferred) preferred.checked = true;
  useManifest(...navigator.languages);
  all("input[name=language]").forEach((choice) =>
    choice.addEventListener("change", () => useManifest(choice.value)),
  );
}

/**
 * Show that a step of the start is done.
 * @param {string} name
 */
export function markStepDone(name) {
  if (state.app === "loading") expectProgress();
  all(`[data-step="${name}"]`).forEach((element) => (element.dataset.done = "yes"));
}

/**
 * Show that the app could not start; after the start, show the static page again.
 * @param {*} reason for the console
 */
export function reportFailure(reason) {
  if (state.app === "ready") return showFallback(reason);
  if (state.app !== "loading") return;
  console.error("The app could not start:", reason);
  state.app = "failed";
  import("./diagnose.js").then(({ diagnose }) => diagnose()).catch(() => {});
}

// A start without progress for this time is reported as failed; it may still succeed.
const NO_PROGRESS = 90_000; // milliseconds
let progressTimer = 0;

function expectProgress() {
  clearTimeout(progressTimer);
  progressTimer = setTimeout(() => reportFailure("no progress"), NO_PROGRESS);
}

/**
 * Show the app, or a button that shows it if the person reads the static page.
 * @param {function(): string} getLanguage returns the language of the app
 */
export function onAppReady(getLanguage) {
  if (state.app !== "loading" && state.app !== "failed") return;
  markStepDone("screen");
  clearTimeout(progressTimer);
  state.app = "ready";
  const open = () => showApp(getLanguage);
  if (!state.reading) open();
  all(".open").forEach((button) => {
    button.hidden = false;
    button.onclick = open;
  });
}

function showApp(getLanguage) {
  stopWatchingTouches();
  getAppLanguage = getLanguage;
  swap(app, page);
  state.shown = "yes";
  document.documentElement.lang = getLanguage();
}

function swap(visible, hidden) {
  hidden.inert = true;
  page.hidden = hidden === page;
  visible.inert = false;
}

// --- When a part of the app fails after its start ------------------------------

let getAppLanguage = () => document.documentElement.lang;
let appRegion = "";

/**
 * Set the region of the app: the static page then shows the same numbers.
 * @param {string} code
 */
export function setRegion(code) {
  appRegion = code;
}

/**
 * Show the static page over the app.
 * @param {*} reason for the console
 * @param {?Promise} recovered resolves if the app works again: it is then shown, unless the person
 *   has touched the static page
 */
export function showFallback(reason, recovered = null) {
  if (state.app !== "ready") return;
  if (recovered) console.warn("The app is slow, or has stopped:", reason);
  else console.error("The app has stopped:", reason);
  state.app = "stopped";
  if (!state.shown) return; // the static page is visible already
  delete state.reading;
  watchTouches();
  document.getElementById(`in-${getAppLanguage()}`)?.click();
  showRegion(appRegion);
  swap(page, app);
  scrollTo(0, 0);
  recovered?.then(() => {
    if (state.app !== "stopped") return;
    state.app = "ready";
    if (state.reading) return; // a button offers the app
    stopWatchingTouches();
    swap(app, page);
  });
}

// Shows the numbers of another region first, in place of those that the page was made for.
function showRegion(code) {
  for (const words of all(".words")) {
    const region = words.querySelector(`[data-region="${code}"]`);
    words.querySelector(".shown-region")?.remove();
    words.classList.toggle("elsewhere-first", Boolean(region));
    if (!region) continue;
    const copy = region.cloneNode(true);
    copy.removeAttribute("data-region");
    copy.className = "shown-region";
    for (const [from, to] of [
      ["h4", "h2"],
      ["h5", "h3"],
    ]) {
      for (const heading of copy.querySelectorAll(from)) {
        const replacement = document.createElement(to);
        replacement.append(...heading.childNodes);
        heading.replaceWith(replacement);
      }
    }
    words.querySelector("h1").parentElement.after(copy);
  }
}

function watchTouches() {
  TOUCHES.forEach((name) => addEventListener(name, onTouch, { capture: true, passive: true }));
}

function stopWatchingTouches() {
  TOUCHES.forEach((name) => removeEventListener(name, onTouch, true));
}

state.app = "loading";
watchTouches();
expectProgress();
selectLanguage();
all(".reopen").forEach((button) => (button.onclick = () => location.reload()));

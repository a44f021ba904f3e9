// The static page: shown while the app loads behind it, and shown again, with every number,
// when a part of the app fails. It stays in the document, hidden, while the app is shown.

import { useManifest } from "./manifest.js";

export const state = document.documentElement.dataset;

const page = document.getElementById("plain");
const app = document.getElementById("app");
const TOUCHED = ["pointerdown", "keydown", "wheel", "touchmove", "scroll", "beforeprint"];

const all = (selector) => page.querySelectorAll(selector);

// Anything a person does means that they are here: from then on nothing may move.
// (What scrolls is the page itself: its events do not bubble, hence the capture.)
const touched = () => {
  state.reading = "yes";
  stopWatching();
};

function speak() {
  const known = (code) => document.getElementById(`in-${code.slice(0, 2)}`);
  const own = navigator.languages.map(known).find(Boolean);
  if (own) own.checked = true;
  useManifest(...navigator.languages);
  all("input[name=language]").forEach((choice) =>
    choice.addEventListener("change", () => useManifest(choice.value)),
  );
}

export function step(name) {
  if (state.app === "loading") expectProgress();
  all(`[data-step="${name}"]`).forEach((element) => (element.dataset.done = "yes"));
}

export function failed(reason) {
  if (state.app === "ready") return showFallback(reason);
  if (state.app !== "loading") return;
  console.error("The app could not start:", reason);
  state.app = "failed";
  import("./diagnose.js").then(({ diagnose }) => diagnose()).catch(() => {});
}

// A start that makes no progress for so long has failed, unless it ends all the same.
const NO_PROGRESS = 90_000;
let patience = 0;

function expectProgress() {
  clearTimeout(patience);
  patience = setTimeout(() => failed("no progress"), NO_PROGRESS);
}

export function ready(language) {
  if (state.app !== "loading" && state.app !== "failed") return;
  step("screen");
  clearTimeout(patience);
  state.app = "ready";
  const give = () => giveWay(language);
  if (!state.reading) give();
  all(".open").forEach((button) => {
    button.hidden = false;
    button.onclick = give;
  });
}

function giveWay(language) {
  stopWatching();
  shown = language;
  show(app, page);
  state.shown = "yes";
  document.documentElement.lang = language();
}

function show(visible, hidden) {
  hidden.inert = true;
  page.hidden = hidden === page;
  visible.inert = false;
}

// --- When a part of the app fails after its start ------------------------------

let shown = () => document.documentElement.lang;
let region = "";

// Remembers whose numbers the app shows, so that the static page shows the same.
export function setRegion(code) {
  region = code;
}

// Shows the static page over the app. `recovered`, if given, says that the app may come back
// by itself: the static page then gives way again, unless the person has touched it.
export function showFallback(reason, recovered = null) {
  if (state.app !== "ready") return;
  if (recovered) console.warn("The app is slow, or has stopped:", reason);
  else console.error("The app has stopped:", reason);
  state.app = "stopped";
  if (!state.shown) return; // the static page is what is on the screen
  delete state.reading;
  watchTouches();
  document.getElementById(`in-${shown()}`)?.click();
  showNumbersOf(region);
  show(page, app);
  scrollTo(0, 0);
  recovered?.then(() => {
    if (state.app !== "stopped") return;
    state.app = "ready";
    if (state.reading) return; // a button offers the app
    stopWatching();
    show(app, page);
  });
}

// The page is written for one region: the numbers of another take the place of its own.
function showNumbersOf(code) {
  for (const words of all(".words")) {
    const there = words.querySelector(`[data-region="${code}"]`);
    words.querySelector(".shown-region")?.remove();
    words.classList.toggle("elsewhere-first", Boolean(there));
    if (!there) continue;
    const copy = there.cloneNode(true);
    copy.removeAttribute("data-region");
    copy.className = "shown-region";
    for (const [from, to] of [
      ["h4", "h2"],
      ["h5", "h3"],
    ]) {
      for (const heading of copy.querySelectorAll(from)) {
        const other = document.createElement(to);
        other.append(...heading.childNodes);
        heading.replaceWith(other);
      }
    }
    words.querySelector("h1").parentElement.after(copy);
  }
}

function watchTouches() {
  TOUCHED.forEach((name) => addEventListener(name, touched, { capture: true, passive: true }));
}

function stopWatching() {
  TOUCHED.forEach((name) => removeEventListener(name, touched, true));
}

state.app = "loading";
watchTouches();
expectProgress();
speak();
all(".reopen").forEach((button) => (button.onclick = () => location.reload()));

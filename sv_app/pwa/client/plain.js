// The page that is already there, while the app loads behind it: which language it
// speaks, whether someone reads it, how far the app is, and when it gives way.

export const state = document.documentElement.dataset;

const page = document.getElementById("plain");
const app = document.getElementById("app");
const TOUCHED = ["pointerdown", "keydown", "wheel", "touchmove", "scroll", "beforeprint"];

const all = (selector) => page.querySelectorAll(selector);

// Anything a person does means that they are here: from then on nothing may move.
// (What scrolls is the page itself: its events do not bubble, hence the capture.)
const touched = () => {
  state.reading = "yes";
  TOUCHED.forEach((name) => removeEventListener(name, touched, true));
};

function speak() {
  const known = (code) => document.getElementById(`in-${code.slice(0, 2)}`);
  const own = navigator.languages.map(known).find(Boolean);
  if (own) own.checked = true;
}

export function step(name) {
  all(`[data-step="${name}"]`).forEach((element) => (element.dataset.done = "yes"));
}

export function failed(reason) {
  if (state.app !== "loading") return;
  console.error("The app could not start:", reason);
  state.app = "failed";
}

export function ready(language) {
  if (state.app !== "loading") return;
  step("screen");
  state.app = "ready";
  const give = () => giveWay(language);
  if (!state.reading) give();
  all(".open").forEach((button) => {
    button.hidden = false;
    button.onclick = give;
  });
}

function giveWay(language) {
  TOUCHED.forEach((name) => removeEventListener(name, touched, true));
  page.remove();
  app.inert = false;
  state.shown = "yes";
  document.documentElement.lang = language();
}

state.app = "loading";
TOUCHED.forEach((name) => addEventListener(name, touched, { capture: true, passive: true }));
speak();

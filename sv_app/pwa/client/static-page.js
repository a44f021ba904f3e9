// The static page is shown while the app loads behind it, and again, with every number, when a part
// of the app fails. While the app is shown, it stays in the document and is hidden.

import { usedRenderer } from "./flutter-client.js";
import { useManifest } from "./manifest.js";
import { readOptions } from "./options.js";
import { pickRegion } from "./region.js";

/** The state of the page, as data attributes of the html element. */
export const state = document.documentElement.dataset;

const staticPage = document.getElementById("page");
const app = document.getElementById("app");
const INPUT_EVENTS = ["pointerdown", "keydown", "wheel", "touchmove", "scroll", "beforeprint"];

const selectAll = (selector) => staticPage.querySelectorAll(selector);

// After any input the person may be reading: from then on, the app does not replace the static page
// by itself. Scroll events of elements do not bubble: the listeners capture.
const onInput = () => {
  state.reading = "yes";
  stopWatchingInput();
};

function selectLanguage() {
  const choiceOf = (code) => document.getElementById(`in-${code.slice(0, 2)}`);
  // The same rule as `select_language` in sv_app/domain/content.py, except that the page gives
  // English, not French, when the browser reports no language.
  const preferred = [...navigator.languages, "en"].map(choiceOf).find(Boolean);
  if (preferred) preferred.checked = true;
  useManifest(...navigator.languages);
  selectAll("input[name=language]").forEach((choice) =>
    choice.addEventListener("change", () => useManifest(choice.value)),
  );
}

/**
 * Whether no service worker controls the page: its files then come from the network, as on a first
 * visit.
 */
export const isUncontrolled = !navigator.serviceWorker?.controller;
const { region: hospitalRegion, regions, startBytes } = readOptions();
let receivedBytes = 0;

/**
 * Show that more bytes of the app have arrived.
 * @param {number} count
 */
export function addReceivedBytes(count) {
  restartProgressTimer();
  receivedBytes += count;
  const share = Math.min(1, receivedBytes / startBytes[usedRenderer()]);
  document.documentElement.style.setProperty("--received", String(share));
}

/**
 * Show that the app could not start; after the start, show the static page again.
 * @param {*} reason for the console
 */
export function reportFailure(reason) {
  if (state.app === "ready") return showStaticPage(reason);
  if (state.app !== "loading") return;
  console.error("The app could not start:", reason);
  state.app = "failed";
  import("./diagnose.js").then(({ diagnose }) => diagnose()).catch(() => {});
}

// A start that makes no progress for this time is reported as failed; it may still succeed.
const PROGRESS_TIMEOUT = 90_000; // milliseconds
let progressTimer = 0;

/** Wait for the next progress of the start, or for bytes of its files. */
export function restartProgressTimer() {
  clearTimeout(progressTimer);
  if (state.app !== "loading") return;
  progressTimer = setTimeout(() => reportFailure("no progress"), PROGRESS_TIMEOUT);
}

/**
 * Show the app, or a button that shows it if the person reads the static page.
 * @param {function(): string} getLanguage returns the language of the app
 */
export function onAppReady(getLanguage) {
  if (state.app !== "loading" && state.app !== "failed") return;
  clearTimeout(progressTimer);
  state.app = "ready";
  const open = () => showApp(getLanguage);
  if (!state.reading) open();
  selectAll(".open").forEach((button) => {
    button.hidden = false;
    button.onclick = open;
  });
}

function showApp(getLanguage) {
  stopWatchingInput();
  getAppLanguage = getLanguage;
  showInsteadOf(app, staticPage);
  state.shown = "yes";
  document.documentElement.lang = getLanguage();
}

function showInsteadOf(visible, hidden) {
  hidden.inert = true;
  staticPage.hidden = hidden === staticPage;
  visible.inert = false;
}

// --- When a part of the app fails after its start ------------------------------

let getAppLanguage = () => document.documentElement.lang;
// Until the app has set its region, that of the hospital or of the device.
let appRegion = hospitalRegion ?? pickRegion(navigator.languages, regions);

/**
 * Set the region of the app, whose numbers the static page shows when it replaces the app.
 * @param {string} code
 */
export function setRegion(code) {
  appRegion = code;
}

/**
 * Show the static page over the app.
 * @param {*} reason for the console
 * @param {?Promise} recovered resolves if the app works again: it is then shown, unless the person
 *   has used the static page
 */
export function showStaticPage(reason, recovered = null) {
  if (state.app !== "ready") return;
  if (recovered) console.warn("The app is slow, or has stopped:", reason);
  else console.error("The app has stopped:", reason);
  state.app = "stopped";
  if (!state.shown) return; // the static page is visible already
  delete state.reading;
  watchInput();
  document.getElementById(`in-${getAppLanguage()}`)?.click();
  showRegion(appRegion);
  showInsteadOf(staticPage, app);
  scrollTo(0, 0);
  recovered?.then(() => {
    if (state.app !== "stopped") return;
    state.app = "ready";
    if (state.reading) return; // a button offers the app
    stopWatchingInput();
    showInsteadOf(app, staticPage);
  });
}

// Shows the numbers of another region in place of those that the page was made for.
function showRegion(code) {
  for (const words of selectAll(".language")) {
    const region = words.querySelector(`[data-region="${code}"]`);
    words.querySelector(".shown-region")?.remove();
    words.classList.toggle("other-region-shown", Boolean(region));
    const template = words.querySelector(`[data-slots="${code}"]`);
    if (template) words.querySelector(".slots").replaceWith(template.content.cloneNode(true));
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
    words.querySelector(".danger-now").after(copy);
  }
}

// The app reads the fragment of the address as its route: the link to all numbers must not set it.
function scrollToNumbers(event) {
  const link = event.target.closest(".slot[href^='#']");
  if (!link) return;
  event.preventDefault();
  document.querySelector(link.getAttribute("href")).scrollIntoView();
}

function watchInput() {
  INPUT_EVENTS.forEach((name) => addEventListener(name, onInput, { capture: true, passive: true }));
}

function stopWatchingInput() {
  INPUT_EVENTS.forEach((name) => removeEventListener(name, onInput, true));
}

state.app = "loading";
// On a slow network, the person may have begun to read before this script had loaded.
if (staticPage.querySelector("details[open]") || scrollY > 0) state.reading = "yes";
else watchInput();
restartProgressTimer();
selectLanguage();
staticPage.addEventListener("click", scrollToNumbers);
showRegion(appRegion);
if (isUncontrolled) state.uncontrolled = "yes";
// The link to all numbers was tapped before this script had loaded: remove its fragment from the
// address.
if (location.hash.startsWith("#numbers-")) history.replaceState(null, "", location.pathname);
selectAll(".reopen").forEach((button) => (button.onclick = () => location.reload()));

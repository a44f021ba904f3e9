// Makes the app work without a network, and offers each new version. A page reloads only when the
// person accepts the new version.

import { storeRenderer } from "./flutter-client.js";
import { ROOT, readOptions } from "./options.js";

const STATE_CACHE = `side-by-side-site ${ROOT.pathname}`; // the same name as in sw.js
const START_TIMEOUT = 60_000; // milliseconds
const html = globalThis.document?.documentElement; // a worker has none

/**
 * Return whether the whole app is on this device.
 * @returns {Promise<boolean>}
 */
export async function isAvailableOffline() {
  try {
    return await caches.has(STATE_CACHE);
  } catch {
    return false; // the browser has no cache storage, or refuses it
  }
}

/** Register the service worker and follow its updates; call this once, in the page. */
export function registerServiceWorker() {
  const { serviceWorker } = navigator;
  if (!serviceWorker) return;
  serviceWorker.ready.then(() => {
    html.dataset.offline = "yes";
    dispatchEvent(new Event("sv-offline"));
  });
  waitForStartEnd()
    .then(storeRenderer)
    .then(() => serviceWorker.register(new URL("sw.js", ROOT), { updateViaCache: "none" }))
    .then(followUpdates)
    .then(() => serviceWorker.ready)
    .then(({ active }) => active.postMessage({ type: "recache-scripts" }))
    .catch((error) => console.info("Not available offline yet:", error.message));
}

// Register only after the start, which needs the network and the processor.
function waitForStartEnd() {
  return new Promise((resolve) => {
    const check = () => ["ready", "failed"].includes(html.dataset.app) && resolve();
    new MutationObserver(check).observe(html, { attributeFilter: ["data-app"] });
    setTimeout(resolve, START_TIMEOUT);
    check();
  });
}

// --- A new version ------------------------------------------------------------

function followUpdates(registration) {
  const check = () => {
    if (registration.active && registration.waiting) offerUpdate(registration);
  };
  const watchInstall = () => registration.installing?.addEventListener("statechange", check);
  registration.addEventListener("updatefound", watchInstall);
  watchInstall();
  check();
}

let isOffered = false;

// The offer is a part of the static page, and a banner over the app once the app is shown.
function offerUpdate(registration) {
  if (isOffered) return;
  isOffered = true;
  const update = (event) => {
    event.currentTarget.disabled = true;
    activate(registration);
  };
  for (const element of document.querySelectorAll(".update")) {
    element.hidden = false;
    element.querySelector("button").addEventListener("click", update);
  }
  Promise.all([waitForApp(), waitForStyles()]).then(() => document.body.append(makeBanner(update)));
}

// Reloads the page only after the new version has taken over.
function activate({ waiting }) {
  if (!waiting) return location.reload(); // another page has activated it already
  waiting.addEventListener("statechange", () => {
    if (waiting.state !== "activating") location.reload();
  });
  return waiting.postMessage({ type: "activate" });
}

function waitForApp() {
  return new Promise((resolve) => {
    const check = () => html.dataset.shown && resolve();
    new MutationObserver(check).observe(html, { attributeFilter: ["data-shown"] });
    check();
  });
}

function waitForStyles() {
  return new Promise((resolve) => {
    const sheet = document.createElement("link");
    sheet.rel = "stylesheet";
    sheet.href = new URL("offline.css", ROOT).href;
    sheet.onload = sheet.onerror = resolve;
    document.head.append(sheet);
  });
}

function makeBanner(update) {
  const { words } = readOptions();
  const { update: text, now, later } = words[html.lang.slice(0, 2)];
  const banner = document.createElement("div");
  banner.id = "new-version";
  banner.role = "status";
  const close = () => banner.remove();
  // A screen reader announces only what is added to a live region that it already knows.
  requestAnimationFrame(() =>
    banner.append(
      makeElement("p", text),
      makeElement("button", later, close),
      makeElement("button", now, update),
    ),
  );
  return banner;
}

function makeElement(tag, text, onClick) {
  const element = document.createElement(tag);
  element.textContent = text;
  if (onClick) element.addEventListener("click", onClick);
  return element;
}

// Makes the app work without a network, and offers a new version when there is
// one. Nothing is ever reloaded but by the person's own tap.

const HERE = new URL("./", import.meta.url);
const KEPT = `side-by-side-site ${HERE.pathname}`; // as sw.js names it
const PATIENCE = 60_000;
const page = globalThis.document?.documentElement; // the worker has none

// Whether the whole app is on this device.
export async function isOffline() {
  try {
    return await caches.has(KEPT);
  } catch {
    return false; // there is no cache storage here, or it is refused
  }
}

// Called by the page, once.
export function watch() {
  const { serviceWorker } = navigator;
  if (!serviceWorker) return;
  serviceWorker.ready.then(() => {
    page.dataset.offline = "yes";
    dispatchEvent(new Event("sv-offline"));
  });
  settled()
    .then(() => serviceWorker.register(new URL("sw.js", HERE), { updateViaCache: "none" }))
    .then(follow)
    .then(() => serviceWorker.ready)
    .then(({ active }) => active.postMessage({ type: "quicken" }))
    .catch((error) => console.info("Not available offline yet:", error.message));
}

// The first start needs the network and the processor for itself.
function settled() {
  return new Promise((resolve) => {
    const look = () => ["ready", "failed"].includes(page.dataset.app) && resolve();
    new MutationObserver(look).observe(page, { attributeFilter: ["data-app"] });
    setTimeout(resolve, PATIENCE);
    look();
  });
}

// --- A new version ------------------------------------------------------------

function follow(registration) {
  const look = () => {
    if (registration.active && registration.waiting) offer(registration);
  };
  const hear = () => registration.installing?.addEventListener("statechange", look);
  registration.addEventListener("updatefound", hear);
  hear();
  look();
}

let offered = false;

// In the page's own words while they are there, over the app once it is alone.
function offer(registration) {
  if (offered) return;
  offered = true;
  const update = (event) => {
    event.currentTarget.disabled = true;
    take(registration);
  };
  for (const place of document.querySelectorAll(".update")) {
    place.hidden = false;
    place.querySelector("button").addEventListener("click", update);
  }
  Promise.all([alone(), dressed()]).then(() => document.body.append(banner(update)));
}

// The new version takes over; only then is the page opened again, with it.
function take({ waiting }) {
  if (!waiting) return location.reload(); // another page took it already
  waiting.addEventListener("statechange", () => {
    if (waiting.state !== "activating") location.reload();
  });
  return waiting.postMessage({ type: "activate" });
}

function alone() {
  return new Promise((resolve) => {
    const look = () => page.dataset.shown && resolve();
    new MutationObserver(look).observe(page, { attributeFilter: ["data-shown"] });
    look();
  });
}

function dressed() {
  return new Promise((resolve) => {
    const sheet = document.createElement("link");
    sheet.rel = "stylesheet";
    sheet.href = new URL("offline.css", HERE);
    sheet.onload = sheet.onerror = resolve;
    document.head.append(sheet);
  });
}

function banner(update) {
  const { words } = JSON.parse(document.getElementById("boot").textContent);
  const { update: text, now, later } = words[page.lang.slice(0, 2)];
  const element = document.createElement("div");
  element.id = "new-version";
  element.role = "status";
  const close = () => element.remove();
  // A screen reader only says what comes into a place it already knows.
  requestAnimationFrame(() =>
    element.append(make("p", text), make("button", later, close), make("button", now, update)),
  );
  return element;
}

function make(tag, words, act) {
  const element = document.createElement(tag);
  element.textContent = words;
  if (act) element.addEventListener("click", act);
  return element;
}

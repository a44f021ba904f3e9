// Keeps the draft of a self-check through a reload, while storage is undecided. The page passes it
// to the service worker on pagehide, and the next page of the same tab takes it back. The draft
// stays in memory: only a random token is written to the disk.

import { MemoryStorage } from "./web-storage.js";

const TOKEN = "draft-token"; // in sessionStorage from the end of one page to the start of the next
const TIMEOUT = 2_000; // milliseconds in which the service worker must answer

// A storage in memory ends with the page: the next page would find no token.
const keepsToken = !(sessionStorage instanceof MemoryStorage);
let draft = null;
let isForgotten = false;
let registration = null;

navigator.serviceWorker?.ready.then((ready) => (registration = ready));
const restored = restore().catch(() => null);

/**
 * Return the draft from before the reload. It stays: Python asks again if it
 * restarts without the snapshot.
 * @returns {Promise<?string>} JSON, or null
 */
export async function getDraft() {
  await restored;
  return draft;
}

/**
 * Replace the draft to hold; null forgets it.
 * @param {?string} value JSON
 */
export function setDraft(value) {
  draft = value;
  // Listen only while there is a draft: a page that listens is not cached for Back.
  if (draft) addEventListener("beforeunload", warn);
  else removeEventListener("beforeunload", warn);
}

/** For quick exit: forget the draft, also when the service worker answers later. */
export function forgetDraft() {
  setDraft(null);
  isForgotten = true;
}

async function restore() {
  const token = sessionStorage.getItem(TOKEN);
  sessionStorage.removeItem(TOKEN);
  const [{ type }] = performance.getEntriesByType("navigation");
  if (!token || type !== "reload") return; // a tab that was reopened starts without a draft
  const { active } = (await navigator.serviceWorker.getRegistration()) ?? {};
  // A service worker of another version may answer: its messages keep their names.
  const heldDraft = active && (await ask(active, { type: "take-draft", token }));
  // Set at once, so that another reload before Python has started keeps it.
  if (heldDraft && !isForgotten) draft ??= heldDraft;
}

function ask(worker, message) {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = ({ data }) => resolve(data);
    setTimeout(resolve, TIMEOUT, null);
    worker.postMessage(message, [port2]);
  }).finally(() => port1.close());
}

addEventListener("pagehide", () => {
  if (!draft || !canHold()) return;
  const token = crypto.randomUUID();
  sessionStorage.setItem(TOKEN, token);
  registration.active.postMessage({ type: "hold-draft", token, draft });
});

// A page from the back-forward cache still has its own draft.
addEventListener("pageshow", ({ persisted }) => persisted && sessionStorage.removeItem(TOKEN));

// Lets the browser ask before a reload that would lose the draft.
function warn(event) {
  if (!canHold()) event.preventDefault();
}

const canHold = () => Boolean(keepsToken && registration?.active);

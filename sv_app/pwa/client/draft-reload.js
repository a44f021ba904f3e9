// Holds a self-check in progress through a reload, while nobody has said whose device this is.
// The page hands it to the service worker as it goes away, and the next page of the same tab
// takes it back. It is only ever in memory: the disk gets no more than a random token.

const TOKEN = "draft-token"; // in sessionStorage from the end of one page to the start of the next
const TIMEOUT = 2_000; // milliseconds that the service worker has to answer

const session = storage();
let draft = null;
let forgotten = false;
let registration = null;

navigator.serviceWorker?.ready.then((found) => (registration = found));
const taken = take().catch(() => null);

// The draft of before the reload, as JSON, or null. Python asks again if it has to start again.
export async function takeDraft() {
  await taken;
  return draft;
}

// Replaces the draft to hold; null forgets it.
export function holdDraft(value) {
  draft = value;
  // Only while there is something to lose: a page that listens is not cached for Back.
  if (draft) addEventListener("beforeunload", warn);
  else removeEventListener("beforeunload", warn);
}

// For quick exit: nothing is held again, not even what is still on its way back.
export function forgetDraft() {
  holdDraft(null);
  forgotten = true;
}

async function take() {
  const token = session?.getItem(TOKEN);
  session?.removeItem(TOKEN);
  const [{ type }] = performance.getEntriesByType("navigation");
  if (!token || type !== "reload") return; // a tab that was reopened starts with nothing
  const { active } = (await navigator.serviceWorker.getRegistration()) ?? {};
  const held = active && (await ask(active, { type: "take-draft", token }));
  if (held && !forgotten) draft ??= held; // another reload before Python has started keeps it
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
  session.setItem(TOKEN, token);
  registration.active.postMessage({ type: "hold-draft", token, draft });
});

// The page came back from the back-forward cache, with its own memory.
addEventListener("pageshow", ({ persisted }) => persisted && session?.removeItem(TOKEN));

// Where a reload would lose the answers, the browser asks first.
function warn(event) {
  if (!canHold()) event.preventDefault();
}

const canHold = () => Boolean(session && registration?.active);

function storage() {
  try {
    return sessionStorage;
  } catch {
    return null; // refused: no token can be left for the next page
  }
}

// The third part of sw.js: keeps the draft of a self-check in memory while its page reloads.

const TIMEOUT = 20_000; // milliseconds after which a draft that no page has taken is dropped
const drafts = new Map(); // by the token that a page left to the next page of its tab

// A page of another version may send these messages: their names cannot be changed.
addEventListener("message", (event) => {
  const { type, token, draft } = event.data ?? {};
  if (type === "hold-draft") event.waitUntil(holdDraft(token, draft));
  if (type === "take-draft") event.ports[0].postMessage(takeDraft(token));
});

// Keeps the event pending, so that the browser does not stop this worker: it would lose the draft.
function holdDraft(token, draft) {
  return new Promise((resolve) => {
    drafts.set(token, { draft, resolve });
    setTimeout(takeDraft, TIMEOUT, token);
  });
}

// Ends the waiting hold-draft event at once: a new version of this worker waits until this version
// is idle.
function takeDraft(token) {
  const entry = drafts.get(token);
  drafts.delete(token);
  entry?.resolve();
  return entry?.draft ?? null;
}

// The third part of sw.js: holds a self-check in memory while its page reloads.

const HOLD = 20_000; // milliseconds after which a draft that no page has taken is forgotten
const drafts = new Map(); // by the token that the page left to the next one of its tab

addEventListener("message", (event) => {
  const { type, token, draft } = event.data ?? {};
  if (type === "hold-draft") event.waitUntil(holdDraft(token, draft));
  if (type === "take-draft") event.ports[0].postMessage(takeDraft(token));
});

// The browser may stop a worker that waits for nothing, and its memory goes with it.
function holdDraft(token, draft) {
  return new Promise((resolve) => {
    drafts.set(token, { draft, resolve });
    setTimeout(takeDraft, HOLD, token);
  });
}

// A new version of this worker waits until this one has nothing to do: don't let it wait.
function takeDraft(token) {
  const held = drafts.get(token);
  drafts.delete(token);
  held?.resolve();
  return held?.draft ?? null;
}

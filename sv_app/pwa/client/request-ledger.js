// The request ledger: what the service worker has counted, and what the browser's policy has
// blocked. It is in the memory of the page, and ends with it. The service worker sends the counts
// of its whole run, which may have begun before this page was opened.

const MAX_ORIGINS = 20;
const { serviceWorker } = navigator; // undefined where the browser has none, or refuses it
// The counts of each run of a service worker, by the time at which it began: a browser ends an
// idle worker and starts it again.
const runs = new Map();
const blocked = new Set(); // the origins of requests blocked before they reached the service worker

serviceWorker?.addEventListener("message", ({ data }) => {
  if (data?.type === "requests") runs.set(data.since, data);
});
document.addEventListener("securitypolicyviolation", ({ blockedURI }) => addBlocked(blockedURI));

/**
 * Add the origin of a request that was blocked. What is no address of a site is ignored, such as
 * `inline`, or a file of a browser extension.
 * @param {string} url
 */
export function addBlocked(url) {
  const origin = /^(?:http|ws)s?:\/\/[^/?#]+/.exec(url)?.[0];
  if (origin && blocked.size < MAX_ORIGINS) blocked.add(origin);
}

/**
 * Return the request ledger as JSON, as `RequestLedger` in `domain/request_ledger.py` reads it.
 * @returns {string}
 */
export function getRequestLedger() {
  const files = new Map();
  for (const [name, counts] of [...runs.values()].flatMap((run) => Object.entries(run.files))) {
    const [device, host] = files.get(name) ?? [0, 0];
    files.set(name, [device + counts[0], host + counts[1]]);
  }
  return JSON.stringify({
    since: runs.size ? new Date(Math.min(...runs.keys())).toISOString() : null,
    complete: Boolean(serviceWorker?.controller),
    files: [...files].sort().map(([name, [device, host]]) => ({ name, device, host })),
    unlisted: [...runs.values()].reduce((sum, run) => sum + run.unlisted, 0),
    refused: [...new Set([...blocked, ...[...runs.values()].flatMap((run) => run.refused)])],
  });
}

/** For erasing everything: begin the ledger again. */
export function forgetRequests() {
  runs.clear();
  blocked.clear();
  serviceWorker?.ready.then(({ active }) => active.postMessage({ type: "forget-requests" }));
}

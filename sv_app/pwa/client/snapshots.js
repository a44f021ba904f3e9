// Stores a snapshot of Python's memory, which makes the next start faster. make-snapshot.js makes
// it on this device, in a worker that never opens the journal. The app deletes a snapshot if it is
// damaged, if it comes from another build or browser, or if a start with it has failed. Python then
// starts without a snapshot.

import { sha256Hex } from "./digest.js";

const CACHE = `side-by-side:${new URL("./", self.location.href).pathname}:snapshot`;
const TRIAL = "trying";

// A snapshot can be used only with the build and the browser that made it.
const keyOf = (build) => `${build}:${encodeURIComponent(navigator.userAgent)}`;
const urlOf = (key) => new URL(`snapshot/${key}`, self.location.href).href;

/** @returns {Promise<void>} */
export async function deleteSnapshot() {
  await caches.delete(CACHE);
}

/**
 * Store a snapshot, in place of any other.
 * @param {string} build
 * @param {Uint8Array} bytes
 * @returns {Promise<void>}
 */
export async function saveSnapshot(build, bytes) {
  await deleteSnapshot();
  const cache = await caches.open(CACHE);
  const headers = { "X-Digest": await sha256Hex(bytes), "Content-Length": String(bytes.length) };
  await cache.put(urlOf(keyOf(build)), new Response(bytes, { headers }));
}

/**
 * @param {string} build
 * @returns {Promise<boolean>}
 */
export async function hasSnapshot(build) {
  const cache = await caches.open(CACHE);
  return Boolean(await cache.match(urlOf(keyOf(build))));
}

/**
 * Return the snapshot of this build and browser, and mark it as on trial until `confirmSnapshot`.
 * A snapshot that is still on trial has failed at the last start: delete it.
 * @param {string} build
 * @returns {Promise<?{read: function(): Promise<Uint8Array>}>} null if there is none to trust;
 *   `read` rejects if a byte has changed
 */
export async function trySnapshot(build) {
  try {
    const cache = await caches.open(CACHE);
    const snapshot = await cache.match(urlOf(keyOf(build)));
    const onTrial = await cache.match(urlOf(TRIAL));
    if (!snapshot || onTrial) throw new Error("none that can be trusted");
    await cache.put(urlOf(TRIAL), new Response(""));
    return { read: () => readVerified(snapshot) };
  } catch {
    await deleteSnapshot().catch(() => {});
    return null;
  }
}

async function readVerified(response) {
  const bytes = new Uint8Array(await response.arrayBuffer());
  if ((await sha256Hex(bytes)) !== response.headers.get("X-Digest")) throw new Error("damaged");
  return bytes;
}

/**
 * Mark the snapshot as one with which a start has worked.
 * @returns {Promise<void>}
 */
export async function confirmSnapshot() {
  const cache = await caches.open(CACHE);
  await cache.delete(urlOf(TRIAL));
}

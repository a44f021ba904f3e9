// Stores a snapshot of Python's memory, which makes the next start faster. make-snapshot.js makes
// it on this device, in a worker that never opens the journal. The app deletes a snapshot if it is
// damaged, if it comes from another build or browser, or if a start with it has failed. Python then
// starts without a snapshot.

import { sha256Hex } from "./digest.js";

const CACHE = `side-by-side:${new URL("./", self.location.href).pathname}:snapshot`;
const TRIAL = "trying";
const PAGE = 65_536; // bytes; a page of WebAssembly's memory

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
  const { packed, used } = withoutEmptyPages(bytes);
  const headers = {
    "X-Digest": await sha256Hex(packed),
    "X-Length": String(bytes.length),
    "X-Used-Pages": used,
    "Content-Length": String(packed.length),
  };
  await cache.put(urlOf(keyOf(build)), new Response(packed, { headers }));
}

// Two fifths of Python's memory are empty: a start would spend a tenth of a second reading zeros.
// `used` has a digit for each page: 1 if it is stored.
function withoutEmptyPages(bytes) {
  const pages = [];
  for (let begin = 0; begin < bytes.length; begin += PAGE) {
    pages.push(bytes.subarray(begin, begin + PAGE));
  }
  const used = pages.map((page) => (page.some((byte) => byte) ? "1" : "0")).join("");
  const kept = pages.filter((_, index) => used[index] === "1");
  const packed = new Uint8Array(kept.reduce((length, page) => length + page.length, 0));
  kept.forEach((page, index) => packed.set(page, index * PAGE));
  return { packed, used };
}

function withEmptyPages(packed, used, length) {
  const bytes = new Uint8Array(length);
  let begin = 0;
  [...used].forEach((digit, index) => {
    if (digit !== "1") return;
    bytes.set(packed.subarray(begin, begin + PAGE), index * PAGE);
    begin += PAGE;
  });
  return bytes;
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
 * @returns {Promise<?{bytes: Promise<Uint8Array>}>} null if there is none to trust; `bytes`
 *   resolves once the mark is stored, and rejects if a byte has changed
 */
export async function trySnapshot(build) {
  try {
    const cache = await caches.open(CACHE);
    const [snapshot, onTrial] = await Promise.all(
      [keyOf(build), TRIAL].map((key) => cache.match(urlOf(key))),
    );
    if (!snapshot || onTrial) throw new Error("none that can be trusted");
    const marked = cache.put(urlOf(TRIAL), new Response(""));
    // Both take a while, and neither needs the other.
    return { bytes: Promise.all([readVerified(snapshot), marked]).then(([bytes]) => bytes) };
  } catch {
    await deleteSnapshot().catch(() => {});
    return null;
  }
}

async function readVerified(response) {
  const packed = new Uint8Array(await response.arrayBuffer());
  const [digest, used, length] = ["X-Digest", "X-Used-Pages", "X-Length"].map((name) =>
    response.headers.get(name),
  );
  if ((await sha256Hex(packed)) !== digest) throw new Error("damaged");
  return withEmptyPages(packed, used, Number(length));
}

/**
 * Mark the snapshot as one with which a start has worked.
 * @returns {Promise<void>}
 */
export async function confirmSnapshot() {
  const cache = await caches.open(CACHE);
  await cache.delete(urlOf(TRIAL));
}

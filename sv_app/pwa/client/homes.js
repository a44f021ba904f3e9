// Where the journal's databases live in this browser.

import { NAME } from "./database.js";

const { storage, storageBuckets } = navigator;

// Every browser has this one. What it held may stay on the disk for a while.
export const PLAIN = {
  lingers: true,
  async exists() {
    const known = await indexedDB.databases?.();
    return !known || known.some(({ name }) => name === NAME);
  },
  factory: async () => indexedDB,
  remove: () =>
    new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase(NAME);
      request.onsuccess = request.onblocked = resolve;
      request.onerror = () => reject(request.error);
    }),
};

// A bucket is a folder of its own, whose files go at once, whoever has them open.
const bucket = (letter) => ({
  exists: async () => (await storageBuckets.keys()).includes(await called(letter)),
  factory: async () => (await storageBuckets.open(await called(letter))).indexedDB,
  remove: async () => storageBuckets.delete(await called(letter)),
});

async function called(letter) {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(NAME));
  const own = [...new Uint8Array(hash, 0, 8)].map((byte) => byte.toString(16).padStart(2, "0"));
  return `side-by-side-${own.join("")}-${letter}`;
}

const LETTERS = storageBuckets ? ["a", "b"] : [];
export const BUCKETS = LETTERS.map(bucket);

// Asks the browser not to clear this site's storage when space runs out; a page may, no worker.
export async function persist() {
  if (!(await storage?.persist?.())) return false;
  const ours = await Promise.all(LETTERS.map(called));
  const made = (await storageBuckets?.keys())?.filter((name) => ours.includes(name)) ?? [];
  const asked = made.map(async (name) => (await storageBuckets.open(name)).persist());
  return (await Promise.all(asked)).every(Boolean);
}

// Where the journal's databases live in this browser.

import { NAME } from "./database.js";

const { storage, storageBuckets } = navigator;

// A database of the site's default bucket. What it held may stay on the disk for a while.
function plain(name) {
  let removed = false; // for a browser that can't list its databases
  return {
    name,
    lingers: true,
    async exists() {
      const known = await indexedDB.databases?.();
      return known ? known.some((database) => database.name === name) : !removed;
    },
    async factory() {
      removed = false;
      return indexedDB;
    },
    remove: () =>
      new Promise((resolve, reject) => {
        const request = indexedDB.deleteDatabase(name);
        request.onsuccess = () => resolve((removed = true));
        request.onerror = () => reject(request.error);
      }),
  };
}

export const PLAIN = plain(NAME); // the only one in browsers without buckets
export const REPLICA = plain(`${NAME}:replica`);

// A bucket is a folder of its own, whose files go at once, whoever has them open. Chromium
// keeps the list of buckets in one file: without it, all of them are gone.
const bucket = (letter) => ({
  name: NAME,
  exists: async () => (await storageBuckets.keys()).includes(await scoped(letter)),
  factory: async () => (await storageBuckets.open(await scoped(letter))).indexedDB,
  remove: async () => storageBuckets.delete(await scoped(letter)),
});

// A name that no other installation of the app on this origin has.
export async function scoped(suffix) {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(NAME));
  const own = [...new Uint8Array(hash, 0, 8)].map((byte) => byte.toString(16).padStart(2, "0"));
  return `side-by-side-${own.join("")}-${suffix}`;
}

const LETTERS = storageBuckets ? ["a", "b"] : [];
export const BUCKETS = LETTERS.map(bucket); // the second holds what older versions kept

// Asks the browser not to clear this site's storage when space runs out; a page may, no worker.
export async function persist() {
  if (!(await storage?.persist?.())) return false;
  const ours = await Promise.all(LETTERS.map(scoped));
  const made = (await storageBuckets?.keys())?.filter((name) => ours.includes(name)) ?? [];
  const asked = made.map(async (name) => (await storageBuckets.open(name)).persist());
  return (await Promise.all(asked)).every(Boolean);
}

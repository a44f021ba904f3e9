// The storage locations of the journal's databases in this browser.

import { DATABASE_NAME } from "./database.js";

const { storage, storageBuckets } = navigator;

// A database of the site's default bucket. Deleted data may stay on the disk for a while.
function defaultLocation(name) {
  let isRemoved = false; // for a browser that can't list its databases
  return {
    name,
    dataLingers: true,
    async exists() {
      const databases = await indexedDB.databases?.();
      return databases ? databases.some((database) => database.name === name) : !isRemoved;
    },
    async factory() {
      isRemoved = false;
      return indexedDB;
    },
    remove: () =>
      new Promise((resolve, reject) => {
        const request = indexedDB.deleteDatabase(name);
        request.onsuccess = () => resolve((isRemoved = true));
        request.onerror = () => reject(request.error);
      }),
  };
}

export const PLAIN = defaultLocation(DATABASE_NAME); // the only one in browsers without buckets
export const REPLICA = defaultLocation(`${DATABASE_NAME}:replica`);

// A bucket is a folder: its files are removed at once, even while a page has them open. Chromium
// keeps the list of all buckets in one file: without it, all buckets are gone.
const bucketLocation = (letter) => ({
  name: DATABASE_NAME,
  exists: async () => (await storageBuckets.keys()).includes(await scopedName(letter)),
  factory: async () => (await storageBuckets.open(await scopedName(letter))).indexedDB,
  remove: async () => storageBuckets.delete(await scopedName(letter)),
});

/**
 * Return a name that no other installation of the app on this origin uses.
 * @param {string} suffix
 * @returns {Promise<string>}
 */
export async function scopedName(suffix) {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(DATABASE_NAME));
  const hex = [...new Uint8Array(hash, 0, 8)].map((byte) => byte.toString(16).padStart(2, "0"));
  return `side-by-side-${hex.join("")}-${suffix}`;
}

const LETTERS = storageBuckets ? ["a", "b"] : [];
export const BUCKETS = LETTERS.map(bucketLocation); // the second is only of older versions

/**
 * Ask the browser not to clear the app's storage when space runs out. Only a page may ask.
 * @returns {Promise<boolean>} whether it agrees for the site and each bucket
 */
export async function persist() {
  if (!(await storage?.persist?.())) return false;
  const ownNames = await Promise.all(LETTERS.map(scopedName));
  const names = (await storageBuckets?.keys())?.filter((name) => ownNames.includes(name)) ?? [];
  const answers = names.map(async (name) => (await storageBuckets.open(name)).persist());
  return (await Promise.all(answers)).every(Boolean);
}

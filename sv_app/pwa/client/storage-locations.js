// The storage locations of the journal's databases in this browser.

import { DATABASE_NAME } from "./database.js";
import { sha256Hex } from "./digest.js";

const { storage, storageBuckets } = navigator;

// A database in the site's default bucket. Deleted data may stay on the disk for a while.
function inDefaultBucket(name) {
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

// The location of the default copy: the only location in a browser without buckets.
export const DEFAULT_DATABASE = inDefaultBucket(DATABASE_NAME);
// The location of the replica: the second location in a browser with buckets.
export const REPLICA = inDefaultBucket(`${DATABASE_NAME}:replica`);

// Chromium stores each bucket in its own folder, and removes its files at once, even while a page
// has them open. It keeps the list of all buckets in one file: without it, all buckets are gone.
const inOwnBucket = (suffix) => ({
  name: DATABASE_NAME,
  exists: async () => (await storageBuckets.keys()).includes(await scopedName(suffix)),
  factory: async () => (await storageBuckets.open(await scopedName(suffix))).indexedDB,
  remove: async () => storageBuckets.delete(await scopedName(suffix)),
});

/**
 * Return a name that no other installation of the app on this origin uses.
 * @param {string} suffix
 * @returns {Promise<string>}
 */
export async function scopedName(suffix) {
  const hash = await sha256Hex(new TextEncoder().encode(DATABASE_NAME));
  return `side-by-side-${hash.slice(0, 16)}-${suffix}`;
}

const SUFFIXES = storageBuckets ? ["a", "b"] : [];
// Bucket A, and bucket B, which only older versions wrote.
export const BUCKETS = SUFFIXES.map(inOwnBucket);

/**
 * Ask the browser not to clear the app's storage when space runs out. Only a page may ask.
 * @returns {Promise<boolean>} whether it agrees for the site and each bucket
 */
export async function persist() {
  if (!(await storage?.persist?.())) return false;
  const ownNames = await Promise.all(SUFFIXES.map(scopedName));
  const names = (await storageBuckets?.keys())?.filter((name) => ownNames.includes(name)) ?? [];
  const answers = names.map(async (name) => (await storageBuckets.open(name)).persist());
  return (await Promise.all(answers)).every(Boolean);
}

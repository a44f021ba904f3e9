// The journal's database. In Chromium it has two copies, written one after the other, so that at
// least one copy is complete at any time. If the browser process is killed, the end of a LevelDB
// log may be truncated. Chromium continues to write that log, and a later start drops all that it
// held (google/leveldb#1287). The list of all storage buckets may be lost as well: one copy is in a
// bucket of its own, the other is not. The copies have these names:
// - bucket A: the first copy where there are buckets, in a bucket of its own;
// - the replica: the second copy where there are buckets, in the default bucket, encrypted twice;
// - the default copy, in the default bucket: the only copy where there are no buckets; where there
//   are, only older versions wrote it;
// - bucket B: only older versions wrote it, in a second bucket of its own.

import { DatabaseCopy, NO_SEQUENCE, erasedError } from "./database-copy.js";
import { DATABASE_NAME } from "./database.js";
import { BUCKETS, DEFAULT_DATABASE, REPLICA } from "./storage-locations.js";
import { Replica } from "./replica.js";

const ERASE_CHECK_DELAYS = [0, 300, 1_000, 3_000, 10_000]; // ms; a slow disk erases slowly

const defaultCopy = new DatabaseCopy(DEFAULT_DATABASE, handleClosed);
const [bucketA, bucketB] = BUCKETS.map((location) => new DatabaseCopy(location, handleClosed));
const currentCopies = bucketA ? [bucketA, new Replica(REPLICA, handleClosed)] : [defaultCopy];
// On a tie, the default copy comes first: bucket A may have been filled from it incompletely.
const allCopies = bucketA ? [defaultCopy, ...currentCopies, bucketB] : currentCopies;

let source = null; // the copy to read from
let reportErased = () => {};

/**
 * Set the function that is called when another page, or the browser, has erased all copies.
 * @param {function(): void} listener
 */
export const onErased = (listener) => (reportErased = listener);

// The browser also closes a database when the disk is full, and may evict a single copy.
async function handleClosed(copy) {
  if (copy === source) source = null;
  for (const delay of ERASE_CHECK_DELAYS) {
    await new Promise((resolve) => setTimeout(resolve, delay));
    if (!(await exists().catch(() => true))) return reportErased();
  }
}

/**
 * Return whether there is any copy.
 * @returns {Promise<boolean>}
 */
export async function exists() {
  return (await Promise.all(allCopies.map((copy) => copy.exists()))).some(Boolean);
}

/**
 * Return the result of `query` on the newest copy that can be read; undefined if no copy exists.
 * Rejects if copies exist but none is readable.
 * @param {function(DatabaseCopy): Promise} query
 * @returns {Promise}
 */
export async function read(query) {
  if (source) {
    try {
      return await query(source);
    } catch {
      source = null; // another copy may still be complete
    }
  }
  const states = await readStates();
  const sequence = newestSequence(states);
  let reason;
  for (const copy of allCopies) {
    if (sequence === NO_SEQUENCE || states.get(copy)?.sequence !== sequence) continue;
    try {
      const result = await query(copy);
      source = copy;
      return result;
    } catch (error) {
      reason = error;
    }
  }
  if (reason) throw reason;
  return undefined;
}

/**
 * Write a change to each current copy, one after the other. Resolves with the device key after the
 * last. Rejects if no copy can be brought up to date, or if the first copy that is up to date
 * cannot be written. The next change repairs the other copy.
 * @param {Object} change see `DatabaseCopy.change`
 * @param {boolean} purge leave nothing from before the change readable in any file; only where
 *   there are two copies
 * @returns {Promise<CryptoKey | undefined>}
 */
export function write(change, purge = false) {
  return navigator.locks.request(`${DATABASE_NAME}:write`, () => writeCopies(change, purge));
}

async function writeCopies(change, purgeNow) {
  const states = await readStates();
  const sequence = newestSequence(states);
  if (sequence === NO_SEQUENCE && !change.newWriter) throw erasedError();
  const purge =
    currentCopies.length > 1 && (purgeNow || [...states.values()].some((state) => state.purge));
  const [first, ...others] = await updateCopies(states, sequence);
  const numbered = { ...change, sequence: sequence + 1, purge };
  const deviceKey = await first.change(numbered);
  source = first;
  try {
    for (const other of others) {
      if (purge) await other.fill(await first.dump());
      else await other.change(numbered);
    }
    // Writing a copy again removes old data from the disk. If the change succeeded in the replica
    // alone, the replica is written again from its own content. If it succeeded in bucket A alone,
    // bucket A is not written again: `fill` deletes the database before it writes, and a crash in
    // between would lose the only copy.
    if (purge && (others.length || first instanceof Replica)) {
      await first.fill(await (others[0] ?? first).dump());
    }
    const older = allCopies.filter((copy) => !currentCopies.includes(copy) && states.has(copy));
    for (const copy of older) if (await copy.exists()) await copy.remove();
  } catch {
    // The change is durable in one copy; the next change repairs the other.
  }
  return deviceKey;
}

// Brings each current copy up to date; returns those that are.
async function updateCopies(states, sequence) {
  const hasNewest = (copy) => states.get(copy)?.sequence === sequence;
  const newest = sequence === NO_SEQUENCE ? null : allCopies.find(hasNewest);
  const updated = [];
  let reason;
  for (const copy of currentCopies) {
    try {
      // Bucket A may have been filled from the default copy incompletely.
      const isOutdated = newest === defaultCopy || !hasNewest(copy);
      if (newest && newest !== copy && isOutdated) await copy.fill(await newest.dump());
      updated.push(copy);
    } catch (error) {
      reason = error;
    }
  }
  if (!updated.length) throw reason;
  return updated;
}

// Returns the state of each copy that can be read. Rejects if one cannot be read and there is no
// other copy.
async function readStates() {
  const results = await Promise.allSettled(allCopies.map((copy) => copy.state()));
  const states = new Map();
  results.forEach((result, index) => {
    if (result.status === "fulfilled") states.set(allCopies[index], result.value);
  });
  const failed = results.find((result) => result.status === "rejected");
  if (failed && newestSequence(states) === NO_SEQUENCE) throw failed.reason;
  return states;
}

const newestSequence = (states) =>
  Math.max(NO_SEQUENCE, ...[...states.values()].map(({ sequence }) => sequence));

/**
 * Remove all copies. Rejects if one is left.
 * @returns {Promise<void>}
 */
export async function remove() {
  source = null;
  const removals = allCopies.map(async (copy) => (await copy.exists()) && copy.remove());
  const results = await Promise.allSettled(removals);
  const failed = results.find((result) => result.status === "rejected");
  if (failed && (await exists())) throw failed.reason;
}

// The journal's database, kept twice in Chromium, one copy written after the other so that one
// is whole at any instant. A kill may tear the end of a log that Chromium then goes on writing
// to, and a later start forgets all that this log held (google/leveldb#1287). All buckets hang
// on one list, which may be lost as well: one copy is in a bucket, the other is not.

import { Copy, NONE, erased } from "./copy.js";
import { NAME } from "./database.js";
import { BUCKETS, PLAIN, REPLICA } from "./storage-locations.js";
import { Replica } from "./replica.js";

const LOOKS = [0, 300, 1_000]; // milliseconds between looks at what another page is erasing

const plain = new Copy(PLAIN, gone); // where there are buckets, what older versions kept
const [bucket, former] = BUCKETS.map((home) => new Copy(home, gone));
const pair = bucket ? [bucket, new Replica(REPLICA, gone)] : [plain];
// Of two that know the same, the first is read: a copy of the plain one may be half made.
const all = bucket ? [plain, ...pair, former] : pair;

let source = null; // the one to read from
let tellGone = () => {};

// Calls `tell` when all that was kept is gone: another page has erased it, or the browser has.
export const onGone = (tell) => (tellGone = tell);

// The browser also closes a database when the disk is full, and may evict one copy alone.
async function gone(copy) {
  if (copy === source) source = null;
  for (const wait of LOOKS) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    if (!(await exists().catch(() => true))) return tellGone();
  }
}

export async function exists() {
  return (await Promise.all(all.map((copy) => copy.exists()))).some(Boolean);
}

// What `ask` gets of a copy that can be read; undefined where nothing is kept.
export async function read(ask) {
  if (source) {
    try {
      return await ask(source);
    } catch {
      source = null; // another copy may still be whole
    }
  }
  const known = await states();
  const number = newest(known);
  let reason;
  for (const copy of all) {
    if (number === NONE || known.get(copy)?.number !== number) continue;
    try {
      const found = await ask(copy);
      source = copy;
      return found;
    } catch (error) {
      reason = error;
    }
  }
  if (reason) throw reason;
  return undefined;
}

// Keeps a change in each copy; durable in one, at least, once it resolves with the device's key.
// With `anew`, nothing of what was kept before stays readable in any file.
export function write(change, anew = false) {
  return navigator.locks.request(`${NAME}:write`, () => writeBoth(change, anew));
}

async function writeBoth(change, anew) {
  const known = await states();
  const number = newest(known);
  if (number === NONE && !change.claims) throw erased();
  const purge = pair.length > 1 && (anew || [...known.values()].some((state) => state.purge));
  const [first, ...others] = await upToDate(known, number);
  const numbered = { ...change, number: number + 1, purge };
  const found = await first.change(numbered);
  source = first;
  try {
    for (const other of others) {
      if (purge) await other.fill(await first.dump());
      else await other.change(numbered);
    }
    if (purge && (others.length || first instanceof Replica)) {
      await first.fill(await (others[0] ?? first).dump());
    }
    const older = all.filter((copy) => !pair.includes(copy) && known.has(copy));
    for (const copy of older) if (await copy.exists()) await copy.remove();
  } catch {
    // What one holds is kept: the next change makes the other whole.
  }
  return found;
}

// The copies that hold the last change, made to if they did not.
async function upToDate(known, number) {
  const best = number === NONE ? null : all.find((copy) => known.get(copy)?.number === number);
  const found = [];
  let reason;
  for (const copy of pair) {
    try {
      const late = best === plain || known.get(copy)?.number !== number;
      if (best && best !== copy && late) await copy.fill(await best.dump());
      found.push(copy);
    } catch (error) {
      reason = error;
    }
  }
  if (!found.length) throw reason;
  return found;
}

// The state of each copy that can be read. Rejects when there may be one that can't be.
async function states() {
  const looked = await Promise.allSettled(all.map((copy) => copy.state()));
  const known = new Map();
  looked.forEach(({ value }, at) => value && known.set(all[at], value));
  const failed = looked.find(({ status }) => status === "rejected");
  if (failed && newest(known) === NONE) throw failed.reason;
  return known;
}

const newest = (known) => Math.max(NONE, ...[...known.values()].map(({ number }) => number));

// Leaves none.
export async function remove() {
  source = null;
  const removed = all.map(async (copy) => (await copy.exists()) && copy.remove());
  const failed = (await Promise.allSettled(removed)).find(({ status }) => status === "rejected");
  if (failed && (await exists())) throw failed.reason;
}

// The journal's database, kept twice in Chromium: a kill may tear the end of a log that it
// then goes on writing to, and at a later start it forgets all that this log held
// (google/leveldb#1287). The two have a bucket each, and are written one after the other:
// one is whole at any instant. Only Chromium has buckets, and no other has that fault.

import { Database, NAME } from "./database.js";
import { BUCKETS, PLAIN } from "./homes.js";

const NUMBER = "number"; // of the last change
const NONE = -1;

const plain = new Database(PLAIN, gone); // where there are buckets, what older versions kept
const pair = BUCKETS.map((home) => new Database(home, gone));
const all = [plain, ...pair];

let source = null; // the one to read from
let tellGone = () => {};

// Calls `tell` when another page has erased what is kept, or the browser has.
export const onGone = (tell) => (tellGone = tell);

function gone(database) {
  if (database !== source) return;
  source = null;
  tellGone();
}

// What the request that `act` makes finds; undefined where nothing is kept.
export async function read(act) {
  source ??= bestOf(await numbers());
  return source?.transact("readonly", act);
}

// Calls `act` with both stores of each copy; durable in one, at least, once it resolves.
// With `anew`, nothing of what was kept before stays in any file.
export function write(act, anew = false) {
  if (!pair.length) return plain.transact("readwrite", act);
  return navigator.locks.request(`${NAME}:write`, () => writeTwice(act, anew));
}

async function writeTwice(act, anew) {
  const known = await numbers();
  const number = Math.max(...known);
  const [first, ...others] = await whole(known, number, bestOf(known));
  const change = (records, own, stop) => {
    own.put(number + 1, NUMBER);
    return act(records, own, stop);
  };
  const found = await first.transact("readwrite", change);
  source = first;
  try {
    for (const other of others) {
      if (anew) {
        await fill(other, first);
        await fill(first, other);
      } else await other.transact("readwrite", change);
    }
  } catch {
    // What one holds is kept: the next change makes the other whole.
  }
  if (known[0] !== NONE) await plain.remove();
  return found;
}

// The copies that hold the last change, made to if they did not.
async function whole(known, number, best) {
  const found = [];
  let reason;
  for (const [at, copy] of pair.entries()) {
    try {
      if (best && best !== copy && (best === plain || known[at + 1] !== number)) {
        await fill(copy, best);
      }
      found.push(copy);
    } catch (error) {
      reason = error;
    }
  }
  if (!found.length) throw reason;
  return found;
}

// Makes `copy`, in files of its own, hold all that `from` holds.
async function fill(copy, from) {
  let held;
  await from.transact("readonly", (...stores) => {
    held = stores.slice(0, 2).map((store) => [store.getAllKeys(), store.getAll()]);
  });
  await copy.remove();
  await copy.transact("readwrite", (...stores) => {
    for (const [at, [keys, values]] of held.entries()) {
      keys.result.forEach((key, n) => stores[at].put(values.result[n], key));
    }
  });
}

// The last change that each database knows of.
async function numbers() {
  if (!pair.length) return [(await plain.exists()) ? 0 : NONE];
  const looked = await Promise.allSettled(all.map(numberOf));
  const [{ reason }] = looked;
  if (looked.every(({ status }) => status === "rejected")) throw reason;
  return looked.map(({ value = NONE }) => value);
}

async function numberOf(database) {
  if (!(await database.exists())) return NONE;
  return (await database.transact("readonly", (_, own) => own.get(NUMBER))) ?? 0;
}

// Of two that know the same, the plain one: a copy of it may be half made.
function bestOf(known) {
  const number = Math.max(...known);
  return number === NONE ? null : all[known.indexOf(number)];
}

// Leaves none.
export async function remove() {
  source = null;
  for (const database of all) if (await database.exists()) await database.remove();
}

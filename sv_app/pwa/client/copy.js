// One copy of the journal: records, beside whose turn it is, the device's key, and the number
// of the last change.

import { Database } from "./database.js";
import { failure } from "./errors.js";

export const NONE = -1; // the number of a copy that does not exist
export const LOST = "WriterLockLostError"; // as Python calls them
export const ERASED = "ErasedError";

const [TURN, KEY, NUMBER, PURGE] = ["turn", "key", "number", "purge"];

export class Copy {
  constructor(home, tellGone) {
    this.database = new Database(home, () => tellGone(this));
  }

  exists() {
    return this.database.exists();
  }

  // The number of its last change, and whether files of before a new key are still to be removed.
  async state() {
    if (!(await this.exists())) return { number: NONE };
    const [number = 0, purge = false] = await this.own(NUMBER, PURGE);
    return { number, purge };
  }

  names() {
    return this.database.transact("readonly", (records) => records.getAllKeys());
  }

  read(name) {
    return this.database.transact("readonly", (records) => records.get(name));
  }

  key() {
    return this.own(KEY).then(([key]) => key);
  }

  async own(...names) {
    let requests;
    await this.database.transact("readonly", (_, own) => {
      requests = names.map((name) => own.get(name));
    });
    return requests.map(({ result }) => result);
  }

  // Keeps a change whole, or rejects: `records` as [name, bytes], of the page whose `turn` it
  // is, or that `claims` it; with a new `key`, `complete` is whether all must be sealed anew.
  async change({ records, turn, claims, key, complete, number, purge }) {
    const sealed = await this.sealed(records ?? []);
    const named = new Set(sealed.map(([name]) => name));
    const act = (store, own, stop) => {
      if (claims) own.put(claims, TURN);
      else {
        own.get(TURN).onsuccess = ({ target: { result } }) => {
          if (result === turn) put(sealed, store);
          else stop(result ? lostTurn() : erased());
        };
      }
      if (number !== undefined) own.put(number, NUMBER);
      if (purge) own.put(true, PURGE);
      if (key) own.put(key, KEY);
      if (complete) {
        store.getAllKeys().onsuccess = ({ target: { result } }) => {
          const left = result.some((name) => !named.has(name));
          if (left) stop(failure("DataError", "some records would stay sealed with no key"));
        };
      }
      return own.get(KEY);
    };
    return this.database.transact("readwrite", act);
  }

  // All that it holds, for another copy.
  async dump() {
    let requests;
    await this.database.transact("readonly", (...stores) => {
      requests = stores.slice(0, 2).map((store) => [store.getAllKeys(), store.getAll()]);
    });
    const [records, own] = requests.map(([{ result: keys }, { result: values }]) =>
      keys.map((key, at) => [key, values[at]]),
    );
    return { records, own: own.filter(([name]) => name !== PURGE) };
  }

  // Makes it hold what another does, in files of its own.
  async fill({ records, own }) {
    await this.database.remove();
    await this.database.transact("readwrite", (store, ownStore) => {
      put(records, store);
      put(own, ownStore);
    });
  }

  remove() {
    return this.database.remove();
  }

  // Records as this copy keeps them.
  async sealed(records) {
    return records;
  }
}

export function put(records, store) {
  for (const [name, value] of records) {
    if (value) store.put(value, name);
    else store.delete(name);
  }
}

const lostTurn = () => failure(LOST, "another page writes now");
export const erased = () => failure(ERASED, "what was kept here was erased");

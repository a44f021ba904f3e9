// One copy of the journal's database. It has the records, and metadata: the id of the page that
// may write, the device key, the sequence number of the last change, and the `purge` flag. The flag
// says that files with records encrypted with the previous device key must still be removed.

import { Database } from "./database.js";
import { namedError } from "./errors.js";

export const NO_SEQUENCE = -1; // the sequence number of a copy that does not exist
export const WRITER_LOCK_LOST = "WriterLockLostError"; // the names of Python's errors
export const ERASED = "ErasedError";

// The keys under which the metadata is stored. These names are stored: they cannot be changed.
const [WRITER, KEY, SEQUENCE, PURGE] = ["turn", "key", "number", "purge"];

export class DatabaseCopy {
  // Calls `onClosed` with this copy when the browser or another page closes its database.
  constructor(storageLocation, onClosed) {
    this.database = new Database(storageLocation, () => onClosed(this));
  }

  exists() {
    return this.database.exists();
  }

  // Returns the sequence number of the last change, and the `purge` flag.
  async state() {
    if (!(await this.exists())) return { sequence: NO_SEQUENCE };
    const [sequence = 0, purge = false] = await this.readMetadata(SEQUENCE, PURGE);
    return { sequence, purge };
  }

  names() {
    return this.database.transact("readonly", (records) => records.getAllKeys());
  }

  read(name) {
    return this.database.transact("readonly", (records) => records.get(name));
  }

  key() {
    return this.readMetadata(KEY).then(([key]) => key);
  }

  async readMetadata(...names) {
    let requests = [];
    await this.database.transact("readonly", (_, metadata) => {
      requests = names.map((name) => metadata.get(name));
    });
    return requests.map(({ result }) => result);
  }

  // Writes a change as a whole, or rejects. `records` is a list of [name, bytes]; only the page
  // with the id `writer` may change records. `newWriter` is the id of a page that becomes the
  // writer. With `mustHaveEveryRecord`, a new `key` is refused unless every record is in the
  // change. Resolves with the device key.
  async change({ records, writer, newWriter, key, mustHaveEveryRecord, sequence, purge }) {
    const encrypted = await this.encryptRecords(records ?? []);
    const changedNames = new Set(encrypted.map(([name]) => name));
    const act = (store, metadata, abort) => {
      if (newWriter) metadata.put(newWriter, WRITER);
      else {
        metadata.get(WRITER).onsuccess = ({ target: { result } }) => {
          if (result === writer) applyEntries(encrypted, store);
          else abort(result ? writerLockLostError() : erasedError());
        };
      }
      if (sequence !== undefined) metadata.put(sequence, SEQUENCE);
      if (purge) metadata.put(true, PURGE);
      if (key) metadata.put(key, KEY);
      if (mustHaveEveryRecord) {
        store.getAllKeys().onsuccess = ({ target: { result } }) => {
          const isIncomplete = result.some((name) => !changedNames.has(name));
          const reason = "some records would stay encrypted with the previous key";
          if (isIncomplete) abort(namedError("DataError", reason));
        };
      }
      return metadata.get(KEY);
    };
    return this.database.transact("readwrite", act);
  }

  // Returns the whole content without the `purge` flag, for `fill` of another copy or of this one.
  async dump() {
    let requests = [];
    await this.database.transact("readonly", (recordStore, metadataStore) => {
      const stores = [recordStore, metadataStore];
      requests = stores.map((store) => [store.getAllKeys(), store.getAll()]);
    });
    const [records, metadata] = requests.map(([{ result: keys }, { result: values }]) =>
      keys.map((key, index) => [key, values[index]]),
    );
    return { records, metadata: metadata.filter(([name]) => name !== PURGE) };
  }

  // Replaces the content with that of another copy, in new files.
  async fill({ records, metadata }) {
    await this.database.remove();
    await this.database.transact("readwrite", (store, metadataStore) => {
      applyEntries(records, store);
      applyEntries(metadata, metadataStore);
    });
  }

  remove() {
    return this.database.remove();
  }

  // Returns the records as this copy stores them.
  async encryptRecords(records) {
    return records;
  }
}

/**
 * Apply [name, value] entries to an object store: put each value; without one, delete the name.
 * @param {Array} entries
 * @param {IDBObjectStore} store
 */
export function applyEntries(entries, store) {
  for (const [name, value] of entries) {
    if (value) store.put(value, name);
    else store.delete(name);
  }
}

const writerLockLostError = () => namedError(WRITER_LOCK_LOST, "another page writes now");

/** @returns {Error} */
export const erasedError = () => namedError(ERASED, "the journal was erased");

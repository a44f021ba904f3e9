// The replica: the second copy, in the default bucket (replicated-db.js names every copy). Its
// records are encrypted once more, with a key in a file: Chromium may leave deleted records on the
// disk, and nobody can read them without that file.

import { DatabaseCopy, NO_SEQUENCE, applyEntries } from "./database-copy.js";
import { encrypt, decrypt } from "./crypto.js";
import * as secrets from "./secrets.js";

// The name under which the metadata stores the id of the encryption key, which is in a file. It is
// stored: it cannot be changed.
const KEY_ID = "secret";

export class Replica extends DatabaseCopy {
  #keys = new Map(); // by id

  async exists() {
    return (await super.exists()) || secrets.exists();
  }

  async state() {
    if (!(await super.exists())) return { sequence: NO_SEQUENCE };
    await this.#currentKey(); // rejects without the file of the key
    return super.state();
  }

  async read(name) {
    let requests = [];
    await this.database.transact("readonly", (records, metadata) => {
      requests = [records.get(name), metadata.get(KEY_ID)];
    });
    const [data, id] = requests.map(({ result }) => result);
    return data && this.#decrypt(id, name, data);
  }

  async encryptRecords(records) {
    return this.#encrypt(records, await this.#currentKey());
  }

  async dump() {
    const { records, metadata } = await super.dump();
    const id = new Map(metadata).get(KEY_ID);
    const decrypted = records.map(async ([name, data]) => [
      name,
      await this.#decrypt(id, name, data),
    ]);
    return {
      records: await Promise.all(decrypted),
      metadata: metadata.filter(([name]) => name !== KEY_ID),
    };
  }

  // Replaces everything in one transaction, encrypted with a new key. Then deletes the old key, so
  // that nobody can read what it encrypted.
  async fill({ records, metadata }) {
    const { id, key } = await secrets.make();
    this.#keys.set(id, key);
    const encrypted = await this.#encrypt(records, key);
    await this.database.transact("readwrite", (store, metadataStore) => {
      store.clear();
      metadataStore.clear();
      applyEntries(encrypted, store);
      applyEntries([...metadata, [KEY_ID, id]], metadataStore);
    });
    await secrets.removeAllExcept(id);
  }

  async remove() {
    await secrets.removeAll();
    this.#keys.clear();
    if (await super.exists()) await super.remove();
  }

  async change(change) {
    if (!(await super.exists())) await this.fill({ records: [], metadata: [] });
    return super.change(change);
  }

  async #currentKey() {
    const [id] = await this.readMetadata(KEY_ID);
    return this.#key(id);
  }

  async #key(id) {
    if (!this.#keys.has(id)) this.#keys.set(id, await secrets.find(id));
    return this.#keys.get(id);
  }

  async #decrypt(id, name, data) {
    return decrypt(await this.#key(id), name, data);
  }

  #encrypt(records, key) {
    const utf8 = new TextEncoder();
    return Promise.all(
      records.map(async ([name, data]) => {
        const bytes = typeof data === "string" ? utf8.encode(data) : data; // version 1: strings
        return [name, bytes && (await encrypt(key, name, bytes))];
      }),
    );
  }
}

// The copy outside of buckets, sealed once more with a key in a file: to remove that file is to
// erase what Chromium leaves of it on the disk.

import { Copy, put } from "./copy.js";
import * as keys from "./crypto.js";
import * as secrets from "./secrets.js";

const SECRET = "secret"; // the id of the key that seals it

export class Replica extends Copy {
  #known = new Map(); // keys by id

  async exists() {
    return (await super.exists()) || secrets.exists();
  }

  async state() {
    if (!(await super.exists())) return { number: -1 };
    await this.#key(); // without it, nothing can be read
    return super.state();
  }

  async read(name) {
    let requests;
    await this.database.transact("readonly", (records, own) => {
      requests = [records.get(name), own.get(SECRET)];
    });
    const [data, id] = requests.map(({ result }) => result);
    return data && this.#opened(id, name, data);
  }

  async sealed(records) {
    return this.#sealed(records, await this.#key());
  }

  async dump() {
    const { records, own } = await super.dump();
    const id = new Map(own).get(SECRET);
    const opened = records.map(async ([name, data]) => [name, await this.#opened(id, name, data)]);
    return {
      records: await Promise.all(opened),
      own: own.filter(([name]) => name !== SECRET),
    };
  }

  // In one transaction, with a new key; the old one goes, and all that it sealed with it.
  async fill({ records, own }) {
    const { id, key } = await secrets.make();
    this.#known.set(id, key);
    const sealed = await this.#sealed(records, key);
    await this.database.transact("readwrite", (store, ownStore) => {
      store.clear();
      ownStore.clear();
      put(sealed, store);
      put([...own, [SECRET, id]], ownStore);
    });
    await secrets.removeOthers(id);
  }

  async remove() {
    await secrets.removeOthers();
    this.#known.clear();
    if (await super.exists()) await super.remove();
  }

  async change(change) {
    if (!(await super.exists())) await this.fill({ records: [], own: [] });
    return super.change(change);
  }

  async #key() {
    const [id] = await this.own(SECRET);
    return this.#keyOf(id);
  }

  async #keyOf(id) {
    if (!this.#known.has(id)) this.#known.set(id, await secrets.find(id));
    return this.#known.get(id);
  }

  async #opened(id, name, data) {
    return keys.unseal(await this.#keyOf(id), name, data);
  }

  #sealed(records, key) {
    const utf8 = new TextEncoder();
    return Promise.all(
      records.map(async ([name, data]) => {
        const bytes = typeof data === "string" ? utf8.encode(data) : data; // version 1 kept texts
        return [name, bytes && (await keys.seal(key, name, bytes))];
      }),
    );
  }
}

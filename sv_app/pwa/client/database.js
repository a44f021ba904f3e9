// One database of the journal: what is kept, beside whose turn it is to write.

export const NAME = `side-by-side:${new URL("./", self.location.href).pathname}`;
const VERSION = 2;
const STORES = ["records", "own"]; // version 1 had only the first

export class Database {
  #home;
  #tellGone;
  #opening = null;

  // Lives at `home`; calls `tellGone` with it when another page has erased it, or the browser has.
  constructor(home, tellGone) {
    this.#home = home;
    this.#tellGone = tellGone;
  }

  // Looking for it must not make it.
  async exists() {
    return this.#opening !== null || this.#home.exists();
  }

  // Calls `act` with both stores in one transaction; once all of it is durable,
  // resolves with the result of the request that `act` returned.
  async transact(mode, act) {
    const database = await this.#open();
    return new Promise((resolve, reject) => {
      // Chromium's default is relaxed: it would resolve before the disk has it.
      const transaction = database.transaction(STORES, mode, { durability: "strict" });
      let reason = null;
      const stop = (error) => {
        reason = error;
        transaction.abort();
      };
      const request = act(...STORES.map((name) => transaction.objectStore(name)), stop);
      transaction.oncomplete = () => resolve(request?.result);
      // A browser that gives no reason still has to be heard: Python can't be told of nothing.
      const unsaid = new DOMException("the change was taken back", "AbortError");
      transaction.onabort = () => reject(reason ?? transaction.error ?? unsaid);
    });
  }

  // Leaves nothing of it.
  async remove() {
    if (this.#home.lingers) {
      await this.transact("readwrite", (...stores) => void stores.slice(0, 2).map((s) => s.clear()));
    }
    (await this.#opening)?.close();
    this.#opening = null;
    await this.#home.remove();
  }

  #open() {
    this.#opening ??= this.#opened();
    this.#opening.catch(() => (this.#opening = null));
    return this.#opening;
  }

  async #opened() {
    const factory = await this.#home.factory();
    return new Promise((resolve, reject) => {
      const request = factory.open(NAME, VERSION);
      request.onupgradeneeded = () => {
        const { result } = request;
        const missing = STORES.filter((name) => !result.objectStoreNames.contains(name));
        missing.forEach((name) => result.createObjectStore(name));
      };
      request.onsuccess = () => {
        const { result } = request;
        const gone = () => {
          result.close();
          this.#opening = null;
          this.#tellGone(this);
        };
        resolve(Object.assign(result, { onclose: gone, onversionchange: gone }));
      };
      request.onerror = () => reject(request.error);
    });
  }
}

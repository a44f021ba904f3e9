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
    const database = await this.#open(mode === "readwrite");
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
      // Some browsers give no reason.
      const unsaid = new DOMException("the change was taken back", "AbortError");
      transaction.onabort = () => reject(reason ?? transaction.error ?? unsaid);
    });
  }

  // Leaves nothing of it.
  async remove() {
    if (this.#home.lingers) {
      // A full disk refuses even that, and does not refuse to delete it all.
      const clear = (...stores) => void stores.slice(0, 2).map((store) => store.clear());
      await this.transact("readwrite", clear).catch(() => {});
    }
    (await this.#opening?.catch(() => null))?.close();
    this.#opening = null;
    await this.#home.remove();
  }

  #open(create) {
    this.#opening ??= this.#opened(create);
    this.#opening.catch(() => (this.#opening = null));
    return this.#opening;
  }

  async #opened(create) {
    // To read what another page has just erased must not make it again.
    if (!create && !(await this.#home.exists())) throw missing();
    const factory = await this.#home.factory();
    return new Promise((resolve, reject) => {
      const request = factory.open(this.#home.name, VERSION);
      request.onupgradeneeded = ({ oldVersion }) => {
        const { result, transaction } = request;
        if (!create && oldVersion === 0) return transaction.abort();
        const lacking = STORES.filter((name) => !result.objectStoreNames.contains(name));
        return lacking.forEach((name) => result.createObjectStore(name));
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
      request.onerror = () => reject(request.error ?? missing());
    });
  }
}

const missing = () => new DOMException("the database is gone", "NotFoundError");

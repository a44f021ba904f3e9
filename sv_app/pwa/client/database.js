// One IndexedDB database of the journal, with an object store of records and one of metadata.

export const DATABASE_NAME = `side-by-side:${new URL("./", self.location.href).pathname}`;
const VERSION = 2;
// These names are stored: they cannot be changed.
const RECORDS = "records";
const METADATA = "own"; // added in version 2
const STORES = [RECORDS, METADATA];

export class Database {
  #location;
  #onClosed;
  #connection = null; // a promise

  // `storageLocation` is one of storage-locations.js. Calls `onClosed` when another page or the
  // browser closes the database, as both do to erase it.
  constructor(storageLocation, onClosed) {
    this.#location = storageLocation;
    this.#onClosed = onClosed;
  }

  // Does not open the database: that would create it.
  async exists() {
    return this.#connection !== null || this.#location.exists();
  }

  // Calls `act` with both stores and a function that aborts, in one transaction. Once the
  // transaction is durable, resolves with the result of the request that `act` returned.
  async transact(mode, act) {
    const database = await this.#open(mode === "readwrite");
    return new Promise((resolve, reject) => {
      // Chromium's default is relaxed: it would resolve before the data is on the disk.
      const transaction = database.transaction(STORES, mode, { durability: "strict" });
      let reason = null;
      const abort = (error) => {
        reason = error;
        transaction.abort();
      };
      const request = act(...STORES.map((name) => transaction.objectStore(name)), abort);
      transaction.oncomplete = () => resolve(request?.result);
      // Some browsers give no reason.
      const defaultReason = new DOMException("the change was rolled back", "AbortError");
      transaction.onabort = () => reject(reason ?? transaction.error ?? defaultReason);
    });
  }

  async remove() {
    if (this.#location.dataLingers) {
      // A full disk refuses to clear the stores, but not to delete the database.
      const clear = (records, metadata) => void [records, metadata].map((store) => store.clear());
      await this.transact("readwrite", clear).catch(() => {});
    }
    (await this.#connection?.catch(() => null))?.close();
    this.#connection = null;
    await this.#location.remove();
  }

  #open(create) {
    this.#connection ??= this.#connect(create);
    this.#connection.catch(() => (this.#connection = null));
    return this.#connection;
  }

  async #connect(create) {
    // A read must not create again a database that another page has just erased.
    if (!create && !(await this.#location.exists())) throw missingError();
    const factory = await this.#location.factory();
    return new Promise((resolve, reject) => {
      const request = factory.open(this.#location.name, VERSION);
      request.onupgradeneeded = ({ oldVersion }) => {
        const { result, transaction } = request;
        if (!create && oldVersion === 0) return transaction.abort();
        const missingStores = STORES.filter((name) => !result.objectStoreNames.contains(name));
        return missingStores.forEach((name) => result.createObjectStore(name));
      };
      request.onsuccess = () => {
        const { result } = request;
        const close = () => {
          result.close();
          this.#connection = null;
          this.#onClosed(this);
        };
        resolve(Object.assign(result, { onclose: close, onversionchange: close }));
      };
      request.onerror = () => reject(request.error ?? missingError());
    });
  }
}

const missingError = () => new DOMException("the database is gone", "NotFoundError");

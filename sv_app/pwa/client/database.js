// The journal's database in this browser: what is kept, beside whose turn it is to write.

export const NAME = `side-by-side:${new URL("./", self.location.href).pathname}`;
const VERSION = 2;
const STORES = ["records", "own"]; // version 1 had only the first

let opening = null;
let tellGone = () => {};

// Calls `tell` when another page has erased the database, or the browser has.
export const onGone = (tell) => (tellGone = tell);

// Looking for it must not make it.
export async function exists() {
  const known = opening ? null : await indexedDB.databases?.();
  return !known || known.some(({ name }) => name === NAME);
}

// Calls `act` with both stores in one transaction; once all of it is durable,
// resolves with the result of the request that `act` returned.
export async function transact(mode, act) {
  const database = await open();
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
    transaction.onabort = () => reject(reason ?? transaction.error);
  });
}

// Leaves nothing: what it holds first, in case the database itself can't go at once.
export async function remove() {
  await transact("readwrite", (records, own) => void [records.clear(), own.clear()]);
  (await opening).close();
  opening = null;
  await new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(NAME);
    request.onsuccess = request.onblocked = resolve;
    request.onerror = () => reject(request.error);
  });
}

function open() {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      const { result } = request;
      const missing = STORES.filter((name) => !result.objectStoreNames.contains(name));
      missing.forEach((name) => result.createObjectStore(name));
    };
    request.onsuccess = () => {
      const { result } = request;
      const gone = () => {
        result.close();
        opening = null;
        tellGone();
      };
      resolve(Object.assign(result, { onclose: gone, onversionchange: gone }));
    };
    request.onerror = () => reject(request.error);
  });
  opening.catch(() => (opening = null));
  return opening;
}

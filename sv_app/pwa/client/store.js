// The journal's place in the browser: one IndexedDB record per name, each write
// durable before its promise resolves.

const DATABASE = `side-by-side:${new URL("./", self.location.href).pathname}`;
const RECORDS = "records";

function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(RECORDS);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function run(mode, act) {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      // Chromium's default is relaxed: it would resolve before the disk has it.
      const transaction = database.transaction(RECORDS, mode, { durability: "strict" });
      const request = act(transaction.objectStore(RECORDS));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

export const read = (name) => run("readonly", (records) => records.get(name));
export const write = (name, text) => run("readwrite", (records) => records.put(text, name));

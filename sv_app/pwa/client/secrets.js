// Keys in files of the site's private file system, to seal what Chromium's IndexedDB leaves on
// the disk: a deleted record stays in its log until it is compacted, a deleted file goes at once.

import { scoped } from "./storage-locations.js";

const BYTES = 32;

const folder = () => navigator.storage.getDirectory();
const imported = (bytes) =>
  crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);

// A new key, durable once this resolves; only a worker may write such files.
export async function make() {
  const id = crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(BYTES));
  const file = await (await folder()).getFileHandle(await scoped(id), { create: true });
  const handle = await file.createSyncAccessHandle();
  try {
    handle.write(bytes);
    handle.flush();
  } finally {
    handle.close();
  }
  return { id, key: await imported(bytes) };
}

// The key of that id. Rejects with a NotFoundError when its file is gone.
export async function find(id) {
  const file = await (await folder()).getFileHandle(await scoped(id));
  return imported(await (await file.getFile()).arrayBuffer());
}

export const exists = async () => (await names()).length > 0;

// Removes every key but that of the given id.
export async function removeOthers(id = null) {
  const root = await folder();
  const kept = id && (await scoped(id));
  for (const name of await names()) if (name !== kept) await root.removeEntry(name);
}

async function names() {
  const prefix = await scoped("");
  const found = [];
  for await (const name of (await folder()).keys()) if (name.startsWith(prefix)) found.push(name);
  return found;
}

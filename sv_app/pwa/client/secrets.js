// Stores keys in files of the origin private file system. They encrypt the records of the replica:
// Chromium's IndexedDB keeps a deleted record in its log until compaction, but Chromium removes the
// bytes of a deleted file at once.

import { scopedName } from "./storage-locations.js";

const KEY_LENGTH = 32; // bytes

const folder = () => navigator.storage.getDirectory();
const importKey = (bytes) =>
  crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);

/**
 * Make a key, durable once this resolves. Only a worker can write such files.
 * @returns {Promise<{id: string, key: CryptoKey}>}
 */
export async function make() {
  const id = crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(KEY_LENGTH));
  const file = await (await folder()).getFileHandle(await scopedName(id), { create: true });
  const handle = await file.createSyncAccessHandle();
  try {
    handle.write(bytes);
    handle.flush();
  } finally {
    handle.close();
  }
  return { id, key: await importKey(bytes) };
}

/**
 * Read a key. Rejects with a NotFoundError when its file is gone.
 * @param {string} id
 * @returns {Promise<CryptoKey>}
 */
export async function find(id) {
  const file = await (await folder()).getFileHandle(await scopedName(id));
  return importKey(await (await file.getFile()).arrayBuffer());
}

/** @returns {Promise<boolean>} */
export const exists = async () => (await fileNames()).length > 0;

/**
 * Remove all keys except the one with the given id.
 * @param {string} id
 * @returns {Promise<void>}
 */
export async function removeAllExcept(id) {
  const keptName = await scopedName(id);
  await removeFiles((await fileNames()).filter((name) => name !== keptName));
}

/**
 * Remove all keys.
 * @returns {Promise<void>}
 */
export async function removeAll() {
  await removeFiles(await fileNames());
}

async function removeFiles(names) {
  const root = await folder();
  for (const name of names) await root.removeEntry(name);
}

async function fileNames() {
  const prefix = await scopedName("");
  const names = [];
  for await (const name of (await folder()).keys()) if (name.startsWith(prefix)) names.push(name);
  return names;
}

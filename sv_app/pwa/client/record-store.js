// Named records in the browser's databases. A commit is atomic, durable before it resolves, and
// refused to all pages but the writer. The device key is stored beside the records.

import * as database from "./replicated-db.js";
import { ERASED, WRITER_LOCK_LOST } from "./database-copy.js";
import { DATABASE_NAME } from "./database.js";
import { namedError } from "./errors.js";
import * as cryptography from "./crypto.js";

let writerId = null; // this page's id while it may write
let releaseLock = null;
let deviceKey = null; // as last read from the database
let newKey = null; // the next commit stores it
let refusal = WRITER_LOCK_LOST; // why this page may not write
let reportWriterLockLoss = (_error) => {};

// --- Records -------------------------------------------------------------------

/** @returns {Promise<string[]>} */
export async function names() {
  return (await database.read((copy) => copy.names())) ?? [];
}

/**
 * @param {string} name
 * @returns {Promise<Uint8Array | undefined>}
 */
export async function read(name) {
  const record = await database.read((copy) => copy.read(name));
  // Version 1 stored a string.
  return typeof record === "string" ? new TextEncoder().encode(record) : record;
}

/**
 * Write all changes, or none; without bytes, a record is deleted. A new key is stored with them.
 * @param {Array} changes [name, bytes] of each record
 * @returns {Promise<void>}
 */
export async function commit(changes) {
  const [writer, key, isRenewal] = [writerId, newKey, Boolean(deviceKey && newKey)];
  if (!writer) throw namedError(refusal, "this page may not write");
  try {
    const change = { records: changes, writer, key, mustHaveEveryRecord: isRenewal };
    await database.write(change, isRenewal);
  } catch (error) {
    if (deviceKey) newKey = null; // the records are still encrypted with the old key
    if (error.name === WRITER_LOCK_LOST || error.name === ERASED) stopWriting(error.name);
    throw error;
  }
  if (key) [deviceKey, newKey] = [key, null];
}

/**
 * Return whether anything is stored.
 * @returns {Promise<boolean>}
 */
export const exists = () => database.exists();

/**
 * Delete all records and keys.
 * @returns {Promise<void>}
 */
export async function erase() {
  await database.remove();
  stopWriting();
}

// --- The writer lock -----------------------------------------------------------

/**
 * Set the function that is called with the name of an error when this page may no longer write.
 * @param {function(string): void} listener
 */
export const onWriterLockLoss = (listener) => (reportWriterLockLoss = listener);
database.onErased(() => loseWriterLock(ERASED));

/**
 * Become the only page that may write. The lock ends with its page; the id in the database also
 * stops a page that does not know yet that it has lost the lock.
 * @param {boolean} steal take the lock from another page
 * @returns {Promise<boolean>} false when another page is the writer
 */
export async function acquireWriter(steal) {
  if (!releaseLock && !(await acquireLock(steal))) return false;
  const id = crypto.randomUUID();
  try {
    deviceKey = await database.write({ newWriter: id });
  } catch (error) {
    stopWriting();
    throw error;
  }
  [writerId, newKey] = [id, null];
  return true;
}

function acquireLock(steal) {
  return new Promise((resolve, reject) => {
    const options = steal ? { steal: true } : { ifAvailable: true };
    const hold = (lock) => {
      resolve(Boolean(lock));
      return lock && new Promise((release) => (releaseLock = release));
    };
    navigator.locks.request(DATABASE_NAME, options, hold).catch((error) => {
      if (releaseLock && error.name === "AbortError")
        loseWriterLock(); // another page took it
      else reject(error);
    });
  });
}

function loseWriterLock(reason = WRITER_LOCK_LOST) {
  stopWriting(reason);
  reportWriterLockLoss(reason);
}

function stopWriting(reason = WRITER_LOCK_LOST) {
  refusal = reason;
  releaseLock?.();
  writerId = releaseLock = deviceKey = newKey = null;
}

// --- The device key ------------------------------------------------------------

/**
 * Make a new device key. The next commit must contain every record, encrypted with it.
 * @returns {Promise<void>}
 */
export async function renewKey() {
  newKey = await cryptography.makeKey();
}

/**
 * Encrypt a record with the device key; make the key if there is none.
 * @param {string} name
 * @param {Uint8Array} data
 * @returns {Promise<Uint8Array>}
 */
export async function encrypt(name, data) {
  const key = newKey ?? deviceKey ?? (await readKey()) ?? (newKey = await cryptography.makeKey());
  return cryptography.encrypt(key, name, data);
}

/**
 * Decrypt a record. Rejects with an OperationError if no key of this device encrypted it.
 * @param {string} name
 * @param {Uint8Array} encrypted
 * @returns {Promise<Uint8Array>}
 */
export async function decrypt(name, encrypted) {
  // Another page may have renewed the key since this page read it.
  for (const getKey of [() => deviceKey, () => newKey, readKey]) {
    const key = await getKey();
    const data = key && (await cryptography.decrypt(key, name, encrypted).catch(ignoreWrongKey));
    if (data) return data;
  }
  throw namedError("OperationError", "not encrypted on this device");
}

const readKey = async () => (deviceKey = await database.read((copy) => copy.key()));

function ignoreWrongKey(error) {
  if (error.name !== "OperationError") throw error;
}

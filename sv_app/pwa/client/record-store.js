// Where the journal lives in the browser: named records. A commit is all or nothing,
// durable before it resolves, and only for the page whose turn it is. The device's
// own key lives beside the records, and never leaves.

import { exists as found, onGone, read as look, remove, write } from "./replicated-db.js";
import { ERASED, LOST } from "./copy.js";
import { NAME } from "./database.js";
import { failure } from "./errors.js";
import * as keys from "./crypto.js";

let turn = null; // this page's name while it may write
let letGo = null; // ends its hold on the lock
let kept = null; // the device's key, as the database has it
let fresh = null; // one that the next commit will keep
let why = LOST; // why this page may not write
let tellLost = () => {};

// --- Records -------------------------------------------------------------------

export async function names() {
  return (await look((copy) => copy.names())) ?? [];
}

export async function read(name) {
  const record = await look((copy) => copy.read(name));
  // Version 1 stored a text.
  return typeof record === "string" ? new TextEncoder().encode(record) : record;
}

// Keeps every [name, bytes] of `changes`, or none; without bytes, the record goes.
// A key made for them is kept with them.
export async function commit(changes) {
  const [mine, key, renewed] = [turn, fresh, Boolean(kept && fresh)];
  if (!mine) throw failure(why, "this page may not write");
  try {
    await write({ records: changes, turn: mine, key, complete: renewed }, renewed);
  } catch (error) {
    if (kept) fresh = null; // what is kept stays sealed with the key that is kept
    if (error.name === LOST || error.name === ERASED) leave(error.name);
    throw error;
  }
  if (key) [kept, fresh] = [key, null];
}

export const exists = () => found();

export async function erase() {
  await remove();
  leave();
}

// --- Whose turn it is ----------------------------------------------------------

export const onLost = (tell) => (tellLost = tell);
onGone(() => lose(ERASED));

// Becomes the one page that may write. False when another is, whose turn only
// `force` takes away: the lock ends with its page, and the name in the database
// holds even against a page that has not heard.
export async function claim(force) {
  if (!letGo && !(await hold(force))) return false;
  const name = crypto.randomUUID();
  try {
    kept = await write({ claims: name });
  } catch (error) {
    leave();
    throw error;
  }
  [turn, fresh] = [name, null];
  return true;
}

function hold(force) {
  return new Promise((resolve, reject) => {
    const options = force ? { steal: true } : { ifAvailable: true };
    const until = (lock) => {
      resolve(Boolean(lock));
      return lock && new Promise((end) => (letGo = end));
    };
    navigator.locks.request(NAME, options, until).catch((error) => {
      if (letGo && error.name === "AbortError")
        lose(); // another page took it
      else reject(error);
    });
  });
}

function lose(reason = LOST) {
  leave(reason);
  tellLost(reason);
}

function leave(reason = LOST) {
  why = reason;
  letGo?.();
  turn = letGo = kept = fresh = null;
}

// --- The device's own key ------------------------------------------------------

// The next commit must hold everything that is kept, sealed anew.
export async function renewKey() {
  fresh = await keys.makeKey();
}

export async function seal(name, data) {
  const key = fresh ?? kept ?? (await storedKey()) ?? (fresh = await keys.makeKey());
  return keys.seal(key, name, data);
}

export async function unseal(name, sealed) {
  // Another page may have renewed the key since it was read here.
  for (const find of [() => kept, () => fresh, storedKey]) {
    const key = await find();
    const data = key && (await keys.unseal(key, name, sealed).catch(unlessBroken));
    if (data) return data;
  }
  throw failure("OperationError", "not sealed on this device");
}

const storedKey = async () => (kept = await look((copy) => copy.key()));

function unlessBroken(error) {
  if (error.name !== "OperationError") throw error;
}

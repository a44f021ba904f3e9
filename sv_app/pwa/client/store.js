// Where the journal lives in the browser: named records. A commit is all or nothing,
// durable before it resolves, and only for the page whose turn it is. The device's
// own key lives beside the records, and never leaves.

import { onGone, read as look, remove, write } from "./copies.js";
import { NAME } from "./database.js";
import * as keys from "./keys.js";

const TURN = "turn"; // the name of the page that may write
const KEY = "key"; // the device's
const LOST = "LostTurnError"; // as Python calls it

let turn = null; // this page's name while it may write
let letGo = null; // ends its hold on the lock
let kept = null; // the device's key, as the database has it
let fresh = null; // one that the next commit will keep
let tellLost = () => {};

const failure = (name, words) => Object.assign(new Error(words), { name });
const lostTurn = () => failure(LOST, "another page writes now");

// --- Records -------------------------------------------------------------------

export async function names() {
  return (await look((records) => records.getAllKeys())) ?? [];
}

export async function read(name) {
  const found = await look((records) => records.get(name));
  // Version 1 kept a text.
  return typeof found === "string" ? new TextEncoder().encode(found) : found;
}

// Keeps every [name, bytes] of `changes`, or none; without bytes, the record goes.
// A key made for them is kept with them.
export async function commit(changes) {
  const [mine, key, renewed] = [turn, fresh, kept && fresh];
  const named = new Set(changes.map(([name]) => name));
  if (!mine) throw lostTurn();
  try {
    const change = (records, own, stop) => {
      own.get(TURN).onsuccess = ({ target }) => {
        if (target.result !== mine) stop(lostTurn());
        else put(changes, records);
      };
      if (key) own.put(key, KEY);
      if (!renewed) return;
      records.getAllKeys().onsuccess = ({ target }) => {
        const left = target.result.some((name) => !named.has(name));
        if (left) stop(failure("DataError", "some records would stay sealed with no key"));
      };
    };
    await write(change, renewed);
  } catch (error) {
    if (kept) fresh = null; // what is kept stays sealed with the key that is kept
    if (error.name === LOST) leave();
    throw error;
  }
  if (key) [kept, fresh] = [key, null];
}

function put(changes, records) {
  for (const [name, bytes] of changes) {
    if (bytes) records.put(bytes, name);
    else records.delete(name);
  }
}

export async function erase() {
  await remove();
  leave();
}

// --- Whose turn it is ----------------------------------------------------------

export const onLost = (tell) => (tellLost = tell);
onGone(lose);

// Becomes the one page that may write. False when another is, whose turn only
// `force` takes away: the lock ends with its page, and the name in the database
// holds even against a page that has not heard.
export async function claim(force) {
  if (!letGo && !(await hold(force))) return false;
  const name = crypto.randomUUID();
  try {
    kept = await write((_, own) => {
      own.put(name, TURN);
      return own.get(KEY);
    });
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
      if (letGo && error.name === "AbortError") lose(); // another page took it
      else reject(error);
    });
  });
}

function lose() {
  leave();
  tellLost();
}

function leave() {
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

const storedKey = async () => (kept = await look((_, own) => own.get(KEY)));

function unlessBroken(error) {
  if (error.name !== "OperationError") throw error;
}

// Limits the requests of a worker to its own origin. Workers that run Python import this
// first, before any other code.
//
// The policy in the page does not apply to a worker: a worker has the policy of the headers
// that its script came with, and a host may send none. The service worker adds one
// (files.js), but does not control the workers of a first visit.

import "./split-wasm.js"; // before XMLHttpRequest is removed
import { countBytes } from "./received-bytes.js";

// Globals that are removed: each can send a request, or start code without these limits. Pyodide
// needs none of them.
const REMOVED = [
  "BackgroundFetchManager",
  "EventSource",
  "FontFace",
  "Notification",
  "RTCPeerConnection",
  "SharedWorker",
  "WebSocket",
  "WebSocketStream",
  "WebTransport",
  "Worker",
  "XMLHttpRequest",
  "importScripts",
];

const { fetch, setInterval, setTimeout } = globalThis;

let reportRefused = (_origin) => {};

/**
 * Set the function that is called with the origin of each request to another origin, all of which
 * are refused.
 * @param {function(string): void} listener
 */
export const onRefusedRequest = (listener) => (reportRefused = listener);

// Functions such as fetch may be on a prototype of the global object. A property that a browser
// refuses to delete stays: the app starts anyway.
function remove(name) {
  for (let owner = globalThis; owner; owner = Object.getPrototypeOf(owner)) {
    Reflect.deleteProperty(owner, name);
  }
}

function replace(name, value) {
  remove(name);
  Reflect.defineProperty(globalThis, name, { value });
}

REMOVED.forEach(remove);

// Cache.add can request any address.
for (const name of ["add", "addAll"]) delete globalThis.Cache?.prototype[name];

// The mode `same-origin` refuses other origins, also as the target of a redirect.
const fetchFromOwnOrigin = (input, init) => {
  const origin = originOf(input?.url ?? input);
  if (origin !== location.origin) reportRefused(origin);
  return fetch(input, { ...init, mode: "same-origin" });
};

function originOf(url) {
  try {
    return new URL(url, location.href).origin;
  } catch {
    return location.origin; // fetch refuses it
  }
}

replace("fetch", (input, init) => fetchFromOwnOrigin(input, init).then(countBytes));

// --- No code from text: `import()` in it could request any address ---------------

/** @returns {never} */
function refuse() {
  throw new EvalError("This worker runs no code from text.");
}

const functions = [() => {}, async () => {}, function* () {}, async function* () {}];
const refusing = { apply: refuse, construct: refuse };
let functionProxy = null;
for (const prototype of functions.map(Object.getPrototypeOf)) {
  const { constructor } = prototype;
  // A proxy keeps `instanceof` and the name, which Pyodide checks.
  const value = new Proxy(constructor, refusing);
  Object.defineProperty(prototype, "constructor", { value });
  if (functionProxy)
    Object.setPrototypeOf(constructor, functionProxy); // the others inherit from Function
  else functionProxy = value;
}
replace("Function", functionProxy);
replace("eval", refuse);

const guardTimer =
  (startTimer) =>
  (handler, ...args) =>
    typeof handler === "function" ? startTimer(handler, ...args) : refuse();
replace("setInterval", guardTimer(setInterval));
replace("setTimeout", guardTimer(setTimeout));

// Stores and reads memory snapshots, with a Cache Storage in memory.
// Usage: node snapshots.mjs SCRIPT; prints the results as JSON.

import { pathToFileURL } from "node:url";

const BUILD = "build";
const PAGE = 65_536;
const stores = new Map();
const open = async (name) => {
  if (!stores.has(name)) stores.set(name, new Map());
  const store = stores.get(name);
  return {
    match: async (url) => store.get(url)?.clone(),
    put: async (url, response) => void store.set(url, response),
    delete: async (url) => store.delete(url),
  };
};
globalThis.self = { location: { href: "http://localhost/worker.js" } };
globalThis.caches = { open, delete: async (name) => stores.delete(name) };
const { confirmSnapshot, hasSnapshot, saveSnapshot, trySnapshot } = await import(
  pathToFileURL(process.argv[2]).href
);

// Counted from 0, pages 1 and 3 are empty; page 3 is the last whole one, and a part of a page
// follows.
const memory = new Uint8Array(4 * PAGE + 416);
memory[1] = memory[2 * PAGE + 7] = memory[memory.length - 1] = 9;
await saveSnapshot(BUILD, memory);
const [[url, stored]] = [...stores.values()][0];
const body = new Uint8Array(await stored.clone().arrayBuffer());
const isEqual = (bytes) => Buffer.compare(bytes, memory) === 0;

const results = { storedPages: body.length / PAGE, hasOther: await hasSnapshot("other") };
results.isRestored = isEqual(await (await trySnapshot(BUILD)).bytes);
await confirmSnapshot();
results.isRestoredAgain = isEqual(await (await trySnapshot(BUILD)).bytes);
// The last trial was not confirmed: that start has failed.
results.isTriedAfterFailure = Boolean(await trySnapshot(BUILD));
results.isKeptAfterFailure = await hasSnapshot(BUILD);

await saveSnapshot(BUILD, memory);
body[5] ^= 255;
[...stores.values()][0].set(url, new Response(body, { headers: stored.headers }));
results.damaged = await (await trySnapshot(BUILD)).bytes.then(() => "read", String);
console.log(JSON.stringify(results));

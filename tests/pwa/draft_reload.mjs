// Loads the scripts of the page and of the service worker again and again, as reloads of a tab do.
// Usage: node draft_reload.mjs PAGE_SCRIPT WORKER_SCRIPT; prints the results as JSON.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [pageScript, workerScript] = process.argv.slice(2);
const { MemoryStorage } = await import(new URL("web-storage.js", pathToFileURL(pageScript)));
const define = (name, value) =>
  Object.defineProperty(globalThis, name, { value, configurable: true });

function startWorker() {
  const listeners = [];
  const addListener = (_, listener) => listeners.push(listener);
  const timers = [];
  const addTimer = (act, delay, ...args) => timers.push(() => act(...args));
  const run = new Function("addEventListener", "setTimeout", readFileSync(workerScript, "utf8"));
  run(addListener, addTimer);
  const pending = []; // the promises given to waitUntil
  const postMessage = (data, ports = []) =>
    listeners.forEach((listener) =>
      listener({ data, ports, waitUntil: (promise) => pending.push(promise) }),
    );
  return { postMessage, pending, expire: () => timers.splice(0).forEach((act) => act()) };
}

function startTab(worker, refusesStorage = false) {
  const items = new Map();
  const session = {
    getItem: (name) => items.get(name) ?? null,
    setItem: (name, value) => items.set(name, value),
    removeItem: (name) => items.delete(name),
  };
  let pages = 0;
  const open = async (type) => {
    const listeners = {};
    const registration = worker && { active: worker };
    define("sessionStorage", refusesStorage ? new MemoryStorage() : session);
    define("addEventListener", (name, listener) => (listeners[name] = listener));
    define("removeEventListener", (name) => delete listeners[name]);
    performance.getEntriesByType = () => [{ type }];
    define("navigator", {
      serviceWorker: {
        ready: worker ? Promise.resolve(registration) : new Promise(() => {}),
        getRegistration: async () => registration,
      },
    });
    const page = await import(`${pathToFileURL(pageScript)}?${tabs}.${pages++}`);
    const leave = () => {
      let isAsked = false; // whether the browser asks before it leaves
      listeners.beforeunload?.({ preventDefault: () => (isAsked = true) });
      listeners.pagehide({});
      return isAsked;
    };
    return { ...page, leave, stored: () => [...items.values()] };
  };
  tabs++;
  return open;
}

let tabs = 0;
const DRAFT = '{"position":1}';
const results = {};

async function scenario(name, act, worker = startWorker()) {
  results[name] = await act(startTab(worker), worker);
}

await scenario("reload", async (open) => {
  const first = await open("navigate");
  first.setDraft(DRAFT);
  const asked = first.leave();
  const stored = first.stored();
  const second = await open("reload");
  return {
    asked,
    leaked: stored.join().includes("position"),
    draft: await second.getDraft(),
    stored: second.stored(),
  };
});
await scenario("reload before Python has started", async (open) => {
  const first = await open("navigate");
  first.setDraft(DRAFT);
  first.leave();
  const second = await open("reload");
  await new Promise((resolve) => setTimeout(resolve, 50)); // without Python, nobody asks for it
  second.leave();
  return (await open("reload")).getDraft();
});
await scenario("service worker is idle once the draft is taken", async (open, worker) => {
  const first = await open("navigate");
  first.setDraft(DRAFT);
  first.leave();
  await (await open("reload")).getDraft();
  const released = Promise.all(worker.pending).then(() => true);
  return Promise.race([released, new Promise((resolve) => setTimeout(resolve, 50, false))]);
});
await scenario("expired", async (open, worker) => {
  const first = await open("navigate");
  first.setDraft(DRAFT);
  first.leave();
  worker.expire();
  return (await open("reload")).getDraft();
});
await scenario("reopened tab", async (open) => {
  const first = await open("navigate");
  first.setDraft(DRAFT);
  first.leave();
  return (await open("back_forward")).getDraft();
});
await scenario("forgotten", async (open) => {
  const first = await open("navigate");
  first.setDraft(DRAFT);
  first.forgetDraft();
  const asked = first.leave();
  return { asked, stored: first.stored(), draft: await (await open("reload")).getDraft() };
});
await scenario("quick exit before the draft is back", async (open) => {
  const first = await open("navigate");
  first.setDraft(DRAFT);
  first.leave();
  const second = await open("reload");
  second.forgetDraft();
  const draft = await second.getDraft();
  second.leave();
  return { draft, stored: second.stored() };
});
await scenario("another tab", async (open, worker) => {
  const first = await open("navigate");
  first.setDraft(DRAFT);
  first.leave();
  return (await startTab(worker)("reload")).getDraft();
});
await scenario("session storage refused", async (_, worker) => {
  const open = startTab(worker, true);
  const first = await open("navigate");
  first.setDraft(DRAFT);
  const asked = first.leave();
  const draft = await (await open("reload")).getDraft();
  return { asked, held: worker.pending.length > 0, draft };
});
await scenario("no service worker", async (open) => {
  const first = await open("navigate");
  const before = first.leave();
  first.setDraft(DRAFT);
  const during = first.leave();
  first.setDraft(null);
  return { before, during, after: first.leave(), stored: first.stored() };
}, null);

process.stdout.write(JSON.stringify(results), () => process.exit());

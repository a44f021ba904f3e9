// Runs the part of the service worker that counts requests, and the script of the page that adds
// the counts. Usage: node request_ledger.mjs PAGE_SCRIPT WORKER_SCRIPT; prints the results as JSON.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [pageScript, workerScript] = process.argv.slice(2);
const TYPED = "mésange bleue";
const SITE = "https://site.example/app/";
const define = (name, value) =>
  Object.defineProperty(globalThis, name, { value, configurable: true });

// A run of the service worker that began at `now`; `pages` are the windows of the origin.
function startWorker(now, pages) {
  const listeners = [];
  const timers = [];
  const names = ["addEventListener", "setTimeout", "clearTimeout", "Date", "clients", "SCOPE"];
  const functions = "return { countFromDevice, countFromHost, countRefused };";
  const run = new Function(...names, "FILES", `${readFileSync(workerScript, "utf8")}${functions}`);
  const counters = run(
    (_, listener) => listeners.push(listener),
    (act) => timers.push(act) - 1,
    (timer) => delete timers[timer],
    { now: () => now },
    { matchAll: async () => pages },
    new URL(SITE),
    { "app.zip": "hash", "index.html": "hash" },
  );
  return {
    ...counters,
    postMessage: (data) => listeners.forEach((listener) => listener({ data })),
    timers: () => timers.filter(Boolean).length,
    send: () => Promise.all(timers.splice(0).map((act) => act?.())),
  };
}

// A page at `url`: it receives what a service worker posts. Without a `container`, its browser has
// no service worker.
let pages = 0;
async function openPage(url, controller, container = true) {
  const listeners = {};
  const received = [];
  const ready = Promise.resolve({ active: controller });
  const addEventListener = (name, listener) => (listeners[name] = listener);
  define("navigator", container ? { serviceWorker: { controller, ready, addEventListener } } : {});
  define("document", { addEventListener });
  const module = await import(`${pathToFileURL(pageScript)}?${pages++}`);
  const postMessage = (data) => {
    received.push(structuredClone(data));
    listeners.message({ data: structuredClone(data) });
  };
  const block = (blockedURI) => listeners.securitypolicyviolation({ blockedURI });
  const ledger = () => JSON.parse(module.getRequestLedger());
  return { ...module, url, postMessage, received, block, ledger };
}

const results = {};

{
  const windows = [];
  const worker = startWorker(1_000, windows);
  const page = await openPage(`${SITE}#/contacts`, worker);
  windows.push(page, await openPage("https://site.example/other/", worker));
  results["nothing counted"] = page.ledger();
  for (const name of ["index.html", "app.zip", "app.zip"]) worker.countFromDevice(name);
  worker.countFromHost("app.zip");
  worker.countFromHost(TYPED);
  worker.countRefused(new URL(`https://other.example/${TYPED}`));
  results["one message once it is quiet"] = worker.timers();
  await worker.send();
  results["counted"] = page.ledger();
  results["messages"] = windows.map(({ received }) => received.length);
  results["names what was typed"] = JSON.stringify(windows[0].received).includes("sange");

  const next = startWorker(5_000, windows); // the browser had ended the first one
  next.countFromDevice("app.zip");
  await next.send();
  results["after a restart of the service worker"] = page.ledger();

  for (const url of [`wss://talk.example/${TYPED}`, "inline", "data", "moz-extension://1/x.js"]) {
    page.block(url);
  }
  results["blocked by the policy"] = page.ledger().refused;

  worker.countFromHost("app.zip");
  page.forgetRequests();
  await new Promise((resolve) => setTimeout(resolve));
  await worker.send();
  results["erased"] = { ...page.ledger(), since: null };

  for (let n = 0; n < 100; n++) worker.countRefused(new URL(`https://${n}.example`));
  for (let n = 0; n < 100; n++) page.addBlocked(`https://${n}.example`);
  await worker.send();
  results["bounded"] = page.ledger().refused.length;
}
{
  const page = await openPage(SITE, null, false);
  page.forgetRequests();
  results["no service worker"] = page.ledger();
}

process.stdout.write(JSON.stringify(results), () => process.exit());

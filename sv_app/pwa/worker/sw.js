// Keeps the whole site on the device: every file of one version, or none of it.
// A page is given the files of the version it was opened with, never a mix.

const FILES = {}; // the SHA-256 of each file, by path: the build writes it here
const VERSION = "";
const POLICY = ""; // the security policy of the page: the build writes it here

const SCOPE = new URL(registration.scope);
const KEPT = `side-by-side-site ${SCOPE.pathname}`; // offline.js asks for this name
const cacheOf = (version) => `${KEPT} ${version}`;
const OWN = cacheOf(VERSION);

// What a host calls for in Vary is no matter once a file is here.
const inCache = (name, cacheName) => caches.match(name, { cacheName, ignoreVary: true });

const others = async () =>
  (await caches.keys()).filter((name) => name.startsWith(`${KEPT} `) && name !== OWN);

// --- Activate: which version each open page was opened with ------------------

// Only the person decides when; the page says it for them.
addEventListener("message", ({ data }) => data?.type === "activate" && skipWaiting());
addEventListener("activate", (event) => event.waitUntil(state().then(tidy)));

let known;
const state = () => (known ??= recall());

// `pages`: the version of each page or worker that has another one than this.
async function recall() {
  const kept = await caches.match("state", { cacheName: KEPT });
  const before = kept ? await kept.json() : { pages: {} };
  if (before.version === VERSION) return before;
  const open = await clients.matchAll({ includeUncontrolled: true, type: "all" });
  const now = { version: VERSION, pages: {} };
  for (const { id, url } of open) {
    const version = before.pages[id] ?? before.version;
    if (version && url.startsWith(SCOPE.href)) now.pages[id] = version;
  }
  await keep(now);
  return now;
}

const keep = async (now) =>
  (await caches.open(KEPT)).put("state", new Response(JSON.stringify(now)));

// Forgets the pages that are closed, then deletes the versions that no page has.
async function tidy(now) {
  for (const id of Object.keys(now.pages)) {
    if (!(await clients.get(id))) delete now.pages[id];
  }
  await keep(now);
  const read = new Set(Object.values(now.pages).map(cacheOf));
  const unread = (await others()).filter((name) => !read.has(name));
  if (registration.installing || registration.waiting) return; // one is on its way
  await Promise.all(unread.map((name) => caches.delete(name)));
}

// --- Fetch --------------------------------------------------------------------

addEventListener("fetch", (event) => {
  const { request, resultingClientId } = event;
  const url = new URL(request.url);
  if (url.origin !== SCOPE.origin) return event.respondWith(Response.error());
  if (request.method !== "GET" || !url.pathname.startsWith(SCOPE.pathname)) return undefined;
  const name = url.pathname.slice(SCOPE.pathname.length) || "index.html";
  event.respondWith(answer(event, name));
  // No other version takes over before this ends: it will count the new page.
  const open = opened(resultingClientId);
  return event.waitUntil(request.mode === "navigate" ? open.then(state).then(tidy) : open);
});

// Resolves once a page or a worker is one of the clients, or never will be.
async function opened(id) {
  for (let tries = id ? 50 : 0; tries && !(await clients.get(id)); tries--) {
    await new Promise((resolve) => setTimeout(resolve, 100)); // Chromium waits, Firefox does not
  }
}

async function answer({ request, clientId, resultingClientId }, name) {
  const now = await state();
  const version = (request.mode !== "navigate" && now.pages[clientId]) || VERSION;
  if (version !== VERSION && resultingClientId) {
    now.pages[resultingClientId] = version; // a worker is as old as its page
    await keep(now);
  }
  const cacheName = cacheOf(version);
  const response = await inCache(name, cacheName);
  if (response) return response;
  if (!(name in FILES)) return fetch(request);
  if (version !== VERSION) return Response.error();
  await bring(name); // the browser has lost it
  return inCache(name, cacheName);
}

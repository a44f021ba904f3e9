// The service worker. A version is used only once all the files that this browser needs are stored.
// A page gets only files of the version with which it was opened.

const FILES = {}; // the SHA-256 of each file that the app may request, by path, from the build
const VERSION = "";
const POLICY = ""; // the security policy of the page: the build writes it here

const SCOPE = new URL(registration.scope);
// Holds which version is active, and the version of each open page. It exists once a version is
// active, which offline.js checks.
const STATE_CACHE = `side-by-side-site ${SCOPE.pathname}`;
const cacheOf = (version) => `${STATE_CACHE} ${version}`;
const VERSION_CACHE = cacheOf(VERSION);

// Ignores the host's Vary header, which does not apply to a stored file.
const matchFile = (name, cacheName) => caches.match(name, { cacheName, ignoreVary: true });

const otherVersionCaches = async () =>
  (await caches.keys()).filter(
    (name) => name.startsWith(`${STATE_CACHE} `) && name !== VERSION_CACHE,
  );

// --- Activate: the version with which each page was opened -------------------

// The page sends this message when the person accepts the new version. A page of another version
// may send it: its name cannot be changed.
addEventListener("message", ({ data }) => data?.type === "activate" && skipWaiting());
addEventListener("activate", (event) => event.waitUntil(readState().then(deleteUnused)));

let statePromise;
const readState = () => (statePromise ??= loadState());

// `pages` has the version of each open page or worker that is not of this version, by client id.
async function loadState() {
  const response = await caches.match("state", { cacheName: STATE_CACHE });
  const previous = response ? await response.json() : { pages: {} };
  if (previous.version === VERSION) return previous;
  const openClients = await clients.matchAll({ includeUncontrolled: true, type: "all" });
  const state = { version: VERSION, pages: {} };
  for (const { id, url } of openClients) {
    const version = previous.pages[id] ?? previous.version;
    if (version && url.startsWith(SCOPE.href)) state.pages[id] = version;
  }
  await saveState(state);
  return state;
}

const saveState = async (state) =>
  (await caches.open(STATE_CACHE)).put("state", new Response(JSON.stringify(state)));

// Forgets the pages that are closed, then deletes the versions that no page uses.
async function deleteUnused(state) {
  for (const id of Object.keys(state.pages)) {
    if (!(await clients.get(id))) delete state.pages[id];
  }
  await saveState(state);
  const used = new Set(Object.values(state.pages).map(cacheOf));
  const unused = (await otherVersionCaches()).filter((name) => !used.has(name));
  // The cache of a version that is not active yet would look unused.
  if (registration.installing || registration.waiting) return;
  await Promise.all(unused.map((name) => caches.delete(name)));
}

// --- Fetch --------------------------------------------------------------------

addEventListener("fetch", (event) => {
  const { request, resultingClientId } = event;
  const url = new URL(request.url);
  if (url.origin !== SCOPE.origin) {
    countRefused(url);
    return event.respondWith(Response.error());
  }
  const isInScope = url.pathname.startsWith(SCOPE.pathname);
  const name = (isInScope && url.pathname.slice(SCOPE.pathname.length)) || "index.html";
  if (request.method !== "GET" || !isInScope) {
    // worker.js and diagnose.js request only the headers of some files.
    countFromHost(isInScope && request.method === "HEAD" && !url.search ? name : "");
    return undefined;
  }
  event.respondWith(answer(event, name));
  // Keeps this event open until the new page is a client, because until the event ends no other
  // version can take over.
  const opened = clientOpened(resultingClientId);
  return event.waitUntil(
    request.mode === "navigate" ? opened.then(readState).then(deleteUnused) : opened,
  );
});

// Resolves once the new page or worker is among the clients, or after five seconds. In Chromium,
// `clients.get` waits for it; in Firefox it does not.
async function clientOpened(id) {
  for (let tries = id ? 50 : 0; tries && !(await clients.get(id)); tries--) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function answer({ request, clientId, resultingClientId }, name) {
  const state = await readState();
  const version = (request.mode !== "navigate" && state.pages[clientId]) || VERSION;
  if (version !== VERSION && resultingClientId) {
    state.pages[resultingClientId] = version; // a worker has the version of its page
    await saveState(state);
  }
  const cacheName = cacheOf(version);
  const response = await matchFile(name, cacheName);
  if (response) {
    countFromDevice(name);
    return response;
  }
  if (!(name in FILES)) {
    countFromHost(name);
    return fetch(request);
  }
  if (version !== VERSION) return Response.error();
  await storeFile(name); // deleted by the browser, or left out at the install
  return matchFile(name, cacheName);
}

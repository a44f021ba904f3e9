// The second part of sw.js: fetches and stores files, each verified with its listed hash.

const HASH_HEADER = "x-content-sha256";
const CSP_HEADER = "content-security-policy";
// `recacheScripts` leaves them out: a worker has the policy of its script's headers.
const WORKER_SCRIPTS = ["worker.js", "make-snapshot.js"];
const TYPES = {
  css: "text/css; charset=utf-8",
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  json: "application/json",
  mjs: "text/javascript; charset=utf-8",
  svg: "image/svg+xml",
  wasm: "application/wasm", // with another type, a browser does not compile it as it streams
};

// --- Install: fails unless all needed files are stored -------------------------

addEventListener("install", (event) => event.waitUntil(install()));

async function install() {
  const otherCaches = await otherVersionCaches();
  const renderers = await usedRenderers();
  const needed = Object.keys(FILES).filter((name) => isNeeded(name, renderers));
  const queue = needed.values();
  const storeNext = async () => {
    for (const name of queue) await storeFile(name, otherCaches);
  };
  await Promise.all([storeNext(), storeNext(), storeNext(), storeNext()]);
}

// Flutter's client comes in two builds, of which a browser needs one: flutter-client.js has stored
// its name. A page of an earlier version has not: both builds are then stored if the browser
// can run both.
const RENDERER_CACHE = `side-by-side:${SCOPE.pathname}:renderer`;
const WASM_GC = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 95, 1, 120, 0);
// CanvasKit comes in two builds too. flutter.js selects the smaller one if line-breaks.js has defined
// a line breaker, which needs a segmenter.
const CANVASKIT = "Segmenter" in Intl ? "canvaskit/chromium/" : "canvaskit/canvaskit.";
const RENDERER_FILES = {
  skwasm: ["main.dart.mjs", "main.dart.wasm", "canvaskit/skwasm."],
  canvaskit: ["main.dart.js", CANVASKIT],
};

async function usedRenderers() {
  const response = await caches.match("renderer", { cacheName: RENDERER_CACHE });
  if (response) return [await response.text()];
  return WebAssembly.validate(WASM_GC) ? ["skwasm", "canvaskit"] : ["canvaskit"];
}

const isNeeded = (name, renderers) =>
  !/^(canvaskit\/|main\.dart\.)/.test(name) ||
  renderers.some((renderer) => RENDERER_FILES[renderer].some((start) => name.startsWith(start)));

// Stores a file in this version's cache: from another cache, or else from the network. The
// content always has the listed hash.
async function storeFile(name, otherCaches = []) {
  const cache = await caches.open(VERSION_CACHE);
  for (const cacheName of [VERSION_CACHE, ...otherCaches]) {
    const response = await matchFile(name, cacheName);
    if (!response || (await hash(response)) !== FILES[name]) continue;
    return cacheName === VERSION_CACHE ? undefined : cache.put(name, withHeaders(name, response));
  }
  const integrity = `sha256-${FILES[name]}`;
  countFromHost(name);
  // The page has just loaded most files: take the browser's copy if its hash is right.
  const response = await fetch(name, { integrity, cache: "force-cache" }).catch(() =>
    fetch(name, { integrity, cache: "reload" }),
  );
  await cache.put(name, withHeaders(name, response));
}

async function hash(response) {
  const knownHash = response.headers.get(HASH_HEADER);
  if (knownHash) return knownHash;
  const digest = await crypto.subtle.digest("SHA-256", await response.clone().arrayBuffer());
  return btoa(String.fromCharCode(...new Uint8Array(digest)));
}

// A copy of the response with our headers, and those of the host, such as its policy.
function withHeaders(name, response) {
  const headers = new Headers(response.headers);
  for (const header of ["Content-Encoding", "Content-Length", "Vary"]) headers.delete(header);
  const type = TYPES[name.split(".").at(-1)];
  if (type) headers.set("Content-Type", type);
  // A worker has the policy of its script's headers; a host may send none, or a part of it.
  if (!headers.get(CSP_HEADER)?.includes(POLICY)) headers.append(CSP_HEADER, POLICY);
  headers.set(HASH_HEADER, FILES[name]);
  return new Response(response.body, { headers });
}

// --- After the install: compiled scripts ---------------------------------------

// Stores each script again, as the response that the browser still caches, in place of the one to
// which `withHeaders` has added headers. A browser stores the compiled form of a script only beside
// a response that it fetched itself.
async function recacheScripts() {
  const cache = await caches.open(VERSION_CACHE);
  for (const name of Object.keys(FILES).filter(isRecached)) {
    const response = await matchFile(name, VERSION_CACHE);
    if (!response?.headers.has(HASH_HEADER)) continue;
    const integrity = `sha256-${FILES[name]}`;
    await fetch(name, { integrity, cache: "only-if-cached", mode: "same-origin" })
      .then((original) => cache.put(name, original))
      .catch(() => null); // the browser no longer caches it: our response stays
  }
}

const isRecached = (name) => /\.m?js$/.test(name) && !WORKER_SCRIPTS.includes(name);

// A page of another version may send this message: its name cannot be changed.
addEventListener("message", (event) => {
  if (event.data?.type === "recache-scripts") event.waitUntil(recacheScripts());
});

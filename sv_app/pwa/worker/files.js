// The second part of sw.js: bringing files in, each of them the one that was listed.

const HASH = "x-content-sha256";
const CSP = "content-security-policy";
const WORKERS = ["worker.js", "make-snapshot.js"]; // scripts of workers keep our headers
const TYPES = {
  css: "text/css; charset=utf-8",
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  json: "application/json",
  mjs: "text/javascript; charset=utf-8",
  svg: "image/svg+xml",
  wasm: "application/wasm", // or it would not be compiled as it streams
};

// --- Install: all in, or nothing has changed --------------------------------

addEventListener("install", (event) => event.waitUntil(install()));

async function install() {
  const older = await others();
  const queue = Object.keys(FILES).filter(isAsked).values();
  const take = async () => {
    for (const name of queue) await bring(name, older);
  };
  await Promise.all([take(), take(), take(), take()]);
}

// Flutter's engine comes in two builds. Of what flutter.js looks at to choose one,
// a worker has only this; were it wrong, the other would come when asked for.
const CHROMIUM = "v8BreakIterator" in Intl;

const isAsked = (name) =>
  !name.startsWith("canvaskit/") || name.startsWith("canvaskit/chromium/") === CHROMIUM;

// Puts one file in this version's cache: what is on the device already, else what
// the network gives; in any case the very bytes that were listed.
async function bring(name, older = []) {
  const own = await caches.open(OWN);
  for (const cacheName of [OWN, ...older]) {
    const response = await inCache(name, cacheName);
    if (!response || (await hash(response)) !== FILES[name]) continue;
    return cacheName === OWN ? undefined : own.put(name, asOurs(name, response));
  }
  const integrity = `sha256-${FILES[name]}`;
  // The page has just loaded most of them: its copy is taken if it is the right one.
  const response = await fetch(name, { integrity, cache: "force-cache" }).catch(() =>
    fetch(name, { integrity, cache: "reload" }),
  );
  await own.put(name, asOurs(name, response));
}

async function hash(response) {
  const known = response.headers.get(HASH);
  if (known) return known;
  const digest = await crypto.subtle.digest("SHA-256", await response.clone().arrayBuffer());
  return btoa(String.fromCharCode(...new Uint8Array(digest)));
}

function asOurs(name, response) {
  const kept = new Headers(response.headers); // the host's own policy is among them
  for (const gone of ["Content-Encoding", "Content-Length", "Vary"]) kept.delete(gone);
  const type = TYPES[name.split(".").at(-1)];
  if (type) kept.set("Content-Type", type);
  // A worker has the policy that its script came with; a host may send none, or a part of one.
  if (!kept.get(CSP)?.includes(POLICY)) kept.append(CSP, POLICY);
  kept.set(HASH, FILES[name]);
  return new Response(response.body, { headers: kept });
}

// --- Afterwards: scripts that need no compiling --------------------------------

// A browser keeps the compiled form of a script only beside an answer that it fetched
// itself: ours, made anew for its headers, change places with those it still has.
async function quicken() {
  const own = await caches.open(OWN);
  for (const name of Object.keys(FILES).filter(isQuickened)) {
    const ours = await inCache(name, OWN);
    if (!ours?.headers.has(HASH)) continue;
    const integrity = `sha256-${FILES[name]}`;
    await fetch(name, { integrity, cache: "only-if-cached", mode: "same-origin" })
      .then((fetched) => own.put(name, fetched))
      .catch(() => null); // the browser has it no more: ours stays
  }
}

const isQuickened = (name) => /\.m?js$/.test(name) && !WORKERS.includes(name);

addEventListener("message", (event) => {
  if (event.data?.type === "quicken") event.waitUntil(quicken());
});

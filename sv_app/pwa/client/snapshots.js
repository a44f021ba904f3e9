// Where a snapshot of Python's memory is kept between starts. It is made on this
// device by make-snapshot.js, before anything personal is open, and is only a way to
// start faster: on any doubt it is thrown away, and Python starts the plain way.

const PLACE = `side-by-side:${new URL("./", self.location.href).pathname}:snapshot`;
const TRYING = "trying";

// A snapshot holds the machine state of one build in one browser, and fits no other.
const name = (build) => `${build}:${encodeURIComponent(navigator.userAgent)}`;
const address = (key) => new URL(`snapshot/${key}`, self.location.href).href;

async function digest(bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export async function forget() {
  await caches.delete(PLACE);
}

export async function keep(build, bytes) {
  await forget();
  const cache = await caches.open(PLACE);
  const headers = { "X-Digest": await digest(bytes), "Content-Length": bytes.length };
  await cache.put(address(name(build)), new Response(bytes, { headers }));
}

export async function has(build) {
  const cache = await caches.open(PLACE);
  return Boolean(await cache.match(address(name(build))));
}

// The snapshot of this build and browser, to `read`, or null. From here until `worked` is
// called it is on trial: one whose trial never ended brought the start down, and is forgotten.
export async function borrow(build) {
  try {
    const cache = await caches.open(PLACE);
    const found = await cache.match(address(name(build)));
    const onTrial = await cache.match(address(TRYING));
    if (!found || onTrial) throw new Error("none that can be trusted");
    await cache.put(address(TRYING), new Response(""));
    return { read: () => whole(found) };
  } catch {
    await forget().catch(() => {});
    return null;
  }
}

// Rejects when a byte of it is not as it was.
async function whole(found) {
  const bytes = new Uint8Array(await found.arrayBuffer());
  if ((await digest(bytes)) !== found.headers.get("X-Digest")) throw new Error("damaged");
  return bytes;
}

export async function worked() {
  const cache = await caches.open(PLACE);
  await cache.delete(address(TRYING));
}

"""Runs the storage scripts of the browser client without the app, in workers that tests call.

For the storage, a worker is like a tab: it can hold the writer lock, and loses it when it ends.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sv_app.pwa.build import CLIENT
from sv_app.pwa.static_page import POLICY
from tests.browser.script_imports import with_imports

OLDER_PAGE = "older.html"
"""A page from which `REMOVE_APIS` removes APIs, as in engines without them."""

# The icon is any file, so that no favicon.ico is requested.
PAGE = f"""<!DOCTYPE html>
<html lang="en">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<link rel="icon" href="record-store.js">
<title>store harness</title>
<script type="module" src="page.js"></script>
"""

PAGE_SCRIPT = """
import "./trusted-types.js";

const workers = {};
const script = location.pathname.endsWith("older.html") ? "older.js" : "worker.js";
globalThis.call = (workerName, name, ...values) =>
  new Promise((resolve) => {
    const worker = (workers[workerName] ??= new Worker(script, { type: "module" }));
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(JSON.stringify(data));
    worker.postMessage({ name, values, port: port2 }, [port2]);
  });
globalThis.end = (name) => (workers[name].terminate(), delete workers[name]);
"""

WORKER = """
import { withNormalisedErrors } from "./errors.js";
import * as cryptography from "./crypto.js";
import * as store from "./record-store.js";

const lost = [];
store.onWriterLockLoss((reason) => lost.push(reason));

const bytes = (value) => (Array.isArray(value) ? new Uint8Array(value) : value);
const derivedKey = (code, salt, rounds) =>
  cryptography.deriveKey(bytes(code), bytes(salt), rounds);
const numbers = (value) => (value instanceof Uint8Array ? [...value] : value);
const functions = {
  ...store,
  commit: (changes) => store.commit(changes.map(([name, data]) => [name, bytes(data)])),
  encrypt: (name, data) => store.encrypt(name, bytes(data)),
  decrypt: (name, data) => store.decrypt(name, bytes(data)),
  // Like Chromium over its quota: the error has a name and a message, but no stack.
  refuseWrites: () => {
    IDBObjectStore.prototype.put = () => {
      throw { name: "QuotaExceededError", message: "over quota" };
    };
  },
  lost: () => lost.length,
  whyLost: () => lost.at(-1),
  encryptWith: async (code, salt, rounds, name, data) =>
    cryptography.encrypt(await derivedKey(code, salt, rounds), name, bytes(data)),
  decryptWith: async (code, salt, rounds, name, data) =>
    cryptography.decrypt(await derivedKey(code, salt, rounds), name, bytes(data)),
};

self.onmessage = async ({ data: { name, values, port } }) => {
  try {
    port.postMessage({ value: numbers(await withNormalisedErrors(functions[name])(...values)) });
  } catch (error) {
    const isNormalised = Object.getPrototypeOf(error) === Error.prototype && error.stack;
    port.postMessage({ error: isNormalised ? error.name : "not a normalised error" });
  }
};
"""

REMOVE_APIS = """
// No origin private file system, and no buckets.
for (const [owner, name] of [[StorageManager, "getDirectory"], [navigator, "storageBuckets"]]) {
  delete (owner.prototype ?? owner.constructor.prototype)[name];
}
for (const name of ["FileSystemFileHandle", "StorageBucketManager"]) delete globalThis[name];
"""

LIST_STORAGE = """(async () => [
  ...(await indexedDB.databases()).map(({ name }) => name),
  ...((await navigator.storageBuckets?.keys()) ?? []),
  ...(navigator.storageBuckets
    ? await Array.fromAsync((await navigator.storage.getDirectory()).keys())
    : []),
])()"""
"""Lists the databases and buckets of the origin.

If the browser has buckets, also lists the files of the origin private file system.
"""
OTHER_STORAGE = """async () => [
  ...Object.keys(localStorage),
  ...Object.keys(sessionStorage).filter((name) => name !== "_flet_session_id"),
  ...(await Array.fromAsync((await navigator.storage.getDirectory()).keys()))
    .map((name) => name.replace(/^side-by-side-[0-9a-f-]+$/, "a key")),
]"""
"""Lists local and session storage and the origin private file system.

The latter holds the replica's key.
"""

READ_DATABASE = """async (index, callback) => {
  const { BUCKETS, DEFAULT_DATABASE, REPLICA } = await import("./storage-locations.js");
  const location = index === null ? DEFAULT_DATABASE : [BUCKETS[0], REPLICA, BUCKETS[1]][index];
  const factory = await location.factory();
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const contents = { records: {}, own: {} };
  const request = factory.open(location.name);
  request.onupgradeneeded = () => request.transaction.abort(); // do not create a lost database
  const database = await done(request).catch((error) => {
    if (error.name !== "AbortError") throw error;
  });
  if (!database) return callback({ ...contents, raw: {} });
  const transaction = database.transaction(["records", "own"]);
  for (const name of Object.keys(contents)) {
    const store = transaction.objectStore(name);
    const [keys, values] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
    keys.forEach((key, at) => (contents[name][key] = values[at]));
  }
  database.close();
  contents.raw = { ...contents.records };
  if (location === REPLICA && contents.own.secret) {
    const [{ find }, { decrypt }] = [await import("./secrets.js"), await import("./crypto.js")];
    const key = await find(contents.own.secret);
    for (const [name, data] of Object.entries(contents.records)) {
      contents.records[name] = await decrypt(key, name, data);
    }
  }
  return callback(contents);
}"""
"""Passes the contents of a database, empty if there is none, to a callback.

0 is bucket A, 1 the replica, 2 bucket B, and None the default copy, as `replicated-db.js` names
them.
"""


class StoreError(Exception):
    """The storage has reported an error; the argument is the name of the error."""


def write(site: Path) -> None:
    """Write the pages and scripts of the harness to `site`."""
    site.mkdir(parents=True, exist_ok=True)
    texts = {
        **with_imports(CLIENT, "record-store.js"),
        **with_imports(CLIENT, "trusted-types.js"),
        "index.html": PAGE,
        OLDER_PAGE: PAGE.replace("<script", '<script src="remove-apis.js"></script>\n<script'),
        "page.js": PAGE_SCRIPT,
        "remove-apis.js": REMOVE_APIS,
        "worker.js": WORKER,
        "older.js": 'import "./remove-apis.js";' + WORKER,
    }
    for name, text in texts.items():
        (site / name).write_text(text, "utf-8")


class Tab:
    """A worker that acts as a tab, in any browser that can evaluate a script."""

    def __init__(self, evaluate: Callable[[str], Any], worker_name: str) -> None:
        self._evaluate = evaluate
        self.worker_name = worker_name

    def call(self, name: str, *values: object) -> Any:
        """Call a function of the storage, and return its result; bytes are lists of numbers.

        Raises:
            StoreError: with the name of the error, when the function fails.
        """
        arguments = ", ".join(json.dumps(value) for value in (self.worker_name, name, *values))
        response = json.loads(self._evaluate(f"call({arguments})"))
        if "error" in response:
            raise StoreError(response["error"])
        return response.get("value")

    def commit(self, **changes: bytes | None) -> None:
        self.call(
            "commit",
            [[name, None if data is None else list(data)] for name, data in changes.items()],
        )

    def read(self, name: str) -> bytes | None:
        data = self.call("read", name)
        return None if data is None else bytes(data)

    def names(self) -> list[str]:
        return list(self.call("names"))

    def close(self) -> None:
        self._evaluate(f"end({json.dumps(self.worker_name)})")

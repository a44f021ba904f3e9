"""The browser's storage without the app around it: its own scripts, in workers to call.

A worker is what a tab is to the storage: each has its turn, and ends when closed.
"""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sv_app.pwa import service_worker
from sv_app.pwa.static_page import POLICY

CLIENT = Path(service_worker.__file__).with_name("client")
SCRIPTS = tuple(
    f"{name}.js"
    for name in (
        "record-store",
        "replicated-db",
        "copy",
        "replica",
        "secrets",
        "storage-locations",
        "database",
        "crypto",
        "errors",
    )
)

OLDER = "older.html"
"""The page where the browser lacks what some engines lack, or all did before."""

PAGE = f"""<!DOCTYPE html>
<html lang="en">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<link rel="icon" href="record-store.js">
<title>storeroom</title>
<script src="page.js"></script>
"""

CALLING = """
const workers = {};
const script = location.pathname.endsWith("older.html") ? "older.js" : "worker.js";
globalThis.call = (who, name, ...given) =>
  new Promise((resolve) => {
    const worker = (workers[who] ??= new Worker(script, { type: "module" }));
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(JSON.stringify(data));
    worker.postMessage({ name, given, port: port2 }, [port2]);
  });
globalThis.end = (who) => (workers[who].terminate(), delete workers[who]);
"""

WORKER = """
import { withPlainErrors } from "./errors.js";
import * as keys from "./crypto.js";
import * as store from "./record-store.js";

const lost = [];
store.onLost((reason) => lost.push(reason));

const bytes = (value) => (Array.isArray(value) ? new Uint8Array(value) : value);
const numbers = (value) => (value instanceof Uint8Array ? [...value] : value);
const acts = {
  ...store,
  commit: (changes) => store.commit(changes.map(([name, data]) => [name, bytes(data)])),
  seal: (name, data) => store.seal(name, bytes(data)),
  unseal: (name, data) => store.unseal(name, bytes(data)),
  // As Chromium over its quota: an error with a name and a message, but no stack.
  refuseWrites: () => {
    IDBObjectStore.prototype.put = () => {
      throw { name: "QuotaExceededError", message: "over quota" };
    };
  },
  lost: () => lost.length,
  whyLost: () => lost.at(-1),
  sealWith: async (code, salt, rounds, name, data) =>
    keys.seal(await keys.deriveKey(bytes(code), bytes(salt), rounds), name, bytes(data)),
  unsealWith: async (code, salt, rounds, name, data) =>
    keys.unseal(await keys.deriveKey(bytes(code), bytes(salt), rounds), name, bytes(data)),
};

self.onmessage = async ({ data: { name, given, port } }) => {
  try {
    port.postMessage({ value: numbers(await withPlainErrors(acts[name])(...given)) });
  } catch (error) {
    const isPlain = Object.getPrototypeOf(error) === Error.prototype && error.stack;
    port.postMessage({ error: isPlain ? error.name : "not a plain error" });
  }
};
"""

LACKING = """
// No private file system, and no buckets.
for (const [of, what] of [[StorageManager, "getDirectory"], [navigator, "storageBuckets"]]) {
  delete (of.prototype ?? of.constructor.prototype)[what];
}
for (const what of ["FileSystemFileHandle", "StorageBucketManager"]) delete globalThis[what];
"""

HERE = """(async () => [
  ...(await indexedDB.databases()).map(({ name }) => name),
  ...((await navigator.storageBuckets?.keys()) ?? []),
  ...(navigator.storageBuckets
    ? await Array.fromAsync((await navigator.storage.getDirectory()).keys())
    : []),
])()"""
"""What a page finds on the device."""

RAW = """async (home, act) => {
  const { BUCKETS, PLAIN, REPLICA } = await import("./storage-locations.js");
  const where = home === null ? PLAIN : [BUCKETS[0], REPLICA, BUCKETS[1]][home];
  const factory = await where.factory();
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const database = await done(factory.open(where.name));
  const transaction = database.transaction(["records", "own"]);
  const held = { records: {}, own: {} };
  for (const name of Object.keys(held)) {
    const store = transaction.objectStore(name);
    const [keys, values] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
    keys.forEach((key, at) => (held[name][key] = values[at]));
  }
  database.close();
  held.raw = { ...held.records };
  if (where === REPLICA && held.own.secret) {
    const [{ find }, { unseal }] = [await import("./secrets.js"), await import("./crypto.js")];
    const key = await find(held.own.secret);
    for (const [name, data] of Object.entries(held.records)) {
      held.records[name] = await unseal(key, name, data);
    }
  }
  return act(held);
}"""
"""Gives what one database holds to a function: 0 is the bucket, 1 the replica, 2 the bucket of
older versions, None the plain one."""


class RefusedError(Exception):
    """The storage's own error; its name is the argument."""


def write(site: Path) -> None:
    """Make `site` a storeroom."""
    site.mkdir(parents=True, exist_ok=True)
    for name in SCRIPTS:
        shutil.copyfile(CLIENT / name, site / name)
    texts = {
        "index.html": PAGE,
        OLDER: PAGE.replace("<script", '<script src="lacking.js"></script>\n<script'),
        "page.js": CALLING,
        "lacking.js": LACKING,
        "worker.js": WORKER,
        "older.js": 'import "./lacking.js";' + WORKER,
    }
    for name, text in texts.items():
        (site / name).write_text(text, "utf-8")


class Tab:
    """One page that may hold the turn, in any browser that evaluates a script."""

    def __init__(self, evaluate: Callable[[str], Any], who: str) -> None:
        self._evaluate = evaluate
        self.who = who

    def call(self, name: str, *given: object) -> Any:
        """What a function of the storage answers; bytes go and come as lists of numbers.

        Raises:
            RefusedError: with the error's name.
        """
        said = ", ".join(json.dumps(value) for value in (self.who, name, *given))
        answer = json.loads(self._evaluate(f"call({said})"))
        if "error" in answer:
            raise RefusedError(answer["error"])
        return answer.get("value")

    def commit(self, **changes: bytes | None) -> None:
        self.call(
            "commit",
            [[name, None if data is None else list(data)] for name, data in changes.items()],
        )

    def read(self, name: str) -> bytes | None:
        found = self.call("read", name)
        return None if found is None else bytes(found)

    def names(self) -> list[str]:
        return list(self.call("names"))

    def close(self) -> None:
        self._evaluate(f"end({json.dumps(self.who)})")

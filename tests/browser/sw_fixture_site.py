"""A site of a few small files with the real service worker: fast to install and to change.

Most files contain their version, so that a page can tell which version it received.
"""

import json
import os
from itertools import count
from pathlib import Path

from sv_app.pwa import service_worker
from sv_app.pwa.build import CLIENT
from sv_app.pwa.static_page import POLICY
from tests.browser.script_imports import with_imports

TEXTS = 18
DATES = count(1_700_000_000, 60)
WORDS = {"update": "A new version.", "now": "Take it", "later": "Not now"}

# The icon is any file, so that no favicon.ico is requested.
PAGE = f"""<!DOCTYPE html>
<html lang="en" data-app="loading" data-shown="yes" data-version="%s">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<link rel="icon" href="seen.js">
<title>small</title>
<body>
<script type="application/json" id="options">{json.dumps({"words": {"en": WORDS}})}</script>
<script type="module" src="boot.js"></script>
</body>
"""

BOOT = """
import "./trusted-types.js";
import { registerServiceWorker } from "./offline.js";
import { seen } from "./seen.js";

globalThis.seen = seen;
globalThis.fromWorker = () =>
  new Promise((resolve, reject) => {
    const worker = new Worker("worker.js", { type: "module" });
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = () => reject(new Error("worker"));
    worker.postMessage(null);
  });
registerServiceWorker();
"""

WORKER = """
import { seen } from "./seen.js";
self.onmessage = async () => self.postMessage([...new Set(await seen())]);
"""

SEEN = """
%s
const textNames = %s;
// Returns the version of each part and of each text; requests the texts each time.
export async function seen() {
  const texts = textNames.map(async (name) => (await (await fetch(name)).text()).trim());
  return [%s, ...(await Promise.all(texts))];
}
"""


def write(site: Path, version: str, same: int = 0) -> None:
    """Write version `version` of the site to `site`; the first `same` texts never change."""
    site.mkdir(parents=True, exist_ok=True)
    texts = [f"text-{n:02}.txt" for n in range(TEXTS)]
    imports = "\n".join(f'import {{ v as v{n} }} from "./part-{n}.js";' for n in range(3))
    files = {
        "index.html": PAGE % version,
        "boot.js": BOOT,
        "worker.js": WORKER,
        "seen.js": SEEN % (imports, json.dumps(texts[same:]), "v0, v1, v2"),
        **with_imports(CLIENT, "offline.js"),
        **with_imports(CLIENT, "trusted-types.js"),
        **{f"part-{n}.js": f'export const v = "{version}";\n' for n in range(3)},
        **dict.fromkeys(texts[same:], f"{version}\n"),
        **dict.fromkeys(texts[:same], "always\n"),
    }
    for name, text in files.items():
        (site / name).write_text(text, "utf-8")
    service_worker.write(site)
    # HTTP dates count seconds: a version made within the same second would be "not modified".
    stamp = next(DATES)
    for path in site.iterdir():
        os.utime(path, (stamp, stamp))

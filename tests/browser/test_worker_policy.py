"""The Python worker reaches no other origin, even if the host sends no policy for scripts."""

import json
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from sv_app.pwa import service_worker
from sv_app.pwa.headers import TYPES
from sv_app.pwa.static_page import POLICY
from tests.browser.app_driver import SCREEN, START_TIMEOUT
from tests.browser.conftest import NO_SNAPSHOT

pytestmark = pytest.mark.browser

HOST_POLICY = "frame-ancestors 'none'"
"""A policy of a host that has no rule for scripts."""

PROBE = """
const channel = new BroadcastChannel("probe");
channel.onmessage = async ({ data: { name, url } }) => {
  const code = `import(${JSON.stringify(url)})`;
  const event = (target) => new Promise((resolve, reject) => {
    target.onopen = target.onload = target.onmessage = () => resolve();
    target.onerror = () => reject(new Error("error event"));
  });
  const attempts = {
    "fetch": () => fetch(url, { mode: "no-cors" }),
    "fetch of a request": () => fetch(new Request(url, { mode: "no-cors" })),
    "inherited fetch": () => {
      const { fetch } = WorkerGlobalScope.prototype;
      return (fetch ?? self.fetch).call(self, url, { mode: "no-cors" });
    },
    "redirect": () => fetch(`redirect?${url}`),
    "XMLHttpRequest": () => {
      const request = new XMLHttpRequest();
      request.open("GET", url);
      request.send();
      return event(request);
    },
    "WebSocket": () => event(new WebSocket(url.replace("http:", "ws:"))),
    "EventSource": () => event(new EventSource(url)),
    "FontFace": () => new FontFace("probe", `url(${url})`).load(),
    "Cache.add": async () => (await caches.open("probe")).add(url),
    "Cache.addAll": async () => (await caches.open("probe")).addAll([url]),
    "Worker": () => {
      const script = `fetch("${url}", { mode: "no-cors" }).finally(() => postMessage(null))`;
      return event(new Worker(URL.createObjectURL(new Blob([script]))));
    },
    "eval": () => (0, eval)(code),
    "Function": () => new Function(`return ${code}`)(),
    "AsyncFunction": () => (async () => {}).constructor(`return ${code}`)(),
    "parent of AsyncFunction": () =>
      Object.getPrototypeOf((async () => {}).constructor)(`return ${code}`)(),
    "timer": () => setTimeout(code),
    "import": () => import(url),
  };
  if (name === "names") return channel.postMessage(Object.keys(attempts));
  const timeout = new Promise((resolve) => setTimeout(resolve, 2000, "timeout"));
  const result = (async () => String(await attempts[name]()))().catch(String);
  channel.postMessage(await Promise.race([result, timeout]));
};
"""
ASK = """(message) => new Promise((resolve) => {
  const channel = new BroadcastChannel("probe");
  channel.onmessage = ({ data }) => (channel.close(), resolve(data));
  channel.postMessage(message);
})"""
BASELINE_PAGE = '<!DOCTYPE html><script>new Worker("baseline.js", { type: "module" })</script>'
BASELINE_STARTED = """async () => {
  for (;;) {
    const channel = new BroadcastChannel("probe");
    const answer = new Promise((resolve) => (channel.onmessage = resolve));
    channel.postMessage({ name: "names" });
    const late = new Promise((resolve) => setTimeout(resolve, 200, null));
    const message = await Promise.race([answer, late]);
    channel.close();
    if (message) return;
  }
}"""


class OtherOrigin(BaseHTTPRequestHandler):
    """Answers every request, and records its path."""

    requested: list[str]

    def __init__(self, requested: list[str], *arguments: object) -> None:
        self.requested = requested
        super().__init__(*arguments)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        self.requested.append(self.path)
        self.send_response(200)
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Content-Type", "text/javascript")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


class PlainHost(SimpleHTTPRequestHandler):
    """A host that sends content types, and a policy that has no rule for scripts."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | TYPES

    def do_GET(self) -> None:
        if self.path.startswith("/redirect?"):
            self.send_response(302)
            self.send_header("Location", self.path.partition("?")[2])
            self.end_headers()
        else:
            super().do_GET()

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", HOST_POLICY)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serve(handler: object) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:  # type: ignore[arg-type]
        threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def host(site: Path, tmp_path: Path) -> Iterator[str]:
    """The site as it is built, with a probe at the end of its Python worker."""
    copy = tmp_path / "site"
    shutil.copytree(site, copy, copy_function=os.link)
    script = (copy / "worker.js").read_text("utf-8") + PROBE
    texts = {"worker.js": script, "baseline.html": BASELINE_PAGE, "baseline.js": PROBE}
    (copy / "sw.js").unlink()
    (copy / "worker.js").unlink()
    for name, text in texts.items():
        (copy / name).write_text(text, "utf-8")
    service_worker.write(copy)
    with serve(partial(PlainHost, directory=str(copy))) as origin:
        yield origin


def attempt_all(page: Page, origin: str, names: set[str]) -> dict[str, str]:
    """Make the worker of `page` try each way to reach `origin`, and return the results."""
    results = {}
    for name in sorted(names):
        url = f"{origin}/{name.replace(' ', '-')}"
        results[name] = str(page.evaluate(ASK, {"name": name, "url": url}))
    page.wait_for_timeout(1000)
    return results


def test_python_worker_reaches_no_other_origin(browser: Browser, host: str) -> None:
    requested: list[str] = []
    with (
        serve(partial(OtherOrigin, requested)) as origin,
        browser.new_context(**SCREEN, locale="fr") as context,
    ):
        baseline = context.new_page()
        baseline.goto(f"{host}/baseline.html")
        baseline.evaluate(BASELINE_STARTED)
        names = set(baseline.evaluate(ASK, {"name": "names"}))
        attempt_all(baseline, origin, names)
        baseline.close()
        reached = {path.removeprefix("/").replace("-", " ") for path in requested}
        assert reached == names, (
            "a worker without a policy must reach the other origin in every way"
        )
        requested.clear()

        page = context.new_page()
        page.add_init_script(NO_SNAPSHOT)
        page.goto(host)
        page.wait_for_selector("html[data-app=ready]", state="attached", timeout=START_TIMEOUT)
        assert page.evaluate("navigator.serviceWorker.controller") is None
        # On a first visit, nothing prevents `import()` in the site's own scripts. It is attempted
        # after the reload, when the service worker has added the policy.
        results = attempt_all(page, origin, names - {"import"})
        assert requested == [], json.dumps(results, indent=1)

        page.wait_for_selector("html[data-offline=yes]", state="attached", timeout=START_TIMEOUT)
        page.reload()
        page.wait_for_selector("html[data-app=ready]", state="attached", timeout=START_TIMEOUT)
        assert page.evaluate("navigator.serviceWorker.controller !== null")
        policy = page.evaluate(
            "async () => (await fetch('worker.js')).headers.get('content-security-policy')"
        )
        assert HOST_POLICY in policy
        assert POLICY in policy
        results = attempt_all(page, origin, names)
        assert requested == [], json.dumps(results, indent=1)

"""Measures how many first visits a small nginx serves in a second.

    python -m tests.bench.load [--seconds 20] [--clients 2]

nginx has one worker process and serves the built site over TLS, with the build's own snippet. It
shares the machine with the clients. Each visit is a new connection that requests, one after the
other, every file that the first visit of a browser with the WebAssembly client stores.
"""

import argparse
import http.client
import json
import multiprocessing
import re
import ssl
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from sv_app.pwa.build import build
from tests.browser.nginx import nginx

FILES = re.compile(r"^const FILES = (\{.*?\});", re.DOTALL | re.MULTILINE)
OTHER_CLIENT = re.compile(r"canvaskit/(chromium/)?canvaskit\.|main\.dart\.js$")
"""Files of the JavaScript client, which a browser with the WebAssembly client does not request."""
HEADERS = {"Accept-Encoding": "br, gzip"}
EMPLOYEES = 10_000


class Load(NamedTuple):
    """What one client, or all of them, received."""

    visits: int
    bytes: int
    """Bytes of the bodies, as they are sent: compressed."""


class Target(NamedTuple):
    """The site, and the paths that a first visit requests."""

    url: str
    certificate: Path
    names: tuple[str, ...]


def first_visit_names(site: Path) -> tuple[str, ...]:
    """Return the page, the service worker and every file that it stores."""
    match = FILES.search((site / "sw.js").read_text("utf-8"))
    assert match, "sw.js has no list of files"
    names = (name for name in json.loads(match[1]) if not OTHER_CLIENT.match(name))
    return ("", "sw.js", *names)


def visit(target: Target, context: ssl.SSLContext) -> int:
    """Request each file of a first visit on one connection, and return the bytes received.

    Raises:
        RuntimeError: when a file is not answered with 200.
    """
    address = urlsplit(target.url)
    connection = http.client.HTTPSConnection(address.netloc, context=context, timeout=60)
    received = 0
    try:
        for name in target.names:
            connection.request("GET", address.path + name, headers=HEADERS)
            response = connection.getresponse()
            received += len(response.read())
            if response.status != http.client.OK:
                raise RuntimeError(f"{name}: {response.status}")
    finally:
        connection.close()
    return received


def visit_until(target: Target, end: float) -> Load:
    """Repeat first visits until the clock shows `end`; the last one is completed."""
    context = ssl.create_default_context(cafile=str(target.certificate))
    visits = received = 0
    while time.monotonic() < end:
        received += visit(target, context)
        visits += 1
    return Load(visits, received)


def main() -> None:
    """Run the clients, and print what they received."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--clients", type=int, default=2)
    options = parser.parse_args()
    with ExitStack() as resources:
        folder = Path(resources.enter_context(tempfile.TemporaryDirectory()))
        site = folder / "site"
        build(site, compressed=True)
        running = resources.enter_context(nginx(site, folder))
        target = Target(running.url, running.certificate, first_visit_names(site))
        start = time.monotonic()
        with multiprocessing.Pool(options.clients) as pool:
            jobs = [(target, start + options.seconds)] * options.clients
            loads = pool.starmap(visit_until, jobs)
        seconds = time.monotonic() - start
    visits, received = (sum(values) for values in zip(*loads, strict=True))
    size, rate = received / visits, visits / seconds
    print(f"a first visit: {len(target.names)} files, {size / 1e6:.2f} MB")
    print(f"{visits} first visits in {seconds:.0f} s: {rate:.1f} a second,", end=" ")
    print(f"{received / seconds / 1e6:.0f} MB a second")
    print(f"{EMPLOYEES} first visits: {EMPLOYEES * size / 1e9:.0f} GB,", end=" ")
    print(f"{EMPLOYEES / rate / 60:.0f} min")


if __name__ == "__main__":
    main()

"""Measures how fast this site starts, beside a stock Flet site of the same app.

    python -m tests.bench.startup [--rounds 5] [--quick] [--json FILE] [--profile]

Builds both sites, serves them the same way, and opens them alternately in one Chromium.
"""

import argparse
import json
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, sync_playwright

from sv_app.data.content import load_contents
from sv_app.project import CACHE
from sv_app.pwa import assets, build
from tests.bench import measures, stock
from tests.bench.measures import Start
from tests.bench.report import Row, table
from tests.bench.serving import BenchServer, served
from tests.bench.taps import taps
from tests.browser.conftest import PHONE, WEBGL, find_browser

ROUNDS = 5
TAPS = 200
BARE_PAGE = "bare.html"
BLOCK_OTHER_HOSTS = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
"""The stock client requests an engine from a CDN; this makes that request fail at once."""


@dataclass
class Samples:
    """The samples of all rounds, of this site and of the reference."""

    link: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)
    cold: list[Start] = field(default_factory=list)
    stock_cold: list[Start] = field(default_factory=list)
    warm: list[Start] = field(default_factory=list)
    stock_warm: list[Start] = field(default_factory=list)
    loads: list[float] = field(default_factory=list)
    taps: list[float] = field(default_factory=list)


@contextmanager
def both_sites(
    ours: Path, other: Path, effort: int = assets.MAX_BROTLI_QUALITY
) -> Iterator[tuple[BenchServer, BenchServer]]:
    """Serve this site, already built, and the stock one, both compressed with `effort`."""
    write_bare(ours, effort)
    stock.build(other, effort)
    with served(ours) as site, served(other, inline=True) as reference:
        yield site, reference


def write_bare(site: Path, effort: int) -> None:
    """Write a copy of the page without scripts as a reference, and compress the site."""
    page = (site / "index.html").read_text("utf-8")
    (site / BARE_PAGE).write_text(measures.SCRIPT.sub("", page), "utf-8")
    assets.write_compressed(site, CACHE / "compressed", effort)


@contextmanager
def chromium(folder: Path) -> Iterator[BrowserContext]:
    """Open a Chromium with a profile on disk; its `browser` makes further contexts."""
    executable = find_browser("chromium", "chromium-browser", "google-chrome")
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch_persistent_context(
            folder,
            executable_path=executable,
            args=[*WEBGL, BLOCK_OTHER_HOSTS],
            viewport=PHONE,
            locale=measures.LOCALE,
        ) as context,
    ):
        yield context


def sample(
    context: BrowserContext, site: BenchServer, other: BenchServer, rounds: int, count: int
) -> Samples:
    """Take every measure `rounds` times, alternating between this site and the reference."""
    browser, content = context.browser, load_contents()["fr"]
    assert browser
    home, samples = content.labels.home.title, Samples()
    for number in range(1, rounds + 1):
        samples.loads.append(os.getloadavg()[0])
        print(f"round {number} of {rounds}, load {samples.loads[-1]:.1f}", flush=True)
        samples.link.append(measures.first_link(browser, site.url))
        samples.bare.append(measures.first_link(browser, site.url + BARE_PAGE))
        samples.cold.append(measures.cold(browser, site, home))
        samples.stock_cold.append(measures.cold(browser, other, home))
        samples.warm.append(measures.warm(context, site, home))
        samples.stock_warm.append(measures.warm(context, other, home))
    samples.taps = taps(browser, site, content, count)
    return samples


def rows(samples: Samples, offline: bool, first_flight: Mapping[str, bool]) -> list[Row]:
    """Return the measures and their goals."""
    stopped = "server stopped" if offline else "server up: no service worker yet"
    return [
        Row(
            "first tappable `tel:` link, cold, 1.6 Mbps / 150 ms / 4× CPU (a bare page)",
            *("s", samples.link, samples.bare),
            at_most=1.5,
            ratio_at_most=1.2,
            also={"first 14 KB suffice": all(first_flight.values())},
        ),
        Row(
            "app ready, cold, no throttling (stock)",
            *("s", _seconds(samples.cold), _seconds(samples.stock_cold)),
            ratio_at_most=0.45,
        ),
        Row(
            f"app ready, warm, {stopped} (stock: warm HTTP cache, server up)",
            *("s", _seconds(samples.warm), _seconds(samples.stock_warm)),
            ratio_at_most=0.33,
        ),
        Row(
            "brotli bytes until the app is ready, first visit (stock)",
            *("MB", _megabytes(samples.cold), _megabytes(samples.stock_cold)),
            at_most=9.0,
            ratio_at_most=0.72,
        ),
        Row(
            "tap on an answer → the screen shows it, p95 over 200 taps",
            *("ms", samples.taps),
            at_most=100,
            p95=True,
        ),
    ]


def _seconds(starts: Sequence[Start]) -> list[float]:
    return [start.seconds for start in starts]


def _megabytes(starts: Sequence[Start]) -> list[float]:
    return [start.bytes / 1e6 for start in starts]


def _range(values: Sequence[float]) -> str:
    return f"{min(values):.1f} to {max(values):.1f}"


def profile(samples: Samples) -> str:
    """Return the time of each step of each start, and the largest files of a first visit."""
    lines = []
    for name in ("cold", "stock_cold", "warm", "stock_warm"):
        starts: list[Start] = getattr(samples, name)
        for start in starts:
            marks = ", ".join(f"{mark} {at:.2f}" for mark, at in start.marks.items())
            lines.append(f"{name}: {marks}; ready {start.seconds:.2f} s")
        first = starts[0]
        largest = sorted(first.responses, key=lambda response: -response.size)[:12]
        lines += [f"  {a.at - first.began:6.2f} s {a.size:>9,}  {a.path}" for a in largest]
    return "\n".join(lines)


def as_json(results: Sequence[Row], samples: Samples, version: str) -> dict[str, Any]:
    """Return all samples and results as a JSON object."""
    starts = ("cold", "stock_cold", "warm", "stock_warm")
    return {
        "chromium": version,
        "load": samples.loads,
        "measures": [row.as_json() for row in results],
        "marks": {name: [start.marks for start in getattr(samples, name)] for name in starts},
    }


def main() -> None:
    """Run the benchmark, and print the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--quick", action="store_true", help="one round, few taps: a rehearsal")
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    parser.add_argument("--profile", action="store_true", help="say where the time went")
    options = parser.parse_args()
    rounds, count = (1, 20) if options.quick else (options.rounds, TAPS)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build.build(folder / "ours", compressed=True)
        with both_sites(folder / "ours", folder / "stock") as (site, other):
            with chromium(folder / "profile") as context:
                samples = sample(context, site, other, rounds, count)
                version = context.browser.version if context.browser else ""
            first_flight = measures.first_flight_holds_a_link(site.folder / "index.html")
            results = rows(samples, measures.works_offline(site), first_flight)
    print(table(results))
    print(
        f"{rounds} rounds, {count} taps, Chromium {version}, {os.cpu_count()} processors, "
        f"load {_range(samples.loads)}"
    )
    if options.profile:
        print(profile(samples))
    if options.json:
        text = json.dumps(as_json(results, samples, version), indent=2)
        options.json.write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()

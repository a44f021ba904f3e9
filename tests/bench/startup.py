"""Measures how fast this site starts, in comparison with a stock Flet site of the same app.

    python -m tests.bench.startup [--rounds 5] [--quick] [--json FILE] [--profile]

Builds both sites, serves them the same way, and opens them alternately in one Chromium.
"""

import argparse
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, sync_playwright

from sv_app.data.content import load_contents
from sv_app.project import CACHE, CONTENT
from sv_app.pwa import assets, build
from tests.bench import measures, stock
from tests.bench.measures import Start
from tests.bench.report import Row, table
from tests.bench.serving import BenchServer, serve_recorded
from tests.bench.taps import taps
from tests.browser.conftest import PHONE, WEBGL, find_chromium

ROUNDS = 5
TAPS = 200
BARE_PAGE = "bare.html"
BLOCK_OTHER_HOSTS = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
"""The stock client requests an engine from a CDN; this makes that request fail at once."""


UPDATED = "en/labels.toml"
SENTENCE = re.compile(r'^(\w+ = ".+)\."$', re.MULTILINE)


def build_update(out: Path, content: Path) -> None:
    """Build this site with one sentence changed; `content` is a new folder for its words."""
    shutil.copytree(CONTENT, content)
    labels = content / UPDATED
    text, count = SENTENCE.subn(r'\1 now."', labels.read_text("utf-8"), count=1)
    assert count == 1, f"{UPDATED}: no sentence was found"
    labels.write_text(text, "utf-8")
    build.build(out, compressed=True, content=content)


STARTS = ("cold", "reference_cold", "slow", "reference_slow", "warm", "reference_warm")


@dataclass
class Samples:
    """The samples of all rounds, of this site and of the reference."""

    link: list[float] = field(default_factory=list)
    reference_link: list[float] = field(default_factory=list)
    cold: list[Start] = field(default_factory=list)
    reference_cold: list[Start] = field(default_factory=list)
    slow: list[Start] = field(default_factory=list)
    reference_slow: list[Start] = field(default_factory=list)
    warm: list[Start] = field(default_factory=list)
    reference_warm: list[Start] = field(default_factory=list)
    load_averages: list[float] = field(default_factory=list)
    taps: list[float] = field(default_factory=list)
    reference_taps: list[float] = field(default_factory=list)
    update: int = 0
    """The bytes of an update that changes one sentence."""


@contextmanager
def both_sites(
    ours: Path, reference: Path, quality: int = assets.MAX_BROTLI_QUALITY
) -> Iterator[tuple[BenchServer, BenchServer]]:
    """Serve this site, already built, and the stock site, both compressed with `quality`."""
    write_bare(ours, quality)
    stock.build(reference, quality)
    with (
        serve_recorded(ours) as our_server,
        serve_recorded(reference, without_policy=True) as reference_server,
    ):
        yield our_server, reference_server


def write_bare(site: Path, quality: int) -> None:
    """Write a copy of the page without scripts as a reference, and compress the site."""
    page = (site / "index.html").read_text("utf-8")
    (site / BARE_PAGE).write_text(measures.SCRIPT.sub("", page), "utf-8")
    assets.write_compressed(site, CACHE / "compressed", quality)


@contextmanager
def chromium(folder: Path) -> Iterator[BrowserContext]:
    """Open a Chromium with a profile on disk; its `browser` makes further contexts."""
    executable = find_chromium()
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
    context: BrowserContext, site: BenchServer, reference: BenchServer, rounds: int, count: int
) -> Samples:
    """Take every measure `rounds` times, alternating between this site and the reference."""
    browser, content = context.browser, load_contents()["fr"]
    assert browser
    home, samples = content.labels.home.title, Samples()
    for number in range(1, rounds + 1):
        samples.load_averages.append(os.getloadavg()[0])
        print(f"round {number} of {rounds}, load {samples.load_averages[-1]:.1f}", flush=True)
        samples.link.append(measures.seconds_to_first_link(browser, site.url))
        samples.reference_link.append(measures.seconds_to_first_link(browser, site.url + BARE_PAGE))
        samples.cold.append(measures.cold_start(browser, site, home))
        samples.reference_cold.append(measures.cold_start(browser, reference, home))
        samples.slow.append(measures.cold_start(browser, site, home, slow=True))
        samples.reference_slow.append(measures.cold_start(browser, reference, home, slow=True))
        samples.warm.append(measures.warm_start(context, site, home))
        samples.reference_warm.append(measures.warm_start(context, reference, home))
    samples.taps = taps(browser, site, content, count)
    samples.reference_taps = taps(browser, reference, content, count)
    return samples


def cold_row(ours: Sequence[float], reference: Sequence[float]) -> Row:
    """Return the row of the cold start, with its goal; `startup_firefox` uses it too."""
    name = "app ready, cold, no throttling (stock)"
    return Row(name, unit="s", ours=ours, reference=reference, ratio_at_most=0.33)


def warm_row(ours: Sequence[float], reference: Sequence[float]) -> Row:
    """Return the row of the warm start, with its goal; `startup_firefox` uses it too."""
    name = "app ready, warm, server stopped (stock: warm HTTP cache, server up)"
    return Row(name, unit="s", ours=ours, reference=reference, ratio_at_most=0.22)


def rows(samples: Samples, early_link: Mapping[str, bool]) -> list[Row]:
    """Return the measures and their goals."""
    return [
        Row(
            "first tappable `tel:` link, cold, 1.6 Mbps / 150 ms / 4× CPU (a bare page)",
            unit="s",
            ours=samples.link,
            reference=samples.reference_link,
            at_most=1.0,
            ratio_at_most=1.1,
            conditions={"the first 14 KB hold a number": all(early_link.values())},
        ),
        cold_row(_seconds(samples.cold), _seconds(samples.reference_cold)),
        Row(
            "app ready, cold, 1.6 Mbps / 150 ms / 4× CPU (stock)",
            unit="s",
            ours=_seconds(samples.slow),
            reference=_seconds(samples.reference_slow),
            ratio_at_most=0.62,
        ),
        warm_row(_seconds(samples.warm), _seconds(samples.reference_warm)),
        Row(
            "brotli bytes until the app is ready, first visit (stock)",
            unit="MB",
            ours=_megabytes(samples.cold),
            reference=_megabytes(samples.reference_cold),
            at_most=8.0,
            ratio_at_most=0.63,
        ),
        Row(
            "bytes of an update that changes one sentence",
            unit="MB",
            ours=[samples.update / 1e6],
            at_most=0.3,
        ),
        Row(
            "tap on an answer → the next question is drawn, "
            f"p95 of {len(samples.taps)} taps (stock)",
            unit="ms",
            ours=samples.taps,
            reference=samples.reference_taps,
            at_most=80,
            ratio_at_most=0.6,
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
    for name in STARTS:
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
    return {
        "chromium": version,
        "load": samples.load_averages,
        "measures": [row.as_json() for row in results],
        "marks": {name: [start.marks for start in getattr(samples, name)] for name in STARTS},
    }


def main() -> None:
    """Run the benchmark, and print the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument(
        "--quick", action="store_true", help="one round, few taps: a quick check of the benchmark"
    )
    parser.add_argument("--json", type=Path, help="also write all samples to this file")
    parser.add_argument("--profile", action="store_true", help="also print the time of each step")
    options = parser.parse_args()
    rounds, count = (1, 20) if options.quick else (options.rounds, TAPS)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build.build(folder / "ours", compressed=True)
        build_update(folder / "update", folder / "content")
        with both_sites(folder / "ours", folder / "stock") as (site, reference):
            with chromium(folder / "profile") as context:
                samples = sample(context, site, reference, rounds, count)
                samples.update = measures.update_bytes(folder / "ours", folder / "update")
                version = context.browser.version if context.browser else ""
            early_link = measures.early_link_by_encoding(site.folder / "index.html")
            results = rows(samples, early_link)
    print(table(results))
    print(
        f"{rounds} rounds, {count} taps, Chromium {version}, {os.cpu_count()} processors, "
        f"load {_range(samples.load_averages)}"
    )
    if options.profile:
        print(profile(samples))
    if options.json:
        text = json.dumps(as_json(results, samples, version), indent=2)
        options.json.write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()

"""Measures how fast this site starts in Firefox, in comparison with a stock Flet site.

    python -m tests.bench.startup_firefox [--rounds 5] [--json FILE]

Builds and serves both sites as `tests.bench.startup` does, and opens them alternately. Each cold
start has a new Firefox with a new profile, on a virtual display: it has WebGL only there.
"""

import argparse
import json
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sv_app.data.content import load_contents
from sv_app.pwa import build
from tests.bench.measures import PAUSE, PROBE, TIMEOUT, works_offline
from tests.bench.report import Row, table
from tests.bench.serving import BenchServer
from tests.bench.startup import ROUNDS, both_sites, cold_row, warm_row
from tests.browser.firefox import Firefox

SECONDS = TIMEOUT / 1000
OFFLINE_READY = "document.documentElement.dataset.offline === 'yes'"
SNAPSHOT_STORED = "'snapshot' in document.documentElement.dataset"
START_PAUSE = 5.0
"""Seconds until a Firefox that has just started is idle."""


@dataclass
class Samples:
    """The seconds until the app was ready, of this site and of the reference."""

    cold: list[float] = field(default_factory=list)
    reference_cold: list[float] = field(default_factory=list)
    warm: list[float] = field(default_factory=list)
    reference_warm: list[float] = field(default_factory=list)
    version: str = ""


@contextmanager
def _firefox(home: str) -> Iterator[Firefox]:
    """Start a Firefox with a new profile, whose pages report when the title `home` is shown."""
    with tempfile.TemporaryDirectory() as folder, Firefox(Path(folder), webgl=True) as engine:
        engine.run_first(f"{PROBE}\nprobe.home = {json.dumps(home)};")
        time.sleep(START_PAUSE)
        yield engine


def _start(engine: Firefox, site: BenchServer) -> float:
    """Open the site, and return the seconds until the app was ready."""
    began = time.time()
    engine.open(site.url)
    ready = engine.wait_for("globalThis.probe?.ready", SECONDS)
    return float(ready) / 1000 - began


def _close_page(engine: Firefox, site: BenchServer, first: bool) -> None:
    """Wait until the page has stored everything that the next visits use, and leave it."""
    if works_offline(site):
        engine.wait_for(OFFLINE_READY, SECONDS)
        if first:
            engine.wait_for(SNAPSHOT_STORED, SECONDS)
    time.sleep(PAUSE)
    engine.open("about:blank")


def measure(site: BenchServer, home: str) -> tuple[float, float, str]:
    """Return the seconds of a cold and of a warm start, and the version of Firefox.

    The warm start is the third visit; the server is stopped for it when the site works offline.
    """
    with _firefox(home) as engine:
        cold = _start(engine, site)
        _close_page(engine, site, first=True)
        _start(engine, site)
        _close_page(engine, site, first=False)
        if works_offline(site):
            site.stop()
        warm = _start(engine, site)
        version = engine.version
    if works_offline(site):
        site.start()
    return cold, warm, version


def sample(site: BenchServer, reference: BenchServer, home: str, rounds: int) -> Samples:
    """Measure both sites `rounds` times, alternately."""
    samples = Samples()
    for number in range(1, rounds + 1):
        print(f"round {number} of {rounds}", flush=True)
        cold, warm, samples.version = measure(site, home)
        samples.cold.append(cold)
        samples.warm.append(warm)
        cold, warm, _ = measure(reference, home)
        samples.reference_cold.append(cold)
        samples.reference_warm.append(warm)
    return samples


def rows(samples: Samples) -> list[Row]:
    """Return the measures and their goals."""
    return [
        cold_row(samples.cold, samples.reference_cold),
        warm_row(samples.warm, samples.reference_warm),
    ]


def main() -> None:
    """Run the benchmark, and print the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--json", type=Path, help="also write all samples to this file")
    options = parser.parse_args()
    home = load_contents()["fr"].labels.home.title
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build.build(folder / "ours", compressed=True)
        with both_sites(folder / "ours", folder / "stock") as (site, reference):
            samples = sample(site, reference, home, options.rounds)
    results = rows(samples)
    print(table(results))
    print(f"{options.rounds} rounds, Firefox {samples.version}")
    if options.json:
        text = json.dumps([row.as_json() for row in results], indent=2)
        options.json.write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()

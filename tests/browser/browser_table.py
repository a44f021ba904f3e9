"""Records the time of each step in each browser, and writes the table of docs/browsers.md."""

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from filelock import FileLock

from sv_app.project import CACHE
from tests.browser.engine import BrowserEngine
from tests.source import ROOT

DOCUMENT = ROOT / "docs" / "browsers.md"
START, END = "<!-- measured -->\n", "<!-- end of measured -->\n"
RECORDS = CACHE / "engines"
NAMES = ("Chromium", "Firefox", "WebKitGTK")
STEPS = (
    "first start",
    "whole app stored on the device, after the first start",
    "self-check answered, note written, saved",
    "call opened within the tap",
    "typing: search, name, phone, number, passcode",
    "new start without the server",
    "self-check and contact found again",
    "script opened without the server",
    "locked when hidden, unlocked",
    "quick exit",
    "everything erased",
)
"""The steps of the walk through the app, in order."""
STORAGE_REFUSED = "storage refused"
PRIVATE = "private mode"
NO_SERVICE_WORKER = "no service worker"
NO_CACHE_STORAGE = "no Cache Storage"
PLAIN_HTTP = "plain http on an intranet name"
CONDITION_ROW = "{}: start, sentence, call"
CONDITIONS = (STORAGE_REFUSED, PRIVATE, NO_SERVICE_WORKER, NO_CACHE_STORAGE, PLAIN_HTTP)
NOT_MEASURED = "not run"


class Record:
    """The steps that passed in one browser, and how many seconds each took."""

    def __init__(self, engine: BrowserEngine, title: str) -> None:
        self._name, self._version, self._title = engine.name, engine.version, title
        self.client = ""
        """The client of Flutter that the browser used."""
        self._seconds: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time a step; a step that fails is not recorded."""
        start = time.monotonic()
        yield
        self._seconds[name] = round(time.monotonic() - start, 1)

    def write(self, update: bool) -> None:
        """Write the record once every step has passed; with `update`, also the table."""
        record = {
            "version": self._version,
            "client": self.client,
            "seconds": self._seconds,
        }
        RECORDS.mkdir(parents=True, exist_ok=True)
        with FileLock(RECORDS / "lock"):
            path = RECORDS / f"{self._name} {self._title}.json"
            path.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
            if update:
                before, _, rest = DOCUMENT.read_text(encoding="utf-8").partition(START)
                after = rest.partition(END)[2]
                text = f"{before}{START}{_table(_read_records())}{END}{after}"
                DOCUMENT.write_text(text, encoding="utf-8")


def _read_records() -> Mapping[str, Mapping[str, Any]]:
    """Return the version, the client and the seconds of each browser, of all its records."""
    merged: dict[str, dict[str, Any]] = {}
    for name in NAMES:
        measured = merged[name] = {"version": "", "client": "", "seconds": {}}
        for path in sorted(RECORDS.glob(f"{name} *.json")):
            record = json.loads(path.read_text(encoding="utf-8"))
            measured["seconds"] |= record["seconds"]
            measured |= {key: record[key] for key in ("version", "client") if record[key]}
    return merged


def _table(records: Mapping[str, Mapping[str, Any]]) -> str:
    def row(name: str, cells: Sequence[str]) -> str:
        return f"| {' | '.join((name, *cells))} |\n"

    def seconds(name: str) -> list[str]:
        times = (record["seconds"].get(name) for record in records.values())
        return [NOT_MEASURED if taken is None else f"{taken:.1f} s" for taken in times]

    titles = [f"{name} {record['version']}" for name, record in records.items()]
    return "".join(
        [
            row("Measured in", titles),
            "|---|" + "---:|" * len(titles) + "\n",
            row("client of Flutter", [record["client"] for record in records.values()]),
            *(row(name, seconds(name)) for name in STEPS),
            *(row(CONDITION_ROW.format(name), seconds(name)) for name in CONDITIONS),
        ]
    )

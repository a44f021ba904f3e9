"""The service worker counts requests, and the page adds the counts; neither names what is typed."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from sv_app.domain.request_ledger import RequestLedger
from sv_app.pwa import service_worker
from tests.npm import NODE

PWA = Path(service_worker.__file__).parent
HARNESS = Path(__file__).with_name("request_ledger.mjs")
EMPTY: dict[str, Any] = {"since": None, "complete": True, "files": [], "unlisted": 0, "refused": []}
COUNTED: dict[str, Any] = {
    "since": "1970-01-01T00:00:01.000Z",
    "complete": True,
    "files": [
        {"name": "app.zip", "device": 2, "host": 1},
        {"name": "index.html", "device": 1, "host": 0},
    ],
    "unlisted": 1,
    "refused": ["https://other.example"],
}
EXPECTED: dict[str, Any] = {
    "nothing counted": EMPTY,
    "one message once it is quiet": 1,
    "counted": COUNTED,
    "messages": [1, 0],
    "names what was typed": False,
    "after a restart of the service worker": {
        **COUNTED,
        "files": [{"name": "app.zip", "device": 3, "host": 1}, *COUNTED["files"][1:]],
    },
    "blocked by the policy": ["wss://talk.example", "https://other.example"],
    "erased": EMPTY,
    "bounded": 20,
    "no service worker": {**EMPTY, "complete": False},
}


@pytest.fixture(scope="module")
def results() -> dict[str, Any]:
    scripts = PWA / "client" / "request-ledger.js", PWA / "worker" / "requests.js"
    run = subprocess.run([NODE, HARNESS, *scripts], capture_output=True, timeout=60, check=False)
    assert run.returncode == 0, run.stderr.decode()
    return dict(json.loads(run.stdout))


@pytest.mark.parametrize("scenario", EXPECTED)
def test_requests_are_counted_by_file(results: dict[str, Any], scenario: str) -> None:
    assert results[scenario] == EXPECTED[scenario]


def test_python_reads_the_ledger(results: dict[str, Any]) -> None:
    ledger = RequestLedger.model_validate_json(json.dumps(results["counted"]))
    assert (ledger.from_device, ledger.from_host, ledger.unlisted) == (3, 1, 1)

"""Memory snapshots are stored without their empty pages, and read as they were."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from sv_app.pwa import service_worker
from tests.npm import NODE

SCRIPT = Path(service_worker.__file__).parent / "client" / "snapshots.js"
HARNESS = Path(__file__).with_name("snapshots.mjs")


@pytest.fixture(scope="module")
def results() -> dict[str, Any]:
    command = map(str, (NODE, HARNESS, SCRIPT))
    run = subprocess.run([*command], capture_output=True, text=True, timeout=60, check=False)
    assert run.returncode == 0, run.stderr
    return dict(json.loads(run.stdout))


def test_snapshot_is_read_as_it_was(results: dict[str, Any]) -> None:
    assert results["isRestored"]
    assert results["isRestoredAgain"]
    assert not results["hasOther"]


def test_empty_pages_are_not_stored(results: dict[str, Any]) -> None:
    assert results["storedPages"] == pytest.approx(2 + 416 / 65536)


def test_snapshot_of_a_failed_start_is_deleted(results: dict[str, Any]) -> None:
    assert not results["isTriedAfterFailure"]
    assert not results["isKeptAfterFailure"]


def test_damaged_snapshot_is_refused(results: dict[str, Any]) -> None:
    assert results["damaged"] == "Error: damaged"

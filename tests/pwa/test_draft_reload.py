"""The page and the service worker keep a draft through a reload, in memory only."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from sv_app.pwa import service_worker
from tests.npm import NODE

PWA = Path(service_worker.__file__).parent
HARNESS = Path(__file__).with_name("draft_reload.mjs")
DRAFT = '{"position":1}'
EXPECTED: dict[str, Any] = {
    "reload": {"asked": False, "leaked": False, "draft": DRAFT, "stored": []},
    "reload before Python has started": DRAFT,
    "service worker is idle once the draft is taken": True,
    "expired": None,
    "reopened tab": None,
    "forgotten": {"asked": False, "stored": [], "draft": None},
    "quick exit before the draft is back": {"draft": None, "stored": []},
    "another tab": None,
    "session storage refused": {"asked": True, "held": False, "draft": None},
    "no service worker": {"before": False, "during": True, "after": False, "stored": []},
}


@pytest.fixture(scope="module")
def results() -> dict[str, Any]:
    scripts = PWA / "client" / "draft-reload.js", PWA / "worker" / "drafts.js"
    run = subprocess.run([NODE, HARNESS, *scripts], capture_output=True, timeout=60, check=False)
    assert run.returncode == 0, run.stderr.decode()
    return dict(json.loads(run.stdout))


@pytest.mark.parametrize("scenario", EXPECTED)
def test_draft_is_kept_only_through_a_reload_of_its_tab(
    results: dict[str, Any], scenario: str
) -> None:
    assert results[scenario] == EXPECTED[scenario]

"""Every place a journal may be kept in."""

from pathlib import Path

import pytest

from tests.data.fake_backends import Reopen, a_browser, a_file, a_session


@pytest.fixture(params=["file", "browser", "memory"])
def reopen(request: pytest.FixtureRequest, tmp_path: Path) -> Reopen:
    backends = {"file": lambda: a_file(tmp_path), "browser": a_browser, "memory": a_session}
    return backends[request.param]()

"""The fixture `reopen`, for each storage backend."""

from pathlib import Path

import pytest

from tests.data.fake_backends import OpenBackend, browser_backend, file_backend, memory_backend


@pytest.fixture(params=["file", "browser", "memory"])
def reopen(request: pytest.FixtureRequest, tmp_path: Path) -> OpenBackend:
    backends = {
        "file": lambda: file_backend(tmp_path),
        "browser": browser_backend,
        "memory": memory_backend,
    }
    return backends[request.param]()

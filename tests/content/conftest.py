"""Each language's words in turn."""

from collections.abc import Mapping

import pytest

from sv_app.domain.content import Content


@pytest.fixture(params=["fr", "en"])
def kit(request: pytest.FixtureRequest, kits: Mapping[str, Content]) -> Content:
    return kits[request.param]

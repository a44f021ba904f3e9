"""The fixture `content`, for each language."""

from collections.abc import Mapping

import pytest

from sv_app.domain.content import Content


@pytest.fixture(params=["fr", "en"])
def content(request: pytest.FixtureRequest, contents: Mapping[str, Content]) -> Content:
    return contents[request.param]

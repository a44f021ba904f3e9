"""What every test may use."""

from collections.abc import Mapping

import pytest

from sv_app.data.content import load_kits
from sv_app.domain.kit import Kit


@pytest.fixture(scope="session")
def kits() -> Mapping[str, Kit]:
    """The app's words, as shipped."""
    return load_kits()

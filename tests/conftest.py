"""What every test may use."""

from collections.abc import Mapping

import pytest

from sv_app.data.content import load_kits
from sv_app.domain.kit import Kit


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write the reviewed trees anew")


@pytest.fixture(scope="session")
def kits() -> Mapping[str, Kit]:
    """The app's words, as shipped."""
    return load_kits()

"""What a test does when a program that it needs is not there."""

import os
from typing import NoReturn

import pytest


def skip_or_fail(reason: str) -> NoReturn:
    """Skip the test; with SV_REQUIRE_TOOLS, fail it."""
    if os.environ.get("SV_REQUIRE_TOOLS"):
        pytest.fail(reason)
    pytest.skip(reason)

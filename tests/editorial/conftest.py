"""Fixtures of the tests of the editorial rules."""

from pathlib import Path

import pytest

from tests.data.content_copy import ContentCopy


@pytest.fixture
def content_copy(tmp_path: Path) -> ContentCopy:
    return ContentCopy(tmp_path)

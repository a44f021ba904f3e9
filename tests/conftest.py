"""Options, report header and fixtures that all tests share."""

import gc
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import settings

from sv_app.data import content_files
from sv_app.data.content import load_contents
from sv_app.data.crypto import cipher
from sv_app.domain.content import Content
from tests.data.content_copy import ContentCopy
from tests.profile import PROFILE, SEED


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update",
        action="store_true",
        help="replace the reviewed trees, and the table of docs/browsers.md",
    )


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Give Hypothesis the profile and the seed, unless the command line has others."""
    settings.register_profile(PROFILE.name, max_examples=PROFILE.examples, deadline=None)
    if config.getoption("--hypothesis-profile") is None:
        settings.load_profile(PROFILE.name)
    if config.getoption("--hypothesis-seed") is None:
        config.option.hypothesis_seed = str(SEED)


def pytest_collection_finish() -> None:
    """Collect garbage less often, because the tests of the screens make many controls.

    Later garbage collections skip the modules and tests that are loaded now. The tests take a tenth
    less time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 20, 100)


def pytest_report_header() -> str:
    return f"profile: {PROFILE.name}, SV_SEED={SEED}"


@pytest.fixture(scope="session")
def contents() -> Mapping[str, Content]:
    """The shipped content, by language."""
    return load_contents()


@pytest.fixture(scope="session", autouse=True)
def cache_parsed_content() -> Iterator[None]:
    """Parse each text of a content file once.

    Hundreds of tests load the whole content with one changed line.
    """
    parser = SimpleNamespace(loads=lru_cache(maxsize=1000)(tomllib.loads))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(content_files, "tomllib", parser)
        yield


@pytest.fixture(autouse=True)
def fast_key_derivation(monkeypatch: pytest.MonkeyPatch) -> None:
    """Derive keys in two rounds, to save time."""
    monkeypatch.setattr(cipher, "ROUNDS", 2)


@pytest.fixture
def content_copy(tmp_path: Path) -> ContentCopy:
    """A copy of the content, which a test may change."""
    return ContentCopy(tmp_path)

"""A language more is a folder more: no code changes, and a file that is missing is named."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from sv_app import app, routes
from sv_app.data.content_files import ContentError
from sv_app.domain.content import Content
from sv_app.editorial.rules import checked_contents
from sv_app.project import CONTENT
from sv_app.pwa.static_page import render_page
from tests.data.content_copy import Words
from tests.fakes import Client
from tests.pwa.reader import Page
from tests.ui.conftest import RunApp, backend, language, run_app

__all__ = ["backend", "language", "run_app"]

FILES = sorted(
    path.relative_to(CONTENT / "en").as_posix() for path in CONTENT.rglob("en/**/*.toml")
)
NAME = "Castellano"


@pytest.fixture
def words(tmp_path: Path) -> Words:
    """The words, and a third language."""
    words = Words(tmp_path)
    shutil.copytree(words.root / "en", words.root / "es")
    words.under("es/labels.toml", "app", f'language = "{NAME}"')
    words.replace("es/labels.toml", r'^language = "English"\n', "")
    return words


@pytest.fixture
def three(words: Words) -> Mapping[str, Content]:
    return checked_contents(words.root)


def test_a_language_whose_files_are_all_there_is_spoken(three: Mapping[str, Content]) -> None:
    assert sorted(three) == ["en", "es", "fr"]
    assert three["es"].labels.app.language == NAME
    assert three["es"].scripts == three["en"].scripts


@pytest.mark.parametrize("file", FILES)
def test_a_language_with_one_file_missing_fails_with_its_name(words: Words, file: str) -> None:
    words.delete(f"es/{file}")
    with pytest.raises(ContentError) as raised:
        checked_contents(words.root)
    assert {fault.file for fault in raised.value.faults} == {f"es/{file}"}


def test_a_language_that_calls_itself_as_another_does_is_told(words: Words) -> None:
    words.line("es/labels.toml", "language", 'language = "English"')
    with pytest.raises(ContentError) as raised:
        checked_contents(words.root)
    (fault,) = raised.value.faults
    assert (fault.file, fault.key) == ("es/labels.toml", "app.language")
    assert "en" in fault.reason


def test_the_page_has_it_and_lets_one_choose_it(three: Mapping[str, Content]) -> None:
    page = Page(render_page(three, {}))
    assert [e.language for e in page.of_class("words")] == ["fr", "en", "es"]
    assert NAME in [e.text for e in page.all("label", "es")]


def test_the_app_offers_it_and_speaks_it(
    run_app: RunApp, three: Mapping[str, Content], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "CONTENTS", three)

    async def story(client: Client) -> None:
        await client.visit(routes.LANGUAGE)
        await client.press(NAME)
        await client.visit(routes.HOME)
        assert client.page.locale_configuration
        assert client.page.locale_configuration.current_locale
        assert client.page.locale_configuration.current_locale.language_code == "es"

    run_app(story)

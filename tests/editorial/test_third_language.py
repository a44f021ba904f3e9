"""A folder adds a language without a change to the code, and a missing file is named."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from sv_app import app, routes
from sv_app.data.content_files import ContentError
from sv_app.domain.content import Content
from sv_app.editorial.rules import load_checked_contents
from sv_app.project import CONTENT
from sv_app.pwa.static_page import render_page
from tests.data.content_copy import ContentCopy
from tests.fakes import Client
from tests.pwa.reader import Page
from tests.ui.conftest import RunApp, backend, language, run_app

__all__ = ["backend", "language", "run_app"]

FILES = sorted(
    path.relative_to(CONTENT / "en").as_posix() for path in CONTENT.rglob("en/**/*.toml")
)
NAME = "Castellano"


@pytest.fixture
def content_copy(tmp_path: Path) -> ContentCopy:
    """A copy of the content with a third language."""
    content_copy = ContentCopy(tmp_path)
    shutil.copytree(content_copy.root / "en", content_copy.root / "es")
    content_copy.add_to_table("es/labels.toml", "app", f'language = "{NAME}"')
    content_copy.replace("es/labels.toml", r'^language = "English"\n', "")
    return content_copy


@pytest.fixture
def three_languages(content_copy: ContentCopy) -> Mapping[str, Content]:
    return load_checked_contents(content_copy.root)


def test_complete_third_language_is_loaded(three_languages: Mapping[str, Content]) -> None:
    assert sorted(three_languages) == ["en", "es", "fr"]
    assert three_languages["es"].labels.app.language == NAME
    assert three_languages["es"].scripts == three_languages["en"].scripts


@pytest.mark.parametrize("file", FILES)
def test_missing_file_of_a_language_is_named(content_copy: ContentCopy, file: str) -> None:
    content_copy.delete(f"es/{file}")
    with pytest.raises(ContentError) as raised:
        load_checked_contents(content_copy.root)
    assert {fault.file for fault in raised.value.faults} == {f"es/{file}"}


def test_duplicate_language_name_is_reported(content_copy: ContentCopy) -> None:
    content_copy.set_line("es/labels.toml", "language", 'language = "English"')
    with pytest.raises(ContentError) as raised:
        load_checked_contents(content_copy.root)
    (fault,) = raised.value.faults
    assert (fault.file, fault.key) == ("es/labels.toml", "app.language")
    assert fault.reason == "'en' has the same name, 'English'"


def test_static_page_offers_the_third_language(three_languages: Mapping[str, Content]) -> None:
    page = Page(render_page(three_languages, {}))
    assert [e.language for e in page.of_class("language")] == ["fr", "en", "es"]
    assert "ES" in [e.text for e in page.all("label", "es")]
    assert f"ES, {NAME}" in [e.attributes.get("aria-label") for e in page.all("input", "es")]


def test_app_offers_the_third_language_and_uses_it(
    run_app: RunApp, three_languages: Mapping[str, Content], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "CONTENTS", three_languages)

    async def scenario(client: Client) -> None:
        await client.visit(routes.LANGUAGE)
        await client.press(NAME)
        await client.visit(routes.HOME)
        assert client.page.locale_configuration
        assert client.page.locale_configuration.current_locale
        assert client.page.locale_configuration.current_locale.language_code == "es"

    run_app(scenario)

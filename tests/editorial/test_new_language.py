"""A folder adds a language without a change to the code, and a missing file is named."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from sv_app import app, routes
from sv_app.data.content_files import ContentError
from sv_app.domain.content import Content
from sv_app.editorial.rules import load_checked_files
from sv_app.project import CONTENT
from sv_app.pwa.static_page import render_page
from tests.data.content_copy import ContentCopy
from tests.fakes import Client
from tests.languages import LANGUAGES
from tests.profile import DAY
from tests.pwa.parsed_html import HtmlDocument
from tests.ui.conftest import RunApp, backend, language, run_app

__all__ = ["backend", "language", "run_app"]

FILES = sorted(
    path.relative_to(CONTENT / "en").as_posix() for path in CONTENT.rglob("en/**/*.toml")
)
LABELS = "labels.toml"
OTHER_FILES = [file for file in FILES if file != LABELS]
NAME = "Português"


@pytest.fixture
def content_copy(tmp_path: Path) -> ContentCopy:
    """A copy of the content with a new language."""
    content_copy = ContentCopy(tmp_path)
    shutil.copytree(content_copy.root / "en", content_copy.root / "pt")
    content_copy.add_to_table("pt/labels.toml", "app", f'language = "{NAME}"')
    content_copy.replace("pt/labels.toml", r'^language = "English"\n', "")
    return content_copy


@pytest.fixture
def new_language(content_copy: ContentCopy) -> Mapping[str, Content]:
    return load_checked_files(content_copy.root)[1]


def test_complete_new_language_is_loaded(new_language: Mapping[str, Content]) -> None:
    assert sorted(new_language) == sorted(["pt", *LANGUAGES])
    assert new_language["pt"].labels.app.language == NAME
    assert new_language["pt"].scripts == new_language["en"].scripts


def test_each_missing_file_of_a_language_is_named(content_copy: ContentCopy) -> None:
    """A folder is a language as soon as it has labels."""
    for file in OTHER_FILES:
        content_copy.delete(f"pt/{file}")
    with pytest.raises(ContentError) as raised:
        load_checked_files(content_copy.root)
    assert {fault.file for fault in raised.value.faults} == {f"pt/{file}" for file in OTHER_FILES}


@pytest.mark.parametrize("file", [LABELS, OTHER_FILES[DAY % len(OTHER_FILES)]])
def test_missing_file_is_the_only_fault(content_copy: ContentCopy, file: str) -> None:
    content_copy.delete(f"pt/{file}")
    with pytest.raises(ContentError) as raised:
        load_checked_files(content_copy.root)
    assert {fault.file for fault in raised.value.faults} == {f"pt/{file}"}


def test_duplicate_language_name_is_reported(content_copy: ContentCopy) -> None:
    content_copy.set_line("pt/labels.toml", "language", 'language = "English"')
    with pytest.raises(ContentError) as raised:
        load_checked_files(content_copy.root)
    (fault,) = raised.value.faults
    assert (fault.file, fault.key) == ("pt/labels.toml", "app.language")
    assert fault.reason == "'en' has the same name, 'English'"


def test_static_page_offers_the_new_language(new_language: Mapping[str, Content]) -> None:
    page = HtmlDocument(render_page(new_language, {}))
    assert [e.language for e in page.of_class("language")] == [*LANGUAGES, "pt"]
    assert "PT" in [e.text for e in page.all("label", "pt")]
    assert f"PT, {NAME}" in [e.attributes.get("aria-label") for e in page.all("input", "pt")]


def test_app_offers_the_new_language_and_uses_it(
    run_app: RunApp, new_language: Mapping[str, Content], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "CONTENTS", new_language)

    async def scenario(client: Client) -> None:
        await client.visit(routes.LANGUAGE)
        await client.press(NAME)
        await client.visit(routes.HOME)
        assert client.page.locale_configuration
        assert client.page.locale_configuration.current_locale
        assert client.page.locale_configuration.current_locale.language_code == "pt"

    run_app(scenario)

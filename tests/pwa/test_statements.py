"""The pages about accessibility and data protection, and `security.txt`."""

import datetime as dt
import pickle
import re
import tomllib
from collections.abc import Mapping
from importlib.metadata import version
from typing import cast

import pytest

from sv_app import routes
from sv_app.data.content import ContentFiles, build_contents, read_content_files
from sv_app.data.content_files import STATEMENTS, SiteEntry
from sv_app.data.crypto.cipher import ROUNDS
from sv_app.data.statement_words import Statement, StatementWords
from sv_app.domain.content import Content
from sv_app.domain.journal import Retention, Settings
from sv_app.domain.line_breaks import with_plain_characters
from sv_app.project import DISTRIBUTION
from sv_app.pwa import statements
from sv_app.pwa.static_page import render_page
from tests.institutions import write_institution
from tests.languages import LANGUAGES
from tests.pwa.parsed_html import HtmlDocument
from tests.source import ROOT

NAMES = (routes.ACCESSIBILITY, routes.DATA_PROTECTION)
DAY = dt.date(2026, 12, 1)
PUBLISHER = statements.Publication("1.2.3", DAY, SiteEntry(), "team@publisher.example")
NOBODY = statements.Publication("1.2.3", DAY, SiteEntry())
HTML_TEXT = "<i>a & b</i>"
each_page = pytest.mark.parametrize("code", LANGUAGES)
each_name = pytest.mark.parametrize("name", NAMES)


@pytest.fixture(scope="module")
def parsed() -> ContentFiles:
    return read_content_files()


@pytest.fixture(scope="module")
def hospital(tmp_path_factory: pytest.TempPathFactory) -> ContentFiles:
    """The content with the example file of a hospital, which has a table `[site]`."""
    return read_content_files(institution=write_institution(tmp_path_factory.mktemp("hospital")))


@pytest.fixture(scope="module")
def pages(parsed: ContentFiles, contents: Mapping[str, Content]) -> dict[str, str]:
    return statements.pages(parsed, contents, PUBLISHER)


def statement_of(parsed: ContentFiles, name: str, code: str) -> Statement:
    words = cast("StatementWords", parsed.languages[code][STATEMENTS])
    return words.accessibility if name == routes.ACCESSIBILITY else words.data_protection


def texts(page: HtmlDocument) -> list[str]:
    return [with_plain_characters(element.text) for element in page.elements]


def links(page: HtmlDocument) -> list[str]:
    return [a.attributes["href"] for a in page.all("a")]


@each_page
@each_name
def test_page_has_every_text_of_its_statement_in_its_language(
    pages: Mapping[str, str], parsed: ContentFiles, name: str, code: str
) -> None:
    page = HtmlDocument(pages[routes.statement_file(name, code)])
    statement = statement_of(parsed, name, code)
    assert page.all("html")[0].language == code
    assert [with_plain_characters(h1.text) for h1 in page.all("h1")] == [statement.title]
    shown = texts(page)
    assert with_plain_characters(statement.lead) in shown
    sections = {e.attributes["id"]: e for e in page.all("section")}
    assert list(sections) == [section.id for section in statement.sections]
    for section in statement.sections:
        parts = [e for e in page.elements if sections[section.id] in e.ancestors]
        assert parts[0].tag == "h2"
        for text in (section.title, *section.text, *section.points):
            assert with_plain_characters(text) in [
                with_plain_characters(part.text) for part in parts
            ]


@each_page
@each_name
def test_page_shows_the_version_and_the_day_of_the_build(
    pages: Mapping[str, str], contents: Mapping[str, Content], name: str, code: str
) -> None:
    page = HtmlDocument(pages[routes.statement_file(name, code)])
    (line,) = [with_plain_characters(e.text) for e in page.of_class("version")]
    assert "1.2.3" in line
    assert with_plain_characters(contents[code].labels.date.format_date(DAY)) in line


@each_page
@each_name
def test_each_link_leads_to_a_page_of_the_site_or_dials(
    pages: Mapping[str, str], contents: Mapping[str, Content], name: str, code: str
) -> None:
    page = HtmlDocument(pages[routes.statement_file(name, code)])
    others = {routes.statement_file(name, other) for other in LANGUAGES if other != code}
    numbers = {slot.helpline.facts.uri for slot in contents[code].call_slots()}
    mail = {"mailto:team@publisher.example"}
    assert set(links(page)) == others | numbers | mail | {"./", f"./#{routes.HELPLINES}"}
    assert others <= pages.keys()
    files = {e.attributes["href"] for e in page.all("link")}
    assert files == {"icons/icon.svg", statements.STYLE_SHEET}
    assert statements.STYLE_SHEET in pages
    assert page.all("script") == []


def test_static_page_leads_to_every_statement(
    pages: Mapping[str, str], contents: Mapping[str, Content]
) -> None:
    page = HtmlDocument(render_page(contents, {}))
    for code in LANGUAGES:
        found = {a.attributes["href"] for a in page.all("a", code)}
        assert {routes.statement_file(name, code) for name in NAMES} <= found
    beside = {href for href in links(page) if href.endswith(".html")} - {"celsius.html"}
    assert beside == pages.keys() - {statements.STYLE_SHEET}


@each_page
def test_static_page_says_that_nobody_outside_has_audited_the_security(
    contents: Mapping[str, Content], code: str
) -> None:
    page = HtmlDocument(render_page(contents, {}))
    sentence = contents[code].privacy.protection.unaudited
    assert [p for p in page.all("p", code) if sentence in p.text]


@each_page
@each_name
def test_hospital_is_named_before_the_publisher(
    hospital: ContentFiles, parsed: ContentFiles, name: str, code: str
) -> None:
    contents = build_contents(hospital)
    assert hospital.institution
    site = hospital.institution.site
    assert site
    published = statements.Publication("1", DAY, site, "team@publisher.example")
    page = HtmlDocument(
        statements.pages(hospital, contents, published)[routes.statement_file(name, code)]
    )
    address = site.accessibility if name == routes.ACCESSIBILITY else site.data_protection
    assert f"mailto:{address}" in links(page)
    assert "mailto:team@publisher.example" not in links(page)
    institution = contents[code].institution
    assert institution
    assert [p for p in page.all("p") if institution.name in p.text and str(address) in p.text]


@each_page
@each_name
def test_page_says_so_when_nobody_is_named(
    parsed: ContentFiles, contents: Mapping[str, Content], name: str, code: str
) -> None:
    page = HtmlDocument(
        statements.pages(parsed, contents, NOBODY)[routes.statement_file(name, code)]
    )
    assert with_plain_characters(statement_of(parsed, name, code).write.nobody) in texts(page)
    assert not [link for link in links(page) if link.startswith(("mailto:", "https:"))]


def test_name_with_html_is_escaped(hospital: ContentFiles) -> None:
    content = build_contents(hospital)["fr"]
    assert content.institution
    institution = content.institution.model_copy(update={"name": HTML_TEXT})
    hostile = {"fr": content.model_copy(update={"institution": institution})}
    published = statements.Publication(HTML_TEXT, DAY, SiteEntry(accessibility="a@b.example"))
    page = HtmlDocument(
        statements.pages(hospital, hostile, published)[
            routes.statement_file(routes.ACCESSIBILITY, "fr")
        ]
    )
    assert page.all("i") == []
    assert len([p for p in page.all("p") if HTML_TEXT in p.text]) == 2


@each_page
def test_accessibility_names_the_gap_the_standards_and_the_french_ombudsman(
    parsed: ContentFiles, code: str
) -> None:
    statement = statement_of(parsed, routes.ACCESSIBILITY, code)
    text = statement.model_dump_json().replace("\u00a0", " ")
    for words in ("WCAG 1.4.12", "EN 301 549", "RGAA", "Défenseur des droits"):
        assert words in text


@each_page
def test_encryption_is_described_as_the_code_does_it(parsed: ContentFiles, code: str) -> None:
    """The numbers of `cipher.py` and the retention are those of the note."""
    text = statement_of(parsed, routes.DATA_PROTECTION, code).model_dump_json()
    assert ROUNDS == 600_000
    rounds = {"fr": "six cent mille", "en": "six hundred thousand", "es": "seiscientas mil"}
    assert rounds[code] in text
    assert "AES-256-GCM" in text
    assert [*Retention] == [Retention.MONTH, Retention.YEAR, Retention.UNTIL_ERASED]
    assert Settings().retention is Retention.YEAR


def test_words_of_the_statements_are_not_in_the_app(
    parsed: ContentFiles, contents: Mapping[str, Content]
) -> None:
    packed = pickle.dumps(dict(contents))
    for code in LANGUAGES:
        for name in NAMES:
            assert statement_of(parsed, name, code).lead.encode() not in packed


def test_publication_is_of_the_version_and_the_day_of_the_build(
    hospital: ContentFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    published = statements.publication(hospital)
    assert (published.version, published.date) == (version(DISTRIBUTION), dt.date(1970, 1, 2))
    assert published.recipient("security") == "securite@hopital.example"


def fields(text: str) -> dict[str, str]:
    lines = [line.partition(": ") for line in text.splitlines()]
    return {name: value for name, _, value in lines}


def test_security_txt_has_the_fields_of_rfc_9116(
    hospital: ContentFiles, contents: Mapping[str, Content], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764547200")
    published = statements.publication(hospital)
    text = statements.security_txt(published, contents)
    assert text
    assert fields(text) == {
        "Contact": "mailto:securite@hopital.example",
        "Expires": "2026-11-30T00:00:00Z",
        "Preferred-Languages": "en, es, fr",
        "Canonical": "https://cote-a-cote.hopital.example/.well-known/security.txt",
    }
    assert dt.timedelta(0) < dt.date(2026, 11, 30) - published.date < dt.timedelta(days=365)


def test_security_txt_of_a_site_in_a_sub_path_is_at_the_root_of_its_origin(
    contents: Mapping[str, Content],
) -> None:
    site = SiteEntry(url="https://host.example/a/b", security="https://host.example/report")
    text = statements.security_txt(statements.Publication("1", DAY, site), contents)
    assert text
    assert fields(text)["Contact"] == "https://host.example/report"
    assert fields(text)["Canonical"] == "https://host.example/.well-known/security.txt"


def test_without_a_recipient_there_is_no_security_txt(contents: Mapping[str, Content]) -> None:
    assert statements.security_txt(NOBODY, contents) is None


def test_publisher_is_the_same_in_both_descriptions_of_the_project() -> None:
    maintainers = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"][
        "maintainers"
    ]
    publiccode = (ROOT / "publiccode.yml").read_text("utf-8")
    contacts = publiccode.partition("\n  contacts:\n")[2].partition("\n\n")[0]
    emails = re.findall(r"^ +email: *(\S+)", contacts, re.MULTILINE)
    assert [m["email"] for m in maintainers if "email" in m] == emails
    assert [m["name"] for m in maintainers] == re.findall(
        r"^ +- name: *(.+)$", contacts, re.MULTILINE
    )

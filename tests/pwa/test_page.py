"""The static page as an HTML document: security policy, scripts, structure and options."""

import datetime as dt
import json
import re
from collections.abc import Mapping
from itertools import pairwise

import pytest

from sv_app.domain.content import Content
from sv_app.pwa.build import CLIENT
from sv_app.pwa.errors import BuildError
from sv_app.pwa.headers import HEADERS
from sv_app.pwa.static_page import POLICY, build_date, render_page, script_options
from sv_app.ui.theme import DARK, LIGHT
from tests.languages import LANGUAGES
from tests.pwa.parsed_html import HtmlDocument
from tests.tcp import TCP_INITIAL_WINDOW

OPTIONS = {"archive": "app.zip", "hostile": "</script><script>alert('$title')</script>"}
HTML_TEXT = 'tel:0&1"><script>alert(1)</script>'


@pytest.fixture(scope="module")
def page(contents: Mapping[str, Content]) -> HtmlDocument:
    return HtmlDocument(render_page(contents, OPTIONS))


def directives(policy: str) -> dict[str, list[str]]:
    parts = [part.split() for part in policy.split(";")]
    return {name: sources for name, *sources in parts}


def policy_of(page: HtmlDocument) -> str:
    (meta,) = [m for m in page.all("meta") if "http-equiv" in m.attributes]
    assert meta.attributes["http-equiv"] == "Content-Security-Policy"
    return meta.attributes["content"]


def test_page_gives_scripts_every_option_that_they_read(contents: Mapping[str, Content]) -> None:
    texts = {path.name: path.read_text("utf-8") for path in CLIENT.glob("*.js")}
    assert [name for name, text in texts.items() if '"options"' in text] == ["options.js"]
    scripts = " ".join(texts.values())
    patterns = re.findall(r"const \{(.+)\} = readOptions\(\)", scripts)
    destructured = [name for each in patterns for name in re.findall(r"(?:^|,) *(\w+)", each)]
    names = {*destructured, *re.findall(r"(?<!/)\boptions\.(\w+)", scripts)}
    options = script_options(contents, {}, build=None, start_bytes={}, archives=[])
    assert (
        {"archives", "drawableCharacters", "manifests", "regions", "startBytes", "words"}
        <= names
        <= set(options)
    )


def test_policy_precedes_everything_that_it_applies_to(page: HtmlDocument) -> None:
    assert policy_of(page) == POLICY
    index = next(i for i, e in enumerate(page.elements) if "http-equiv" in e.attributes)
    earlier_tags = {element.tag for element in page.elements[:index]}
    assert earlier_tags.isdisjoint({"script", "link", "style", "body"})


def test_policy_allows_nothing_by_default_and_no_inline_script(page: HtmlDocument) -> None:
    policy = directives(policy_of(page))
    assert policy["default-src"] == ["'none'"]
    assert set(policy["script-src"]) == {"'self'", "'wasm-unsafe-eval'"}
    assert policy["form-action"] == policy["base-uri"] == policy["object-src"] == ["'none'"]
    with_inline = {name for name, sources in policy.items() if "'unsafe-inline'" in sources}
    assert with_inline <= {"style-src"}


def test_policy_names_no_host(page: HtmlDocument) -> None:
    for policy in (policy_of(page), HEADERS["Content-Security-Policy"]):
        for name, sources in directives(policy).items():
            if name == "trusted-types":  # it has names of policies in place of sources
                continue
            assert [s for s in sources if not re.fullmatch(r"'[a-z-]+'", s)] == [], name


def test_header_has_the_same_policy_and_forbids_framing() -> None:
    served = directives(HEADERS["Content-Security-Policy"])
    assert served.pop("frame-ancestors") == ["'none'"]
    assert served == directives(POLICY)


def test_page_has_no_inline_script(page: HtmlDocument) -> None:
    for script in page.all("script"):
        if script.attributes.get("type") != "application/json":
            assert script.attributes["src"]
            assert script.text == ""
    assert [e for e in page.elements if any(name.startswith("on") for name in e.attributes)] == []
    assert [a for a in page.all("a") if a.attributes["href"].startswith("javascript")] == []


def test_page_loads_nothing_from_another_origin(page: HtmlDocument) -> None:
    addresses = [e.attributes.get("src") or e.attributes.get("href", "") for e in page.elements]
    outside = re.compile(r"^(?!tel:|sms:)(\w+:|//)")
    assert [address for address in addresses if outside.search(address)] == []


def test_options_are_complete_and_never_run(page: HtmlDocument) -> None:
    (options,) = [s for s in page.all("script") if s.attributes.get("id") == "options"]
    assert options.attributes["type"] == "application/json"
    assert json.loads(options.text) == OPTIONS
    assert len(page.all("script")) == 2


def test_no_block_element_is_inside_an_inline_element(page: HtmlDocument) -> None:
    blocks = {"p", "ul", "ol", "dl", "div", "section", "details", "figure", "blockquote", "header"}
    inline = {"p", "span", "a", "strong", "label", "button", "h1", "h2", "h3", "h4", "h5"}
    for element in page.elements:
        ancestor_tags = {ancestor.tag for ancestor in element.ancestors}
        if element.tag in blocks or re.fullmatch("h[1-6]", element.tag):
            assert ancestor_tags.isdisjoint(inline), element.tag
        if element.tag in blocks:
            assert "summary" not in ancestor_tags


def test_ids_are_unique_and_references_are_valid(page: HtmlDocument) -> None:
    ids = [e.attributes["id"] for e in page.elements if "id" in e.attributes]
    assert sorted(set(ids)) == sorted(ids)
    referenced = {e.attributes["for"] for e in page.all("label")}
    referenced |= {e.attributes["href"].removeprefix("#") for e in page.all("use")}
    assert referenced
    assert referenced <= set(ids)


def test_only_the_links_to_all_numbers_have_a_fragment(page: HtmlDocument) -> None:
    """The app takes a fragment for its route: static-page.js removes the fragment of these."""
    fragments = {a.attributes["href"] for a in page.all("a") if "#" in a.attributes["href"]}
    assert fragments == {f"#numbers-{code}" for code in LANGUAGES}
    ids = [e.attributes["id"] for e in page.elements if "id" in e.attributes]
    assert {fragment.removeprefix("#") for fragment in fragments} <= set(ids)


def test_french_is_first_and_selected(page: HtmlDocument, contents: Mapping[str, Content]) -> None:
    assert [e.language for e in page.of_class("language")] == LANGUAGES
    assert page.all("html")[0].language == "fr"
    assert [t.text for t in page.all("title")] == [contents["fr"].labels.app.name]
    boxes = [e.attributes for e in page.all("input")]
    assert [(box["value"], "checked" in box) for box in boxes] == [
        (code, code == "fr") for code in LANGUAGES
    ]


def test_page_has_one_first_level_heading_and_skips_no_level(page: HtmlDocument) -> None:
    for language in LANGUAGES:
        elements = [e for e in page.elements if e.language == language and not e.in_class("sheet")]
        levels = [int(e.tag[1]) for e in elements if re.fullmatch("h[1-6]", e.tag)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_first_packets_have_the_styles_and_the_lines_of_the_first_screen(
    contents: Mapping[str, Content],
) -> None:
    beginning = render_page(contents, OPTIONS).encode()[:TCP_INITIAL_WINDOW].decode(errors="ignore")
    assert beginning.count("</style>") == 1
    content = contents["fr"]
    expected = [content.messages.key.text, *(line.facts.uri for line in content.emergency_lines)]
    assert [
        word
        for word in (*expected, content.call_slots()[0].helpline.facts.uri)
        if word not in beginning
    ] == []


def test_zoom_is_allowed_and_theme_colours_match_the_page(page: HtmlDocument) -> None:
    named = [m.attributes for m in page.all("meta") if "name" in m.attributes]
    (viewport,) = [m["content"] for m in named if m["name"] == "viewport"]
    assert not re.search("scalable|maximum|minimum", viewport)
    colours = {m["media"]: m["content"] for m in named if m["name"] == "theme-color"}
    assert colours == {
        "(prefers-color-scheme: light)": LIGHT.surface,
        "(prefers-color-scheme: dark)": DARK.surface,
    }


def test_elements_that_the_scripts_change_exist_in_each_language(page: HtmlDocument) -> None:
    for language in LANGUAGES:
        (status,) = page.of_class("status", language)
        assert status.attributes["role"] == "status"
        assert [e.in_class("status") for e in page.of_class("progress", language)] == [True]
        assert [e.in_class("status") for e in page.of_class("failed", language)] == [True]
        for name in ("open", "update"):
            (hidden,) = page.of_class(name, language)
            assert "hidden" in hidden.attributes
        (reload,) = page.of_class("reload", language)
        assert reload.in_class("update")
    assert {e.attributes["type"] for e in page.all("button")} == {"button"}
    assert "data-app" not in page.all("html")[0].attributes


def test_text_with_html_is_escaped(contents: Mapping[str, Content]) -> None:
    content = contents["fr"]
    label = content.labels.app.model_copy(
        update={"name": HTML_TEXT, "loading": HTML_TEXT, "cannot_load": HTML_TEXT}
    )
    line, *others = content.helplines
    named = line.model_copy(update={"words": line.words.model_copy(update={"name": HTML_TEXT})})
    here = content.current_region.model_copy(update={"lines": (named, *others)})
    hostile = content.model_copy(
        update={
            "labels": content.labels.model_copy(update={"app": label}),
            "messages": content.messages.model_copy(
                update={"key": content.messages.key.model_copy(update={"text": HTML_TEXT})}
            ),
            "regions": (here, *content.regions[1:]),
        }
    )
    page = HtmlDocument(render_page({"fr": hostile}, {}))
    assert len(page.all("script")) == 2
    assert HTML_TEXT in page.all("blockquote")[0].text
    assert HTML_TEXT in page.all("h1")[0].text
    assert f"{line.facts.display_number}, {HTML_TEXT}" in [a.text for a in page.all("a")]


def test_date_of_the_build_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert build_date() == dt.date(1970, 1, 2)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(BuildError, match="write whole seconds since 1970"):
        build_date()

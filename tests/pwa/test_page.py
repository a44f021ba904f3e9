import json
import re
from collections.abc import Mapping

import pytest

from sv_app.domain.kit import Kit
from sv_app.pwa.page import POLICY, render
from sv_app.pwa.serve import HEADERS
from tests.pwa.reader import Page

BOOT = {"archive": "app.zip", "hostile": "</script><script>alert('$title')</script>"}
MARK = 'tel:0&1"><script>alert(1)</script>'


@pytest.fixture
def page(kits: Mapping[str, Kit]) -> Page:
    return Page(render(kits, BOOT))


def directives(policy: str) -> dict[str, list[str]]:
    parts = [part.split() for part in policy.split(";")]
    return {name: sources for name, *sources in parts}


def policy_of(page: Page) -> str:
    (meta,) = [m for m in page.all("meta") if "http-equiv" in m.attributes]
    assert meta.attributes["http-equiv"] == "Content-Security-Policy"
    return meta.attributes["content"]


def test_the_policy_is_there_before_anything_it_governs(page: Page) -> None:
    assert policy_of(page) == POLICY
    place = next(i for i, e in enumerate(page.elements) if "http-equiv" in e.attributes)
    before = {element.tag for element in page.elements[:place]}
    assert before.isdisjoint({"script", "link", "style", "body"})


def test_the_policy_allows_nothing_by_default_and_no_script_of_the_page(page: Page) -> None:
    policy = directives(policy_of(page))
    assert policy["default-src"] == ["'none'"]
    assert set(policy["script-src"]) == {"'self'", "'wasm-unsafe-eval'"}
    assert policy["form-action"] == policy["base-uri"] == policy["object-src"] == ["'none'"]
    loose = {name for name, sources in policy.items() if "'unsafe-inline'" in sources}
    assert loose <= {"style-src"}


def test_the_policy_names_no_host(page: Page) -> None:
    for policy in (policy_of(page), HEADERS["Content-Security-Policy"]):
        for name, sources in directives(policy).items():
            assert [s for s in sources if not re.fullmatch(r"'[a-z-]+'", s)] == [], name


def test_a_host_is_told_the_same_policy_and_to_let_nobody_frame_the_app() -> None:
    served = directives(HEADERS["Content-Security-Policy"])
    assert served.pop("frame-ancestors") == ["'none'"]
    assert served == directives(POLICY)


def test_no_script_is_written_in_the_page(page: Page) -> None:
    for script in page.all("script"):
        if script.attributes.get("type") != "application/json":
            assert script.attributes["src"]
            assert script.text == ""
    assert [e for e in page.elements if any(name.startswith("on") for name in e.attributes)] == []
    assert [a for a in page.all("a") if a.attributes["href"].startswith("javascript")] == []


def test_the_page_asks_nobody_else_for_anything(page: Page) -> None:
    asked = [e.attributes.get("src") or e.attributes.get("href", "") for e in page.elements]
    outside = re.compile(r"^(?!tel:|sms:)(\w+:|//)")
    assert [address for address in asked if outside.search(address)] == []


def test_what_boot_is_told_arrives_whole_and_is_never_run(page: Page) -> None:
    (boot,) = [s for s in page.all("script") if s.attributes.get("id") == "boot"]
    assert boot.attributes["type"] == "application/json"
    assert json.loads("".join(boot.own)) == BOOT
    assert len(page.all("script")) == 2


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_line_can_be_tapped_and_read_before_the_app_is_there(
    page: Page, kits: Mapping[str, Kit], language: str
) -> None:
    lines = kits[language].helplines
    links = page.all("a", language)
    assert [a.attributes["href"] for a in links] == [line.facts.uri for line in lines]
    for link, line in zip(links, lines, strict=True):
        assert line.words.name in link.text
        assert line.facts.number in link.text.replace("\u00a0", " ")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_key_message_and_the_state_of_things_are_said_in_both_languages(
    page: Page, kits: Mapping[str, Kit], language: str
) -> None:
    kit = kits[language]
    said = [element.text for element in page.elements if element.language == language]
    assert kit.messages.key.text in said
    assert {kit.labels.app.name, kit.labels.app.loading, kit.labels.app.cannot_load} <= set(said)


def test_french_comes_first(page: Page, kits: Mapping[str, Kit]) -> None:
    assert [s.language for s in page.all("section")] == ["fr", "en"]
    assert page.all("html")[0].language == "fr"
    assert [t.text for t in page.all("title")] == [kits["fr"].labels.app.name]


def test_a_word_with_a_mark_of_html_stays_a_word(kits: Mapping[str, Kit]) -> None:
    kit = kits["fr"]
    label = kit.labels.app.model_copy(update={"name": MARK, "loading": MARK, "cannot_load": MARK})
    line = kit.helplines[0]
    named = line.model_copy(update={"words": line.words.model_copy(update={"name": MARK})})
    hostile = kit.model_copy(
        update={
            "labels": kit.labels.model_copy(update={"app": label}),
            "messages": kit.messages.model_copy(
                update={"key": kit.messages.key.model_copy(update={"text": MARK})}
            ),
            "helplines": (named, *kit.helplines[1:]),
        }
    )
    page = Page(render({"fr": hostile}, {}))
    assert len(page.all("script")) == 2
    assert MARK in page.all("q")[0].text
    assert MARK in page.all("a")[0].text

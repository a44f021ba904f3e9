"""Everything a person may need of content/ is in the page, in each language."""

import re
from collections.abc import Mapping

import pytest
from pydantic import BaseModel

from sv_app.data.schema import iter_leaf_fields
from sv_app.domain.content import Content
from sv_app.domain.helplines import Channel
from sv_app.pwa.static_page import render_page
from tests.pwa.reader import Element, Page

# Rehearsing is for the app: answers one can't try are only noise.
NOT_SAID = re.compile(r"^rehearse\.|(^|\.)(id|order|source|sources(\[\d+\])?|stages_source)$")


@pytest.fixture(scope="module")
def page(contents: Mapping[str, Content]) -> Page:
    return Page(render_page(contents, {}))


@pytest.fixture(params=["fr", "en"])
def content(request: pytest.FixtureRequest, contents: Mapping[str, Content]) -> Content:
    return contents[request.param]


def shown(page: Page, content: Content) -> list[Element]:
    """The elements of a language that are not for paper alone."""
    inside = [e for e in page.elements if e.language == content.code and e.within("words")]
    return [e for e in inside if not e.within("sheet")]


def own(page: Page, content: Content, tag: str) -> list[str]:
    return [e.text for e in shown(page, content) if e.tag == tag]


def inside(page: Page, around: Element) -> list[str]:
    """The paragraphs within an element."""
    return [e.text for e in page.all("p") if around in e.around]


def sentences(part: BaseModel) -> list[str]:
    found = [(key, value) for key, value in iter_leaf_fields(part) if isinstance(value, str)]
    return [value for key, value in found if not NOT_SAID.search(key)]


def test_the_key_message_is_quoted_word_for_word_with_whose_words_they_are(
    page: Page, content: Content
) -> None:
    key = content.messages.key
    assert own(page, content, "blockquote") == [content.quoted(key.text)]
    assert own(page, content, "figcaption") == [key.attribution]


def test_the_first_number_then_the_emergency_ones_come_before_all_else(
    page: Page, content: Content
) -> None:
    links = [e for e in shown(page, content) if e.tag == "a"]
    first = [content.first_helpline, *content.emergency_lines]
    begin = [(e.attributes["href"], e.text) for e in links[: len(first)]]
    assert [href for href, _ in begin] == [line.facts.uri for line in first]
    assert begin[0][1] == f"{content.labels.call.button} {content.first_helpline.facts.shown}"
    assert [text for _, text in begin[1:]] == [
        content.named(line) for line in content.emergency_lines
    ]


def test_the_first_numbers_say_whose_they_are_and_where_others_are(
    page: Page, content: Content
) -> None:
    (danger,) = page.of_class("danger-now", content.code)
    told = content.labels.page.region.format(region=content.here.name)
    assert told in inside(page, danger)
    assert content.here.name in told


def test_every_line_of_every_region_is_told_in_full_emergency_ones_first(
    page: Page, content: Content
) -> None:
    cards = [e for e in shown(page, content) if "card" in e.classes]
    others = [region for region in content.regions if region != content.here]
    regions = [content.here, *others]
    lines = [line for r in regions for line in (*r.emergency_lines, *r.support_lines)]
    assert len(lines) == sum(len(region.lines) for region in content.regions) == len(cards)
    (elsewhere,) = page.of_class("elsewhere", content.code)
    assert elsewhere.tag == "details"
    assert "open" not in elsewhere.attributes
    assert [elsewhere in card.around for card in cards].count(False) == len(content.helplines)
    told = {e.text for e in page.elements if elsewhere in e.around}
    assert {text for r in others for text in (r.name, r.words.emergency)} <= told
    for card, line in zip(cards, lines, strict=True):
        (link,) = [e for e in page.all("a") if card in e.around]
        by_text = line.facts.channel is Channel.SMS
        label = content.labels.call.text if by_text else content.labels.call.call
        assert link.attributes["href"] == line.facts.uri
        assert link.text == label.format(number=line.facts.shown)
        words, said = line.words, [e.text for e in page.elements if card in e.around]
        facts = [content.named(line), words.who_answers, words.for_whom, words.hours, words.cost]
        assert [fact for fact in facts if fact and fact not in said] == []
        day = content.labels.date.written(line.facts.checked_on)
        checked = content.labels.helplines.checked.format(date=day)
        assert (content.labels.helplines.to_confirm_about in said) is line.facts.to_confirm
        assert any(text.startswith(checked) for text in said)
        assert any(text.endswith(str(line.facts.source.host)) for text in said)


def test_every_script_says_what_to_say_and_what_to_avoid_and_why(
    page: Page, content: Content
) -> None:
    marks = content.labels.scripts
    parts = [e for e in shown(page, content) if e.tag == "details" and "part" in e.classes]
    for script in content.scripts:
        (part,) = [e for e in parts if script.title in inside_headings(page, e)]
        here = [e for e in page.elements if part in e.around]
        said = [inside(page, e) for e in here if "say" in e.classes]
        assert said == [[marks.say, content.quoted(p.text), p.why] for p in script.say]
        avoided = [inside(page, e) for e in here if "avoid" in e.classes]
        assert avoided == [
            [marks.avoid, content.quoted(p.text), p.why, marks.instead, content.quoted(p.instead)]
            for p in script.avoid
        ]
        text = part.text
        assert [words for words in sentences(script) if words not in text] == []
        calls = [e.attributes["href"] for e in here if e.tag == "a"]
        urgent = [line.facts.uri for line in content.emergency_lines] if script.urgent else []
        assert calls == urgent
        assert text.count(script.step_up) == 1
        assert (text.index(script.step_up) < text.index(script.before[0])) == script.urgent


def inside_headings(page: Page, around: Element) -> list[str]:
    return [e.text for e in page.all("h4") if around in e.around]


@pytest.mark.parametrize("name", ["attitudes", "team", "understand"])
def test_every_sentence_of_the_other_parts_is_there(
    page: Page, content: Content, name: str
) -> None:
    said = {e.text for e in shown(page, content)}
    assert [words for words in sentences(getattr(content, name)) if words not in said] == []


def test_what_one_may_do_next_and_what_becomes_of_what_is_kept_are_there(
    page: Page, content: Content
) -> None:
    messages, settings = content.messages, content.labels.settings
    said = {e.text for e in shown(page, content)}
    wanted = [
        *(claim.text for claim in (*messages.reaction, messages.legal)),
        *(messages.internal_first, messages.internal_how, content.here.words.external),
        content.here.words.emergency,
        *(*settings.privacy_points, settings.limits, *content.labels.page.install),
        *(f"{s.author}, {s.year}. {s.title}" for s in content.sources),
    ]
    assert [words for words in wanted if words not in said] == []


def test_the_printed_sheet_has_the_message_the_numbers_and_what_to_say(
    page: Page, content: Content
) -> None:
    (sheet,) = page.of_class("sheet", content.code)
    script = content.script("first-minute")
    assert script is not None
    say = [p.text for p in script.say if p.text != content.messages.key.text]
    wanted = [
        content.messages.key.text,
        *(line.facts.shown for line in content.helplines),
        *(content.quoted(text) for text in (*say[:6], *[p.text for p in script.avoid[:6]])),
        *content.team.step_up_when,
        *(action.name for action in content.team.step_up_actions),
    ]
    assert [words for words in wanted if words not in sheet.text] == []

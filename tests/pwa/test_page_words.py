"""The static page has every text of content/ that a person may need, in each language."""

from collections.abc import Mapping
from enum import StrEnum

import pytest
from pydantic import BaseModel

from sv_app.data.content_files import iter_leaf_fields
from sv_app.domain.content import Content
from sv_app.domain.helplines import Channel
from sv_app.domain.printed_pages import CARD_HELPLINES
from sv_app.editorial.texts import NON_TEXT_KEYS
from sv_app.pwa.static_page import render_page
from tests.languages import LANGUAGES
from tests.pwa.parsed_html import Element, HtmlDocument


@pytest.fixture(scope="module")
def page(contents: Mapping[str, Content]) -> HtmlDocument:
    return HtmlDocument(render_page(contents, {}))


@pytest.fixture(params=LANGUAGES)
def content(request: pytest.FixtureRequest, contents: Mapping[str, Content]) -> Content:
    return contents[request.param]


def screen_elements(page: HtmlDocument, content: Content) -> list[Element]:
    """Return the elements of a language, without those of the printed sheet."""
    elements = [e for e in page.elements if e.language == content.code and e.in_class("language")]
    return [e for e in elements if not e.in_class("sheet")]


def texts_by_tag(page: HtmlDocument, content: Content, tag: str) -> list[str]:
    return [e.text for e in screen_elements(page, content) if e.tag == tag]


def paragraphs_in(page: HtmlDocument, container: Element) -> list[str]:
    """Return the texts of the paragraphs in `container`."""
    return [e.text for e in page.all("p") if container in e.ancestors]


def texts_of(part: BaseModel) -> list[str]:
    """Return every text of a part, without ids and without rehearsals, which need the app."""
    strings = [(key, value) for key, value in iter_leaf_fields(part) if isinstance(value, str)]
    fields = [(key, value) for key, value in strings if not isinstance(value, StrEnum)]
    texts = [(key, value) for key, value in fields if not NON_TEXT_KEYS.search(key)]
    return [value for key, value in texts if not key.startswith("rehearse.")]


def test_key_message_is_quoted_verbatim_with_its_attribution(
    page: HtmlDocument, content: Content
) -> None:
    key = content.messages.key
    assert texts_by_tag(page, content, "blockquote") == [content.in_quotes(key.text)]
    (caption,) = texts_by_tag(page, content, "figcaption")
    assert caption.startswith(
        f"{content.source(key.source).author}, {content.source(key.source).year}"
    )
    if key.original:
        assert caption.endswith(key.original.note)


def test_call_bar_then_emergency_lines_are_the_first_links(
    page: HtmlDocument, content: Content
) -> None:
    links = [e for e in screen_elements(page, content) if e.tag == "a"]
    slots = content.call_slots()
    hrefs = [slot.helpline.facts.uri for slot in slots]
    assert [(e.attributes["href"], e.attributes["aria-label"]) for e in links[:3]] == [
        *zip(hrefs, [slot.name for slot in slots], strict=True),
        (f"#numbers-{content.code}", content.labels.call.all_name),
    ]
    urgent = links[3 : 3 + len(content.emergency_lines)]
    assert [(e.attributes["href"], e.text) for e in urgent] == [
        (line.facts.uri, content.helpline_name(line)) for line in content.emergency_lines
    ]


def test_first_numbers_state_their_region(page: HtmlDocument, content: Content) -> None:
    (danger,) = page.of_class("danger-now", content.code)
    region_sentence = content.labels.page.region.format(region=content.current_region.name)
    assert region_sentence in paragraphs_in(page, danger)
    assert content.current_region.name in region_sentence


def test_every_line_of_every_region_has_a_full_card_emergency_lines_first(
    page: HtmlDocument, content: Content
) -> None:
    cards = [e for e in screen_elements(page, content) if "card" in e.classes]
    others = [region for region in content.regions if region != content.current_region]
    regions = [content.current_region, *others]
    lines = [line for r in regions for line in (*r.emergency_lines, *r.support_lines)]
    assert len(lines) == sum(len(region.lines) for region in content.regions) == len(cards)
    (elsewhere,) = page.of_class("elsewhere", content.code)
    assert elsewhere.tag == "details"
    assert "open" not in elsewhere.attributes
    assert [elsewhere in card.ancestors for card in cards].count(False) == len(content.helplines)
    texts_elsewhere = {e.text for e in page.elements if elsewhere in e.ancestors}
    assert {text for r in others for text in (r.name, r.words.emergency)} <= texts_elsewhere
    for card, line in zip(cards, lines, strict=True):
        (link,) = [e for e in page.all("a") if card in e.ancestors]
        by_text = line.facts.channel is Channel.SMS
        label = content.labels.call.send_text if by_text else content.labels.call.call
        assert link.attributes["href"] == line.facts.uri
        assert link.text == label.format(number=line.facts.display_number)
        words, card_texts = line.words, [e.text for e in page.elements if card in e.ancestors]
        facts = [
            content.helpline_name(line),
            words.who_answers,
            words.for_whom,
            words.hours,
            words.cost,
        ]
        assert [fact for fact in facts if fact and fact not in card_texts] == []
        day = content.labels.date.format_date(line.facts.checked_on)
        checked = content.labels.helplines.checked.format(date=day)
        assert (content.labels.helplines.to_confirm_about in card_texts) is line.facts.to_confirm
        assert any(text.startswith(checked) for text in card_texts)
        assert any(text.endswith(line.facts.source_host) for text in card_texts)


def test_every_script_has_what_to_say_and_to_avoid_with_reasons(
    page: HtmlDocument, content: Content
) -> None:
    labels = content.labels.scripts
    parts = [
        e for e in screen_elements(page, content) if e.tag == "details" and "part" in e.classes
    ]
    for script in content.scripts:
        (part,) = [e for e in parts if script.title in headings_in(page, e)]
        elements = [e for e in page.elements if part in e.ancestors]
        say_cards = [paragraphs_in(page, e) for e in elements if "say" in e.classes]
        assert say_cards == [[labels.say, content.in_quotes(p.text), p.why] for p in script.say]
        avoid_cards = [paragraphs_in(page, e) for e in elements if "avoid" in e.classes]
        assert avoid_cards == [
            [
                labels.avoid,
                content.in_quotes(p.text),
                p.why,
                labels.instead,
                content.in_quotes(p.instead),
            ]
            for p in script.avoid
        ]
        text = part.text
        assert [words for words in texts_of(script) if words not in text] == []
        calls = [e.attributes["href"] for e in elements if e.tag == "a"]
        urgent = [line.facts.uri for line in content.emergency_lines] if script.urgent else []
        assert calls == urgent
        assert text.count(script.step_up) == 1
        assert (text.index(script.step_up) < text.index(script.before[0])) == script.urgent


def headings_in(page: HtmlDocument, container: Element) -> list[str]:
    return [e.text for e in page.all("h4") if container in e.ancestors]


@pytest.mark.parametrize("name", ["attitudes", "team", "understand"])
def test_every_text_of_the_other_parts_is_on_the_page(
    page: HtmlDocument, content: Content, name: str
) -> None:
    texts = {e.text for e in screen_elements(page, content)}
    assert [words for words in texts_of(getattr(content, name)) if words not in texts] == []


def test_every_text_of_the_tools_of_managers_is_on_the_page(
    page: HtmlDocument, content: Content
) -> None:
    tools = content.team_tools
    (team,) = [
        e
        for e in screen_elements(page, content)
        if e.tag == "details"
        and tools.first_hour.title in headings_in(page, e)
        and "nav-card" in e.classes
    ]
    text = team.text
    spoken = {part.say for part in tools.debrief.parts}
    assert [words for words in spoken if content.in_quotes(words) not in text] == []
    documents = (tools.letter, tools.return_plan)
    paragraphs = [words for document in documents for words in document.paragraphs]
    files = [document.file for document in documents]
    others = [words for words in texts_of(tools) if words not in (*paragraphs, *spoken, *files)]
    blank = [words for document in documents for words in document.filled_paragraphs({})]
    assert [words for words in (*others, *blank) if words not in text] == []


def test_every_text_of_the_tools_is_on_the_page(page: HtmlDocument, content: Content) -> None:
    texts = {e.text for e in screen_elements(page, content)}
    exercises, tonight = content.tools.pause, content.tools.tonight
    phrases = [part.phrase for part in tonight.part if part.phrase]
    expected = [
        *(exercises.short, exercises.lead, tonight.title, tonight.lead),
        *(text for exercise in exercises.exercises for text in (exercise.name, exercise.about)),
        *(step for exercise in exercises.exercises for step in exercise.steps),
        *(part.name for part in tonight.part),
        *(claim.text for part in tonight.part for claim in part.claims),
        *map(content.in_quotes, phrases),
        *content.tools.what_next.bring,
    ]
    assert [words for words in expected if words not in texts] == []


def test_next_steps_privacy_installation_and_sources_are_on_the_page(
    page: HtmlDocument, content: Content
) -> None:
    messages, settings = content.messages, content.labels.settings
    texts = {e.text for e in screen_elements(page, content)}
    expected = [
        *(claim.text for claim in (*messages.reaction, messages.legal)),
        *(messages.internal_first, messages.internal_how, content.current_region.words.external),
        content.current_region.words.emergency,
        *(*settings.privacy_points, settings.limits, *content.labels.page.install),
        *(f"{s.short_citation}. {s.title}" for s in content.sources),
        *(step.about for step in content.practice_steps),
        *(claim.text for claim in content.defence),
    ]
    assert [words for words in expected if words not in texts] == []


def test_printed_sheet_has_the_key_message_numbers_and_phrases(
    page: HtmlDocument, content: Content
) -> None:
    (sheet,) = page.of_class("sheet", content.code)
    script = content.script("first-minute")
    assert script is not None
    say = [p.text for p in script.say if p.text != content.messages.key.text]
    expected = [
        content.messages.key.text,
        *(line.facts.display_number for line in content.helplines[:CARD_HELPLINES]),
        *(content.in_quotes(text) for text in (*say[:6], *[p.text for p in script.avoid[:6]])),
        *content.team.step_up_when,
        *(action.name for action in content.team.step_up_actions),
    ]
    assert [words for words in expected if words not in sheet.text] == []

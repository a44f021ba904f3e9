"""The page that is there before the app: complete without scripts, for everyone, on paper too."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize, expect

from sv_app.domain.content import Content
from tests.browser.app_driver import Person
from tests.browser.conftest import PHONE
from tests.browser.languages import FRENCH, of_the_day

pytestmark = pytest.mark.browser

WIDE = ViewportSize(width=1280, height=800)
NARROW = ViewportSize(width=320, height=640)
STATES = ("loading", "ready", "failed")
SCREENS = [(size, scheme) for size in (PHONE, WIDE) for scheme in ("light", "dark")]

SHOWN = "#plain .words:visible"
# Of a text half over something else, axe can't tell the contrast.
ALONE = "document.querySelectorAll('#app, #plain .bar').forEach(other => other.remove())"
OPEN_ALL = "document.querySelectorAll('details').forEach(part => { part.open = true })"
# What boot.js does to the page as the app goes from one state to the next.
STATE = """(state) => {
  document.documentElement.dataset.app = state;
  for (const button of document.querySelectorAll("#plain .open")) button.hidden = state !== "ready";
}"""
SMALL_TARGETS = """() => [...document.querySelectorAll("#plain :is(a, button, summary, label)")]
  .filter((target) => target.checkVisibility())
  .filter((target) => { const { width, height } = target.getBoundingClientRect();
    return width < 48 || height < 48; }).map((target) => target.outerHTML)"""
OUT_OF_WIDTH = """() => [document.documentElement, ...document.querySelectorAll("#plain *")]
  .filter((one) => one.checkVisibility() && !one.closest("svg"))
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 1
    || (getComputedStyle(one).overflowX !== "visible" && one.scrollWidth > one.clientWidth + 1))
  .map((one) => one.outerHTML.slice(0, 120))"""
PLACES = """() => [...document.querySelectorAll("#plain .words a, #plain h1, #plain summary")]
  .map((one) => one.getBoundingClientRect().top)"""

Opened = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser, origin: str, language: str) -> Iterator[Opened]:
    """Opens the page in the language; no script of its own ever runs."""
    contexts: list[BrowserContext] = []

    def open_it(**settings: object) -> Page:
        settings = {"viewport": PHONE, "java_script_enabled": False} | settings
        contexts.append(browser.new_context(**settings))  # type: ignore[arg-type]
        page = contexts[-1].new_page()
        page.route("**/boot.js", lambda route: route.abort())
        page.goto(f"{origin}/")
        page.locator(f'#plain label[lang="{language}"]').click()
        return page

    yield open_it
    for context in contexts:
        context.close()


@pytest.fixture
def content(contents: Mapping[str, Content], language: str) -> Content:
    return contents[language]


def height(one: Locator) -> float:
    box = one.bounding_box()
    assert box is not None
    return box["y"] + box["height"]


@FRENCH
def test_a_choice_of_language_needs_no_script(
    opened: Opened, content: Content, language: str
) -> None:
    page = opened()
    (words,) = page.locator(SHOWN).all()
    assert words.get_attribute("lang") == language
    assert page.locator("h1:visible").all_text_contents() == [content.labels.app.name]
    assert page.url.endswith("/")


def test_french_is_there_when_nothing_was_chosen(
    browser: Browser, origin: str, contents: Mapping[str, Content]
) -> None:
    context = browser.new_context(viewport=PHONE, locale="en", java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{origin}/")
    expect(page.locator(SHOWN)).to_have_attribute("lang", "fr")
    expect(page.get_by_role("radio", name=contents["en"].labels.app.language)).to_have_count(1)
    context.close()


def test_the_first_screen_is_the_message_and_who_to_call(opened: Opened, content: Content) -> None:
    page = opened()
    words = page.locator(SHOWN)
    calls = [words.locator(f'a[href="{line.facts.uri}"]').first for line in content.emergency_lines]
    first = words.locator(f'a[href="{content.first_helpline.facts.uri}"]').first
    message = words.locator("blockquote", has_text=content.messages.key.text).first
    order = [height(one) for one in (words.locator("h1"), message, first, calls[0])]
    assert order == sorted(order)
    assert max(height(call) for call in calls) <= PHONE["height"]
    assert page.evaluate("scrollY") == 0


def test_every_number_can_be_reached_with_nothing_to_open(opened: Opened, content: Content) -> None:
    words = opened().locator(SHOWN)
    for line in content.helplines:
        card = words.locator(".card:visible").filter(has_text=line.words.name)
        expect(card.locator(f'a[href="{line.facts.uri}"]')).to_be_visible()


@FRENCH
def test_the_numbers_of_other_countries_open_without_a_script(
    opened: Opened, content: Content
) -> None:
    words = opened().locator(SHOWN)
    elsewhere = words.locator(".elsewhere")
    others = [region for region in content.regions if region != content.here]
    for region in others:
        expect(elsewhere.get_by_text(region.name, exact=True)).to_be_hidden()
    elsewhere.locator("summary").click()
    for region in others:
        expect(elsewhere.get_by_role("heading", name=region.name, exact=True)).to_be_visible()
        for line in region.lines:
            expect(elsewhere.locator(f'a[href="{line.facts.uri}"]').first).to_be_visible()


@FRENCH
def test_a_long_part_opens_without_a_script(opened: Opened, content: Content) -> None:
    words = opened().locator(SHOWN)
    script = content.scripts[0]
    phrase = words.get_by_text(content.quoted(script.avoid[0].text)).first
    expect(phrase).to_be_hidden()
    words.locator("summary", has_text=content.labels.home.colleague_about).click()
    words.locator("summary", has_text=script.title).click()
    expect(phrase).to_be_visible()


@FRENCH
def test_nothing_is_said_of_an_app_when_no_script_runs(opened: Opened) -> None:
    page = opened()
    for name in ("status", "update"):
        assert page.locator(f"#plain .{name}:visible").count() == 0


@FRENCH
def test_what_becomes_of_the_app_is_said_and_moves_nothing(
    opened: Opened, content: Content
) -> None:
    page = opened()
    status = page.locator(f"{SHOWN} .status")
    places = page.evaluate(PLACES)
    said = {
        "loading": [content.labels.app.loading, *[word for _, word in content.labels.page.steps]],
        "ready": [content.labels.page.open],
        "failed": [content.labels.app.cannot_load],
    }
    for state, words in said.items():
        page.evaluate(STATE, state)
        assert [line for line in status.inner_text().split("\n") if line] == words
        assert page.evaluate(PLACES) == places
        assert height(status) == PHONE["height"]


@pytest.mark.parametrize("viewport", [NARROW, PHONE, WIDE], ids=["320", "390", "1280"])
def test_targets_are_large_and_nothing_is_cut_even_with_text_twice_the_size(
    opened: Opened, viewport: ViewportSize
) -> None:
    page = opened(viewport=viewport)
    page.evaluate(OPEN_ALL)
    page.evaluate(STATE, "ready")
    for size in ("100%", "200%"):
        page.evaluate("size => { document.documentElement.style.fontSize = size }", size)
        assert page.evaluate(OUT_OF_WIDTH) == []
        assert page.evaluate(SMALL_TARGETS) == []


@FRENCH
def test_the_keyboard_shows_where_it_is(opened: Opened) -> None:
    page = opened()
    page.keyboard.press("Shift+Tab")  # from the choice of language, out of the page
    seen = set()
    ring = """() => { const at = document.activeElement;
      const shown = at.matches("input") ? document.querySelector(`label[for=${at.id}]`) : at;
      return [shown.tagName, shown.checkVisibility(),
        parseFloat(getComputedStyle(shown).outlineWidth)]; }"""
    for _ in range(12):
        page.keyboard.press("Tab")
        tag, visible, width = page.evaluate(ring)
        assert visible
        assert width >= 2, tag
        seen.add(tag)
    assert {"LABEL", "A", "SUMMARY"} <= seen


@pytest.mark.parametrize("language", of_the_day(["fr", "en"]))
@pytest.mark.parametrize(("width", "scheme"), of_the_day(SCREENS))
def test_axe_finds_nothing_in_any_state(
    opened: Opened, content: Content, width: ViewportSize, scheme: str
) -> None:
    page = opened(viewport=width, color_scheme=scheme, java_script_enabled=True)
    page.evaluate("document.querySelectorAll('#plain .update').forEach(e => { e.hidden = false })")
    for state in STATES:
        page.evaluate(STATE, state)
        axe(page)
    page.evaluate(ALONE)
    page.evaluate(OPEN_ALL)
    found = axe(page)
    assert [rule["id"] for rule in found["incomplete"]] == []
    (contrast,) = [rule for rule in found["passes"] if rule["id"] == "color-contrast"]
    assert len(contrast["nodes"]) > 20 * len(content.scripts)  # it did read what was opened


def axe(page: Page) -> dict[str, Any]:
    """What axe found, once sure that no rule is broken."""
    kinds = {"resultTypes": ["violations", "incomplete", "passes"]}
    found: dict[str, Any] = Axe().run(page, options=kinds).response
    told = [(fault["id"], fault["nodes"][0]["html"]) for fault in found["violations"]]
    assert told == []
    return found


def sheets(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_each_language_prints_as_one_sheet_of_a4(opened: Opened, content: Content) -> None:
    page = opened(color_scheme="dark")
    page.evaluate(OPEN_ALL)
    page.evaluate(STATE, "loading")
    pdf = page.pdf(prefer_css_page_size=True)
    assert sheets(pdf) == 1
    # Room to spare: other browsers have other margins, and other papers are shorter.
    assert sheets(page.pdf(width="210mm", height="255mm")) == 1
    (box,) = re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert [round(float(side) / 72 * 25.4) for side in box] == [210, 297]
    page.emulate_media(media="print")
    printed = page.locator("body").inner_text()
    assert printed == page.locator(f".words[lang={content.code}] .sheet").inner_text()
    for line in content.helplines:
        assert line.facts.shown in printed
    assert content.labels.app.loading not in printed


@FRENCH
def test_printing_from_the_app_gives_the_pocket_card(
    person: Person, contents: Mapping[str, Content], language: str
) -> None:
    content, page = contents[language], person.page
    assert sheets(page.pdf(prefer_css_page_size=True)) == 1
    page.emulate_media(media="print")
    printed = page.locator("body").inner_text()
    page.emulate_media(media="screen")
    assert content.messages.key.text in printed
    for line in content.helplines:
        assert line.facts.shown in printed

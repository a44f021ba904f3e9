"""The static page: complete without JavaScript, accessible, and printable on one sheet."""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import product

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize, expect

from sv_app.domain.content import Content
from tests.browser.conftest import PHONE
from tests.browser.daily_selection import FRENCH_IN_DEFAULT_PROFILE, of_the_day
from tests.browser.static_page_checks import (
    NARROW,
    OPEN_ALL,
    OVERFLOWING,
    REMOVE_OVERLAYS,
    SMALL_TARGETS,
    count_pages,
    run_axe,
)
from tests.languages import LANGUAGES

pytestmark = pytest.mark.browser

WIDE = ViewportSize(width=1280, height=800)
STATES = ("loading", "ready", "failed")
SCREENS = list(product(LANGUAGES, (PHONE, WIDE), ("light", "dark")))

VISIBLE_WORDS = "#page .language:visible"
# Changes the page as static-page.js does when the state of the app changes.
SET_STATE = """(state) => {
  document.documentElement.dataset.app = state;
  for (const button of document.querySelectorAll("#page .open")) button.hidden = state !== "ready";
}"""
POSITIONS = """() => [...document.querySelectorAll("#page .language a, #page h1, #page summary")]
  .map((element) => element.getBoundingClientRect().top)"""

OpenPage = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser, origin: str, language: str) -> Iterator[OpenPage]:
    """A function that opens the page in `language`, without its scripts."""
    contexts: list[BrowserContext] = []

    def open_in_language(**settings: object) -> Page:
        settings = {"viewport": PHONE, "java_script_enabled": False} | settings
        contexts.append(browser.new_context(**settings))  # type: ignore[arg-type]
        page = contexts[-1].new_page()
        page.route("**/boot.js", lambda route: route.abort())
        page.goto(f"{origin}/")
        page.locator(f'#page label[lang="{language}"]').click()
        return page

    yield open_in_language
    for context in contexts:
        context.close()


@pytest.fixture
def content(contents: Mapping[str, Content], language: str) -> Content:
    return contents[language]


def bottom(element: Locator) -> float:
    box = element.bounding_box()
    assert box is not None
    return box["y"] + box["height"]


@FRENCH_IN_DEFAULT_PROFILE
def test_language_can_be_chosen_without_javascript(
    open_page: OpenPage, content: Content, language: str
) -> None:
    page = open_page()
    (words,) = page.locator(VISIBLE_WORDS).all()
    assert words.get_attribute("lang") == language
    assert page.locator("h1:visible").all_text_contents() == [content.labels.app.name]
    assert page.url.endswith("/")


def test_french_is_the_default_without_javascript(
    browser: Browser, origin: str, contents: Mapping[str, Content]
) -> None:
    context = browser.new_context(viewport=PHONE, locale="en", java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{origin}/")
    expect(page.locator(VISIBLE_WORDS)).to_have_attribute("lang", "fr")
    expect(page.get_by_role("radio", name=contents["en"].labels.app.language)).to_have_count(1)
    context.close()


def test_first_screen_has_the_key_message_and_numbers(
    open_page: OpenPage, content: Content
) -> None:
    page = open_page()
    words = page.locator(VISIBLE_WORDS)
    slots = [
        words.locator(f'.calls a[href="{slot.helpline.facts.uri}"]')
        for slot in content.call_slots()
    ]
    message = words.locator("blockquote", has_text=content.messages.key.text).first
    entries = words.locator(".nav-card > summary").all()
    order = [bottom(element) for element in (words.locator("h1"), message, *entries, slots[0])]
    assert order == sorted(order)
    assert len(entries) == 3
    assert max(bottom(slot) for slot in slots) <= PHONE["height"]
    assert page.evaluate("scrollY") == 0


def test_every_number_is_visible_without_opening_anything(
    open_page: OpenPage, content: Content
) -> None:
    words = open_page().locator(VISIBLE_WORDS)
    for line in content.helplines:
        card = words.locator(".card:visible").filter(has_text=line.words.name)
        expect(card.locator(f'a[href="{line.facts.uri}"]')).to_be_visible()


@FRENCH_IN_DEFAULT_PROFILE
def test_numbers_of_other_countries_open_without_javascript(
    open_page: OpenPage, content: Content
) -> None:
    words = open_page().locator(VISIBLE_WORDS)
    elsewhere = words.locator(".elsewhere")
    others = [region for region in content.regions if region != content.current_region]
    for region in others:
        expect(elsewhere.get_by_text(region.name, exact=True)).to_be_hidden()
    elsewhere.locator("summary").click()
    for region in others:
        expect(elsewhere.get_by_role("heading", name=region.name, exact=True)).to_be_visible()
        for line in region.lines:
            expect(elsewhere.locator(f'a[href="{line.facts.uri}"]').first).to_be_visible()


@FRENCH_IN_DEFAULT_PROFILE
def test_scripts_open_without_javascript(open_page: OpenPage, content: Content) -> None:
    words = open_page().locator(VISIBLE_WORDS)
    script = content.scripts[0]
    phrase = words.get_by_text(content.in_quotes(script.avoid[0].text)).first
    expect(phrase).to_be_hidden()
    words.locator("summary", has_text=content.labels.home.colleague_about).click()
    words.locator("summary", has_text=script.title).click()
    expect(phrase).to_be_visible()


@FRENCH_IN_DEFAULT_PROFILE
def test_page_without_javascript_shows_no_status_and_no_update(open_page: OpenPage) -> None:
    page = open_page()
    for name in ("status", "update"):
        assert page.locator(f"#page .{name}:visible").count() == 0


@FRENCH_IN_DEFAULT_PROFILE
def test_app_status_is_shown_without_layout_shift(open_page: OpenPage, content: Content) -> None:
    page = open_page()
    status = page.locator(f"{VISIBLE_WORDS} .status")
    positions = page.evaluate(POSITIONS)
    statuses = {
        "loading": [content.labels.app.loading],
        "ready": [content.labels.page.open],
        "failed": [content.labels.app.cannot_load],
    }
    for state, words in statuses.items():
        page.evaluate(SET_STATE, state)
        assert [line for line in status.inner_text().split("\n") if line] == words
        assert page.evaluate(POSITIONS) == positions
        assert bottom(page.locator(f"{VISIBLE_WORDS} .calls")) == PHONE["height"]
        assert bottom(status) < bottom(page.locator(f"{VISIBLE_WORDS} .slot").first)


@pytest.mark.parametrize("viewport", [NARROW, PHONE, WIDE], ids=["320", "390", "1280"])
def test_targets_are_large_and_nothing_is_cut_at_200_percent_text(
    open_page: OpenPage, viewport: ViewportSize
) -> None:
    page = open_page(viewport=viewport)
    page.evaluate(OPEN_ALL)
    page.evaluate(SET_STATE, "ready")
    for size in ("100%", "200%"):
        page.evaluate("size => { document.documentElement.style.fontSize = size }", size)
        assert page.evaluate(OVERFLOWING) == []
        assert page.evaluate(SMALL_TARGETS) == []


@FRENCH_IN_DEFAULT_PROFILE
def test_keyboard_focus_is_visible(open_page: OpenPage) -> None:
    page = open_page()
    # The language was clicked: move the focus back before the first control.
    page.keyboard.press("Shift+Tab")
    tags = set()
    ring = """() => { const focused = document.activeElement;
      const visible = focused.matches("input")
        ? document.querySelector(`label[for=${focused.id}]`) : focused;
      return [visible.tagName, visible.checkVisibility(),
        parseFloat(getComputedStyle(visible).outlineWidth)]; }"""
    for _ in range(12):
        page.keyboard.press("Tab")
        tag, visible, width = page.evaluate(ring)
        assert visible
        assert width >= 2, tag
        tags.add(tag)
    assert {"LABEL", "A", "SUMMARY"} <= tags


@pytest.mark.parametrize(("language", "viewport", "scheme"), of_the_day(SCREENS))
def test_axe_finds_no_fault_in_any_state(
    open_page: OpenPage, content: Content, viewport: ViewportSize, scheme: str
) -> None:
    page = open_page(viewport=viewport, color_scheme=scheme, java_script_enabled=True)
    page.evaluate("document.querySelectorAll('#page .update').forEach(e => { e.hidden = false })")
    for state in STATES:
        page.evaluate(SET_STATE, state)
        run_axe(page)
    page.evaluate(REMOVE_OVERLAYS)
    page.evaluate(OPEN_ALL)
    results = run_axe(page)
    assert [rule["id"] for rule in results["incomplete"]] == []
    (contrast,) = [rule for rule in results["passes"] if rule["id"] == "color-contrast"]
    assert len(contrast["nodes"]) > 20 * len(content.scripts)  # the opened parts were checked too


def test_each_language_prints_on_one_a4_sheet(open_page: OpenPage, content: Content) -> None:
    page = open_page(color_scheme="dark")
    page.evaluate(OPEN_ALL)
    page.evaluate(SET_STATE, "loading")
    pdf = page.pdf(prefer_css_page_size=True)
    assert count_pages(pdf) == 1
    # With a margin: other browsers have other page margins, and other paper sizes are shorter.
    assert count_pages(page.pdf(width="210mm", height="255mm")) == 1
    (box,) = re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert [round(float(side) / 72 * 25.4) for side in box] == [210, 297]
    page.emulate_media(media="print")
    printed = page.locator("body").inner_text()
    assert printed == page.locator(f".language[lang={content.code}] .sheet").inner_text()
    for line in content.emergency_lines:
        assert line.facts.display_number in printed
    assert content.labels.app.loading not in printed

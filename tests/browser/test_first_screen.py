"""The first screenful: the static page and the app have the same parts in the same places."""

from collections.abc import Mapping
from itertools import product

import pytest
from playwright.sync_api import Browser, Page, expect

from sv_app.domain.content import Content
from sv_app.domain.regions import pick_region
from tests.browser.app_driver import AppPage
from tests.browser.conftest import PHONE
from tests.browser.daily_selection import ENGLISH_IN_DEFAULT_PROFILE, WEEKLY, of_the_day

pytestmark = [pytest.mark.browser, WEEKLY]

MIN_STEPS = 20
"""The least number of steps of the progress bar: a start receives hundreds of chunks."""
TOLERANCE = 4
"""Pixels by which a part may move when the app takes the place of the page."""
BOXES = """elements => elements.map((element) => {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  return [left, top, right, bottom];
})"""
HREFS = "links => links.map((link) => link.getAttribute('href'))"
LOCALES = ["fr-FR", "en-GB", "en-US", "fr-BE", "de", "fr-CA", "en-CA", "en-AU"]

Boxes = list[list[float]]


def page_boxes(page: Page) -> Boxes:
    """Return the boxes of the slots, then of the navigation cards, in the visible language."""
    selectors = ("#page .slot:visible", "#page .nav-card > summary:visible")
    return [box for selector in selectors for box in page.locator(selector).evaluate_all(BOXES)]


def app_boxes(app_page: AppPage, content: Content) -> Boxes:
    """Return the boxes of the same parts of the app."""
    home = content.labels.home
    names = [slot.name for slot in content.call_slots()] + [content.labels.call.all_name]
    slots = [app_page.app.get_by_role("button", name=name, exact=True).first for name in names]
    entries = [app_page.button(words) for words in (home.me, home.colleague, home.team)]
    return [box for button in (*slots, *entries) for box in button.evaluate_all(BOXES)]


def test_app_takes_the_place_of_the_page_without_moving_a_part(
    app_page: AppPage, browser: Browser, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    expect(app_page.button(content.labels.home.me)).to_be_visible()
    in_app = app_boxes(app_page, content)
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(app_page.origin)
    page.locator(f'#page label[lang="{language}"]').click()
    on_page = page_boxes(page)
    context.close()
    assert len(on_page) == len(in_app) == 6
    for page_box, app_box in zip(on_page, in_app, strict=True):
        moved = [abs(a - b) for a, b in zip(page_box, app_box, strict=True)]
        assert max(moved) <= TOLERANCE, (page_box, app_box)
        assert app_box[3] <= PHONE["height"], "a part is below the first screenful"


@pytest.mark.parametrize(("locale", "language"), of_the_day(list(product(LOCALES, ["fr"]))))
def test_page_shows_the_numbers_of_the_region_before_the_app_has_started(
    browser: Browser, origin: str, contents: Mapping[str, Content], locale: str, language: str
) -> None:
    context = browser.new_context(viewport=PHONE, locale=locale)
    page = context.new_page()
    page.route("**/worker.js", lambda route: route.abort())  # Python does not start
    page.goto(origin)
    content = contents[language]
    region = content.in_region(pick_region(None, [locale], content.regions))
    expected = [slot.helpline.facts.uri for slot in region.call_slots()]
    page.locator(f'#page label[lang="{language}"]').click()
    bar = page.locator(f"#page .language[lang={language}] .calls .slot")
    assert bar.evaluate_all(HREFS) == [*expected, f"#numbers-{language}"]
    context.close()


@ENGLISH_IN_DEFAULT_PROFILE
def test_link_to_all_numbers_scrolls_and_keeps_the_address(
    browser: Browser, origin: str, contents: Mapping[str, Content], language: str
) -> None:
    context = browser.new_context(viewport=PHONE, locale="en-GB")
    page = context.new_page()
    page.route("**/worker.js", lambda route: route.abort())
    page.goto(origin)
    page.locator(".slot.quiet:visible").click()
    expect(page.locator(f"#numbers-{language} > h2")).to_be_in_viewport()
    assert page.url.partition("#")[2] == ""
    context.close()


RECORD_PROGRESS = """
window.shares = [];
document.addEventListener("readystatechange", () => {
  const html = document.documentElement;
  new MutationObserver(() => {
    window.shares.push(Number(html.style.getPropertyValue("--received")));
  }).observe(html, { attributeFilter: ["style"] });
}, { once: true });
"""


@ENGLISH_IN_DEFAULT_PROFILE
def test_progress_bar_only_grows_and_ends_full(first_visit: AppPage) -> None:
    first_visit.page.add_init_script(RECORD_PROGRESS)
    first_visit.open()
    shares = first_visit.page.evaluate("window.shares")
    assert len(shares) >= MIN_STEPS
    assert shares == sorted(shares)
    assert shares[0] < 0.5
    assert shares[-1] == 1

"""The pages about accessibility and data protection: axe, targets, every width, text spacing."""

from collections.abc import Iterator
from itertools import product

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from sv_app import routes
from tests.browser.daily_selection import WEEKLY, of_the_day
from tests.browser.static_page_checks import NARROW, OVERFLOWING, SMALL_TARGETS, run_axe
from tests.languages import LANGUAGES

pytestmark = [pytest.mark.browser, WEEKLY]

WIDTHS = (NARROW, ViewportSize(width=844, height=390), ViewportSize(width=1280, height=800))
PAGES = [
    routes.statement_file(name, code)
    for name, code in product((routes.ACCESSIBILITY, routes.DATA_PROTECTION), LANGUAGES)
]
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important } p { margin-bottom: 2em !important }"""
"""The spacing of WCAG 1.4.12."""
HIDDEN_NUMBERS = """() => [...document.querySelectorAll(".calls a")].filter((link) => {
  const { top, bottom } = link.getBoundingClientRect();
  return top < 0 || bottom > innerHeight;
}).map((link) => link.outerHTML)"""


@pytest.fixture(params=of_the_day(list(product(PAGES, ("light", "dark")))))
def page(browser: Browser, origin: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    name, scheme = request.param
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{origin}/{name}")
    yield page
    context.close()


def test_page_is_accessible_and_keeps_the_numbers_in_view_at_every_width(page: Page) -> None:
    for spacing in ("", SPACING):
        if spacing:
            page.add_style_tag(content=spacing)
        for size in WIDTHS:
            page.set_viewport_size(size)
            assert page.evaluate(OVERFLOWING) == []
            assert page.evaluate(SMALL_TARGETS) == []
            assert page.evaluate(HIDDEN_NUMBERS) == []
    page.reload()
    run_axe(page)

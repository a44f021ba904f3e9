"""Measures the time from a tap on an answer to the next question on the screen."""

from playwright.sync_api import Browser, expect

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.self_check import QUESTIONS_BY_STEP, possible_answers
from tests.bench.measures import LOCALE, PROBE, TIMEOUT, wait_until_stored
from tests.bench.serving import BenchServer
from tests.browser.app_driver import AppPage
from tests.browser.conftest import PHONE

SEMANTICS = "flt-semantics-host"


def taps(browser: Browser, site: BenchServer, content: Content, count: int) -> list[float]:
    """Return `count` times, in milliseconds, from the pointer down to the next question.

    The site may be the stock site, which does not report that it is ready.
    """
    with browser.new_context(viewport=PHONE, locale=LOCALE) as context:
        app_page = AppPage(context.new_page(), site.url.rstrip("/"))
        app_page.page.add_init_script(PROBE)
        app_page.app = app_page.page.locator(SEMANTICS)
        app_page.page.goto(f"{site.url}#{routes.SELF_CHECK}")
        expect(app_page.app.locator("h1")).to_be_attached(timeout=TIMEOUT)
        questions = tuple(QUESTIONS_BY_STEP.values())
        titles = [content.self_check.questions[question].ask for question in questions]
        app_page.wait_for_heading(content.labels.self_check.safety)
        app_page.click_button(content.labels.self_check.none)
        app_page.wait_for_heading(titles[0])
        wait_until_stored(app_page.page, site, first=True)
        times: list[float] = []
        while len(times) < count:
            for index, question in enumerate(questions[:-1]):
                answer = content.self_check.answer(possible_answers(question)[-1])
                times.append(_tap(app_page, answer, titles[index + 1]))
            for title in reversed(titles[:-1]):
                app_page.page.go_back()
                app_page.wait_for_heading(title)
        return times[:count]


def _tap(app_page: AppPage, answer: str, expected: str) -> float:
    box = app_page.button(answer).bounding_box()
    assert box
    page = app_page.page
    page.evaluate("expected => { probe.delay = probe.tap(expected) }", expected)
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    return float(page.evaluate("probe.delay"))

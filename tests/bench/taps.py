"""Measures the time from a tap on an answer to the next question on the screen."""

from playwright.sync_api import Browser, expect

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.self_check import QUESTIONS_BY_STEP, possible_answers
from tests.bench.measures import LOCALE, PROBE, TIMEOUT, wait_until_stored
from tests.bench.serving import BenchServer
from tests.browser.app_driver import Person
from tests.browser.conftest import PHONE

SEMANTICS = "flt-semantics-host"


def taps(browser: Browser, site: BenchServer, content: Content, count: int) -> list[float]:
    """Return `count` times, in milliseconds, from the pointer down to the next question.

    The site may be the stock site, which does not report that it is ready.
    """
    with browser.new_context(viewport=PHONE, locale=LOCALE) as context:
        person = Person(context.new_page(), site.url.rstrip("/"))
        person.page.add_init_script(PROBE)
        person.app = person.page.locator(SEMANTICS)
        person.page.goto(f"{site.url}#{routes.SELF_CHECK}")
        expect(person.app.locator("h1")).to_be_attached(timeout=TIMEOUT)
        questions = tuple(QUESTIONS_BY_STEP.values())
        titles = [content.self_check.questions[question].ask for question in questions]
        person.wait_for_heading(content.labels.self_check.safety)
        person.press(content.labels.self_check.none)
        person.wait_for_heading(titles[0])
        wait_until_stored(person.page, site, first=True)
        times: list[float] = []
        while len(times) < count:
            for rank, question in enumerate(questions[:-1]):
                answer = content.self_check.answer(possible_answers(question)[-1])
                times.append(_tap(person, answer, titles[rank + 1]))
            for title in reversed(titles[:-1]):
                person.page.go_back()
                person.wait_for_heading(title)
        return times[:count]


def _tap(person: Person, answer: str, expected: str) -> float:
    box = person.button(answer).bounding_box()
    assert box
    page = person.page
    page.evaluate("expected => { probe.delay = probe.tap(expected) }", expected)
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    return float(page.evaluate("probe.delay"))

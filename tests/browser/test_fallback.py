"""A part of the app fails while it is open: within a second the static page has every number."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from playwright.sync_api import Browser, ViewportSize, expect

from sv_app import routes
from sv_app.domain.content import Content
from tests.browser.app_driver import PHONE, SCREEN, Person
from tests.browser.checks import answer_first
from tests.browser.failures import (
    FRAMES,
    IN_THE_ENGINE,
    IN_THE_WORKER,
    KEEP_CONTEXTS,
    LOSE_CONTEXT,
    NO_FRAMES,
    OTHER_CHANGES,
    READY,
    STOPPED,
    WORKER_ENDS,
)
from tests.browser.languages import ENGLISH, FRENCH, TURN, of_the_day
from tests.browser.shared_app import SharedApps

pytestmark = pytest.mark.browser

SIDEWAYS = ViewportSize(width=844, height=390)
WITHIN = 1_000
"""Milliseconds in which a number must be there to tap."""
NOT_DRAWN = 5_000
"""The same, where a screen does not follow its route: two seconds, on a busy machine."""
AFTER_A_TAP = 3_000
"""The same, where only a tap that nobody answers shows the failure."""
ABROAD = "gb"
SLOW = "() => void setTimeout(() => { for (const end = Date.now() + 6_000; Date.now() < end;); })"
STUCK = "() => void setTimeout(() => { for (;;); })"


@pytest.fixture
def person(shared_apps: SharedApps, language: str) -> Iterator[Person]:
    """Someone in front of the open app, whose errors are expected."""
    person = shared_apps[language].reset()
    yield person
    person.faults.clear()


def cause(failure: str, person: Person) -> None:
    """Break a part of the app."""
    if failure in IN_THE_WORKER:
        in_the_worker(person, IN_THE_WORKER[failure])
    else:
        person.page.evaluate(IN_THE_ENGINE[failure])


def in_the_worker(person: Person, script: str) -> None:
    """Run a script in Python's worker, through the development tools: it refuses code from text."""
    devtools = person.page.context.new_cdp_session(person.page)
    attached: list[str] = []

    def attach(event: dict[str, Any]) -> None:
        if event["targetInfo"]["url"].endswith("/worker.js"):
            attached.append(event["sessionId"])

    devtools.on("Target.attachedToTarget", attach)
    follow = {"autoAttach": True, "waitForDebuggerOnStart": False, "flatten": False}
    devtools.send("Target.setAutoAttach", follow)
    [session] = attached
    command = {"id": 1, "method": "Runtime.evaluate", "params": {"expression": f"({script})()"}}
    message = {"sessionId": session, "message": json.dumps(command)}
    devtools.send("Target.sendMessageToTarget", message)
    devtools.detach()


def shows_every_number(person: Person, content: Content) -> None:
    """The static page says what happened, has each number, and takes taps."""
    page = person.page
    expect(page.locator("#plain .stopped:visible")).to_have_text(content.labels.page.stopped)
    expect(page.get_by_role("button", name=content.labels.page.reopen)).to_be_visible()
    for line in content.helplines:
        link = page.locator(f'#plain .words:visible a[href="{line.facts.uri}"]').first
        link.click(trial=True)
    assert page.evaluate("document.getElementById('app').inert") is True
    expect(page.locator("#plain .open:visible")).to_have_count(0)
    for size in (PHONE, SIDEWAYS):
        page.set_viewport_size(size)
        page.evaluate("() => scrollTo(0, 0)")
        first = page.locator("#plain .words:visible a.dial:visible").first
        expect(first).to_be_in_viewport(ratio=1)


@FRENCH
@pytest.mark.parametrize("failure", [WORKER_ENDS, *of_the_day(list(IN_THE_ENGINE))])
def test_static_page_returns_when_a_part_fails(
    person: Person, contents: Mapping[str, Content], language: str, failure: str
) -> None:
    content, page = contents[language], person.page
    person.own_device(content)
    answer_first(person, content)
    cause(failure, person)
    page.wait_for_function(STOPPED, timeout=WITHIN)
    shows_every_number(person, content)
    if failure == WORKER_ENDS:
        page.get_by_role("button", name=content.labels.page.reopen).click()
        person.ready()
        person.go(routes.ME)
        person.sees(content.labels.me.resume)


@TURN("stopped")
@FRENCH
@pytest.mark.parametrize("drawing", of_the_day(["context lost", "process killed"]))
def test_static_page_returns_when_drawing_fails(
    webgl_browser: Browser,
    origin: str,
    contents: Mapping[str, Content],
    language: str,
    drawing: str,
) -> None:
    """The WebGL context is lost, or the GPU process is killed, as on a phone after sleep."""
    content = contents[language]
    with webgl_browser.new_context(**SCREEN, locale=language, service_workers="block") as context:
        person = Person(context.new_page(), origin)
        person.page.add_init_script(KEEP_CONTEXTS)
        person.open()
        person.own_device(content)
        answer_first(person, content)
        if drawing == "process killed":
            webgl_browser.new_browser_cdp_session().send("Browser.crashGpuProcess")
        else:
            person.page.evaluate(LOSE_CONTEXT)
        person.page.wait_for_function(STOPPED, timeout=WITHIN)
        shows_every_number(person, content)


@ENGLISH
def test_static_page_shows_the_numbers_of_the_region_when_python_runs_out_of_memory(
    person: Person, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language].in_region(ABROAD)
    person.go(routes.HELPLINES)
    person.heading(content.labels.helplines.title)
    person.press(content.here.name)
    person.sees(content.helplines[0].words.name)
    cause("Python runs out of memory", person)
    person.page.wait_for_function(STOPPED, timeout=WITHIN)
    shows_every_number(person, content)
    first = person.page.locator("#plain .words:visible a.dial:visible").first
    assert first.get_attribute("href") == content.first_helpline.facts.uri


@FRENCH
def test_static_page_returns_when_a_screen_is_not_drawn(
    person: Person, contents: Mapping[str, Content], language: str
) -> None:
    content, page = contents[language], person.page
    page.wait_for_timeout(1000)  # a title drawn just before could be the new screen's
    page.evaluate(OTHER_CHANGES)
    page.evaluate(NO_FRAMES)
    person.go(routes.HELPLINES)
    # By time: looks at each frame would not come either.
    page.wait_for_function(STOPPED, timeout=NOT_DRAWN, polling=100)
    page.evaluate(FRAMES)  # a click of Playwright waits for frames
    shows_every_number(person, content)


@FRENCH
def test_static_page_stays_away_when_an_address_names_the_screen_that_is_shown(
    person: Person, contents: Mapping[str, Content], language: str
) -> None:
    page = person.page
    page.wait_for_timeout(1000)  # what was drawn just before could be the new screen
    page.evaluate("() => history.replaceState(history.state, '', location.pathname)")
    person.go(routes.HOME)
    page.wait_for_timeout(NOT_DRAWN / 2)
    assert page.evaluate(READY)
    expect(person.button(contents[language].labels.call.button)).to_be_visible()


def slow_down(person: Person, content: Content) -> None:
    """Have Python answer a tap so late that the static page is shown."""
    person.go(routes.HOME)
    person.heading(content.labels.home.title)
    in_the_worker(person, SLOW)
    person.button(content.labels.call.others).click()
    person.page.wait_for_function(STOPPED, timeout=AFTER_A_TAP)


@TURN("stopped")
@FRENCH
def test_app_returns_when_it_was_only_slow_and_not_when_python_is_stuck(
    person: Person, contents: Mapping[str, Content], language: str
) -> None:
    content, page = contents[language], person.page
    slow_down(person, content)
    page.wait_for_function(READY)
    person.heading(content.labels.helplines.title)
    slow_down(person, content)
    page.keyboard.press("Tab")  # someone who reads: the app is offered
    page.wait_for_function(READY)
    expect(page.locator("#plain .stopped:visible")).to_have_count(0)
    page.locator("#plain .open:visible").click()
    person.heading(content.labels.helplines.title)
    in_the_worker(person, STUCK)
    person.press(content.labels.call.button)  # the engine dials without Python
    assert person.opened() == [content.first_helpline.facts.uri]
    page.wait_for_function(STOPPED, timeout=AFTER_A_TAP)
    shows_every_number(person, content)

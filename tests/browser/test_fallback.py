"""When a part of the open app fails, the static page with every number is back within a second.

It takes up to five seconds when a screen is not drawn, and three when Python does not answer.
"""

from collections.abc import Iterator, Mapping

import pytest
from playwright.sync_api import Browser, ViewportSize, expect

from sv_app import routes
from sv_app.domain.content import Content
from tests.browser.app_driver import PHONE, SCREEN, AppPage
from tests.browser.daily_selection import (
    ENGLISH_IN_DEFAULT_PROFILE,
    FRENCH_IN_DEFAULT_PROFILE,
    WEEKLY,
    of_the_day,
)
from tests.browser.failures import (
    ENGINE_FAILURES,
    LOSE_CONTEXT,
    MEASURE_REACTION,
    MEASURE_REACTION_TO_TAP,
    READY,
    RECORD_CONTEXTS,
    RESUME_FRAMES,
    STOP_FRAMES,
    STOPPED,
    UNRELATED_CHANGES,
    WORKER_ENDS,
    WORKER_FAILURES,
)
from tests.browser.self_check_actions import answer_first
from tests.browser.shared_app import SharedApps
from tests.browser.worker_scripts import run_in_worker
from tests.titles import resume_label

pytestmark = pytest.mark.browser

LANDSCAPE = ViewportSize(width=844, height=390)
TIMEOUT = 1_000
"""Milliseconds from a failure within which a number must be tappable."""
TIMEOUT_OF_TEST = 20_000
"""Milliseconds after which a test gives up; the page itself measures how long a person waits."""
NOT_DRAWN_TIMEOUT = 5_000
"""Milliseconds within which a number must be tappable when a screen is not drawn after a change of
route: the app waits two seconds, and a busy machine takes longer."""
TAP_TIMEOUT = 3_000
"""Milliseconds within which a number must be tappable when Python does not answer a tap."""
OTHER_REGION = "gb"
SLOW = "() => void setTimeout(() => { for (const end = Date.now() + 6_000; Date.now() < end;); })"
STUCK = "() => void setTimeout(() => { for (;;); })"


@pytest.fixture
def app_page(shared_apps: SharedApps, language: str) -> Iterator[AppPage]:
    """The open app; errors on the page are expected."""
    app_page = shared_apps[language].reset()
    yield app_page
    app_page.page_errors.clear()


def cause_failure(failure: str, app_page: AppPage) -> None:
    """Cause a failure of WORKER_FAILURES or ENGINE_FAILURES."""
    if failure in WORKER_FAILURES:
        run_in_worker(app_page.page, WORKER_FAILURES[failure])
    else:
        app_page.page.evaluate(ENGINE_FAILURES[failure])


def expect_static_page(app_page: AppPage, within: int = TIMEOUT) -> None:
    """Expect the static page within this many milliseconds of the failure, as the page measures."""
    # Poll by time: after a failure of the renderer, no frame would trigger a check.
    app_page.page.wait_for_function(STOPPED, timeout=TIMEOUT_OF_TEST, polling=50)
    elapsed = app_page.page.evaluate("stoppedAt - failedAt")
    assert elapsed < within, f"{elapsed} ms"


def expect_every_number(app_page: AppPage, content: Content) -> None:
    """Expect the static page to say what happened, with numbers that can be tapped."""
    page = app_page.page
    expect(page.locator("#page .stopped:visible")).to_have_text(content.labels.page.stopped)
    expect(page.get_by_role("button", name=content.labels.page.reopen)).to_be_visible()
    for line in content.helplines:
        link = page.locator(f'#page .language:visible a[href="{line.facts.uri}"]').first
        link.click(trial=True)
    assert page.evaluate("document.getElementById('app').inert") is True
    expect(page.locator("#page .open:visible")).to_have_count(0)
    for size in (PHONE, LANDSCAPE):
        page.set_viewport_size(size)
        page.evaluate("() => scrollTo(0, 0)")
        for slot in page.locator("#page .language:visible .slot:visible").all():
            expect(slot).to_be_in_viewport(ratio=1)


@FRENCH_IN_DEFAULT_PROFILE
@pytest.mark.parametrize("failure", [WORKER_ENDS, *of_the_day(list(ENGINE_FAILURES))])
def test_static_page_returns_when_a_part_fails(
    app_page: AppPage, contents: Mapping[str, Content], language: str, failure: str
) -> None:
    content, page = contents[language], app_page.page
    app_page.choose_own_device(content)
    answer_first(app_page, content)
    page.evaluate(MEASURE_REACTION)
    cause_failure(failure, app_page)
    expect_static_page(app_page)
    expect_every_number(app_page, content)
    if failure == WORKER_ENDS:
        page.get_by_role("button", name=content.labels.page.reopen).click()
        app_page.wait_until_ready()
        app_page.go(routes.ME)
        app_page.wait_for_text(resume_label(content))


@WEEKLY
@FRENCH_IN_DEFAULT_PROFILE
@pytest.mark.parametrize("drawing", of_the_day(["context lost", "process killed"]))
def test_static_page_returns_when_drawing_fails(
    webgl_browser: Browser,
    origin: str,
    contents: Mapping[str, Content],
    language: str,
    drawing: str,
) -> None:
    """The WebGL context is lost, or the GPU process is killed, as happens on phones after sleep."""
    content = contents[language]
    with webgl_browser.new_context(**SCREEN, locale=language, service_workers="block") as context:
        app_page = AppPage(context.new_page(), origin)
        app_page.page.add_init_script(RECORD_CONTEXTS)
        app_page.open()
        app_page.choose_own_device(content)
        answer_first(app_page, content)
        app_page.page.evaluate(MEASURE_REACTION)
        if drawing == "process killed":
            webgl_browser.new_browser_cdp_session().send("Browser.crashGpuProcess")
        else:
            app_page.page.evaluate(LOSE_CONTEXT)
        expect_static_page(app_page)
        expect_every_number(app_page, content)


@WEEKLY
@ENGLISH_IN_DEFAULT_PROFILE
def test_static_page_shows_the_numbers_of_the_chosen_region(
    app_page: AppPage, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language].in_region(OTHER_REGION)
    app_page.go(routes.HELPLINES)
    app_page.wait_for_heading(content.labels.helplines.title)
    choice = content.labels.helplines.region
    app_page.click_button(choice.format(region=contents[language].current_region.name))
    app_page.click_button(content.current_region.name)
    app_page.wait_for_text(choice.format(region=content.current_region.name))
    app_page.page.evaluate(MEASURE_REACTION)
    cause_failure("Python runs out of memory", app_page)
    expect_static_page(app_page)
    expect_every_number(app_page, content)
    slots = app_page.page.locator("#page .language:visible .slot[href^='tel']")
    assert slots.evaluate_all("links => links.map((link) => link.getAttribute('href'))") == [
        slot.helpline.facts.uri for slot in content.call_slots()
    ]


@WEEKLY
@FRENCH_IN_DEFAULT_PROFILE
def test_static_page_returns_when_a_screen_is_not_drawn(
    app_page: AppPage, contents: Mapping[str, Content], language: str
) -> None:
    content, page = contents[language], app_page.page
    page.wait_for_timeout(1000)  # a title drawn just before could count as the new screen's
    page.evaluate(UNRELATED_CHANGES)
    page.evaluate(STOP_FRAMES)
    page.evaluate(MEASURE_REACTION)
    app_page.go(routes.HELPLINES)
    expect_static_page(app_page, NOT_DRAWN_TIMEOUT)
    page.evaluate(RESUME_FRAMES)  # a click of Playwright waits for frames
    expect_every_number(app_page, content)


@WEEKLY
@FRENCH_IN_DEFAULT_PROFILE
def test_static_page_stays_hidden_when_the_route_does_not_change(
    app_page: AppPage, contents: Mapping[str, Content], language: str
) -> None:
    page = app_page.page
    page.wait_for_timeout(1000)  # a screen drawn just before could count as the new screen
    page.evaluate("() => history.replaceState(history.state, '', location.pathname)")
    app_page.go(routes.HOME)
    page.wait_for_timeout(NOT_DRAWN_TIMEOUT / 2)
    assert page.evaluate(READY)
    expect(app_page.button(contents[language].labels.call.talk_name)).to_be_visible()


def slow_down(app_page: AppPage, content: Content) -> None:
    """Make Python answer a tap so late that the static page is shown."""
    app_page.go(routes.HOME)
    app_page.wait_for_heading(content.labels.home.title)
    run_in_worker(app_page.page, SLOW)
    app_page.page.evaluate(MEASURE_REACTION_TO_TAP)
    app_page.button(content.labels.call.all_name).click()
    expect_static_page(app_page, TAP_TIMEOUT)


@WEEKLY
@FRENCH_IN_DEFAULT_PROFILE
def test_app_returns_when_python_was_slow_but_not_when_it_is_stuck(
    app_page: AppPage, contents: Mapping[str, Content], language: str
) -> None:
    content, page = contents[language], app_page.page
    slow_down(app_page, content)
    page.wait_for_function(READY)
    app_page.wait_for_heading(content.labels.helplines.title)
    slow_down(app_page, content)
    page.keyboard.press("Tab")  # the page is being read, so the app is only offered
    page.wait_for_function(READY)
    expect(page.locator("#page .stopped:visible")).to_have_count(0)
    page.locator("#page .open:visible").click()
    app_page.wait_for_heading(content.labels.helplines.title)
    run_in_worker(app_page.page, STUCK)
    page.evaluate(MEASURE_REACTION_TO_TAP)
    app_page.click_button(content.labels.call.talk_name)  # the engine dials without Python
    assert app_page.opened_urls() == [content.call_slots()[0].helpline.facts.uri]
    expect_static_page(app_page, TAP_TIMEOUT)
    expect_every_number(app_page, content)
    page.wait_for_timeout(1000)
    assert page.evaluate(STOPPED), "the app has returned although Python is stuck"

"""A part of the app fails while it is open: within a second the static page has every number."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from sv_app import routes
from sv_app.domain.kit import Kit
from tests.browser.languages import FRENCH, of_the_day
from tests.browser.person import PHONE, SCREEN, Person

pytestmark = pytest.mark.browser

SIDEWAYS = ViewportSize(width=844, height=390)
WITHIN = 1_000
"""Milliseconds in which a number must be there to tap."""
NOT_DRAWN = 5_000
"""The same, where a screen does not follow its route: two seconds, on a busy machine."""
AFTER_A_TAP = 3_000
"""The same, where only a tap that nobody answers shows the failure."""
READY = "() => document.documentElement.dataset.app === 'ready'"
STOPPED = "() => document.documentElement.dataset.app === 'stopped'"
KEEP_WORKERS = """
window.workers = [];
window.Worker = class extends Worker {
  constructor(...options) { super(...options); window.workers.push(this); }
};
window.contexts = [];
for (const Canvas of [HTMLCanvasElement, OffscreenCanvas]) {
  const { getContext } = Canvas.prototype;
  Canvas.prototype.getContext = function (...options) {
    const context = getContext.apply(this, options);
    if (context?.getExtension && !window.contexts.includes(context)) window.contexts.push(context);
    return context;
  };
}
"""
LOSE_CONTEXT = """() => {
  const lost = window.contexts.map((one) => one.getExtension("WEBGL_lose_context"));
  lost.forEach((extension) => extension.loseContext());
  return lost.length;
}"""
ABORT = "() => window.workers[0].postMessage({ name: 'abort' })"
ABORTS = """self.addEventListener('message', ({ data }) => {
  if (data.name === 'abort') throw new WebAssembly.RuntimeError('memory access out of bounds');
});"""
NO_FRAMES = """() => {
  window.drawAgain = window.requestAnimationFrame;
  window.requestAnimationFrame = () => 0;
}"""
FRAMES = "() => { window.requestAnimationFrame = window.drawAgain; }"
BUSY = """self.addEventListener('message', ({ data }) => {
  if (data.name === 'busy') for (const end = Date.now() + data.milliseconds; Date.now() < end;);
});"""
SLOW = "() => window.workers[0].postMessage({ name: 'busy', milliseconds: 6_000 })"
STUCK = "() => window.workers[0].postMessage({ name: 'busy', milliseconds: 1e9 })"


def end_worker(page: Page) -> None:
    page.evaluate("() => window.workers[0].terminate()")


def lose_context(page: Page) -> None:
    assert page.evaluate(LOSE_CONTEXT) > 0


def throw_error(page: Page) -> None:
    page.evaluate("() => void setTimeout(() => { throw new Error('engine') })")


def abort_engine(page: Page) -> None:
    rejection = "Promise.reject(new WebAssembly.RuntimeError('memory access out of bounds'))"
    page.evaluate(f"() => {{ void {rejection}; }}")


def fail_worker(page: Page) -> None:
    page.evaluate("() => window.workers[0].dispatchEvent(new ErrorEvent('error'))")


def kill_renderer(page: Page) -> None:
    """End the browser's GPU process, as a phone does after sleep."""
    page.context.browser.new_browser_cdp_session().send("Browser.crashGpuProcess")  # type: ignore[union-attr]


WITHOUT_PYTHON = "the worker is ended"
"""In every run: what was begun goes on after it."""
FAILURES: Mapping[str, Callable[[Page], None]] = {
    "the WebGL context is lost": lose_context,
    WITHOUT_PYTHON: end_worker,
    "the worker reports an error": fail_worker,
    "the engine throws an error": throw_error,
    "WebAssembly runs out of memory": abort_engine,
    "the GPU process is killed": kill_renderer,
}


OF_PYTHON_OR_ENGINE = (
    "the worker reports an error",
    "the engine throws an error",
    "WebAssembly runs out of memory",
)
NEED_WEBGL = ("the WebGL context is lost", "the GPU process is killed")
TRIED = [WITHOUT_PYTHON, *of_the_day(OF_PYTHON_OR_ENGINE), *of_the_day(NEED_WEBGL)]


@pytest.fixture
def person(request: pytest.FixtureRequest, origin: str, language: str) -> Iterator[Person]:
    drawn = request.node.callspec.params.get("failure") in NEED_WEBGL
    browser: Browser = request.getfixturevalue("webgl_browser" if drawn else "browser")
    with to_be_broken(browser, origin, language) as person:
        yield person


@contextmanager
def to_be_broken(browser: Browser, origin: str, locale: str) -> Iterator[Person]:
    """Someone in front of an app whose parts can be broken."""
    with browser.new_context(**SCREEN, locale=locale, service_workers="block") as context:
        person = Person(context.new_page(), origin)
        person.page.add_init_script(KEEP_WORKERS)
        yield person


def shows_every_number(person: Person, kit: Kit) -> None:
    """The static page says what happened, has each number, and takes taps."""
    page = person.page
    expect(page.locator("#plain .stopped:visible")).to_have_text(kit.labels.page.stopped)
    expect(page.get_by_role("button", name=kit.labels.page.reopen)).to_be_visible()
    for line in kit.helplines:
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
@pytest.mark.parametrize("failure", TRIED)
def test_static_page_returns_when_a_part_fails(
    person: Person, kits: Mapping[str, Kit], language: str, failure: str
) -> None:
    kit, page = kits[language], person.page
    person.open()
    person.own_device(kit)
    person.go(routes.SELF_CHECK)
    answer = next(iter(kit.self_check.degrees.values()))
    person.press(answer)
    person.heading(kit.self_check.questions[list(kit.self_check.questions)[1]].ask)
    FAILURES[failure](page)
    page.wait_for_function(STOPPED, timeout=WITHIN)
    shows_every_number(person, kit)
    if failure == WITHOUT_PYTHON:
        page.get_by_role("button", name=kit.labels.page.reopen).click()
        person.ready()
        person.go(routes.ME)
        person.sees(kit.labels.me.resume)


def add_to_worker(person: Person, script: str) -> None:
    """Have the Python worker run `script` at its start."""
    person.page.context.route(
        "**/worker.js",
        lambda route: route.fulfill(
            response=(answer := route.fetch()), body=f"{answer.text()}\n{script}"
        ),
    )


@pytest.mark.parametrize(("locale", "region"), [("en-GB", "gb")])
def test_static_page_shows_the_numbers_of_the_region_when_python_runs_out_of_memory(
    browser: Browser, origin: str, kits: Mapping[str, Kit], locale: str, region: str
) -> None:
    kit = kits[locale[:2]].in_region(region)
    with to_be_broken(browser, origin, locale) as person:
        add_to_worker(person, ABORTS)
        person.open()
        person.heading(kit.labels.home.title)
        person.page.evaluate(ABORT)
        person.page.wait_for_function(STOPPED, timeout=WITHIN)
        shows_every_number(person, kit)
        first = person.page.locator("#plain .words:visible a.dial:visible").first
        assert first.get_attribute("href") == kit.first_helpline.facts.uri


@FRENCH
def test_static_page_returns_when_a_screen_is_not_drawn(
    person: Person, kits: Mapping[str, Kit], language: str
) -> None:
    kit, page = kits[language], person.page
    person.open()
    person.heading(kit.labels.home.title)
    page.wait_for_timeout(1000)  # what was drawn just before could be the new screen
    page.evaluate(NO_FRAMES)
    person.go(routes.HELPLINES)
    # By time: looks at each frame would not come either.
    page.wait_for_function(STOPPED, timeout=NOT_DRAWN, polling=100)
    page.evaluate(FRAMES)  # a click of Playwright waits for frames
    shows_every_number(person, kit)


def slow_down(person: Person, kit: Kit) -> None:
    """Have Python answer a tap so late that the static page is shown."""
    person.go(routes.HOME)
    person.heading(kit.labels.home.title)
    person.page.evaluate(SLOW)
    person.button(kit.labels.call.others).click()
    person.page.wait_for_function(STOPPED, timeout=AFTER_A_TAP)


@FRENCH
def test_app_returns_when_it_was_only_slow_and_not_when_python_is_stuck(
    person: Person, kits: Mapping[str, Kit], language: str
) -> None:
    kit, page = kits[language], person.page
    add_to_worker(person, BUSY)
    person.open()
    slow_down(person, kit)
    page.wait_for_function(READY)
    person.heading(kit.labels.helplines.title)
    slow_down(person, kit)
    page.keyboard.press("Tab")  # someone who reads: the app is offered
    page.wait_for_function(READY)
    expect(page.locator("#plain .stopped:visible")).to_have_count(0)
    page.locator("#plain .open:visible").click()
    person.heading(kit.labels.helplines.title)
    page.evaluate(STUCK)
    person.press(kit.labels.call.button)  # the engine dials without Python
    assert person.opened() == [kit.first_helpline.facts.uri]
    page.wait_for_function(STOPPED, timeout=AFTER_A_TAP)
    shows_every_number(person, kit)

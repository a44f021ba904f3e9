"""Actions of tests in any browser engine: start, choose the device, save a self-check, call."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.self_check import QUESTIONS_BY_STEP
from tests.browser.app_driver import RECORD_OPENED
from tests.browser.engine import BrowserEngine
from tests.browser.self_check_actions import answer_to

IS_READY = "document.documentElement.dataset.app === 'ready'"
START_TIMEOUT = 120
"""Seconds that a start may take on a busy machine."""
CLIENT = "'flutterCanvasKitLoaded' in globalThis ? 'JavaScript' : 'WebAssembly'"
RECORD_CALLS = f"""(() => {{
  {RECORD_OPENED}
  const open = window.open;
  window.open = (url) => {{
    window.withinTap = Boolean(window.event) && navigator.userActivation.isActive;
    return open(url);
  }};
}})()"""
FETCHED = "performance.getEntriesByType('resource').map((entry) => entry.name)"


def start(engine: BrowserEngine, url: str) -> None:
    """Open the app, and wait until it is ready."""
    engine.open(url)
    engine.wait_for(IS_READY, START_TIMEOUT)


def choose_own_device(engine: BrowserEngine, content: Content) -> None:
    engine.go(routes.DEVICE)
    engine.click_button(content.privacy.device.own)


def answer_and_save(engine: BrowserEngine, content: Content, note: str = "") -> None:
    """From the home screen: answer every question but one, and save."""
    labels = content.labels
    engine.go(routes.HOME)
    engine.click_button(labels.home.me)
    engine.click_button(labels.me.start)
    engine.click_button(labels.self_check.none)
    for question in QUESTIONS_BY_STEP.values():
        engine.wait_for_text(content.self_check.questions[question].ask)
        engine.click_button(answer_to(content, question))
    if note:
        engine.fill_field(content.privacy.saving.note, note)
    engine.click_button(labels.result.save)
    engine.wait_for_text(labels.result.saved)


def call(engine: BrowserEngine, contents: Mapping[str, Content]) -> None:
    """Tap the first number of the call bar: it is opened within the tap."""
    content = contents[engine.language].in_region(engine.region)
    engine.evaluate(RECORD_CALLS)
    engine.go(routes.HOME)
    engine.wait_for_text(content.labels.home.title)
    [slot, *_] = content.call_slots()
    engine.click_button(slot.name)
    engine.wait_for("window.opened.length")
    assert engine.evaluate("window.opened") == [slot.helpline.facts.uri]
    assert engine.evaluate("window.withinTap") is True


def assert_no_other_host(engine: BrowserEngine, origin: str) -> None:
    """Fail if the browser has requested anything from another host."""
    urls = [*engine.requests, *engine.evaluate(FETCHED)]
    hosts = {urlsplit(url).netloc for url in urls}
    assert hosts <= {"", urlsplit(origin).netloc}, hosts

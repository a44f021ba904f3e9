"""The peer-support screens in a real browser: scripts, conversation, search, QR codes."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
import zxingcpp
from icalendar import Calendar
from playwright.sync_api import expect

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.conversation import cues
from sv_app.domain.line_breaks import with_plain_characters
from sv_app.domain.scripts import Script
from sv_app.domain.search import SearchIndex
from tests.browser.app_driver import PHONE, AppPage
from tests.browser.daily_selection import (
    ENGLISH_IN_DEFAULT_PROFILE,
    FRENCH_IN_DEFAULT_PROFILE,
    WEEKLY,
)

pytestmark = [pytest.mark.browser, WEEKLY]

RECORD_WAKE_LOCK = """() => {
window.awake = [];
navigator.wakeLock.request = async () => {
  window.awake.push("on");
  const lock = new EventTarget();
  lock.released = false;
  lock.release = async () => {
    if (!lock.released) window.awake.push("off");
    lock.released = true;
  };
  return lock;
};
}"""
"""Records the requests and releases of the wake lock, which a headless browser refuses."""


RECORD_SHARES = """
window.shared = [];
navigator.canShare = ({ text }) => Boolean(text);
navigator.share = async ({ text }) => {
  window.shared.push([text, navigator.userActivation.isActive]);
};
"""
"""Gives the page a share sheet, which a headless browser has not, and records what is shared."""

SWIPE_STEPS = 8
"""The moves of a finger in a swipe."""


def go(app_page: AppPage, path: str, heading: str) -> None:
    app_page.page.evaluate("path => { location.hash = path }", path)
    app_page.wait_for_heading(heading)


def follow_script(app_page: AppPage, content: Content, script: Script) -> None:
    """Read each part of the script, then go through its conversation, cue by cue, to the end."""
    labels, words = content.labels.conversation, content.labels.scripts
    go(app_page, routes.script(script.id), script.title)
    app_page.click_button(words.more.format(n=len(script.say) - 3))
    app_page.click_button(words.before)
    for tab, expected in texts_by_tab(content, script):
        app_page.click_button(tab)
        expect(app_page.page.get_by_role("tab", name=tab, selected=True)).to_be_attached()
        app_page.wait_for_text(expected[-1])
        screen_text = app_page.screen_text()
        assert [text for text in expected if text not in screen_text] == []
    app_page.click_button(words.say_tab)
    app_page.click_button(labels.open)
    for number, cue in enumerate(cues(script), start=1):
        app_page.wait_for_text(labels.progress.format(n=number, total=len(cues(script))))
        app_page.wait_for_text(content.in_quotes(cue.text) if cue.verbatim else cue.text)
        app_page.click_button(labels.next)
    app_page.wait_for_text(labels.urgent_end if script.urgent else labels.end)


def texts_by_tab(content: Content, script: Script) -> Iterator[tuple[str, list[str]]]:
    """Yield the label of each tab of a script, and the texts of its part."""
    labels, in_quotes = content.labels.scripts, content.in_quotes
    said = [text for phrase in script.say for text in (in_quotes(phrase.text), phrase.why)]
    opening = [in_quotes(script.opening.text), script.opening.how]
    yield labels.say_tab, [script.aim, *opening, *said, *script.before]
    yield labels.send_tab, [in_quotes(message.text) for message in script.send]
    yield (
        labels.avoid_tab,
        [
            text
            for phrase in script.avoid
            for text in (in_quotes(phrase.text), phrase.why, in_quotes(phrase.instead))
        ],
    )
    yield labels.after_tab, [script.step_up, *script.closing, *script.not_promise, *script.gestures]


def rehearse(app_page: AppPage, content: Content, script: Script) -> None:
    """Rehearse every line of the script; at each line, choose the next answer of the list."""
    labels = content.labels.rehearse
    go(app_page, routes.rehearse(script.id), labels.title)
    for number, line in enumerate(script.rehearse, start=1):
        app_page.wait_for_text(content.in_quotes(line.line))
        answer = line.answers[number % len(line.answers)]
        words = content.in_quotes(script.phrase(answer.phrase).text)
        app_page.click(app_page.page.get_by_role("radio", name=words))
        app_page.wait_for_text(answer.why)
        app_page.click_button(
            labels.next if number < len(script.rehearse) else content.labels.conversation.open
        )
    app_page.wait_for_heading(script.title)


@ENGLISH_IN_DEFAULT_PROFILE
def test_script_is_rehearsed_read_and_followed_to_its_end(
    app_page: AppPage, contents: Mapping[str, Content], language: str
) -> None:
    """Uses the urgent script, which has the fullest screen; tests/ui covers all scripts."""
    content = contents[language]
    script = next(script for script in content.scripts if script.urgent)
    rehearse(app_page, content, script)
    follow_script(app_page, content, script)
    app_page.click_button(content.labels.next_contact.title)
    app_page.wait_for_heading(content.labels.next_contact.title)


def wait_until(app_page: AppPage, met: Callable[[], bool]) -> None:
    """Wait until `met` returns true."""
    for _ in range(200):
        if met():
            return
        app_page.page.wait_for_timeout(50)
    pytest.fail("the condition was not met in time")


def button_height(app_page: AppPage, words: str) -> float:
    box = app_page.button(words).bounding_box()
    return box["height"] if box else 0


def assert_in_lower_half(app_page: AppPage, words: str, height: int) -> None:
    box = app_page.button(words).bounding_box()
    assert box
    assert box["y"] > height / 2, f"{words} is not in the lower half"
    assert box["y"] + box["height"] <= height, f"{words} is partly below the screen"
    assert min(box["width"], box["height"]) >= 48


@FRENCH_IN_DEFAULT_PROFILE
def test_conversation_button_is_in_the_lower_half_and_the_screen_stays_on(
    app_page: AppPage, contents: Mapping[str, Content], language: str
) -> None:
    content, page = contents[language], app_page.page
    labels, script = content.labels.conversation, content.scripts[0]
    page.evaluate(RECORD_WAKE_LOCK)
    page.set_viewport_size({"width": 320, "height": 480})
    app_page.go(routes.conversation(script.id))
    app_page.wait_for_heading(script.title)
    for cue in cues(script):
        app_page.wait_for_text(content.in_quotes(cue.text) if cue.verbatim else cue.text)
        assert app_page.scroll_offset() == 0, "the cue does not begin at the top"
        assert app_page.overflowing() == []
        assert_in_lower_half(app_page, labels.next, height=480)
        page.mouse.move(160, 200)
        page.mouse.wheel(0, 4000)
        app_page.click_button(labels.next)
    app_page.wait_for_text(labels.end)
    page.set_viewport_size(PHONE)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    wait_until(app_page, lambda: button_height(app_page, labels.again) > 64)
    app_page.click_button(labels.again)
    for cue in cues(script)[:4]:
        app_page.wait_for_text(content.in_quotes(cue.text) if cue.verbatim else cue.text)
        assert app_page.overflowing() == []
        assert_in_lower_half(app_page, labels.next, height=PHONE["height"])
        app_page.click_button(labels.next)
    assert page.evaluate("window.awake") == ["on"]
    app_page.go(routes.script(script.id))
    app_page.wait_for_heading(script.title)
    wait_until(app_page, lambda: len(page.evaluate("window.awake")) > 1)
    assert page.evaluate("window.awake") == ["on", "off"]
    page.evaluate("() => { delete navigator.wakeLock.request; }")


@FRENCH_IN_DEFAULT_PROFILE
def test_swipes_and_arrow_keys_turn_the_cues_and_a_vertical_swipe_scrolls(
    app_page: AppPage, contents: Mapping[str, Content], language: str
) -> None:
    content, page = contents[language], app_page.page
    labels, script = content.labels.conversation, content.scripts[0]
    total = len(cues(script))

    def wait_for_cue(number: int) -> None:
        app_page.wait_for_text(labels.progress.format(n=number, total=total))

    app_page.go(routes.conversation(script.id))
    wait_for_cue(1)
    swipe(app_page, (300, 500), (90, 510))
    wait_for_cue(2)
    swipe(app_page, (90, 500), (300, 510))
    wait_for_cue(1)
    page.keyboard.press("ArrowRight")
    wait_for_cue(2)
    page.keyboard.press("ArrowLeft")
    wait_for_cue(1)
    page.set_viewport_size({"width": 390, "height": 480})
    swipe(app_page, (200, 300), (205, 120))
    wait_until(app_page, lambda: app_page.scroll_offset() > 0)
    wait_for_cue(1)
    for number in range(2, total + 1):
        page.keyboard.press("ArrowRight")
        wait_for_cue(number)
    page.keyboard.press("ArrowRight")
    app_page.wait_for_text(labels.end)
    swipe(app_page, (90, 300), (300, 310))
    wait_for_cue(total)
    page.set_viewport_size(PHONE)


def swipe(app_page: AppPage, start: tuple[int, int], end: tuple[int, int]) -> None:
    """Move a finger over the screen in a few steps."""
    devtools = app_page.page.context.new_cdp_session(app_page.page)
    for step in range(SWIPE_STEPS + 1):
        x, y = (a + (b - a) * step / SWIPE_STEPS for a, b in zip(start, end, strict=True))
        kind = "touchMove" if step else "touchStart"
        devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
        app_page.page.wait_for_timeout(20)
    devtools.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    devtools.detach()


@FRENCH_IN_DEFAULT_PROFILE
def test_search_in_any_language_finds_a_phrase_that_can_be_pinned(
    app_page: AppPage, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    script = content.script("my-fault")
    assert script is not None
    app_page.choose_own_device(content)
    go(app_page, routes.SEARCH, content.labels.search.title)
    field = app_page.page.get_by_role("textbox").first
    for query in ("faute", "fault", "culpa"):
        app_page.type_in(field, query)
        app_page.wait_for_text(script.title)
        assert field.input_value() == query, "a letter was lost while answers came"
    phrase = script.avoid[-1]
    field.click()
    field.press("Control+a")
    app_page.page.keyboard.insert_text(phrase.text)
    answers = SearchIndex(contents, region="fr").find(phrase.text, language)
    assert (answers[0].moment, answers[0].key) == (script.id, phrase.id)
    words = content.labels.search
    app_page.wait_for_text(
        words.found_one if len(answers) == 1 else words.found.format(n=len(answers))
    )
    app_page.click_button(f"{content.labels.scripts.avoid} · {script.title}")
    app_page.wait_for_heading(script.title)
    expect(app_page.app.get_by_text(content.in_quotes(phrase.text))).to_be_in_viewport()
    expect(app_page.page.get_by_role("tab", selected=True)).to_be_in_viewport()
    go(app_page, routes.script(script.id), script.title)
    app_page.click(app_page.page.get_by_role("button", name=content.labels.favourites.pin).first)
    app_page.page.get_by_role("button", name=content.labels.favourites.unpin).first.wait_for()
    app_page.page.reload()
    app_page.wait_until_ready()
    go(app_page, routes.FAVOURITES, content.labels.favourites.title)
    app_page.wait_for_text(content.in_quotes(script.say[0].text))
    assert not [url for url in app_page.requests if "fault" in url.lower().replace("my-fault", "")]


@ENGLISH_IN_DEFAULT_PROFILE
def test_follow_up_is_a_valid_calendar_file(
    app_page: AppPage, contents: Mapping[str, Content], language: str
) -> None:
    labels = contents[language].labels.next_contact
    app_page.go(routes.FOLLOW_UP)
    app_page.click_button(labels.week)
    with app_page.page.expect_download() as download:
        app_page.click_button(labels.make)
    app_page.wait_for_text(labels.made)
    assert download.value.suggested_filename == labels.file
    [event] = Calendar.from_ical(Path(download.value.path()).read_bytes()).walk("VEVENT")
    assert event["SUMMARY"] == labels.event
    assert set(event) == {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "CLASS"}, (
        "the event has other fields, such as a name"
    )
    assert event.decoded("DTSTART") < event.decoded("DTEND")


@FRENCH_IN_DEFAULT_PROFILE
def test_qr_decoder_reads_the_code_of_each_helpline(
    app_page: AppPage, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    app_page.go(routes.HELPLINES)
    app_page.wait_for_heading(content.labels.helplines.title)
    read: set[str] = set()
    with app_page.at_full_resolution({"width": 1280, "height": 4000}) as picture:
        app_page.wait_for_text(
            content.labels.helplines.scan.format(number=content.helplines[-1].facts.display_number)
        )
        for _ in range(20):
            read = {code.text for code in zxingcpp.read_barcodes(picture())}
            if len(read) == len(content.helplines):
                break
            app_page.page.evaluate("() => new Promise(requestAnimationFrame)")
    assert read == {line.facts.uri for line in content.helplines}


@FRENCH_IN_DEFAULT_PROFILE
def test_qr_decoder_reads_the_address_of_the_site(
    app_page: AppPage, contents: Mapping[str, Content], language: str
) -> None:
    labels = contents[language].labels.share
    app_page.go(routes.SHARE)
    app_page.wait_for_heading(labels.title)
    address = f"{app_page.origin}/"
    read: set[str] = set()
    with app_page.at_full_resolution({"width": 390, "height": 844}) as picture:
        code = app_page.page.get_by_role("img", name=labels.scan.format(address=address))
        expect(code).to_be_attached()
        for _ in range(20):
            if read := {code.text for code in zxingcpp.read_barcodes(picture())}:
                break
            app_page.page.evaluate("() => new Promise(requestAnimationFrame)")
    assert read == {address}


@FRENCH_IN_DEFAULT_PROFILE
def test_helper_who_is_too_tired_shares_words_to_hand_over_and_copies_them(
    first_visit: AppPage, contents: Mapping[str, Content], language: str
) -> None:
    content, app_page, page = contents[language], first_visit, first_visit.page
    words, script, labels = content.readiness, content.scripts[0], content.labels
    page.add_init_script(RECORD_SHARES)
    app_page.open(routes.script(script.id))
    app_page.wait_for_heading(script.title)
    app_page.click_button(words.title)
    app_page.wait_for_heading(words.title)
    for question in words.questions:
        answer = question.not_ready if question.id == "fit" else question.ready
        group = page.get_by_role("radiogroup", name=question.ask)
        app_page.click(group.get_by_role("radio", name=answer, exact=True))
    app_page.wait_for_text(words.not_yet.text)
    expect(app_page.app.get_by_text(words.not_yet.text)).to_be_in_viewport()
    [tired] = [question for question in words.questions if question.id == "fit"]
    app_page.click_button(labels.favourites.share)
    wait_until(app_page, lambda: page.evaluate("window.shared.length") == 1)
    assert page.evaluate("window.shared") == [[with_plain_characters(tired.say), True]]
    app_page.click_button(labels.favourites.copy_phrase)
    app_page.wait_for_text(labels.scripts.send_copied)
    assert page.evaluate("location.hash") == f"#{routes.readiness(script.id)}"
    assert page.evaluate("window.opened") == [], "an e-mail or a page was opened"
    assert app_page.uploads == []

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
from sv_app.domain.line_breaks import with_usual_breaks
from sv_app.domain.scripts import Script
from sv_app.domain.search import SearchIndex
from tests.browser.app_driver import PHONE, Person
from tests.browser.daily_selection import ENGLISH, FRENCH, WEEKLY

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


def go(person: Person, path: str, heading: str) -> None:
    person.page.evaluate("path => { location.hash = path }", path)
    person.wait_for_heading(heading)


def follow_script(person: Person, content: Content, script: Script) -> None:
    """Read each part of the script, then go through its conversation, cue by cue, to the end."""
    labels, words = content.labels.conversation, content.labels.scripts
    go(person, routes.script(script.id), script.title)
    person.press(words.more.format(n=len(script.say) - 3))
    person.press(words.before)
    for tab, expected in texts_by_tab(content, script):
        person.press(tab)
        expect(person.page.get_by_role("tab", name=tab, selected=True)).to_be_attached()
        person.wait_for_text(expected[-1])
        screen_text = person.screen_text()
        assert [text for text in expected if text not in screen_text] == []
    person.press(words.say_tab)
    person.press(labels.open)
    for rank, cue in enumerate(cues(script), start=1):
        person.wait_for_text(labels.progress.format(n=rank, total=len(cues(script))))
        person.wait_for_text(content.in_quotes(cue.text) if cue.verbatim else cue.text)
        person.press(labels.next)
    person.wait_for_text(labels.urgent_end if script.urgent else labels.end)


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


def rehearse(person: Person, content: Content, script: Script) -> None:
    """Rehearse every line of the script; at each line, choose the next answer of the list."""
    labels = content.labels.rehearse
    go(person, routes.rehearse(script.id), labels.title)
    for rank, line in enumerate(script.rehearse, start=1):
        person.wait_for_text(content.in_quotes(line.line))
        answer = line.answers[rank % len(line.answers)]
        words = content.in_quotes(script.phrase(answer.phrase).text)
        person.tap(person.page.get_by_role("radio", name=words))
        person.wait_for_text(answer.why)
        person.press(
            labels.next if rank < len(script.rehearse) else content.labels.conversation.open
        )
    person.wait_for_heading(script.title)


@ENGLISH
def test_script_is_rehearsed_read_and_followed_to_its_end(
    person: Person, contents: Mapping[str, Content], language: str
) -> None:
    """Uses the urgent script, which has the fullest screen; tests/ui covers all scripts."""
    content = contents[language]
    script = next(script for script in content.scripts if script.urgent)
    rehearse(person, content, script)
    follow_script(person, content, script)
    person.press(content.labels.next_contact.title)
    person.wait_for_heading(content.labels.next_contact.title)


def wait_until(person: Person, met: Callable[[], bool]) -> None:
    """Wait until `met` returns true."""
    for _ in range(200):
        if met():
            return
        person.page.wait_for_timeout(50)
    pytest.fail("the condition was not met in time")


def button_height(person: Person, words: str) -> float:
    box = person.button(words).bounding_box()
    return box["height"] if box else 0


def assert_in_lower_half(person: Person, words: str, height: int) -> None:
    box = person.button(words).bounding_box()
    assert box
    assert box["y"] > height / 2, f"{words} is not in the lower half"
    assert box["y"] + box["height"] <= height, f"{words} is partly below the screen"
    assert min(box["width"], box["height"]) >= 48


@FRENCH
def test_conversation_button_is_in_the_lower_half_and_the_screen_stays_on(
    person: Person, contents: Mapping[str, Content], language: str
) -> None:
    content, page = contents[language], person.page
    labels, script = content.labels.conversation, content.scripts[0]
    page.evaluate(RECORD_WAKE_LOCK)
    page.set_viewport_size({"width": 320, "height": 480})
    person.go(routes.conversation(script.id))
    person.wait_for_heading(script.title)
    for cue in cues(script):
        person.wait_for_text(content.in_quotes(cue.text) if cue.verbatim else cue.text)
        assert person.scroll_offset() == 0, "the cue does not begin at the top"
        assert person.overflowing() == []
        assert_in_lower_half(person, labels.next, height=480)
        page.mouse.move(160, 200)
        page.mouse.wheel(0, 4000)
        person.press(labels.next)
    person.wait_for_text(labels.end)
    page.set_viewport_size(PHONE)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    wait_until(person, lambda: button_height(person, labels.again) > 64)
    person.press(labels.again)
    for cue in cues(script)[:4]:
        person.wait_for_text(content.in_quotes(cue.text) if cue.verbatim else cue.text)
        assert person.overflowing() == []
        assert_in_lower_half(person, labels.next, height=PHONE["height"])
        person.press(labels.next)
    assert page.evaluate("window.awake") == ["on"]
    person.go(routes.script(script.id))
    person.wait_for_heading(script.title)
    wait_until(person, lambda: len(page.evaluate("window.awake")) > 1)
    assert page.evaluate("window.awake") == ["on", "off"]
    page.evaluate("() => { delete navigator.wakeLock.request; }")


@FRENCH
def test_swipes_and_arrow_keys_turn_the_cues_and_a_vertical_swipe_scrolls(
    person: Person, contents: Mapping[str, Content], language: str
) -> None:
    content, page = contents[language], person.page
    labels, script = content.labels.conversation, content.scripts[0]
    total = len(cues(script))

    def wait_for_cue(number: int) -> None:
        person.wait_for_text(labels.progress.format(n=number, total=total))

    person.go(routes.conversation(script.id))
    wait_for_cue(1)
    swipe(person, (300, 500), (90, 510))
    wait_for_cue(2)
    swipe(person, (90, 500), (300, 510))
    wait_for_cue(1)
    page.keyboard.press("ArrowRight")
    wait_for_cue(2)
    page.keyboard.press("ArrowLeft")
    wait_for_cue(1)
    page.set_viewport_size({"width": 390, "height": 480})
    swipe(person, (200, 300), (205, 120))
    wait_until(person, lambda: person.scroll_offset() > 0)
    wait_for_cue(1)
    for number in range(2, total + 1):
        page.keyboard.press("ArrowRight")
        wait_for_cue(number)
    page.keyboard.press("ArrowRight")
    person.wait_for_text(labels.end)
    swipe(person, (90, 300), (300, 310))
    wait_for_cue(total)
    page.set_viewport_size(PHONE)


def swipe(person: Person, start: tuple[int, int], end: tuple[int, int]) -> None:
    """Move a finger over the screen in a few steps."""
    devtools = person.page.context.new_cdp_session(person.page)
    for step in range(SWIPE_STEPS + 1):
        x, y = (a + (b - a) * step / SWIPE_STEPS for a, b in zip(start, end, strict=True))
        kind = "touchMove" if step else "touchStart"
        devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
        person.page.wait_for_timeout(20)
    devtools.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    devtools.detach()


@FRENCH
def test_search_in_any_language_finds_a_phrase_that_can_be_pinned(
    person: Person, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    script = content.script("my-fault")
    assert script is not None
    person.choose_own_device(content)
    go(person, routes.SEARCH, content.labels.search.title)
    field = person.page.get_by_role("textbox").first
    for query in ("faute", "fault", "culpa"):
        person.type(field, query)
        person.wait_for_text(script.title)
        assert field.input_value() == query, "a letter was lost while answers came"
    phrase = script.avoid[-1]
    field.click()
    field.press("Control+a")
    person.page.keyboard.insert_text(phrase.text)
    answers = SearchIndex(contents, region="fr").find(phrase.text, language)
    assert (answers[0].owner, answers[0].key) == (script.id, phrase.id)
    words = content.labels.search
    person.wait_for_text(
        words.found_one if len(answers) == 1 else words.found.format(n=len(answers))
    )
    person.press(f"{content.labels.scripts.avoid} · {script.title}")
    person.wait_for_heading(script.title)
    expect(person.app.get_by_text(content.in_quotes(phrase.text))).to_be_in_viewport()
    expect(person.page.get_by_role("tab", selected=True)).to_be_in_viewport()
    go(person, routes.script(script.id), script.title)
    person.tap(person.page.get_by_role("button", name=content.labels.favourites.pin).first)
    person.page.get_by_role("button", name=content.labels.favourites.unpin).first.wait_for()
    person.page.reload()
    person.wait_until_ready()
    go(person, routes.FAVOURITES, content.labels.favourites.title)
    person.wait_for_text(content.in_quotes(script.say[0].text))
    assert not [url for url in person.requests if "fault" in url.lower().replace("my-fault", "")]


@ENGLISH
def test_next_contact_is_a_valid_calendar_file(
    person: Person, contents: Mapping[str, Content], language: str
) -> None:
    labels = contents[language].labels.next_contact
    person.go(routes.NEXT_CONTACT)
    person.press(labels.week)
    with person.page.expect_download() as download:
        person.press(labels.make)
    person.wait_for_text(labels.made)
    assert download.value.suggested_filename == labels.file
    [event] = Calendar.from_ical(Path(download.value.path()).read_bytes()).walk("VEVENT")
    assert event["SUMMARY"] == labels.event
    assert set(event) == {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "CLASS"}, (
        "the event has other fields, such as a name"
    )
    assert event.decoded("DTSTART") < event.decoded("DTEND")


@FRENCH
def test_qr_decoder_reads_the_code_of_each_helpline(
    person: Person, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    person.go(routes.HELPLINES)
    person.wait_for_heading(content.labels.helplines.title)
    read: set[str] = set()
    with person.at_full_resolution({"width": 1280, "height": 4000}) as picture:
        person.wait_for_text(
            content.labels.helplines.scan.format(number=content.helplines[-1].facts.display_number)
        )
        for _ in range(20):
            read = {code.text for code in zxingcpp.read_barcodes(picture())}
            if len(read) == len(content.helplines):
                break
            person.page.evaluate("() => new Promise(requestAnimationFrame)")
    assert read == {line.facts.uri for line in content.helplines}


@FRENCH
def test_qr_decoder_reads_the_address_of_the_site(
    person: Person, contents: Mapping[str, Content], language: str
) -> None:
    labels = contents[language].labels.share
    person.go(routes.SHARE)
    person.wait_for_heading(labels.title)
    address = f"{person.origin}/"
    read: set[str] = set()
    with person.at_full_resolution({"width": 390, "height": 844}) as picture:
        code = person.page.get_by_role("img", name=labels.scan.format(address=address))
        expect(code).to_be_attached()
        for _ in range(20):
            if read := {code.text for code in zxingcpp.read_barcodes(picture())}:
                break
            person.page.evaluate("() => new Promise(requestAnimationFrame)")
    assert read == {address}


@FRENCH
def test_helper_who_is_too_tired_shares_words_to_hand_over_and_copies_them(
    first_visit: Person, contents: Mapping[str, Content], language: str
) -> None:
    content, person, page = contents[language], first_visit, first_visit.page
    words, script, labels = content.readiness, content.scripts[0], content.labels
    page.add_init_script(RECORD_SHARES)
    person.open(routes.script(script.id))
    person.wait_for_heading(script.title)
    person.press(words.title)
    person.wait_for_heading(words.title)
    for question in words.questions:
        answer = question.not_ready if question.id == "fit" else question.ready
        group = page.get_by_role("radiogroup", name=question.ask)
        person.tap(group.get_by_role("radio", name=answer, exact=True))
    person.wait_for_text(words.not_yet.text)
    expect(person.app.get_by_text(words.not_yet.text)).to_be_in_viewport()
    [tired] = [question for question in words.questions if question.id == "fit"]
    person.press(labels.favourites.share)
    wait_until(person, lambda: page.evaluate("window.shared.length") == 1)
    assert page.evaluate("window.shared") == [[with_usual_breaks(tired.say), True]]
    person.press(labels.favourites.copy_phrase)
    person.wait_for_text(labels.scripts.send_copied)
    assert page.evaluate("location.hash") == f"#{routes.readiness(script.id)}"
    assert page.evaluate("window.opened") == [], "an e-mail or a page was opened"
    assert person.uploads == []

"""The whole self-check, saved, and a call, with a keyboard alone."""

from collections.abc import Mapping
from typing import Literal

import pytest
from playwright.sync_api import ViewportSize, expect

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.conversation import cues
from sv_app.domain.self_check import QUESTIONS, ContextQuestion, Question, choices
from tests.browser.app_driver import Person
from tests.browser.keyboard import RING, Keyboard
from tests.browser.languages import ENGLISH, FRENCH, TURN
from tests.titles import MOMENT

pytestmark = pytest.mark.browser

TALL = ViewportSize(width=390, height=1600)
"""Nothing scrolls, so that what changes is the ring."""
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@pytest.fixture
def keyboard(first_visit: Person) -> Keyboard:
    """A keyboard in front of the app, which has just started."""
    keyboard = Keyboard(first_visit.page)
    first_visit.open()
    return keyboard


@FRENCH
def test_from_the_first_screen_to_a_saved_self_check_and_a_call(
    keyboard: Keyboard, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    labels = content.labels
    keyboard.comes_to(f"h1 {labels.home.title}")
    whose_device_it_is(keyboard, content)
    keyboard.choose(f"button {labels.home.me}", "Shift+Tab")
    keyboard.comes_to(f"h1 {labels.me.title}")
    keyboard.choose(f"button {labels.me.start}")
    for question in QUESTIONS:
        keyboard.comes_to(f"h1 {content.self_check.questions[question].ask}")
        answer(keyboard, content, question)
    keyboard.comes_to(f"h1 {labels.result.title}")
    keyboard.write(f"textarea {content.privacy.saving.note}", "12")
    keyboard.choose(f"button {labels.result.save}")
    keyboard.heard(labels.result.saved)
    # What one pressed is gone: one is on what came in its place.
    keyboard.comes_to(f"button {labels.result.journal}")
    call(keyboard, content)
    hears_what_is_wrong(keyboard, content)
    asks_and_takes_back(keyboard, content)
    keyboard.press("Escape", "Escape", "Escape")
    keyboard.page.wait_for_url("**/celsius.html")


def whose_device_it_is(keyboard: Keyboard, content: Content) -> None:
    device = content.privacy.device
    keyboard.choose(f"button {device.own}")
    expect(keyboard.page.locator("#app").get_by_text(device.ask)).to_have_count(0)
    # The question is gone: one is on what came after it.
    keyboard.comes_to(f"button {content.labels.find.title}")


def answer(keyboard: Keyboard, content: Content, question: Question) -> None:
    """The last, by arrows and the space bar, as radio buttons; or none."""
    if question is ContextQuestion.SINCE:
        return keyboard.choose(f"button {content.labels.self_check.skip}")
    first, *others = [f"radio {content.self_check.answer(one)}" for one in choices(question)]
    keyboard.tab_to(first)
    for key, reached in (
        *(("ArrowDown", other) for other in others),
        ("ArrowRight", first),
        ("ArrowUp", others[-1]),
    ):
        keyboard.press(key)
        assert keyboard.is_on(reached)
    return keyboard.press("Space")


def call(keyboard: Keyboard, content: Content) -> None:
    keyboard.choose(f"button {content.labels.call.others}")
    keyboard.comes_to(f"h1 {content.labels.helplines.title}")
    keyboard.choose(f"button {content.labels.call.button}")
    keyboard.page.wait_for_function("() => opened.length === 1")
    keyboard.press("Space")
    keyboard.page.wait_for_function("() => opened.length === 2")
    uri = content.first_helpline.facts.uri
    assert keyboard.page.evaluate("opened") == [uri, uri]
    number = content.emergency_lines[0].facts.shown
    keyboard.choose(f"button {content.labels.call.copy_number.format(number=number)}")
    keyboard.heard(content.labels.call.copied.format(number=number))


def go_back(keyboard: Keyboard, content: Content, title: str) -> None:
    keyboard.tab_to(f"button {content.labels.app.back}", "Shift+Tab")
    keyboard.press("Enter")
    keyboard.comes_to(f"h1 {title}")


def hears_what_is_wrong(keyboard: Keyboard, content: Content) -> None:
    """Two codes that differ, for a copy of the journal."""
    privacy, settings = content.privacy, content.labels.settings.title
    go_back(
        keyboard, content, content.labels.result.title
    )  # to the screen of before, as in a browser
    keyboard.page.evaluate("path => { location.hash = path }", routes.HOME)
    keyboard.comes_to(f"h1 {content.labels.home.title}")
    keyboard.choose(f"button {content.labels.home.settings}")
    keyboard.comes_to(f"h1 {settings}")
    keyboard.choose(f"button {privacy.settings.export}")
    keyboard.comes_to(f"h1 {privacy.export.title}")
    for field, code in ((privacy.export.first, "7315"), (privacy.export.again, "7351")):
        keyboard.write(f"input {field}", code)
    keyboard.choose(f"button {privacy.export.sealed_go}")
    keyboard.heard(privacy.passcode.different)
    go_back(keyboard, content, settings)


def asks_and_takes_back(keyboard: Keyboard, content: Content) -> None:
    """The question before erasing: one is on its safe answer, then where one was."""
    erase = content.privacy.erase
    keyboard.choose(f"button {content.privacy.settings.erase}")
    keyboard.comes_to(f"h1 {erase.title}")
    keyboard.choose(f"button {erase.start}")
    keyboard.heard(erase.ask)
    keyboard.comes_to(f"button {erase.keep}")
    keyboard.press("Enter")
    keyboard.comes_to(f"button {erase.start}")


@TURN("focus")
@FRENCH
def test_what_was_pressed_leaves_the_focus_in_its_place(
    keyboard: Keyboard, first_visit: Person, contents: Mapping[str, Content], language: str
) -> None:
    """A cue that gives way to the next, an answer to what it does, a code shown and hidden."""
    content, person = contents[language], first_visit
    person.own_device(content)
    person.go(routes.conversation(MOMENT))
    through_the_cues(keyboard, content)
    person.go(routes.rehearse(MOMENT))
    an_answer_and_another(keyboard, content)
    person.go(routes.NEW_PASSCODE)
    shows_and_hides(keyboard, content)


def through_the_cues(keyboard: Keyboard, content: Content) -> None:
    labels, script = content.labels.conversation, content.script(MOMENT)
    assert script is not None
    keyboard.comes_to(f"h1 {script.title}")
    keyboard.tab_to(f"button {labels.next}")
    for cue in cues(script):
        keyboard.heard(content.quoted(cue.text) if cue.spoken else cue.text)
        keyboard.comes_to(f"button {labels.next}")
        keyboard.press("Enter")
    keyboard.comes_to(f"button {labels.again}")


def an_answer_and_another(keyboard: Keyboard, content: Content) -> None:
    labels, script = content.labels.rehearse, content.script(MOMENT)
    assert script is not None
    keyboard.comes_to(f"h1 {labels.title}")
    tried = script.rehearse[0].answers[0]
    keyboard.choose(f"radio {content.quoted(script.phrase(tried.phrase).text)}")
    keyboard.comes_to(f"button {labels.again}")
    keyboard.press("Enter")
    keyboard.comes_to(f"radio {content.quoted(script.phrase(tried.phrase).text)}")


def shows_and_hides(keyboard: Keyboard, content: Content) -> None:
    labels = content.privacy.passcode
    keyboard.comes_to(f"h1 {labels.choose}")
    keyboard.choose(f"button {labels.show}")
    keyboard.comes_to(f"button {labels.mask}")
    keyboard.press("Enter")
    keyboard.comes_to(f"button {labels.show}")


@TURN("focus")
@ENGLISH
def test_what_the_keyboard_is_on_is_seen(
    person: Person, contents: Mapping[str, Content], language: str
) -> None:
    """A ring around each kind of control: what is on a canvas has none of the browser's."""
    content = contents[language]
    with person.finely_drawn(TALL) as picture:
        keyboard = Keyboard(person.page, picture)
        for theme in THEMES:
            keyboard.page.emulate_media(color_scheme=theme)
            person.go(routes.HOME)
            person.heading(content.labels.home.title)
            rings_of_home(keyboard, content)
            person.go(routes.SELF_CHECK)
            rings_of_a_question(keyboard, content)


def rings_of_home(keyboard: Keyboard, content: Content) -> None:
    labels = content.labels
    keyboard.comes_to(f"h1 {labels.home.title}")
    for words in (labels.home.me, content.privacy.device.own, labels.call.button):
        keyboard.tab_to(f"button {words}")
        assert keyboard.ring() >= RING, words


def rings_of_a_question(keyboard: Keyboard, content: Content) -> None:
    question = QUESTIONS[0]
    keyboard.comes_to(f"h1 {content.self_check.questions[question].ask}")
    keyboard.tab_to(f"radio {content.self_check.answer(choices(question)[0])}")
    assert keyboard.ring() >= RING
    keyboard.tab_to(f"button {content.labels.app.back}", "Shift+Tab")
    assert keyboard.ring() >= RING

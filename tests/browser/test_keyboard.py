"""A complete self-check and a call with the keyboard alone; focus and focus rings."""

from collections.abc import Mapping
from typing import Literal

import pytest
from playwright.sync_api import ViewportSize, expect

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.conversation import cues
from sv_app.domain.self_check import (
    QUESTIONS_BY_STEP,
    ContextQuestion,
    Question,
    StepUpCriterion,
    possible_answers,
)
from tests.browser.app_driver import AppPage
from tests.browser.daily_selection import (
    ENGLISH_IN_DEFAULT_PROFILE,
    FRENCH_IN_DEFAULT_PROFILE,
    WEEKLY,
)
from tests.browser.keyboard import MIN_RING, Keyboard
from tests.titles import MOMENT

pytestmark = [pytest.mark.browser, WEEKLY]

TALL = ViewportSize(width=390, height=1600)
"""So tall that nothing scrolls, and only the focus ring changes."""
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@pytest.fixture
def keyboard(first_visit: AppPage) -> Keyboard:
    """A keyboard at the app, which has just started."""
    keyboard = Keyboard(first_visit.page)
    first_visit.open()
    return keyboard


@FRENCH_IN_DEFAULT_PROFILE
def test_self_check_call_export_error_and_cancelled_erasure_with_the_keyboard(
    keyboard: Keyboard, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    labels = content.labels
    keyboard.wait_for_focus(f"h1 {labels.home.title}")
    keyboard.choose(f"button {labels.home.me}")
    keyboard.wait_for_focus(f"h1 {labels.me.title}")
    keyboard.choose(f"button {labels.me.start}")
    keyboard.wait_for_focus(f"h1 {labels.self_check.safety}")
    tick_and_untick(keyboard, content)
    keyboard.choose(f"button {labels.self_check.none}")
    for question in QUESTIONS_BY_STEP.values():
        keyboard.wait_for_focus(f"h1 {content.self_check.questions[question].ask}")
        answer(keyboard, content, question)
    keyboard.wait_for_focus(f"h1 {labels.result.title}")
    expand_and_collapse(keyboard, labels.result.reaction)
    keyboard.fill_field(f"textarea {content.privacy.saving.note}", "12")
    keyboard.choose(f"button {labels.result.save}")
    keyboard.choose(f"button {content.privacy.device.own}")
    keyboard.wait_for_announcement(labels.result.saved)
    # The pressed button is gone: the focus is on its replacement.
    keyboard.wait_for_focus(f"button {labels.result.journal}")
    call(keyboard, content)
    cause_export_error(keyboard, content)
    cancel_erasure(keyboard, content)
    keyboard.press("Escape", "Escape", "Escape")
    keyboard.page.wait_for_url("**/celsius.html")


def tick_and_untick(keyboard: Keyboard, content: Content) -> None:
    """Tick a danger with the space bar: the thanks are announced; untick it."""
    box = f"checkbox {content.self_check.dangers[StepUpCriterion.DANGER_TO_SOMEONE]}"
    keyboard.tab_to(box)
    keyboard.press("Space")
    keyboard.wait_for_announcement(content.messages.advice.thanks)
    keyboard.wait_for_focus(box)
    keyboard.press("Space")


def expand_and_collapse(keyboard: Keyboard, words: str) -> None:
    """Open and close a collapsible section: the button keeps the focus and says its state."""
    button = keyboard.page.get_by_role("button", name=words, exact=True)
    keyboard.tab_to(f"button {words}")
    for expanded in ("true", "false"):
        keyboard.press("Enter")
        expect(button).to_have_attribute("aria-expanded", expanded)
        keyboard.wait_for_focus(f"button {words}")


def answer(keyboard: Keyboard, content: Content, question: Question) -> None:
    """Choose the last answer with arrows and the space bar, as for radio buttons; or skip."""
    if question is ContextQuestion.SINCE:
        return keyboard.choose(f"button {content.labels.self_check.skip}")
    first, *others = [
        f"radio {content.self_check.answer(choice)}" for choice in possible_answers(question)
    ]
    keyboard.tab_to(first)
    for key, expected in (
        *(("ArrowDown", other) for other in others),
        ("ArrowRight", first),
        ("ArrowUp", others[-1]),
    ):
        keyboard.press(key)
        assert keyboard.is_focused(expected)
    return keyboard.press("Space")


def call(keyboard: Keyboard, content: Content) -> None:
    keyboard.choose(f"button {content.labels.call.all_name}")
    keyboard.wait_for_focus(f"h1 {content.labels.helplines.title}")
    keyboard.choose(f"button {content.labels.call.talk_name}")
    keyboard.page.wait_for_function("() => opened.length === 1")
    keyboard.press("Space")
    keyboard.page.wait_for_function("() => opened.length === 2")
    uri = content.call_slots()[0].helpline.facts.uri
    assert keyboard.page.evaluate("opened") == [uri, uri]
    number = content.support_lines[0].facts.display_number
    keyboard.choose(f"button {content.labels.call.copy_number.format(number=number)}")
    keyboard.wait_for_announcement(content.labels.call.copied.format(number=number))


def go_back(keyboard: Keyboard, content: Content, title: str) -> None:
    keyboard.tab_to(f"button {content.labels.app.back}", "Shift+Tab")
    keyboard.press("Enter")
    keyboard.wait_for_focus(f"h1 {title}")


def cause_export_error(keyboard: Keyboard, content: Content) -> None:
    """Enter two different passcodes for an export: the focus goes to the field with its error."""
    privacy, settings = content.privacy, content.labels.settings.title
    go_back(keyboard, content, content.labels.result.title)  # the previous screen
    keyboard.page.evaluate("path => { location.hash = path }", routes.HOME)
    keyboard.wait_for_focus(f"h1 {content.labels.home.title}")
    keyboard.choose(f"button {content.labels.home.settings}")
    keyboard.wait_for_focus(f"h1 {settings}")
    keyboard.choose(f"button {privacy.settings_menu.export}")
    keyboard.wait_for_focus(f"h1 {privacy.export.title}")
    for field, passcode in ((privacy.export.field, "7315"), (privacy.export.repeat, "7351")):
        keyboard.fill_field(f"input {field}", passcode)
    keyboard.choose(f"button {privacy.export.export_encrypted}")
    keyboard.wait_for_focus(f"input {privacy.export.repeat}")
    wrong = keyboard.page.get_by_label(privacy.export.repeat)
    expect(wrong).to_have_attribute("aria-invalid", "true")
    expect(wrong).to_have_accessible_description(privacy.passcode.different)
    go_back(keyboard, content, settings)


def cancel_erasure(keyboard: Keyboard, content: Content) -> None:
    """Start to erase, then keep everything: the focus is on the safe answer, then goes back."""
    erase = content.privacy.erase
    keyboard.choose(f"button {content.privacy.settings_menu.erase}")
    keyboard.wait_for_focus(f"h1 {erase.title}")
    keyboard.choose(f"button {erase.start}")
    keyboard.wait_for_announcement(erase.ask)
    keyboard.wait_for_focus(f"button {erase.keep}")
    keyboard.press("Enter")
    keyboard.wait_for_focus(f"button {erase.start}")


@FRENCH_IN_DEFAULT_PROFILE
def test_focus_moves_to_the_replacement_of_a_control(
    keyboard: Keyboard, first_visit: AppPage, contents: Mapping[str, Content], language: str
) -> None:
    """The plan replaces the last cue, an effect replaces an answer, Hide replaces Show."""
    content, app_page = contents[language], first_visit
    app_page.choose_own_device(content)
    app_page.go(routes.conversation(MOMENT))
    go_through_cues(keyboard, content)
    app_page.go(routes.rehearse(MOMENT))
    choose_and_retry_answer(keyboard, content)
    app_page.go(routes.NEW_PASSCODE)
    show_and_hide_passcode(keyboard, content)


def go_through_cues(keyboard: Keyboard, content: Content) -> None:
    labels, script = content.labels.conversation, content.script(MOMENT)
    assert script is not None
    keyboard.wait_for_focus(f"h1 {script.title}")
    keyboard.tab_to(f"button {labels.next}")
    for cue in cues(script):
        keyboard.wait_for_announcement(content.in_quotes(cue.text) if cue.verbatim else cue.text)
        keyboard.wait_for_focus(f"button {labels.next}")
        keyboard.press("Enter")
    # The same button: it now plans the follow-up.
    keyboard.wait_for_focus(f"button {content.labels.next_contact.title}")


def choose_and_retry_answer(keyboard: Keyboard, content: Content) -> None:
    labels, script = content.labels.rehearse, content.script(MOMENT)
    assert script is not None
    keyboard.wait_for_focus(f"h1 {labels.title}")
    chosen = script.rehearse[0].answers[0]
    keyboard.choose(f"radio {content.in_quotes(script.phrase(chosen.phrase).text)}")
    keyboard.wait_for_focus(f"button {labels.again}")
    keyboard.press("Enter")
    keyboard.wait_for_focus(f"radio {content.in_quotes(script.phrase(chosen.phrase).text)}")


def show_and_hide_passcode(keyboard: Keyboard, content: Content) -> None:
    labels = content.privacy.passcode
    keyboard.wait_for_focus(f"h1 {labels.choose}")
    keyboard.choose(f"button {labels.show}")
    keyboard.wait_for_focus(f"button {labels.mask}")
    keyboard.press("Enter")
    keyboard.wait_for_focus(f"button {labels.show}")


@ENGLISH_IN_DEFAULT_PROFILE
def test_focused_control_has_a_visible_ring(
    app_page: AppPage, contents: Mapping[str, Content], language: str
) -> None:
    """The app draws a ring around each kind of control: the browser draws none on a canvas."""
    content = contents[language]
    with app_page.at_full_resolution(TALL) as picture:
        keyboard = Keyboard(app_page.page, picture)
        for theme in THEMES:
            keyboard.page.emulate_media(color_scheme=theme)
            app_page.go(routes.HOME)
            app_page.wait_for_heading(content.labels.home.title)
            check_rings_of_home(keyboard, content)
            app_page.go(routes.SELF_CHECK)
            check_rings_of_question(keyboard, content)


@FRENCH_IN_DEFAULT_PROFILE
def test_tap_shows_no_ring_and_a_key_after_it_does(
    app_page: AppPage, contents: Mapping[str, Content], language: str
) -> None:
    """The key acts on the control that was tapped."""
    labels, script = contents[language].labels.conversation, contents[language].script(MOMENT)
    assert script is not None
    with app_page.at_full_resolution(TALL) as picture:
        keyboard = Keyboard(app_page.page, picture)
        app_page.go(routes.conversation(MOMENT))
        app_page.wait_for_heading(script.title)
        app_page.click(app_page.button(labels.next))
        app_page.page.mouse.move(0, 0)
        app_page.wait_for_text(cues(script)[1].text)
        keyboard.wait_for_focus(f"button {labels.next}")
        after_tap = keyboard.picture_of_focused()
        keyboard.press("Enter")
        app_page.wait_for_text(cues(script)[2].text)
        keyboard.wait_for_ring(after_tap)
        assert keyboard.focus_ring_pixels() >= MIN_RING


def check_rings_of_home(keyboard: Keyboard, content: Content) -> None:
    labels = content.labels
    keyboard.wait_for_focus(f"h1 {labels.home.title}")
    for words in (labels.home.me, labels.home.understand, labels.call.talk_name):
        keyboard.tab_to(f"button {words}")
        assert keyboard.focus_ring_pixels() >= MIN_RING, words


def check_rings_of_question(keyboard: Keyboard, content: Content) -> None:
    keyboard.wait_for_focus(f"h1 {content.labels.self_check.safety}")
    danger = content.self_check.dangers[StepUpCriterion.SUICIDAL_THOUGHTS]
    keyboard.tab_to(f"checkbox {danger}")
    assert keyboard.focus_ring_pixels() >= MIN_RING
    keyboard.tab_to(f"button {content.labels.app.back}", "Shift+Tab")
    assert keyboard.focus_ring_pixels() >= MIN_RING

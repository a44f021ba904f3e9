"""Actions of tests in a browser on self-checks: answer, save, delete."""

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.self_check import QUESTIONS_BY_STEP, ContextQuestion, Degree, Sign
from tests.browser.app_driver import Person

FIRST, SECOND, *_ = QUESTIONS_BY_STEP.values()
"""The question that `answer_first` answers, and the one that it leads to."""


def answer_to(content: Content, question: Sign | ContextQuestion) -> str:
    """Return the text of the button that these tests press for a question.

    It is an answer, or for one question the button that skips it.
    """
    if question is ContextQuestion.SINCE:
        return content.labels.self_check.skip
    return content.self_check.degrees[Degree.A_LOT]


def pass_safety(person: Person, content: Content) -> None:
    """Tick no danger on the first screen, and wait for the first question."""
    person.wait_for_heading(content.labels.self_check.safety)
    person.press(content.labels.self_check.none)
    person.wait_for_heading(content.self_check.questions[FIRST].ask)


def answer_all(person: Person, content: Content) -> None:
    """Answer every question but one, which is skipped; the result is then shown."""
    pass_safety(person, content)
    for question in QUESTIONS_BY_STEP.values():
        person.wait_for_heading(content.self_check.questions[question].ask)
        person.press(answer_to(content, question))
    person.wait_for_heading(content.labels.result.title)


def answer_first(person: Person, content: Content) -> None:
    """Tick no danger, answer the first question, and wait for the second."""
    person.go(routes.SELF_CHECK)
    pass_safety(person, content)
    person.press(answer_to(content, FIRST))
    person.wait_for_heading(content.self_check.questions[SECOND].ask)


def answer_first_and_finish(person: Person, content: Content) -> None:
    """Answer the first question, and go to the result."""
    answer_first(person, content)
    person.go(routes.RESULT)
    person.wait_for_heading(content.labels.result.title)


def save_a_check(person: Person, content: Content) -> None:
    """Save a self-check with one answer, on the person's own device."""
    person.choose_own_device(content)
    answer_first_and_finish(person, content)
    person.press(content.labels.result.save)
    person.wait_for_text(content.labels.result.saved)


def erase_the_entry(person: Person, content: Content) -> None:
    """From the journal: open the entry, delete it and confirm."""
    labels = content.labels.journal
    person.press(labels.entry.split("{")[0])
    person.wait_for_text(content.self_check.signs[FIRST])
    person.press(labels.delete)
    # The confirming button has the same text as the first: wait, or the tap hits the first again.
    person.button(labels.keep).wait_for()
    person.press(labels.delete)
    person.wait_for_text(labels.empty)

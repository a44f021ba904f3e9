"""Actions of tests in a browser on self-checks: answer, save, delete."""

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.self_check import (
    QUESTIONS,
    ContextQuestion,
    Degree,
    Question,
    StepUpCriterion,
    YesNo,
)
from tests.browser.app_driver import Person

FIRST = QUESTIONS[0]
"""The question that `answer_first` answers."""


def answer_to(content: Content, question: Question) -> str:
    """Return the text of the button that these tests press for a question, once to skip it."""
    if isinstance(question, StepUpCriterion):
        return content.self_check.yes_no[YesNo.NO]
    if question is ContextQuestion.SINCE:
        return content.labels.self_check.skip
    return content.self_check.degrees[Degree.A_LOT]


def answer_all(person: Person, content: Content) -> None:
    """Answer every question but one, which is skipped; the next steps are then shown."""
    for question in QUESTIONS:
        person.wait_for_heading(content.self_check.questions[question].ask)
        person.press(answer_to(content, question))
    person.wait_for_heading(content.labels.result.title)


def answer_first(person: Person, content: Content) -> None:
    """Answer the first question, and wait for the second."""
    person.go(routes.SELF_CHECK)
    person.wait_for_heading(content.self_check.questions[FIRST].ask)
    person.press(answer_to(content, FIRST))
    person.wait_for_heading(content.self_check.questions[QUESTIONS[1]].ask)


def answer_first_and_finish(person: Person, content: Content) -> None:
    """Answer the first question, and go to the next steps."""
    answer_first(person, content)
    person.go(routes.NEXT_STEPS)
    person.wait_for_heading(content.labels.result.title)


def save_a_check(person: Person, content: Content) -> None:
    """Save a self-check with one answer, on the person's own device."""
    person.choose_own_device(content)
    answer_first_and_finish(person, content)
    person.press(content.labels.result.save)
    person.wait_for_text(content.labels.result.saved)


def delete_the_entry(person: Person, content: Content) -> None:
    """From the journal: open the entry, delete it and confirm."""
    labels = content.labels.journal
    person.press(labels.entry.split("{")[0])
    person.wait_for_text(content.self_check.questions[FIRST].ask)
    person.press(labels.delete)
    # The confirming button has the same text as the first: wait, or the tap hits the first again.
    person.button(labels.keep).wait_for()
    person.press(labels.delete)
    person.wait_for_text(labels.empty)

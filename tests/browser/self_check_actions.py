"""Actions of tests in a browser on self-checks: answer, save, delete."""

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.self_check import QUESTIONS_BY_STEP, ContextQuestion, Degree, Sign
from tests.browser.app_driver import AppPage

FIRST, SECOND, *_ = QUESTIONS_BY_STEP.values()
"""The question that `answer_first` answers, and the one that it leads to."""


def answer_to(content: Content, question: Sign | ContextQuestion) -> str:
    """Return the text of the button that these tests press for a question.

    It is an answer, or for one question the button that skips it.
    """
    if question is ContextQuestion.SINCE:
        return content.labels.self_check.skip
    return content.self_check.degrees[Degree.A_LOT]


def pass_safety(app_page: AppPage, content: Content) -> None:
    """Tick no danger on the first screen, and wait for the first question."""
    app_page.wait_for_heading(content.labels.self_check.safety)
    app_page.click_button(content.labels.self_check.none)
    app_page.wait_for_heading(content.self_check.questions[FIRST].ask)


def answer_all(app_page: AppPage, content: Content) -> None:
    """Answer every question but one, which is skipped; the result is then shown."""
    pass_safety(app_page, content)
    for question in QUESTIONS_BY_STEP.values():
        app_page.wait_for_heading(content.self_check.questions[question].ask)
        app_page.click_button(answer_to(content, question))
    app_page.wait_for_heading(content.labels.result.title)


def answer_first(app_page: AppPage, content: Content) -> None:
    """Tick no danger, answer the first question, and wait for the second."""
    app_page.go(routes.SELF_CHECK)
    pass_safety(app_page, content)
    app_page.click_button(answer_to(content, FIRST))
    app_page.wait_for_heading(content.self_check.questions[SECOND].ask)


def answer_first_and_finish(app_page: AppPage, content: Content) -> None:
    """Answer the first question, and go to the result."""
    answer_first(app_page, content)
    app_page.go(routes.RESULT)
    app_page.wait_for_heading(content.labels.result.title)


def save_self_check(app_page: AppPage, content: Content) -> None:
    """Save a self-check with one answer, on the person's own device."""
    app_page.choose_own_device(content)
    answer_first_and_finish(app_page, content)
    app_page.click_button(content.labels.result.save)
    app_page.wait_for_text(content.labels.result.saved)


def erase_the_entry(app_page: AppPage, content: Content) -> None:
    """From the journal: open the entry, delete it and confirm."""
    labels = content.labels.journal
    app_page.click_button(labels.entry.split("{")[0])
    app_page.wait_for_text(content.self_check.signs[FIRST])
    app_page.click_button(labels.delete)
    # The confirming button has the same text as the first: wait, or the tap hits the first again.
    app_page.button(labels.keep).wait_for()
    app_page.click_button(labels.delete)
    app_page.wait_for_text(labels.empty)

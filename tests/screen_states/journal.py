"""The states of the self-check, its result and the journal."""

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.self_check import ContextQuestion, Degree, Sign, Step, StepUpCriterion
from tests.browser.app_driver import AppPage
from tests.screen_states.names import ReportState

NOTE = "Anne, 12:30"


def self_check(app_page: AppPage, content: Content, report: ReportState) -> None:
    """Answer a self-check with a step-up criterion, and save it with a note."""
    labels, texts = content.labels, content.self_check
    app_page.go(routes.SELF_CHECK)
    app_page.wait_for_heading(labels.self_check.safety)
    app_page.click_button(texts.dangers[StepUpCriterion.SEVERE_DISTRESS])
    app_page.wait_for_text(content.messages.advice.thanks)
    report("self-check-emergency")
    app_page.click_button(labels.self_check.next)
    first, *signs = Sign
    app_page.wait_for_heading(texts.questions[first].ask)
    app_page.click_button(texts.degrees[Degree.A_LOT])
    app_page.wait_for_heading(texts.questions[signs[0]].ask)
    app_page.page.go_back()
    app_page.wait_for_heading(texts.questions[first].ask)
    report("self-check-answered")
    app_page.click_button(labels.self_check.next)
    for sign in signs:
        app_page.wait_for_heading(texts.questions[sign].ask)
        app_page.click_button(texts.degrees[Degree.A_LOT])
    for question in ContextQuestion:
        app_page.wait_for_heading(texts.questions[question].ask)
        report(f"self-check-{question}")
        if question is ContextQuestion.SINCE:
            app_page.go(routes.ME)
            app_page.wait_for_heading(labels.me.title)
            report("me-draft")
            app_page.go(routes.self_check(Step.SINCE))
            app_page.wait_for_heading(texts.questions[question].ask)
        app_page.click_button(labels.self_check.skip)
    app_page.wait_for_heading(labels.result.title)
    for section in (labels.result.step_up, labels.result.reaction, labels.result.external):
        app_page.click_button(section)
    report("result-expanded")
    for section in (labels.result.step_up, labels.result.reaction, labels.result.external):
        app_page.click_button(section)
    app_page.fill_field(content.privacy.saving.note, NOTE)
    report("result-urgent")
    app_page.click_button(labels.result.save)
    app_page.wait_for_text(labels.result.saved)
    report("result-saved")


def journal(app_page: AppPage, content: Content, report: ReportState) -> None:
    """Open the journal and its entry."""
    labels = content.labels.journal
    app_page.go(routes.JOURNAL)
    app_page.wait_for_heading(labels.title)
    app_page.wait_for_text(labels.lead)
    report("journal-filled")
    app_page.click_button(labels.entry.split("{")[0])
    # Wait for the heading: the journal has the same words, but not as a heading.
    marked = content.labels.result.marked
    app_page.page.get_by_role("heading", name=marked, exact=True).wait_for(state="attached")
    report("entry")
    app_page.click_button(content.labels.journal.next_steps)
    app_page.wait_for_text(content.labels.result.now)
    report("entry-expanded")
    app_page.click_button(content.labels.journal.next_steps)
    app_page.click_button(labels.delete)
    app_page.wait_for_text(labels.delete_ask)
    report("entry-erase-asking")
    app_page.click_button(labels.keep)

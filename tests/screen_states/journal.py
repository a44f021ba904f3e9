"""The states of the self-check, its result and the journal."""

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.self_check import ContextQuestion, Degree, Sign, Step, StepUpCriterion
from tests.browser.app_driver import Person
from tests.screen_states.names import ReportState

NOTE = "Anne, 12:30"


def self_check(person: Person, content: Content, report: ReportState) -> None:
    """Answer a self-check with a step-up criterion, and save it with a note."""
    labels, texts = content.labels, content.self_check
    person.go(routes.SELF_CHECK)
    person.wait_for_heading(labels.self_check.safety)
    person.press(texts.dangers[StepUpCriterion.SEVERE_DISTRESS])
    person.wait_for_text(content.messages.advice.thanks)
    report("self-check-emergency")
    person.press(labels.self_check.next)
    first, *signs = Sign
    person.wait_for_heading(texts.questions[first].ask)
    person.press(texts.degrees[Degree.A_LOT])
    person.wait_for_heading(texts.questions[signs[0]].ask)
    person.page.go_back()
    person.wait_for_heading(texts.questions[first].ask)
    report("self-check-answered")
    person.press(labels.self_check.next)
    for sign in signs:
        person.wait_for_heading(texts.questions[sign].ask)
        person.press(texts.degrees[Degree.A_LOT])
    for question in ContextQuestion:
        person.wait_for_heading(texts.questions[question].ask)
        report(f"self-check-{question}")
        if question is ContextQuestion.SINCE:
            person.go(routes.ME)
            person.wait_for_heading(labels.me.title)
            report("me-draft")
            person.go(routes.self_check(Step.SINCE))
            person.wait_for_heading(texts.questions[question].ask)
        person.press(labels.self_check.skip)
    person.wait_for_heading(labels.result.title)
    for section in (labels.result.step_up, labels.result.reaction, labels.result.external):
        person.press(section)
    report("result-unfolded")
    for section in (labels.result.step_up, labels.result.reaction, labels.result.external):
        person.press(section)
    person.write(content.privacy.saving.note, NOTE)
    report("result-urgent")
    person.press(labels.result.save)
    person.wait_for_text(labels.result.saved)
    report("result-saved")


def journal(person: Person, content: Content, report: ReportState) -> None:
    """Open the journal and its entry."""
    labels = content.labels.journal
    person.go(routes.JOURNAL)
    person.wait_for_heading(labels.title)
    person.wait_for_text(labels.lead)
    report("journal-filled")
    person.press(labels.entry.split("{")[0])
    # Wait for the heading: the journal has the same words, but not as a heading.
    marked = content.labels.result.marked
    person.page.get_by_role("heading", name=marked, exact=True).wait_for(state="attached")
    report("entry")
    person.press(content.labels.journal.next_steps)
    person.wait_for_text(content.labels.result.now)
    report("entry-unfolded")
    person.press(content.labels.journal.next_steps)
    person.press(labels.delete)
    person.wait_for_text(labels.delete_ask)
    report("entry-erase-asking")
    person.press(labels.keep)

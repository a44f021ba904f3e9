"""The states of the self-check, the next steps and the journal."""

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.self_check import ContextQuestion, Degree, Sign, StepUpCriterion, YesNo
from tests.browser.app_driver import Person
from tests.screen_states.names import ReportState

NOTE = "Anne, 12:30"


def self_check(person: Person, content: Content, report: ReportState) -> None:
    """Answer a self-check with a step-up criterion, and save it with a note."""
    labels, texts = content.labels, content.self_check
    person.go(routes.SELF_CHECK)
    first, *signs = Sign
    person.wait_for_heading(texts.questions[first].ask)
    person.press(texts.degrees[Degree.A_LOT])
    person.wait_for_heading(texts.questions[signs[0]].ask)
    person.press(labels.self_check.previous)
    person.wait_for_heading(texts.questions[first].ask)
    report("self-check-answered")
    person.press(labels.self_check.next)
    for sign in signs:
        person.wait_for_heading(texts.questions[sign].ask)
        person.press(texts.degrees[Degree.A_LOT])
    for question in ContextQuestion:
        person.wait_for_heading(texts.questions[question].ask)
        report(f"self-check-{question}")
        person.press(labels.self_check.skip)
    person.wait_for_heading(texts.questions[StepUpCriterion.SEVERE_DISTRESS].ask)
    report("self-check-step-up")
    person.press(texts.yes_no[YesNo.YES])
    person.wait_for_text(labels.self_check.emergency)
    report("self-check-emergency")
    person.go(routes.ME)
    person.wait_for_heading(labels.me.title)
    report("me-draft")
    person.press(labels.me.resume)
    person.press(labels.self_check.next)
    for criterion in list(StepUpCriterion)[1:]:
        person.wait_for_heading(texts.questions[criterion].ask)
        person.press(texts.yes_no[YesNo.NO])
    person.wait_for_heading(labels.result.title)
    person.write(content.privacy.saving.note, NOTE)
    report("next-steps-urgent")
    person.press(labels.result.save)
    person.wait_for_text(labels.result.saved)
    report("next-steps-saved")


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
    person.press(labels.delete)
    person.wait_for_text(labels.delete_ask)
    report("entry-erase-asking")
    person.press(labels.keep)

"""The states of the screens of the door "me": the self-check, its end, and the journal."""

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.self_check import ContextQuestion, Degree, Sign, StepUp, YesNo
from tests.browser.app_driver import Person
from tests.screen_states.names import Seen

NOTE = "Anne, 12:30"


def check_oneself(person: Person, content: Content, seen: Seen) -> None:
    """A check with an answer that needs help now, saved with a note."""
    labels, words = content.labels, content.self_check
    person.go(routes.SELF_CHECK)
    first, *signs = Sign
    person.heading(words.questions[first].ask)
    person.press(words.degrees[Degree.A_LOT])
    person.heading(words.questions[signs[0]].ask)
    person.press(labels.self_check.previous)
    person.heading(words.questions[first].ask)
    seen("self-check-answered")
    person.press(labels.self_check.next)
    for sign in signs:
        person.heading(words.questions[sign].ask)
        person.press(words.degrees[Degree.A_LOT])
    for topic in ContextQuestion:
        person.heading(words.questions[topic].ask)
        seen(f"self-check-{topic}")
        person.press(labels.self_check.skip)
    person.heading(words.questions[StepUp.SEVERE_DISTRESS].ask)
    seen("self-check-step-up")
    person.press(words.yes_no[YesNo.YES])
    person.sees(labels.self_check.emergency)
    seen("self-check-emergency")
    person.go(routes.ME)
    person.heading(labels.me.title)
    seen("me-draft")
    person.press(labels.me.resume)
    person.press(labels.self_check.next)
    for criterion in list(StepUp)[1:]:
        person.heading(words.questions[criterion].ask)
        person.press(words.yes_no[YesNo.NO])
    person.heading(labels.result.title)
    person.write(content.privacy.saving.note, NOTE)
    seen("next-steps-urgent")
    person.press(labels.result.save)
    person.sees(labels.result.saved)
    seen("next-steps-saved")


def journal(person: Person, content: Content, seen: Seen) -> None:
    """The journal and its entry."""
    labels = content.labels.journal
    person.go(routes.JOURNAL)
    person.heading(labels.title)
    person.sees(labels.lead)
    seen("journal-filled")
    person.press(labels.entry.split("{")[0])
    # A heading, not the words alone: the journal has them too.
    marked = content.labels.result.marked
    person.page.get_by_role("heading", name=marked, exact=True).wait_for(state="attached")
    seen("entry")
    person.press(labels.delete)
    person.sees(labels.delete_ask)
    seen("entry-erase-asking")
    person.press(labels.keep)

"""Self-checks in the browser: answered to the end, or with one answer where any entry will do."""

from sv_app import routes
from sv_app.domain.kit import Kit
from sv_app.domain.self_check import QUESTIONS, Degree, StepUp, Topic, YesNo
from tests.browser.person import Person

FIRST = QUESTIONS[0]
"""The question that `answer_one` answers."""


def answer_all(person: Person, kit: Kit) -> None:
    """Answer everything from the first question, up to the next steps."""
    labels, words = kit.labels, kit.self_check
    for question in QUESTIONS:
        person.heading(words.questions[question].ask)
        if isinstance(question, StepUp):
            person.press(words.yes_no[YesNo.NO])
        elif question is Topic.SINCE:
            person.press(labels.self_check.skip)
        else:
            person.press(words.degrees[Degree.A_LOT])
    person.heading(labels.result.title)


def answer_one(person: Person, kit: Kit) -> None:
    """Answer the first question, and go to the next steps."""
    person.go(routes.SELF_CHECK)
    person.heading(kit.self_check.questions[FIRST].ask)
    person.press(kit.self_check.degrees[Degree.A_LOT])
    person.heading(kit.self_check.questions[QUESTIONS[1]].ask)
    person.go(routes.NEXT_STEPS)
    person.heading(kit.labels.result.title)


def save_a_check(person: Person, kit: Kit) -> None:
    """Save a self-check with one answer, on the person's own device."""
    person.own_device(kit)
    answer_one(person, kit)
    person.press(kit.labels.result.save)
    person.sees(kit.labels.result.saved)


def delete_the_entry(person: Person, kit: Kit) -> None:
    """From the journal: read the entry, then delete it and confirm."""
    labels = kit.labels.journal
    person.press(labels.entry.split("{")[0])
    person.sees(kit.self_check.questions[FIRST].ask)
    person.press(labels.delete)
    # The answer that deletes has the words of the button before it: a tap too soon is on that one.
    person.button(labels.keep).wait_for()
    person.press(labels.delete)
    person.sees(labels.empty)

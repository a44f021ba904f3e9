"""Every screen in every state: how a person gets there, for eyes and for measures."""

from collections.abc import Callable

from sv_app import routes
from sv_app.domain.kit import Kit
from sv_app.domain.passages import SAY
from sv_app.domain.self_check import Degree, Sign, StepUp, Topic, YesNo
from sv_app.ui.parts.reading import place
from tests.browser.person import Person
from tests.titles import MOMENT, paths, title

Seen = Callable[[str], None]
"""Called with the name of each state, when it is on screen."""


def every_state(person: Person, kit: Kit, seen: Seen) -> None:
    """Go through all of the app, on a device where nothing was saved, and leave it so."""
    for path in paths():
        person.go(path)
        person.heading(title(kit, path))
        seen(name(path))
    _phrases(person, kit, seen)
    person.own_device(kit)
    _check_oneself(person, kit, seen)
    _journal(person, kit, seen)


def name(path: str) -> str:
    """What the state a path opens on is called: `me-self-check`."""
    return path.strip("/").replace("/", "-").replace(":", "") or "home"


def _phrases(person: Person, kit: Kit, seen: Seen) -> None:
    """Where what one says gives way to what one avoids."""
    script = kit.script(MOMENT)
    assert script is not None
    person.go(routes.script(MOMENT, place(SAY, script.say[-1].id)))
    person.heading(script.title)
    seen("script-phrases")


def _check_oneself(person: Person, kit: Kit, seen: Seen) -> None:
    labels, words = kit.labels, kit.self_check
    person.go(routes.SELF_CHECK)
    for sign in Sign:
        person.heading(words.questions[sign].ask)
        person.press(words.degrees[Degree.A_LOT])
    for topic in Topic:
        person.heading(words.questions[topic].ask)
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
    seen("next-steps-urgent")
    person.press(labels.result.save)
    person.sees(labels.result.saved)
    seen("next-steps-saved")


def _journal(person: Person, kit: Kit, seen: Seen) -> None:
    labels = kit.labels.journal
    person.go(routes.JOURNAL)
    person.heading(labels.title)
    seen("journal-filled")
    person.press(labels.entry.split("{")[0])
    person.sees(kit.labels.result.marked)
    seen("entry")
    person.go(routes.JOURNAL)
    person.heading(labels.title)
    person.press(labels.delete_all)
    person.heading(kit.privacy.erase.title)
    person.press(kit.privacy.erase.start)
    person.sees(kit.privacy.erase.ask)
    seen("erase-asking")
    person.press(kit.privacy.erase.erase)
    person.heading(kit.labels.home.title)

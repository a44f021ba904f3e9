"""The states of the three tools: each exercise begun, and the parts of the two guides unfolded."""

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.practice import NEVER
from tests.browser.app_driver import Person
from tests.screen_states.names import ReportState


def tools(person: Person, content: Content, report: ReportState) -> None:
    """Open each exercise and go on in two, then unfold the next hours and what happens next."""
    for exercise in content.tools.pause.exercises:
        person.go(routes.exercise(exercise.id))
        person.wait_for_heading(exercise.name)
        report(f"exercise-{exercise.id}")
    breathing, senses, _ = content.tools.pause.exercises
    person.go(routes.exercise(breathing.id))
    person.wait_for_heading(breathing.name)
    person.press(content.tools.pause.start)
    person.press(breathing.steps[0])
    person.wait_for_text(breathing.steps[1])
    report("exercise-breathing-in")
    person.go(routes.exercise(senses.id))
    person.wait_for_heading(senses.name)
    for _ in senses.steps[1:]:
        person.press(senses.next)
    person.wait_for_text(senses.steps[-1])
    report("exercise-senses-end")
    _guides(person, content, report)


def _guides(person: Person, content: Content, report: ReportState) -> None:
    tonight, labels = content.tools.tonight, content.labels.result
    person.go(routes.TONIGHT)
    person.wait_for_heading(tonight.title)
    for part in tonight.part[1:-1]:
        person.press(part.name)
        person.wait_for_text(part.claims[-1].text)
    report("tonight-unfolded")
    person.go(routes.WHAT_NEXT)
    person.wait_for_heading(labels.what_follows)
    steps = [step.name for step in content.practice_steps if step.id != NEVER]
    for name in (*steps, labels.show_legal, content.tools.what_next.bring_title):
        person.press(name)
    person.wait_for_text(content.tools.what_next.bring[-1])
    report("what-next-unfolded")

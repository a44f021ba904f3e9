"""The states of the three tools: each exercise begun, and the parts of the two guides expanded."""

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.practice import NEVER
from tests.browser.app_driver import AppPage
from tests.screen_states.names import ReportState


def tools(app_page: AppPage, content: Content, report: ReportState) -> None:
    """Open each exercise and go on in two, then expand the next hours and what happens next."""
    for exercise in content.tools.exercises.exercises:
        app_page.go(routes.exercise(exercise.id))
        app_page.wait_for_heading(exercise.name)
        report(f"exercise-{exercise.id}")
    breathing, senses, _ = content.tools.exercises.exercises
    app_page.go(routes.exercise(breathing.id))
    app_page.wait_for_heading(breathing.name)
    app_page.click_button(content.tools.exercises.start)
    app_page.click_button(breathing.steps[0])
    app_page.wait_for_text(breathing.steps[1])
    report("exercise-breathing-in")
    app_page.go(routes.exercise(senses.id))
    app_page.wait_for_heading(senses.name)
    for _ in senses.steps[1:]:
        app_page.click_button(senses.next)
    app_page.wait_for_text(senses.steps[-1])
    report("exercise-senses-end")
    _guides(app_page, content, report)


def _guides(app_page: AppPage, content: Content, report: ReportState) -> None:
    tonight, labels = content.tools.tonight, content.labels.result
    app_page.go(routes.TONIGHT)
    app_page.wait_for_heading(tonight.title)
    for part in tonight.part[1:-1]:
        app_page.click_button(part.name)
        app_page.wait_for_text(part.claims[-1].text)
    report("tonight-expanded")
    app_page.go(routes.WHAT_NEXT)
    app_page.wait_for_heading(labels.what_follows)
    steps = [step.name for step in content.practice_steps if step.id != NEVER]
    for name in (*steps, labels.show_legal, content.tools.what_next.bring_title):
        app_page.click_button(name)
    app_page.wait_for_text(content.tools.what_next.bring[-1])
    report("what-next-expanded")

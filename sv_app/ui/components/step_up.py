"""When to act at once: a disclosure of the screens `team` and `first_hour`."""

import flet as ft

from sv_app.domain.team import StepUpAction
from sv_app.ui.components.disclosure import disclosure
from sv_app.ui.components.typography import bold, bullets, subheading, text
from sv_app.ui.context import AppContext


def step_up(context: AppContext, opened: bool = False) -> ft.Control:
    """The situations in which to act at once, and what to do, under a heading that opens them."""
    words, labels = context.content.team, context.content.labels.team
    controls = [
        bold(labels.step_up_when),
        bullets(words.step_up_when),
        bold(labels.step_up_actions),
        *(_action(action) for action in words.step_up_actions),
    ]
    return disclosure(labels.step_up, controls, opened, urgent=True)


def _action(action: StepUpAction) -> ft.Column:
    return ft.Column(
        [subheading(action.name), text(action.about), text(action.how)], spacing=0, tight=True
    )

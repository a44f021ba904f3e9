"""What happens next: the steps after an event, what never to do, and who defends the person."""

import flet as ft

from sv_app import routes
from sv_app.domain.practice import NEVER, PracticeStep
from sv_app.ui.components.cards import card
from sv_app.ui.components.citations import (
    citation_line,
    claims,
    unverified_practice_notice,
)
from sv_app.ui.components.disclosure import anchored_disclosure
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.printing import print_button
from sv_app.ui.components.scroll_anchor import use_requested_anchor
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.typography import bullets, heading, muted, text, title
from sv_app.ui.context import AppContext


@screen
def what_next(context: AppContext) -> ft.View:
    """What never to do, in sight; then the steps, who defends the person, and what to bring."""
    content = context.content
    labels, words = content.labels.result, content.tools.what_next
    scroll = use_requested_anchor(context)
    never = [step for step in content.practice_steps if step.id == NEVER]
    defence = [*claims(content, content.defence), text(content.messages.legal.text)]
    return page_shell(
        context,
        title(labels.what_follows),
        [
            muted(words.lead),
            *unverified_practice_notice(content),
            *(card([heading(step.name), *_step(context, step)]) for step in never),
            *(
                anchored_disclosure(step.name, _step(context, step), (step.id,))
                for step in content.practice_steps
                if step not in never
            ),
            anchored_disclosure(labels.show_legal, defence, ("defence",)),
            anchored_disclosure(words.bring_title, [bullets(words.bring)], ("bring",)),
            print_button(context),
        ],
        back_to=routes.ME,
        scroll=scroll,
    )


def _step(context: AppContext, step: PracticeStep) -> list[ft.Control]:
    sources = [citation_line(context.content, step.sources)] if step.sources else []
    return [text(step.about), *sources]

"""The end of a self-check: the next steps, and the offer to save the answers."""

import flet as ft

from sv_app import routes
from sv_app.domain.self_check import Draft, SelfCheck
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.passcode import unlock_offer
from sv_app.ui.components.self_check_result import next_step_sections, save_card
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.typography import title
from sv_app.ui.context import AppContext, use_effect, use_observed_draft, use_state, use_storage


@screen
def next_steps(context: AppContext) -> ft.View:
    """The next steps, in the order that fits the answers; never a score."""
    storage, observed_draft = use_storage(), use_observed_draft()
    # A copy of the draft: saving it as an entry drops the draft, but its next steps stay on screen.
    draft, set_draft = use_state(lambda: observed_draft.draft or Draft())

    def copy_draft() -> None:
        set_draft(observed_draft.draft or Draft())

    use_effect(copy_draft, [storage.locked])
    return page_shell(
        context,
        title(context.content.labels.result.title),
        [
            *next_step_sections(context, draft.check),
            *([save_card(draft)] if draft.check != SelfCheck() else []),
            *unlock_offer(context, storage),
        ],
        back_to=routes.SELF_CHECK if observed_draft.draft else routes.ME,
    )

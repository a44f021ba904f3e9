"""The end of a self-check: what to do now, in the next hours and days; the offer to save."""

import flet as ft

from sv_app import routes
from sv_app.domain.self_check import Draft, SelfCheck, Step, needs_emergency
from sv_app.ui.components.buttons import primary, secondary
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.passcode import unlock_offer
from sv_app.ui.components.self_check_result import (
    advice_cards,
    save_card,
    section_disclosures,
    use_disclosures,
)
from sv_app.ui.components.self_check_steps import step_path
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.tool_cards import what_next_card
from sv_app.ui.components.typography import text, title
from sv_app.ui.context import AppContext, use_effect, use_observed_draft, use_state, use_storage


@screen
def result(context: AppContext) -> ft.View:
    """Three cards and collapsible sections that fit the answers; never a score."""
    storage, observed_draft = use_storage(), use_observed_draft()
    # A copy of the draft: saving it as an entry drops the draft, but its result stays on screen.
    draft, set_draft = use_state(lambda: observed_draft.draft or Draft())
    disclosures, scroll = use_disclosures(context)

    def copy_draft() -> None:
        set_draft(observed_draft.draft or Draft())

    use_effect(copy_draft, [storage.locked])
    labels = context.content.labels
    if draft == Draft():  # a reload after the answers were saved, or Back after they were erased
        begin = primary(labels.me.start, lambda: context.go(routes.SELF_CHECK))
        saved = secondary(
            labels.me.journal, lambda: context.go(routes.JOURNAL), ft.Icons.BOOK_OUTLINED
        )
        controls = [
            text(labels.result.none),
            begin,
            *([saved] if storage.durable else []),
            *unlock_offer(context, storage),
        ]
        return page_shell(context, title(labels.result.title), controls, back_to=routes.ME)
    signs_without_danger = draft.check.marked_signs and not needs_emergency(draft.check)
    return page_shell(
        context,
        title(labels.result.title),
        [
            *([text(labels.result.lead)] if signs_without_danger else []),
            *advice_cards(context, draft.check, disclosures),
            *([save_card(draft)] if draft.check != SelfCheck() else []),
            *unlock_offer(context, storage),
            *section_disclosures(context, draft.check, disclosures),
            *([] if needs_emergency(draft.check) else [what_next_card(context)]),
        ],
        back_to=step_path(Step.WORK) if observed_draft.draft else routes.ME,
        scroll=scroll,
    )

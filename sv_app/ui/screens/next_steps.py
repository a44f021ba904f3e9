"""The end of a self-check: next steps, and the choice to keep it."""

import flet as ft

from sv_app import routes
from sv_app.domain.self_check import Draft, SelfCheck
from sv_app.ui.parts.guarded import screen
from sv_app.ui.parts.next_step import next_step_sections
from sv_app.ui.parts.page_shell import page_shell
from sv_app.ui.parts.save_card import save_card
from sv_app.ui.parts.unlock import offer_unlock
from sv_app.ui.parts.words import title
from sv_app.ui.services import Services, use_kept, use_progress
from sv_app.ui.state import use_state


@screen
def next_steps(services: Services) -> ft.View:
    """Who to turn to, in the order that fits the answers; never a score."""
    kept, progress = use_kept(), use_progress()
    # Held here: once saved it is a draft no longer, and stays on screen.
    draft, hold = use_state(lambda: progress.draft or Draft())

    def held() -> None:
        hold(progress.draft or Draft())

    ft.use_effect(held, [kept.locked])
    return page_shell(
        services,
        [
            title(services.kit.labels.result.title),
            *next_step_sections(services, draft.check),
            *([save_card(draft)] if draft.check != SelfCheck() else []),
            *offer_unlock(services, kept),
        ],
        back_to=routes.SELF_CHECK if progress.draft else routes.ME,
    )

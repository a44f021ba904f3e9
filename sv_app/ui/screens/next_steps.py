"""The end of a self-check: next steps, and the choice to keep it."""

import flet as ft

from sv_app import routes
from sv_app.domain.draft import Draft
from sv_app.domain.keeping import NotKeptError
from sv_app.domain.self_check import SelfCheck
from sv_app.ui.parts.buttons import Act, primary, quiet, secondary
from sv_app.ui.parts.cards import card
from sv_app.ui.parts.guarded import screen
from sv_app.ui.parts.next_step import next_step_sections
from sv_app.ui.parts.page_shell import page_shell
from sv_app.ui.parts.words import heading, live, soft, title
from sv_app.ui.services import Services
from sv_app.ui.state import use_state


@screen
def next_steps(services: Services) -> ft.View:
    """Who to turn to, in the order that fits the answers; never a score."""
    draft, _ = use_state(lambda: services.progress.draft or Draft())
    saved, set_saved = use_state(bool)
    trouble, set_trouble = use_state(bool)

    async def save() -> None:
        try:
            await services.journal.add(draft.check)
            services.progress.draft = None
            set_saved(True)
        except NotKeptError:
            set_trouble(True)

    labels = services.kit.labels.result
    keep = _saved(services) if saved else _offer(services, draft, save, trouble)
    return page_shell(
        services,
        [
            title(labels.title),
            *next_step_sections(services, draft.check),
            *([keep] if draft.check != SelfCheck() else []),
        ],
        back_to=routes.ME if saved else routes.SELF_CHECK,
    )


def _saved(services: Services) -> ft.Control:
    labels = services.kit.labels.result
    return card(
        [live(labels.saved), secondary(labels.journal, lambda: services.go(routes.JOURNAL))]
    )


def _offer(services: Services, draft: Draft, save: Act, trouble: bool) -> ft.Control:
    labels = services.kit.labels.result

    async def change() -> None:
        await services.progress.turn(draft.from_the_start())
        services.go(routes.SELF_CHECK)

    async def discard() -> None:
        await services.progress.discard()
        services.go(routes.HOME)

    return card(
        [
            heading(labels.save_title),
            soft(labels.save_about if services.notice is None else services.notice),
            *([live(labels.not_saved)] if trouble else []),
            primary(labels.save, save),
            quiet(labels.change, change),
            quiet(labels.discard, discard),
        ]
    )

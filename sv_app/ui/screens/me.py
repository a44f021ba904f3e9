"""The door "me": begin or resume a self-check, open the journal, understand."""

import flet as ft

from sv_app import routes
from sv_app.domain.draft import Draft
from sv_app.ui.parts.buttons import primary, quiet
from sv_app.ui.parts.cards import card, door
from sv_app.ui.parts.guarded import screen
from sv_app.ui.parts.kept_here import kept_here
from sv_app.ui.parts.page_shell import page_shell
from sv_app.ui.parts.words import soft, text, title
from sv_app.ui.services import Services, use_kept, use_progress


@screen
def me(services: Services) -> ft.View:
    """Where a self-check starts."""
    labels, go = services.kit.labels.me, services.go
    kept, draft = use_kept(), use_progress().draft
    begin = _resume(services, draft) if draft else _start(services)
    return page_shell(
        services,
        [
            title(labels.title),
            text(labels.lead),
            *kept_here(services, kept),
            *([] if kept.locked else [begin]),
            soft(labels.privacy),
            door(
                labels.journal,
                labels.journal_about,
                ft.Icons.BOOK_OUTLINED,
                lambda: go(routes.JOURNAL),
            ),
            door(
                labels.understand,
                labels.understand_about,
                ft.Icons.LIGHTBULB_OUTLINE,
                lambda: go(routes.UNDERSTAND),
            ),
        ],
        back_to=routes.HOME,
    )


def _start(services: Services) -> ft.Row:
    labels = services.kit.labels.me
    return primary(labels.start, lambda: services.go(routes.SELF_CHECK))


def _resume(services: Services, draft: Draft) -> ft.Container:
    labels = services.kit.labels.me
    place = routes.NEXT_STEPS if draft.finished else routes.SELF_CHECK

    async def start_again() -> None:
        await services.progress.discard()
        services.go(routes.SELF_CHECK)

    return card(
        [
            text(labels.resume_about),
            primary(labels.resume, lambda: services.go(place)),
            quiet(labels.discard, start_again),
        ]
    )

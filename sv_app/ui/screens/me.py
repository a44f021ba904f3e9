"""The door "me": begin or resume a self-check, open the journal, understand."""

import flet as ft

from sv_app import routes
from sv_app.ui.components.buttons import primary, tertiary
from sv_app.ui.components.cards import card, nav_card
from sv_app.ui.components.error_boundary import component, screen
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.storage_notices import storage_problem_notice
from sv_app.ui.components.typography import muted, said_aloud, text, title
from sv_app.ui.context import AppContext, use_check_progress, use_state, use_storage


@screen
def me(context: AppContext) -> ft.View:
    """Where a self-check starts."""
    labels = context.content.labels.me
    # It lies under the self-check: were it drawn anew at each answer, that would come late.
    storage, finished = use_storage(), use_check_progress().finished
    begin = _start(context) if finished is None else _resume(finished)
    return page_shell(
        context,
        [
            title(labels.title),
            text(labels.lead),
            *storage_problem_notice(context, storage),
            begin,
            muted(labels.privacy),
            nav_card(
                context,
                labels.journal,
                labels.journal_about,
                ft.Icons.BOOK_OUTLINED,
                routes.JOURNAL,
            ),
            nav_card(
                context,
                labels.understand,
                labels.understand_about,
                ft.Icons.LIGHTBULB_OUTLINE,
                routes.UNDERSTAND,
            ),
        ],
        back_to=routes.HOME,
    )


def _start(context: AppContext) -> ft.Row:
    labels = context.content.labels.me
    return primary(labels.start, lambda: context.go(routes.SELF_CHECK))


@component
def _resume(context: AppContext, finished: bool) -> ft.Control:
    labels, (trouble, know) = context.content.labels.me, use_state(bool)
    place = routes.NEXT_STEPS if finished else routes.SELF_CHECK

    async def start_again() -> None:
        know(False)
        if await context.progress.discard():
            context.go(routes.SELF_CHECK)
        else:
            know(True)

    return card(
        [
            text(labels.resume_about),
            primary(labels.resume, lambda: context.go(place)),
            tertiary(labels.discard, start_again),
            *said_aloud(context.content.labels.journal.failed if trouble else ""),
        ]
    )

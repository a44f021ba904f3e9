"""The private self-check: one question a screen."""

from collections.abc import Callable

import flet as ft

from sv_app import routes
from sv_app.domain import self_check as rules
from sv_app.domain.journal import StorageState
from sv_app.domain.self_check import QUESTIONS, ContextQuestion, Draft, Sign, YesNo, needs_emergency
from sv_app.ui.components.buttons import Act, primary, step_buttons, tertiary
from sv_app.ui.components.calls import emergency_panel
from sv_app.ui.components.choices import Option, choices
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.moments import progress_line
from sv_app.ui.components.passcode import offer_unlock
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.storage_notices import state_sentence
from sv_app.ui.components.typography import live_region, muted, title
from sv_app.ui.context import AppContext, ObservedStorage, use_progress, use_storage
from sv_app.ui.theme import Size, Space

Move = Callable[[Draft], Act]


@screen
def self_check(context: AppContext) -> ft.View:
    """Asks a question, keeps the draft, goes on."""
    storage, draft = use_storage(), use_progress().draft or Draft()
    labels = context.content.labels.self_check

    def move(to: Draft) -> Act:
        async def act() -> None:
            await context.progress.set_draft(to)
            if to.finished:
                context.go(routes.NEXT_STEPS)

        return act

    urgent = needs_emergency(draft.check)
    brief = draft.check.get(draft.question) is not YesNo.YES
    return page_shell(
        context,
        [
            *([emergency_panel(context, labels.emergency, brief=brief)] if urgent else []),
            *_question(context, draft),
            _choices(context, draft, move),
            _kept(context, storage),
            *offer_unlock(context, storage),
        ],
        back_to=routes.ME,
        footer=_foot(context, draft, move),
        step=QUESTIONS.index(draft.question),
    )


def _kept(context: AppContext, storage: ObservedStorage) -> ft.Control:
    """Where the answers are kept as one goes; or that the last was not."""
    labels = context.content.labels.self_check
    if context.progress.detached or storage.state in (StorageState.UNDECIDED, StorageState.LOCKED):
        return muted(labels.in_memory, Size.SMALL)
    if storage.state is not StorageState.KEPT:
        return muted(state_sentence(context, storage), Size.SMALL)
    return (
        live_region(labels.not_kept) if context.progress.refused else muted(labels.kept, Size.SMALL)
    )


def _question(context: AppContext, draft: Draft) -> list[ft.Control]:
    words = context.content.self_check.questions[draft.question]
    part, progress = _place(context, draft)
    share = (QUESTIONS.index(draft.question) + 1) / len(QUESTIONS)
    where_one_is: list[ft.Control] = [progress_line(share, progress), muted(part, Size.SMALL)]
    drawn = ft.Column(where_one_is, spacing=Space.MEDIUM, tight=True)
    # Heard with the answers: a new question begins at its title, and nobody goes back above it.
    return [
        ft.Semantics(exclude_semantics=True, content=drawn),
        title(words.ask),
        muted(words.hint),
    ]


def _place(context: AppContext, draft: Draft) -> tuple[str, str]:
    """Which part of the check this is, and which question."""
    labels, asked = context.content.labels.self_check, draft.question
    parts = {Sign: labels.signs_part, ContextQuestion: labels.context_part}
    rank = QUESTIONS.index(asked) + 1
    progress = labels.progress.format(n=rank, total=len(QUESTIONS))
    return parts.get(type(asked), labels.step_up_part), progress


def _choices(context: AppContext, draft: Draft, move: Move) -> ft.Control:
    content, given = context.content, draft.check.get(draft.question)
    options = [
        Option(content.self_check.answer(answer), given is answer, move(draft.answered(answer)))
        for answer in rules.choices(draft.question)
    ]
    return choices(". ".join([*_place(context, draft), content.labels.self_check.answers]), options)


def _foot(context: AppContext, draft: Draft, move: Move) -> list[ft.Control]:
    labels = context.content.labels.self_check
    answered = draft.check.get(draft.question) is not None
    on = move(draft.forward()) if answered else move(draft.skipped())
    forward = primary(labels.next, on) if answered else tertiary(labels.skip, on)
    if draft.question is QUESTIONS[0]:
        return [forward]
    return step_buttons(labels.previous, move(draft.back()), forward, context.compact)

"""The self-check, one question at a time."""

from collections.abc import Callable

import flet as ft

from sv_app import routes
from sv_app.domain.journal import StorageState
from sv_app.domain.self_check import (
    QUESTIONS,
    ContextQuestion,
    Draft,
    Sign,
    YesNo,
    needs_emergency,
    possible_answers,
)
from sv_app.ui.components.buttons import ClickHandler, primary, step_buttons, tertiary
from sv_app.ui.components.calls import emergency_panel
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.moments import progress_line
from sv_app.ui.components.passcode import unlock_offer
from sv_app.ui.components.radio_group import Option, radio_group
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.storage_notices import state_sentence
from sv_app.ui.components.typography import live_region, muted, title
from sv_app.ui.context import AppContext, ObservedStorage, use_observed_draft, use_storage
from sv_app.ui.theme import Space, TextSize

HandlerFor = Callable[[Draft], ClickHandler]
"""Returns the handler that saves a draft and shows its question."""


@screen
def self_check(context: AppContext) -> ft.View:
    """The current question; each answer saves the draft and opens the next question."""
    storage, draft = use_storage(), use_observed_draft().draft or Draft()
    labels = context.content.labels.self_check

    def handler_for(target: Draft) -> ClickHandler:
        async def act() -> None:
            await context.observed_draft.set_draft(target)
            if target.finished:
                context.go(routes.NEXT_STEPS)

        return act

    question = context.content.self_check.questions[draft.question]
    urgent = needs_emergency(draft.check)
    brief = draft.check.get(draft.question) is not YesNo.YES
    return page_shell(
        context,
        ft.Column(
            [
                *([emergency_panel(context, labels.emergency, brief=brief)] if urgent else []),
                _position_bar(context, draft),
                title(question.ask),
            ],
            spacing=Space.MEDIUM,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        ),
        [
            muted(question.hint),
            _answers(context, draft, handler_for),
            _storage_note(context, storage),
            *unlock_offer(context, storage),
        ],
        back_to=routes.ME,
        footer=_footer(context, draft, handler_for),
        step=QUESTIONS.index(draft.question),
    )


def _storage_note(context: AppContext, storage: ObservedStorage) -> ft.Control:
    """Where the answers are saved, or that the last answer could not be saved."""
    labels = context.content.labels.self_check
    if context.observed_draft.detached or storage.state in (
        StorageState.UNDECIDED,
        StorageState.LOCKED,
    ):
        return muted(labels.in_memory, TextSize.SMALL)
    if storage.state is not StorageState.ON_DEVICE:
        return muted(state_sentence(context, storage), TextSize.SMALL)
    return (
        live_region(labels.not_kept)
        if context.observed_draft.save_failed
        else muted(labels.kept, TextSize.SMALL)
    )


def _position_bar(context: AppContext, draft: Draft) -> ft.Control:
    part, progress = _position(context, draft)
    share = (QUESTIONS.index(draft.question) + 1) / len(QUESTIONS)
    lines: list[ft.Control] = [progress_line(share, progress), muted(part, TextSize.SMALL)]
    position = ft.Column(lines, spacing=Space.MEDIUM, tight=True)
    # The label of the answers repeats the position: a screen reader starts a new question at its
    # title, and does not read what is above.
    return ft.Semantics(exclude_semantics=True, content=position)


def _position(context: AppContext, draft: Draft) -> tuple[str, str]:
    """The name of the part of the self-check, and the number of the question."""
    labels, asked = context.content.labels.self_check, draft.question
    parts = {Sign: labels.signs_part, ContextQuestion: labels.context_part}
    rank = QUESTIONS.index(asked) + 1
    progress = labels.progress.format(n=rank, total=len(QUESTIONS))
    return parts.get(type(asked), labels.step_up_part), progress


def _answers(context: AppContext, draft: Draft, handler_for: HandlerFor) -> ft.Control:
    content, current = context.content, draft.check.get(draft.question)
    options = [
        Option(
            content.self_check.answer(answer),
            current is answer,
            handler_for(draft.with_answer(answer)),
        )
        for answer in possible_answers(draft.question)
    ]
    return radio_group(
        ". ".join([*_position(context, draft), content.labels.self_check.answers]), options
    )


def _footer(context: AppContext, draft: Draft, handler_for: HandlerFor) -> list[ft.Control]:
    labels = context.content.labels.self_check
    answered = draft.check.get(draft.question) is not None
    act = handler_for(draft.next()) if answered else handler_for(draft.without_answer())
    forward = primary(labels.next, act) if answered else tertiary(labels.skip, act)
    if draft.question is QUESTIONS[0]:
        return [forward]
    return step_buttons(labels.previous, handler_for(draft.previous()), forward, context.compact)

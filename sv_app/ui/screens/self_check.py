"""The self-check: first the dangers on one screen, then one question at a time.

Each step has a path of its own, so that Back goes to the previous step.
"""

import datetime as dt
from collections.abc import Callable
from functools import partial

import flet as ft

from sv_app import routes
from sv_app.domain.journal import StorageState
from sv_app.domain.self_check import (
    QUESTIONS_BY_STEP,
    Draft,
    Sign,
    Step,
    StepUpCriterion,
    YesNo,
    first_advice,
    needs_emergency,
    possible_answers,
)
from sv_app.ui.components.buttons import primary, secondary, tertiary
from sv_app.ui.components.cards import side_by_side
from sv_app.ui.components.danger import danger_bar, danger_panel
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.moments import progress_line
from sv_app.ui.components.options import Option, check_list, radio_group
from sv_app.ui.components.passcode import unlock_offer
from sv_app.ui.components.people import stay_with_me_card
from sv_app.ui.components.scroll_anchor import scrolled_into_view
from sv_app.ui.components.self_check_steps import step_path
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.storage_notices import AsyncAction, state_sentence
from sv_app.ui.components.typography import live_region, muted, question_title, small_title
from sv_app.ui.context import (
    AppContext,
    ObservedStorage,
    use_effect,
    use_observed_draft,
    use_state,
    use_storage,
)
from sv_app.ui.theme import STRETCH, Space, TextSize

Change = Callable[[Draft], Draft]


@screen
def self_check(context: AppContext) -> ft.View:
    """The step in the path; without a draft, the first step, or back to the previous screen."""
    storage, draft = use_storage(), use_observed_draft().draft
    path_with_no_way_back, set_path_with_no_way_back = use_state(str)
    is_over = not draft and context.path != routes.SELF_CHECK and not storage.locked

    async def leave() -> None:
        # After the answers were saved or discarded, Back of the browser would otherwise show the
        # first step for each question that was answered.
        if is_over and not await context.try_back():
            set_path_with_no_way_back(context.path)

    use_effect(leave, [is_over, context.path])
    if is_over and path_with_no_way_back != context.path:
        return page_shell(context, small_title(context.content.labels.me.title), [])
    step = _step_of(context.path) if draft else Step.SAFETY
    draft = draft or Draft()
    is_safety = step is Step.SAFETY
    head, answers = _safety(context, draft) if is_safety else _question(context, draft, step)
    notes = [_storage_note(context, storage), *unlock_offer(context, storage)]
    return page_shell(
        context,
        # In landscape, the answers are beside the question, so that all can be seen.
        side_by_side(head, answers, widths=COLUMNS) if context.landscape else _stacked(head),
        notes if context.landscape else [*answers, *notes],
        back_to=step_path(step.previous) if step.previous else routes.ME,
    )


STEP_PATHS = (routes.SELF_CHECK, *map(routes.self_check, QUESTIONS_BY_STEP))
"""The paths of this screen."""
COLUMNS = (2, 3)
"""The proportions of the question and of the answers beside it."""


def _step_of(path: str) -> Step:
    return Step.SAFETY if path == routes.SELF_CHECK else Step(path.rpartition("/")[2])


def _stacked(controls: list[ft.Control]) -> ft.Control:
    return ft.Column(controls, spacing=Space.SMALL, horizontal_alignment=STRETCH)


def _is_compact_upright(context: AppContext) -> bool:
    """Whether the window is compact, and not a phone in landscape orientation.

    Its text is large, or it is very narrow.
    """
    return context.compact and not context.landscape


def _padding(context: AppContext) -> int:
    return Space.MEDIUM if context.compact else Space.BASE


def _handler(context: AppContext, change: Change) -> AsyncAction:
    """Return a handler that changes the draft, and opens the step at which it then is."""

    async def act() -> None:
        before = context.observed_draft.draft or Draft(begun=dt.datetime.now().astimezone())
        after = change(before)
        path = step_path(after.step)
        # A tick stays on its screen: its own path again would be another entry of the history.
        go_on = (lambda: context.go(path)) if path != context.path else None
        await context.observed_draft.set_draft(after, go_on)

    return act


def _safety(context: AppContext, draft: Draft) -> tuple[list[ft.Control], list[ft.Control]]:
    """The dangers to tick, with "none of these", or who to call once one is ticked.

    What is ticked does not move: under the list are the buttons or, once something is ticked, the
    panel. In landscape they are under the question, beside the list.
    """
    labels = context.content.labels.self_check
    options = [_danger(context, draft, criterion) for criterion in StepUpCriterion]
    ticks = check_list(options, dense=context.short or context.compact)
    below = _below_dangers(context, draft)
    question, hint = question_title(labels.safety, context.compact), muted(labels.safety_about)
    if context.landscape:
        # A panel takes the place of the hint, so that the button to call is in sight.
        hints = [] if draft.check.step_up_reasons else [hint]
        return [question, *hints, *below], [ticks]
    return [question, hint], [ticks, *below]


def _danger(context: AppContext, draft: Draft, criterion: StepUpCriterion) -> Option:
    ticked = draft.check.get(criterion) is YesNo.YES
    change = partial(Draft.with_danger, criterion=criterion, present=not ticked)
    return Option(context.content.self_check.dangers[criterion], ticked, _handler(context, change))


def _below_dangers(context: AppContext, draft: Draft) -> list[ft.Control]:
    labels = context.content.labels.self_check
    go_on = _handler(context, Draft.with_safety_answered)
    if needs_emergency(draft.check):
        panel: ft.Control = danger_panel(context, first_advice(draft.check))
        if _is_compact_upright(context):
            # The panel is below the window: the person would see nothing but the tick.
            panel = scrolled_into_view(panel, "danger")
        return [panel, *stay_with_me_card(context), secondary(labels.next, go_on)]
    return [
        primary(labels.none, go_on),
        tertiary(labels.skip, _handler(context, Draft.with_safety_skipped)),
    ]


def _question(
    context: AppContext, draft: Draft, step: Step
) -> tuple[list[ft.Control], list[ft.Control]]:
    """A question with its answers; the numbers stay above it after a yes to a danger."""
    question = QUESTIONS_BY_STEP[step]
    words = context.content.self_check.questions[question]
    head = [
        *([danger_bar(context)] if needs_emergency(draft.check) else []),
        _position_bar(context, step),
        question_title(words.ask, context.compact),
    ]
    hint = muted(words.hint, TextSize.SMALL)
    answers = [_answers(context, draft, step), _forward(context, draft, step)]
    if _is_compact_upright(context):  # the hint is below the answers, which have to be in sight
        return head, [*answers, hint]
    return [*head, hint], answers


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


def _position_bar(context: AppContext, step: Step) -> ft.Control:
    part, progress = _position(context, step)
    steps = tuple(QUESTIONS_BY_STEP)
    lines: list[ft.Control] = [
        progress_line((steps.index(step) + 1) / len(steps), progress),
        *([] if context.compact else [muted(part, TextSize.SMALL)]),
    ]
    position = ft.Column(lines, spacing=Space.SMALL, tight=True)
    # The label of the answers repeats the position: a screen reader starts a new question at its
    # title, and does not read what is above.
    return ft.Semantics(exclude_semantics=True, content=position)


def _position(context: AppContext, step: Step) -> tuple[str, str]:
    """The name of the part of the self-check, and the number of the question."""
    labels, steps = context.content.labels.self_check, tuple(QUESTIONS_BY_STEP)
    progress = labels.progress.format(n=steps.index(step) + 1, total=len(steps))
    is_sign = isinstance(QUESTIONS_BY_STEP[step], Sign)
    return labels.signs_part if is_sign else labels.context_part, progress


def _answers(context: AppContext, draft: Draft, step: Step) -> ft.Control:
    content, question = context.content, QUESTIONS_BY_STEP[step]
    current = draft.check.get(question)
    options = [
        Option(
            content.self_check.answer(answer),
            current is answer,
            _handler(context, partial(Draft.with_answer, step=step, answer=answer)),
        )
        for answer in possible_answers(question)
    ]
    name = ". ".join([*_position(context, step), content.labels.self_check.answers])
    return radio_group(name, options, _padding(context))


def _forward(context: AppContext, draft: Draft, step: Step) -> ft.Control:
    """The button to the next step: "continue" after an answer, else "skip"."""
    labels = context.content.labels.self_check
    if draft.check.get(QUESTIONS_BY_STEP[step]) is not None:
        return primary(labels.next, _handler(context, partial(Draft.with_step, step=step.next)))
    return tertiary(
        labels.skip, _handler(context, partial(Draft.with_answer, step=step, answer=None))
    )

"""An exercise, one step at a time: nothing moves by itself, nothing is counted or kept."""

from collections.abc import Callable

import flet as ft

from sv_app import routes
from sv_app.domain.tools import Exercise, ExerciseId
from sv_app.ui.components.buttons import (
    back_and_forward,
    button_style_with_ring,
    primary,
    secondary,
)
from sv_app.ui.components.danger import danger_bar_if_ticked
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.fallback import helplines_view
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.typography import bold, live_region, muted, small_title
from sv_app.ui.context import AppContext, use_observed_draft, use_state
from sv_app.ui.theme import BorderWidth, Space, TextSize

CIRCLE, SMALL_CIRCLE = 264, 200
"""The diameter of the circle of the breaths, and that in a short, compact or landscape window."""
NOT_BEGUN = -1
"""The step before the first breath; the other exercises show their first step at once."""


@screen
def exercise(context: AppContext) -> ft.View:
    """The exercise that the path names; only the person's touch goes to the next step."""
    observed_draft, words = use_observed_draft(), context.content.tools.exercises
    exercise_id = ft.use_route_params().get("exercise", "")
    # The state survives a change of exercise in the path, so it names its exercise.
    (begun_id, step), set_step = use_state(lambda: ("", NOT_BEGUN))
    current = next((item for item in words.exercises if item.id == exercise_id), None)
    if current is None:
        labels = context.content.labels
        return helplines_view(context, labels.fallback.not_found, labels.scripts.missing)
    breathing = current.id is ExerciseId.BREATHING
    index = step if begun_id == exercise_id else NOT_BEGUN if breathing else 0
    following = (index + 1) % len(current.steps)

    def go_on() -> None:
        set_step((exercise_id, following))

    async def stop() -> None:
        await context.back_or_open(routes.EXERCISES)

    ended = index == len(current.steps) - 1 and not current.repeats
    show = _breathing if breathing else _step
    if breathing or ended:
        footer: list[ft.Control] = [secondary(words.done, stop)]
    else:
        forward = primary(current.next, go_on)
        forward.key = "forward"  # the same button at every step, so that it keeps the focus
        footer = back_and_forward(words.done, stop, forward, context.compact)
    return page_shell(
        context,
        small_title(current.name),
        [*danger_bar_if_ticked(context, observed_draft), *show(context, current, index, go_on)],
        back_to=routes.EXERCISES,
        footer=footer,
    )


def _step(
    context: AppContext, current: Exercise, index: int, _: Callable[[], None]
) -> list[ft.Control]:
    """The step in large words; under the first, how to do the exercise."""
    size = TextSize.QUESTION if context.compact else TextSize.CUE
    words = live_region(current.steps[index], size=size)
    return [words, *([muted(current.about, TextSize.LEAD)] if index == 0 else [])]


def _breathing(
    context: AppContext, current: Exercise, index: int, go_on: Callable[[], None]
) -> list[ft.Control]:
    """A circle that says which half of a breath it is; each touch changes to the other half.

    It is full while the air comes in. It neither grows nor fills by itself: the person's breath
    sets the pace, and there is nothing to follow.
    """
    begun, full = index != NOT_BEGUN, index == 1
    hint = muted(current.next if begun else current.about)
    hint.text_align = ft.TextAlign.CENTER
    words = current.steps[index] if begun else context.content.tools.exercises.start
    circle = _circle(context, words, full, go_on)
    return [ft.Container(circle, alignment=ft.Alignment.CENTER), hint]


def _circle(
    context: AppContext, words: str, full: bool, act: Callable[[], None]
) -> ft.MergeSemantics:
    size = SMALL_CIRCLE if context.short or context.compact or context.landscape else CIRCLE
    color = ft.Colors.ON_PRIMARY_CONTAINER
    style = button_style_with_ring(
        ft.BorderSide(BorderWidth.RING, ft.Colors.PRIMARY),
        shape=ft.CircleBorder(),
        padding=Space.LARGE,
        color=color,
        bgcolor=ft.Colors.PRIMARY_CONTAINER if full else ft.Colors.SURFACE_CONTAINER_LOWEST,
        visual_density=ft.VisualDensity.STANDARD,
    )
    label = bold(words, TextSize.LEAD if context.compact else TextSize.QUESTION, color)
    label.text_align = ft.TextAlign.CENTER
    button = ft.OutlinedButton(label, style=style, width=size, height=size, on_click=act)
    # A live region: a screen reader says the new half of the breath after a touch.
    return ft.MergeSemantics(ft.Semantics(button=True, live_region=True, content=button))

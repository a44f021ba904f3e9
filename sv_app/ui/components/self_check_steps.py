"""The way into the self-check: the path of each step, and the offer to resume a draft."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from sv_app import routes
from sv_app.domain.self_check import Step, day_part
from sv_app.ui.context import AppContext, use_progress


def step_path(step: Step) -> str:
    """The path of a step; it does not depend on the answers."""
    if step is Step.SAFETY:
        return routes.SELF_CHECK
    return routes.RESULT if step is Step.RESULT else routes.self_check(step)


@dataclass(frozen=True)
class Resume:
    """The offer to resume a self-check: the words of its button, and the handler."""

    words: str
    act: Callable[[], None]


def use_resume(context: AppContext) -> Resume | None:
    """The offer to resume the self-check in progress, or None if there is none.

    The component renders again when a self-check is begun or dropped, and not at each answer.
    """
    progress = use_progress()
    if not progress.resumable:
        return None

    def resume() -> None:
        draft = context.observed_draft.draft  # the step may have changed since the last render
        context.go(step_path(draft.step) if draft else routes.SELF_CHECK)

    begun_at = progress.begun_at.astimezone() if progress.begun_at else None
    part = day_part(begun_at, dt.datetime.now().astimezone())
    return Resume(context.content.labels.me.resume[part], resume)

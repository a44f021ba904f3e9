"""Conversation mode: the cues of a script, one at a time; nothing is recorded."""

from collections.abc import Awaitable, Callable
from functools import partial

import flet as ft

from sv_app import routes
from sv_app.domain.conversation import Cue, cues
from sv_app.domain.scripts import Script
from sv_app.ui.components.buttons import icon_button, primary, secondary, tertiary
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.moments import Move, progress_line, use_position, with_script
from sv_app.ui.components.phrases import cue_view
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.typography import bold, muted, small_title
from sv_app.ui.context import AppContext, use_effect, use_state
from sv_app.ui.theme import Space, TextSize


@screen
def conversation(context: AppContext) -> ft.View:
    """The cues of the moment in the path."""
    at, move = use_position()
    use_wake_lock(context)
    return with_script(context, lambda script: _cues(context, script, at or 0, move))


def use_wake_lock(context: AppContext) -> None:
    """Keep the device awake while this component is on screen, to read from a distance.

    A device may refuse, to save its battery. The refusal is only reported to the developer's
    console, because the text stays readable.
    """
    lock, _ = use_state(ft.Wakelock)

    async def call(change: Callable[[], Awaitable[None]]) -> None:
        try:
            await change()
        except RuntimeError as refusal:
            context.report(refusal)

    # `use_effect` checks for a coroutine function; a lambda is not one, but a partial is.
    use_effect(partial(call, lock.enable), [], partial(call, lock.disable))


def _cues(context: AppContext, script: Script, at: int, move: Move) -> ft.View:
    steps = cues(script)
    unfinished = at < len(steps)
    body = cue_view(context, steps[at]) if unfinished else _end(context, script)
    return page_shell(
        context,
        small_title(script.title),
        [*_progress(context, steps, at), *body],
        back_to=routes.script(script.id),
        footer=[_step_buttons(context, at, move)] if unfinished else _after(context, script, move),
        step=at,
    )


def _progress(context: AppContext, steps: tuple[Cue, ...], at: int) -> list[ft.Control]:
    labels = context.content.labels.conversation
    if at >= len(steps):
        return []
    words = labels.progress.format(n=at + 1, total=len(steps))
    private = [muted(labels.private, TextSize.SMALL)] if at == 0 else []
    return [progress_line((at + 1) / len(steps), words), *private]


def _step_buttons(context: AppContext, at: int, move: Move) -> ft.Row:
    """Back and next, at the bottom: the thumb reaches both, whatever the size of the text."""
    labels = context.content.labels.conversation
    back = icon_button(ft.Icons.CHEVRON_LEFT, labels.previous, lambda: move(at - 1))
    forward = primary(labels.next, lambda: move(at + 1))
    # The key makes it the same button on every cue, so that it keeps the focus.
    keyed_forward = ft.Container(forward, key="on", expand=True)
    return ft.Row([*([back] if at else []), keyed_forward], spacing=Space.SMALL)


def _end(context: AppContext, script: Script) -> list[ft.Control]:
    labels = context.content.labels.conversation
    headline = labels.urgent_end if script.urgent else labels.end
    about = labels.urgent_end_about if script.urgent else labels.end_about
    return [bold(headline, TextSize.CUE), muted(about, TextSize.LEAD)]


def _after(context: AppContext, script: Script, move: Move) -> list[ft.Control]:
    """What to do after the last cue, in the place of the button for the next cue."""
    labels, go = context.content.labels, context.go
    return [
        tertiary(labels.conversation.again, lambda: move(0)),
        secondary(labels.conversation.script, lambda: go(routes.script(script.id))),
        primary(labels.next_contact.title, lambda: go(routes.NEXT_CONTACT), ft.Icons.EVENT),
    ]

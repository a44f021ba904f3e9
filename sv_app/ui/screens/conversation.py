"""Conversation mode: the cues of a script, one at a time; nothing is recorded."""

from collections.abc import Awaitable, Callable
from functools import partial

import flet as ft

from sv_app import routes
from sv_app.domain.conversation import Cue, cues
from sv_app.domain.scripts import Script
from sv_app.ui.components.buttons import back_and_forward, primary, secondary, tertiary
from sv_app.ui.components.calls import brief_emergency_panel
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.moments import SetPosition, progress_line, use_position, with_script
from sv_app.ui.components.phrases import cue_view
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.swipe import use_arrow_keys, with_swipe
from sv_app.ui.components.typography import bold, muted, small_title
from sv_app.ui.context import AppContext, use_effect, use_state
from sv_app.ui.theme import TextSize


@screen
def conversation(context: AppContext) -> ft.View:
    """The cues of the moment in the path."""
    position, set_position = use_position(context.conversation_positions)
    script = context.content.script(ft.use_route_params().get("moment", ""))
    last = len(cues(script)) if script else 0
    index = position or 0

    def move_by(by: int) -> None:
        """Go `by` cues on, but not before the first cue or past the end."""
        if 0 <= index + by <= last:
            set_position(index + by)

    use_wake_lock(context)
    use_arrow_keys(move_by)
    view = with_script(context, lambda script: _cues(context, script, index, set_position))
    return with_swipe(view, move_by)


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


def _cues(context: AppContext, script: Script, index: int, set_position: SetPosition) -> ft.View:
    cue_list = cues(script)
    unfinished = index < len(cue_list)
    body = cue_view(context, cue_list[index]) if unfinished else _end(context, script, set_position)
    return page_shell(
        context,
        small_title(script.title),
        [*_progress(context, cue_list, index), *body, *_private(context, index)],
        back_to=routes.script(script.id),
        footer=_position_buttons(context, index, len(cue_list), set_position),
        scroll_reset=index,
    )


def _progress(context: AppContext, cue_list: tuple[Cue, ...], index: int) -> list[ft.Control]:
    labels = context.content.labels.conversation
    if index >= len(cue_list):
        return []
    words = labels.progress.format(n=index + 1, total=len(cue_list))
    return [progress_line((index + 1) / len(cue_list), words)]


def _private(context: AppContext, index: int) -> list[ft.Control]:
    """What the app does during a conversation, under the first cue."""
    private = context.content.labels.conversation.private
    return [muted(private, TextSize.SMALL)] if index == 0 else []


def _position_buttons(
    context: AppContext, index: int, total: int, set_position: SetPosition
) -> list[ft.Control]:
    """Back and next, in the footer."""
    labels = context.content.labels
    forward = primary(labels.conversation.next, lambda: set_position(index + 1))
    if index == total:
        plan = labels.next_contact.title
        forward = primary(plan, lambda: context.go(routes.FOLLOW_UP), ft.Icons.EVENT)
    # The key makes it the same button on every cue, so that it keeps the focus.
    forward.key = "forward"
    back = (lambda: set_position(index - 1)) if index else None
    return back_and_forward(labels.conversation.previous, back, forward, context.compact)


def _end(context: AppContext, script: Script, set_position: SetPosition) -> list[ft.Control]:
    """What to do after the last cue; in danger, the numbers stay in view."""
    labels = context.content.labels.conversation
    headline = labels.urgent_end if script.urgent else labels.end
    about = labels.urgent_end_about if script.urgent else labels.end_about
    return [
        *([brief_emergency_panel(context)] if script.urgent else []),
        bold(headline, TextSize.CUE),
        muted(about, TextSize.LEAD),
        secondary(labels.script, lambda: context.go(routes.script(script.id))),
        tertiary(labels.again, lambda: set_position(0)),
    ]

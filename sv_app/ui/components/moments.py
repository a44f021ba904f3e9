"""The moments of a conversation: their list, and the position in the steps of a moment."""

from collections.abc import Callable

import flet as ft

from sv_app import routes
from sv_app.domain.scripts import Script
from sv_app.ui.components.cards import nav_card
from sv_app.ui.components.fallback import helplines_view
from sv_app.ui.components.typography import muted
from sv_app.ui.context import AppContext, use_state
from sv_app.ui.theme import RADIUS, Breakpoint, Space, TextSize

Move = Callable[[int], None]


def with_script(context: AppContext, show: Callable[[Script], ft.View]) -> ft.View:
    """Call `show` with the script that the path names; show the helplines if there is none."""
    content = context.content
    script = content.script(ft.use_route_params().get("moment", ""))
    if script is None:
        missing = content.labels.fallback.not_found
        return helplines_view(context, missing, content.labels.scripts.missing)
    return show(script)


def use_position() -> tuple[int | None, Move]:
    """Return the position in the moment of the path, None before the first move, and its setter."""
    moment = ft.use_route_params().get("moment", "")
    initial: tuple[str, int | None] = (moment, None)
    (saved_moment, position), set_state = use_state(lambda: initial)
    # The state survives a change of moment in the path, so it names its moment.
    return (
        position if saved_moment == moment else None,
        lambda new_position: set_state((moment, new_position)),
    )


def moments(context: AppContext) -> list[ft.Control]:
    """Cards that open the script of each moment; the open script is marked."""
    return [_moment_card(context, script) for script in context.content.scripts]


def moments_sidebar(context: AppContext) -> list[ft.Control] | None:
    """The same cards for a sidebar; None where the window is narrower than `Breakpoint.DESKTOP`."""
    return moments(context) if context.breakpoint >= Breakpoint.DESKTOP else None


def _moment_card(context: AppContext, script: Script) -> ft.Control:
    path = routes.script(script.id)
    current = context.path == path
    return nav_card(context, script.title, script.aim, None, path, current)


def progress_line(fraction: float, words: str) -> ft.Row:
    """A progress bar, filled to `fraction`, beside `words`; a screen reader says only the words."""
    bar = ft.ProgressBar(fraction, border_radius=RADIUS, bar_height=Space.SMALL)
    silent_bar = ft.Semantics(exclude_semantics=True, content=bar)
    return ft.Row(
        [ft.Container(silent_bar, expand=True), muted(words, TextSize.SMALL)], spacing=Space.MEDIUM
    )

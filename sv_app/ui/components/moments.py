"""The moments of a conversation: the list, and how far a person is in one."""

from collections.abc import Callable

import flet as ft

from sv_app import routes
from sv_app.domain.scripts import Script
from sv_app.ui.components.cards import nav_card
from sv_app.ui.components.fallback import helplines_instead
from sv_app.ui.components.typography import muted
from sv_app.ui.context import AppContext, use_state
from sv_app.ui.theme import RADIUS, Breakpoint, Size, Space

Move = Callable[[int], None]


def of_moment(context: AppContext, show: Callable[[Script], ft.View]) -> ft.View:
    """What `show` makes of the script the path names; the helplines when there is none."""
    content = context.content
    script = content.script(ft.use_route_params().get("moment", ""))
    if script is None:
        missing = content.labels.fallback.not_found
        return helplines_instead(context, missing, content.labels.scripts.missing)
    return show(script)


def use_place() -> tuple[int | None, Move]:
    """How far one has gone in the moment of the path, if one has, and what goes further."""
    moment = ft.use_route_params().get("moment", "")
    place: tuple[str, int | None] = (moment, None)
    (of, at), put = use_state(lambda: place)
    # Going from a moment to another keeps the state of the first.
    return at if of == moment else None, lambda to: put((moment, to))


def moments(context: AppContext) -> list[ft.Control]:
    """A door to each moment's script; the one that is open is marked."""
    return [_moment(context, script) for script in context.content.scripts]


def moments_beside(context: AppContext) -> list[ft.Control] | None:
    """The same beside a screen, where there is room."""
    return moments(context) if context.room >= Breakpoint.DESK else None


def _moment(context: AppContext, script: Script) -> ft.Control:
    path = routes.script(script.id)
    here = context.here == path
    return nav_card(context, script.title, script.aim, None, path, here)


def progress_line(share: float, words: str) -> ft.Row:
    """The bar, `share` of it full, beside the words; only these are read aloud."""
    bar = ft.ProgressBar(share, border_radius=RADIUS, bar_height=Space.SMALL)
    drawn = ft.Semantics(exclude_semantics=True, content=bar)
    return ft.Row(
        [ft.Container(drawn, expand=True), muted(words, Size.SMALL)], spacing=Space.MEDIUM
    )

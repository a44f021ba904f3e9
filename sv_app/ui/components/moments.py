"""The moments: their list, and the current cue or rehearsal line.

A moment is a situation in supporting a colleague or oneself.
"""

from collections.abc import Callable, Iterable, Mapping

import flet as ft

from sv_app import routes
from sv_app.domain.scripts import MomentGroup, Script
from sv_app.ui.components.buttons import button_style_with_ring, secondary, tertiary
from sv_app.ui.components.cards import CURRENT_BORDER, DEFAULT_BORDER
from sv_app.ui.components.error_boundary import component
from sv_app.ui.components.fallback import helplines_view
from sv_app.ui.components.scroll_anchor import use_scroll_to, with_scroll_anchor
from sv_app.ui.components.semantics import SemanticRole, with_role
from sv_app.ui.components.typography import bold, heading, muted, text
from sv_app.ui.context import AppContext, use_state
from sv_app.ui.theme import (
    DANGER_TEXT_COLOR,
    ICON_SIZE,
    RADIUS,
    STRETCH,
    BorderWidth,
    Breakpoint,
    Space,
    TextSize,
)

SetPosition = Callable[[int], None]
ICONS: Mapping[MomentGroup, ft.IconData] = {
    MomentGroup.DANGER: ft.Icons.WARNING_AMBER,
    MomentGroup.NOW: ft.Icons.FORUM_OUTLINED,
    MomentGroup.TODAY: ft.Icons.TODAY,
    MomentGroup.NEXT_DAYS: ft.Icons.DATE_RANGE,
    MomentGroup.YOURSELF: ft.Icons.SELF_IMPROVEMENT,
}


def with_script(context: AppContext, show: Callable[[Script], ft.View]) -> ft.View:
    """Call `show` with the script that the path names; show the helplines if there is none."""
    content = context.content
    script = content.script(ft.use_route_params().get("moment", ""))
    if script is None:
        missing = content.labels.fallback.not_found
        return helplines_view(context, missing, content.labels.scripts.missing)
    return show(script)


def use_position(remembered: dict[str, int] | None = None) -> tuple[int | None, SetPosition]:
    """Return the position in the cues or the rehearsal, None until it is set, and its setter.

    It belongs to the moment in the path. `remembered` holds the position of each moment, and keeps
    it while another screen is open.
    """
    moment = ft.use_route_params().get("moment", "")
    positions = {} if remembered is None else remembered
    initial: tuple[str, int | None] = (moment, positions.get(moment))
    (saved_moment, position), set_state = use_state(lambda: initial)

    def set_position(new_position: int) -> None:
        positions[moment] = new_position
        set_state((moment, new_position))

    # The state survives a change of moment in the path, so it names its moment.
    return position if saved_moment == moment else positions.get(moment), set_position


def moments(
    context: AppContext, groups: Iterable[MomentGroup] = MomentGroup, current: str = ""
) -> list[ft.Control]:
    """Cards that open the scripts of `groups`; `current` is the id of the open script.

    Beside an open script, the names of the groups are no headings: they come before its title.
    """
    listed: list[ft.Control] = []
    for group in groups:
        scripts = [script for script in context.content.scripts if script.group is group]
        listed.append(_group_name(context, group, is_heading=not current))
        listed += [_moment_card(context, script, script.id == current) for script in scripts]
    return listed


def readiness_button(context: AppContext, script: Script | None = None) -> list[ft.Control]:
    """The button that opens the readiness check before the conversation of `script`.

    Without a script, the check is before any conversation. Empty for an urgent script or a script
    about the person themself.
    """
    if script and (script.urgent or script.group is MomentGroup.YOURSELF):
        return []
    path = routes.readiness(script.id) if script else routes.READINESS
    kind = tertiary if script else secondary
    icon = ft.Icons.HOW_TO_REG_OUTLINED
    return [kind(context.content.readiness.title, lambda: context.go(path), icon)]


def urgent_moments(context: AppContext) -> list[ft.Control]:
    """Cards that open the scripts for a danger, such as fear for the life of a colleague."""
    return [_moment_card(context, s, False) for s in context.content.scripts if s.urgent]


def moments_sidebar(context: AppContext, current: str) -> ft.Control | None:
    """The cards of `moments`, for a sidebar; None if the window is narrower than a desktop's."""
    if context.breakpoint < Breakpoint.DESKTOP:
        return None
    # The client fails if it has to scroll a screen that conversation mode covers.
    route = routes.without_anchor(ft.context.page.route)
    return _sidebar(current, on_top=route == routes.script(current))


@component
def _sidebar(context: AppContext, current: str, on_top: bool) -> ft.Control:
    """The cards in a column of their own, scrolled to the current one."""
    scroll = use_scroll_to(context, _current_anchor(current) if on_top else "")
    column = ft.Column(
        moments(context, current=current), spacing=Space.SMALL, horizontal_alignment=STRETCH
    )
    padding = ft.Padding(Space.BASE, Space.SMALL, Space.SMALL, Space.BASE)
    scrolled = ft.Column(
        [ft.Container(column, padding=padding)], ref=scroll, scroll=ft.ScrollMode.AUTO
    )
    return with_role(
        SemanticRole.SECOND_NAVIGATION, scrolled, context.content.labels.scripts.moments
    )


def _group_name(context: AppContext, group: MomentGroup, is_heading: bool) -> ft.Container:
    danger = group is MomentGroup.DANGER
    color = ft.Colors.ERROR if danger else ft.Colors.ON_SURFACE
    icon = ft.Icon(ICONS[group], size=ICON_SIZE, color=color)
    name = context.content.labels.scripts.groups[group]
    words = heading(name, color) if is_heading else bold(name, TextSize.HEADING, color)
    row = ft.Row([icon, ft.Container(words, expand=True)], spacing=Space.SMALL)
    return ft.Container(row, padding=ft.Padding(top=Space.SMALL))


def _moment_card(context: AppContext, script: Script, current: bool) -> ft.MergeSemantics:
    """A card with the title of the moment; that of a danger also has its aim, and is red."""
    path = routes.script(script.id)
    color = DANGER_TEXT_COLOR if script.urgent else ft.Colors.ON_SURFACE
    aim = [text(script.aim, TextSize.SMALL, color)] if script.urgent else []
    words = ft.Column([bold(script.title, color=color), *aim], spacing=0, tight=True, expand=True)
    chevron = ft.Icon(ft.Icons.CHEVRON_RIGHT, color=color)
    row = ft.Row([words, *([] if context.compact else [chevron])], spacing=Space.BASE)
    button = ft.OutlinedButton(
        row, style=_card_style(script.urgent, current), on_click=lambda: context.go(path)
    )
    card = ft.MergeSemantics(ft.Semantics(button=True, selected=current, content=button))
    # Only the current card: two screens on top of each other must not share a scroll key.
    return with_scroll_anchor(card, _current_anchor(script.id)) if current else card


def _current_anchor(moment: str) -> str:
    return f"current-{moment}"


def _card_style(urgent: bool, current: bool) -> ft.ButtonStyle:
    edge = DEFAULT_BORDER.top
    if urgent:
        edge = ft.BorderSide(BorderWidth.FIRM, ft.Colors.ERROR)
    if current:
        edge = CURRENT_BORDER.top
    return button_style_with_ring(
        edge,
        shape=ft.RoundedRectangleBorder(radius=RADIUS),
        padding=ft.Padding.symmetric(horizontal=Space.BASE, vertical=Space.MEDIUM + Space.TINY),
        color=DANGER_TEXT_COLOR if urgent else ft.Colors.ON_SURFACE,
        bgcolor=ft.Colors.ERROR_CONTAINER if urgent else ft.Colors.SURFACE_CONTAINER_LOWEST,
        visual_density=ft.VisualDensity.STANDARD,
    )


def progress_line(fraction: float, words: str) -> ft.Row:
    """A progress bar, filled to `fraction`, beside `words`; a screen reader says only the words."""
    bar = ft.ProgressBar(fraction, border_radius=RADIUS, bar_height=Space.SMALL)
    silent_bar = ft.Semantics(exclude_semantics=True, content=bar)
    return ft.Row(
        [ft.Container(silent_bar, expand=True), muted(words, TextSize.SMALL)], spacing=Space.MEDIUM
    )

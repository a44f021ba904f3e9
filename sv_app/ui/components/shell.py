"""The shell of every screen: back button, content, call bar and navigation rail."""

from collections.abc import Iterator
from functools import partial

import flet as ft

from sv_app import routes
from sv_app.ui.components.buttons import button_style, icon_button
from sv_app.ui.components.calls import call_bar, hospital_call_buttons
from sv_app.ui.components.semantics import SemanticRole, with_role
from sv_app.ui.components.toast import toast_area
from sv_app.ui.components.typography import live_region
from sv_app.ui.context import AppContext
from sv_app.ui.theme import (
    BUTTON_HEIGHT,
    CONTENT_FLEX,
    ICON_SIZE,
    MARGIN_FLEX,
    QUICK_EXIT_WIDTH,
    RADIUS,
    RAIL_WIDTH,
    SIDEBAR_WIDTH,
    STRETCH,
    TEXT_WIDTH,
    WIDE_WIDTH,
    BorderWidth,
    Breakpoint,
    Space,
)

RailLink = tuple[str, ft.IconData, str]
"""The label, the icon and the path of a link in the rail."""


def rail(context: AppContext) -> ft.Control:
    """The navigation; the link to the current screen, or to its parent, is marked.

    At the desktop breakpoint the calls are at its bottom, in place of the bar under the screen.
    """
    links = ft.Column(
        [_link(context, link, _is_current(link[2], context.path)) for link in _rail_links(context)],
        spacing=Space.SMALL,
        horizontal_alignment=STRETCH,
        scroll=ft.ScrollMode.AUTO,
        expand=True,
    )
    name = context.content.labels.app.name
    navigation = with_role(SemanticRole.NAVIGATION, links, name, expand=True)
    calls = [_calls(context)] if context.breakpoint >= Breakpoint.DESKTOP else []
    return ft.Container(
        ft.Column([navigation, *calls], spacing=Space.SMALL, horizontal_alignment=STRETCH),
        key="rail",  # what is beside it keeps its identity with and without the rail
        width=RAIL_WIDTH,
        padding=Space.SMALL,
        border=ft.Border(right=ft.BorderSide(BorderWidth.HAIR, ft.Colors.OUTLINE_VARIANT)),
    )


def _rail_links(context: AppContext) -> Iterator[RailLink]:
    labels = context.content.labels
    yield labels.app.name, ft.Icons.HOME_OUTLINED, routes.HOME
    yield labels.home.me, ft.Icons.FAVORITE_BORDER, routes.ME
    yield labels.home.colleague, ft.Icons.FORUM_OUTLINED, routes.SCRIPTS
    yield labels.home.team, ft.Icons.GROUPS_OUTLINED, routes.TEAM
    yield labels.search.title, ft.Icons.SEARCH, routes.SEARCH
    yield labels.home.understand, ft.Icons.MENU_BOOK_OUTLINED, routes.UNDERSTAND
    yield labels.home.settings, ft.Icons.TUNE, routes.SETTINGS


def _is_current(path: str, current_path: str) -> bool:
    return current_path == path or (path != routes.HOME and current_path.startswith(f"{path}/"))


def _link(context: AppContext, link: RailLink, current: bool) -> ft.Control:
    label, icon, path = link
    color, bgcolor = ft.Colors.PRIMARY, None
    if current:
        color, bgcolor = ft.Colors.ON_PRIMARY_CONTAINER, ft.Colors.PRIMARY_CONTAINER
    style = button_style(color, bgcolor, dense=True, align=ft.Alignment.CENTER_LEFT)
    mark = ft.Icon(icon, size=ICON_SIZE, color=color)
    button = ft.TextButton(label, icon=mark, style=style, on_click=lambda: context.go(path))
    # A bar marks the current screen for people who do not see the colour. A border around the
    # button would look like the focus ring.
    bar_color = ft.Colors.PRIMARY if current else ft.Colors.TRANSPARENT
    marked = ft.Container(
        button,
        padding=ft.Padding(left=Space.TINY),
        border=ft.Border(left=ft.BorderSide(BorderWidth.BAR, bar_color)),
    )
    return ft.MergeSemantics(ft.Semantics(selected=current, content=marked))


def page_shell(
    context: AppContext,
    title: ft.Control,
    controls: list[ft.Control],
    back_to: str | None = None,
    top: ft.Control | None = None,
    footer: list[ft.Control] | None = None,
    sidebar: ft.Control | None = None,
    fixed: list[ft.Control] | None = None,
    scroll_reset: int = 0,
    scroll: ft.Ref[ft.Column] | None = None,
    wide: bool = False,
) -> ft.View:
    """Return a screen of `title` and `controls` in the shell.

    The top row, which does not scroll, has the back button, or `top` on a screen without
    `back_to`, and the quick exit.

    `footer` stays above the call bar, within reach of the thumb. In a compact window it follows
    the controls, because a fixed footer would hide too much of them.
    `sidebar` is the list from which this screen was opened, such as the scripts; it is beside it.
    `fixed` controls stay under the title, above the controls, while these scroll. In a compact
    window they scroll too.
    A new path, or a changed `scroll_reset`, starts at the top; `scroll` receives the scrolling
    column.
    `wide` controls are side by side, and use more than the width of a column of text.
    """
    calls = [ft.Row([call]) for call in hospital_call_buttons(context)]
    compact_footer = [*(footer or []), *calls] if context.compact else []
    header = [title, *fixed] if fixed and not context.compact else []
    lead = [] if header else [title, *(fixed or [])]
    content = _space_headings([*lead, *controls, *compact_footer])
    body = ft.Column(content, spacing=Space.MEDIUM, horizontal_alignment=STRETCH)
    # A new key makes a new scrolling column, at its top.
    key = f"{context.path}#{scroll_reset}"
    # Beside a sidebar and in a compact window, the content uses the whole remaining width.
    breakpoint_ = Breakpoint.PHONE if sidebar or context.compact else context.breakpoint
    body_column = _scrolled(_column([body], breakpoint_, wide), key, scroll)
    if header:
        body_column = ft.Column(
            [_column(header, breakpoint_), body_column],
            spacing=0,
            horizontal_alignment=STRETCH,
            expand=True,
        )
    notice = [_notice(context.notice)] if context.notice else []
    fixed_footer = [_column(footer, context.breakpoint)] if footer and not context.compact else []
    parts: list[ft.Control] = [
        *notice,
        _with_sidebar(sidebar, body_column) if sidebar else body_column,
        *toast_area(context),
        *fixed_footer,
    ]
    main = ft.Column(parts, spacing=0, horizontal_alignment=STRETCH)
    bottom = [_bottom(context)] if context.breakpoint < Breakpoint.DESKTOP else []
    column = ft.Column(
        [_top(context, back_to, top), with_role(SemanticRole.MAIN, main, expand=True), *bottom],
        spacing=0,
        horizontal_alignment=STRETCH,
        expand=True,
    )
    # The same tree with and without the rail, so that typed text survives a rotation.
    navigation = [rail(context)] if context.breakpoint >= Breakpoint.TABLET else []
    row = ft.Row([*navigation, column], spacing=0, vertical_alignment=STRETCH)
    return ft.View(controls=[ft.SafeArea(row, expand=True)], padding=0, spacing=0)


HEADING_LEVEL = 2
"""The level of the headings within a screen."""


def _space_headings(controls: list[ft.Control]) -> list[ft.Control]:
    """Add padding above each heading but the first control; return the same controls."""
    for control in controls[1:]:
        if isinstance(control, ft.Semantics) and control.heading_level == HEADING_LEVEL:
            control.content = ft.Container(control.content, padding=ft.Padding(top=Space.MEDIUM))
    return controls


def _scrolled(content: ft.Control, key: str, ref: ft.Ref[ft.Column] | None) -> ft.Column:
    return ft.Column([content], key=key, ref=ref, scroll=ft.ScrollMode.AUTO, expand=True)


def _with_sidebar(sidebar: ft.Control, content: ft.Control) -> ft.Row:
    return ft.Row(
        [ft.Container(sidebar, width=SIDEBAR_WIDTH), content],
        spacing=0,
        vertical_alignment=STRETCH,
        expand=True,
    )


def _column(controls: list[ft.Control], breakpoint_: Breakpoint, wide: bool = False) -> ft.Row:
    """The column of the content, centred on a wide screen.

    Not a ResponsiveRow: its content can be missing after a change to the dark theme.
    """
    content = ft.Column(controls, spacing=Space.SMALL, horizontal_alignment=STRETCH)
    padding = ft.Padding(Space.BASE, Space.SMALL, Space.BASE, Space.BASE)
    # The same controls at every width, so that typed text stays.
    width = WIDE_WIDTH if wide else TEXT_WIDTH
    column = ft.Container(content, padding=padding, width=width)
    middle = ft.Container(column, alignment=ft.Alignment.TOP_CENTER, expand=CONTENT_FLEX)
    margin = MARGIN_FLEX if breakpoint_ >= Breakpoint.TABLET else None
    left, right = (ft.Container(expand=margin) for _ in range(2))
    return ft.Row([left, middle, right], spacing=0)


def _bottom(context: AppContext) -> ft.Control:
    return ft.Container(
        _calls(context),
        padding=ft.Padding.symmetric(horizontal=Space.BASE, vertical=Space.SMALL),
        bgcolor=ft.Colors.SURFACE_CONTAINER,
        border=ft.Border(top=ft.BorderSide(BorderWidth.HAIR, ft.Colors.OUTLINE_VARIANT)),
    )


def _calls(context: AppContext) -> ft.Control:
    return with_role(SemanticRole.COMPLEMENTARY, call_bar(context), context.content.labels.call.bar)


def _top(context: AppContext, back_to: str | None, start: ft.Control | None) -> ft.Control:
    """The row at the top: the back button, or `start` without one, and the quick exit."""
    labels = context.content.labels
    empty = not (back_to or start)
    if back_to:
        words = labels.app.back
        start = icon_button(ft.Icons.ARROW_BACK, words, partial(context.back_or_open, back_to))
    else:
        words = labels.settings.language if start else labels.app.quick_exit
    controls = [start or ft.Container(height=BUTTON_HEIGHT), _quick_exit(context)]
    row = ft.Row(controls, alignment=ft.MainAxisAlignment.SPACE_BETWEEN)
    # The arrow has its own space around it.
    row.margin = ft.Margin(left=0 if back_to else Space.SMALL)
    if empty and not context.quick_exit:
        return row  # without a control, it is no navigation
    return with_role(SemanticRole.NAVIGATION, row, words)


def _quick_exit(context: AppContext) -> ft.Control:
    """The quick exit at the top right; only a space if the page around the app has its own."""
    if context.quick_exit is None:
        return ft.Container(width=QUICK_EXIT_WIDTH)
    words = context.content.labels.app.quick_exit
    style = button_style(dense=True)
    return ft.TextButton(
        words, icon=ft.Icons.MEETING_ROOM_OUTLINED, style=style, on_click=context.quick_exit
    )


def _notice(sentence: str) -> ft.Container:
    return ft.Container(
        live_region(sentence, ft.Colors.ON_TERTIARY_CONTAINER),
        padding=Space.MEDIUM,
        margin=Space.SMALL,
        border_radius=RADIUS,
        bgcolor=ft.Colors.TERTIARY_CONTAINER,
    )

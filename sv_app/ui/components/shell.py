"""The frame of every screen: a way back, the content, the call bar, and the navigation rail."""

from collections.abc import Iterator
from functools import partial

import flet as ft

from sv_app import routes
from sv_app.ui.components.buttons import button_style, icon_button
from sv_app.ui.components.calls import call_bar, hospital_call
from sv_app.ui.components.semantics import Role, with_role
from sv_app.ui.components.typography import live_region
from sv_app.ui.context import AppContext
from sv_app.ui.theme import (
    ASIDE,
    FULL_WIDTH,
    MARGIN,
    MIDDLE,
    RADIUS,
    RAIL,
    TEXT_WIDTH,
    TOUCH_TARGET,
    Breakpoint,
    Line,
    Space,
)

Destination = tuple[str, ft.IconData, str]
"""What it is called, how it is drawn, and where it leads."""


def rail(context: AppContext) -> ft.Control:
    """Every way; the one to where one is, or to what is above it, is marked."""
    column = ft.Column(
        [_link(context, way, _leads(way[2], context.here)) for way in _destinations(context)],
        spacing=Space.SMALL,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        scroll=ft.ScrollMode.AUTO,
    )
    surface = ft.Container(
        column,
        width=RAIL,
        padding=Space.SMALL,
        border=ft.Border(right=ft.BorderSide(Line.HAIR, ft.Colors.OUTLINE_VARIANT)),
    )
    ways = with_role(Role.NAVIGATION, surface, context.content.labels.app.name)
    ways.key = "rail"  # what is beside it is the same with and without it
    return ways


def _destinations(context: AppContext) -> Iterator[Destination]:
    labels = context.content.labels
    yield labels.app.name, ft.Icons.HOME_OUTLINED, routes.HOME
    yield labels.home.me, ft.Icons.FAVORITE_BORDER, routes.ME
    yield labels.home.colleague, ft.Icons.FORUM_OUTLINED, routes.SCRIPTS
    yield labels.home.team, ft.Icons.GROUPS_OUTLINED, routes.TEAM
    yield labels.find.title, ft.Icons.SEARCH, routes.SEARCH
    yield labels.home.understand, ft.Icons.MENU_BOOK, routes.UNDERSTAND
    yield labels.home.settings, ft.Icons.TUNE, routes.SETTINGS


def _leads(way: str, here: str) -> bool:
    return here == way or (way != routes.HOME and here.startswith(f"{way}/"))


def _link(context: AppContext, way: Destination, current: bool) -> ft.Control:
    words, icon, path = way
    ink = ground = edge = None
    if current:  # by its edge too, for who does not see the colour
        ink, ground = ft.Colors.ON_PRIMARY_CONTAINER, ft.Colors.PRIMARY_CONTAINER
        edge = ft.BorderSide(Line.FIRM, ft.Colors.PRIMARY)
    look = button_style(ink, ground, tight=True, edge=edge, align=ft.Alignment.CENTER_LEFT)
    button = ft.TextButton(words, icon=icon, style=look, on_click=lambda: context.go(path))
    return ft.MergeSemantics(ft.Semantics(selected=current, content=button))


def page_shell(
    context: AppContext,
    controls: list[ft.Control],
    back_to: str | None = None,
    footer: list[ft.Control] | None = None,
    sidebar: list[ft.Control] | None = None,
    step: int = 0,
    scroll: ft.Ref[ft.Column] | None = None,
    wide: bool = False,
) -> ft.View:
    """A screen of `controls`; `footer` stays under the thumb, above the call bar.

    Where few lines of text hold, it comes after them: what stays would hide what is read.
    `sidebar` is what `controls` were chosen from: beside them, where there is room.
    Another path, or another `step` of one, begins at its top; `scroll` is filled with what scrolls.
    `wide` controls stand side by side, and take more of the width than a column of text.
    """
    top = [_top(context, back_to)] if back_to else [_clear()] if context.compact else []
    head = [] if top else [_head(context, controls.pop(0), wide)]
    calls = [ft.Row([call]) for call in hospital_call(context)]
    last = [*(footer or []), *calls] if context.compact else []
    words = _spaced([*controls, *last])
    body = ft.Column(words, spacing=Space.MEDIUM, horizontal_alignment=STRETCH)
    # Another key is another scroll, at its beginning.
    begun = f"{context.here}#{step}"
    within = Breakpoint.PHONE if sidebar else context.room  # beside a list, all that is left
    shown = _scrolled(_column([body], within, wide), begun, scroll)
    notice = [_notice(context.notice)] if context.notice else []
    bars = [_column(footer, context.room)] if footer and not context.compact else []
    parts: list[ft.Control] = [*head, *notice, _beside(sidebar, shown) if sidebar else shown, *bars]
    main = ft.Column(parts, spacing=0, horizontal_alignment=STRETCH)
    whole = ft.Column(
        [*top, with_role(Role.MAIN, main, expand=True), _bottom(context)],
        spacing=0,
        horizontal_alignment=STRETCH,
        expand=True,
    )
    # Turned on its side, a screen is still the same: what was written on it stays.
    ways = [rail(context)] if context.room >= Breakpoint.TABLET else []
    safe = ft.Row([*ways, whole], spacing=0, vertical_alignment=STRETCH)
    return ft.View(controls=[ft.SafeArea(safe, expand=True)], padding=0, spacing=0)


STRETCH = ft.CrossAxisAlignment.STRETCH
HEADING = 2
"""The level of the headings within a screen."""


def _spaced(controls: list[ft.Control]) -> list[ft.Control]:
    """The same, with more room above a heading than between it and what it is about."""
    for control in controls[1:]:
        if isinstance(control, ft.Semantics) and control.heading_level == HEADING:
            control.content = ft.Container(control.content, padding=ft.Padding(top=Space.MEDIUM))
    return controls


def _scrolled(content: ft.Control, key: str, ref: ft.Ref[ft.Column] | None) -> ft.Column:
    return ft.Column([content], key=key, ref=ref, scroll=ft.ScrollMode.AUTO, expand=True)


def _beside(sidebar: list[ft.Control], shown: ft.Control) -> ft.Row:
    words = ft.Column(sidebar, spacing=Space.MEDIUM, horizontal_alignment=STRETCH)
    pad = ft.Padding(Space.BASE, Space.SMALL, Space.SMALL, Space.BASE)
    chosen_from = ft.Column([ft.Container(words, padding=pad)], scroll=ft.ScrollMode.AUTO)
    return ft.Row(
        [ft.Container(chosen_from, width=ASIDE), shown],
        spacing=0,
        vertical_alignment=STRETCH,
        expand=True,
    )


def _column(controls: list[ft.Control], room: Breakpoint, wide: bool = False) -> ft.Row:
    """The column the words stand in, centred on a wide screen.

    Never a ResponsiveRow: what is in one is sometimes gone once the device turns dark.
    """
    words = ft.Column(controls, spacing=Space.SMALL, horizontal_alignment=STRETCH)
    padding = ft.Padding(Space.BASE, Space.SMALL, Space.BASE, Space.BASE)
    # The same controls at every width, for what is written on them to stay.
    width = TEXT_WIDTH if room >= Breakpoint.DESK and not wide else FULL_WIDTH
    column = ft.Container(words, padding=padding, width=width)
    middle = ft.Container(column, alignment=ft.Alignment.TOP_CENTER, expand=MIDDLE)
    share = MARGIN if room >= Breakpoint.TABLET else None
    left, right = (ft.Container(expand=share) for _ in range(2))
    return ft.Row([left, middle, right], spacing=0)


def _bottom(context: AppContext) -> ft.Control:
    bar = ft.Container(
        call_bar(context),
        padding=Space.SMALL,
        bgcolor=ft.Colors.SURFACE_CONTAINER,
        border=ft.Border(top=ft.BorderSide(Line.HAIR, ft.Colors.OUTLINE_VARIANT)),
    )
    return with_role(Role.CALL, bar, context.content.call_words)


def _top(context: AppContext, back_to: str) -> ft.Control:
    """The way back."""
    words = context.content.labels.app.back
    back = icon_button(ft.Icons.ARROW_BACK, words, partial(context.back, back_to))
    row = ft.Row([back, _corner(context)], alignment=ft.MainAxisAlignment.SPACE_BETWEEN)
    return with_role(Role.NAVIGATION, row, words)


def _clear() -> ft.Control:
    """Room for hiding, above a title that scrolls away."""
    return ft.Container(height=TOUCH_TARGET)


def _head(context: AppContext, title: ft.Control, wide: bool) -> ft.Control:
    """The title of a screen with no way back, in that one's place."""
    # Another path has another element: the page notices by it that a new screen is drawn.
    words = ft.Row([ft.Container(title, expand=True, key=context.here), _corner(context)])
    return _column([words], context.room, wide)


def _corner(context: AppContext) -> ft.Control:
    """The top right is for hiding, by the page around the app or by this."""
    if context.hide is None:
        return ft.Container(width=TOUCH_TARGET)
    words = context.content.labels.app.hide
    return icon_button(ft.Icons.VISIBILITY_OFF_OUTLINED, words, context.hide)


def _notice(sentence: str) -> ft.Container:
    return ft.Container(
        live_region(sentence, ft.Colors.ON_TERTIARY_CONTAINER),
        padding=Space.MEDIUM,
        margin=Space.SMALL,
        border_radius=RADIUS,
        bgcolor=ft.Colors.TERTIARY_CONTAINER,
    )

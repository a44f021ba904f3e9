"""Home: the key message, the three navigation cards, and the links to the rest of the app."""

import flet as ft

from sv_app import routes
from sv_app.ui.components.buttons import chip, chip_row, icon_button, secondary, tertiary
from sv_app.ui.components.cards import Drawing, card, drawing, nav_card, side_by_side
from sv_app.ui.components.citations import key_message
from sv_app.ui.components.error_boundary import component, screen
from sv_app.ui.components.fields import search_field
from sv_app.ui.components.language_switch import language_switch
from sv_app.ui.components.self_check_steps import Resume, use_resume
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.storage_notices import damaged_notice
from sv_app.ui.components.typography import text, title
from sv_app.ui.context import (
    AppContext,
    ObservedStorage,
    use_state,
    use_storage,
)
from sv_app.ui.theme import HOME_DRAWING_HEIGHT, STRETCH, Breakpoint, Space

EXERCISES_WIDTH = 112
"""The width of the button to the exercises of a minute; also in sections.css, as 7rem."""


@screen
def home(context: AppContext) -> ft.View:
    """The first screen, which fits on a phone without scrolling."""
    storage = use_storage()
    desktop = context.breakpoint >= Breakpoint.DESKTOP
    message = _message(context, storage)
    navigation = _navigation(context, use_resume(context))
    body: list[ft.Control] = (
        [side_by_side(message, navigation)] if desktop else [*message, *navigation]
    )
    languages = language_switch(context)
    if context.compact and context.breakpoint is Breakpoint.PHONE:
        # Large text: beside the quick exit, the languages would be under it.
        heading = ft.Column([languages, _title(context)], spacing=0)
        return page_shell(context, heading, body)
    return page_shell(context, _title(context), body, top=languages, wide=desktop)


def _title(context: AppContext) -> ft.Control:
    """The name of the app beside the drawing, which leaves no room in a compact window."""
    name = title(context.content.labels.home.title)
    if context.compact:
        return name
    picture = drawing(Drawing.NIGHT if context.dark else Drawing.SIDE_BY_SIDE, HOME_DRAWING_HEIGHT)
    return ft.Row([ft.Container(name, expand=True), picture], spacing=Space.MEDIUM)


def _message(context: AppContext, storage: ObservedStorage) -> list[ft.Control]:
    """The notices and the key message, with a button that opens the exercises of a minute."""
    exercises = chip(context.content.tools.exercises.short, lambda: context.go(routes.EXERCISES))
    exercises.width = EXERCISES_WIDTH
    return [
        *damaged_notice(context, storage),
        *_unchecked_region(context),
        key_message(context, brief=True, action=exercises),
    ]


def _unchecked_region(context: AppContext) -> list[ft.Control]:
    """The notice that no number was checked for the device's region, with a button to choose."""
    if not context.content.is_other_region:
        return []
    labels = context.content.labels.helplines
    choose = secondary(labels.choose_region, lambda: context.go(routes.HELPLINES))
    return [card([text(labels.unchecked), choose])]


def _navigation(context: AppContext, resume: Resume | None) -> list[ft.Control]:
    """The three navigation cards, the search and the other links."""
    labels = context.content.labels.home
    return [
        _for_me(context, resume),
        nav_card(
            context,
            labels.colleague,
            labels.colleague_about,
            ft.Icons.FORUM_OUTLINED,
            routes.SCRIPTS,
        ),
        nav_card(context, labels.team, labels.team_about, ft.Icons.GROUPS_OUTLINED, routes.TEAM),
        _search(),
        *([] if context.breakpoint >= Breakpoint.TABLET else _links(context)),
    ]


def _for_me(context: AppContext, resume: Resume | None) -> ft.Control:
    """The card that opens the screen "For me"; it says when a self-check can be resumed there."""
    labels = context.content.labels.home
    about = resume.words if resume else labels.me_about
    return nav_card(context, labels.me, about, ft.Icons.FAVORITE_BORDER, routes.ME)


EXAMPLES = 3
"""How many examples of a search the screen offers."""


@component
def _search(context: AppContext) -> ft.Control:
    """The search field, which opens the search screen, and three examples."""
    query, set_query = use_state(str)
    labels = context.content.labels.search

    def submit() -> None:
        context.open_search(query)
        set_query("")  # the next person who holds the phone does not read it here

    button = icon_button(ft.Icons.ARROW_FORWARD, labels.title, submit)
    field = search_field(labels.field, labels.hint, query, set_query, button, submit=submit)
    row = chip_row(context.content.search.examples[:EXAMPLES], context.open_search)
    return ft.Column([field, row], spacing=Space.SMALL, tight=True, horizontal_alignment=STRETCH)


def _links(context: AppContext) -> list[ft.Control]:
    """The destinations that only the navigation rail shows on wider windows."""
    labels, go = context.content.labels, context.go
    return [
        tertiary(labels.home.understand, lambda: go(routes.UNDERSTAND), ft.Icons.MENU_BOOK),
        tertiary(labels.home.settings, lambda: go(routes.SETTINGS), ft.Icons.TUNE),
    ]

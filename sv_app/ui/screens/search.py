"""The search while the person types, in every language; `domain/search.py` says in what."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import flet as ft

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.scripts import AvoidPhrase
from sv_app.domain.search import AVOID, REHEARSE, SAY, SEND, ResultSection, SearchEntry
from sv_app.ui.components.buttons import chip_row, icon_button, secondary
from sv_app.ui.components.calls import emergency_panel
from sv_app.ui.components.cards import card, nav_card_style
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.fields import focus_field, search_field
from sv_app.ui.components.helplines import brief_helpline, hospital_contact
from sv_app.ui.components.moments import urgent_moments
from sv_app.ui.components.scroll_anchor import ColumnRef, scroll_anchor, team_anchor
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.typography import bold, live_region, muted, text, title
from sv_app.ui.context import AppContext, ObservedSearch, use_effect, use_search, use_state
from sv_app.ui.theme import ICON_SIZE, Space, TextSize

PATHS: Mapping[ResultSection, str] = {
    ResultSection.READINESS: routes.READINESS,
    ResultSection.ATTITUDES: routes.scripts(scroll_anchor("attitudes")),
    ResultSection.UNDERSTAND: routes.UNDERSTAND,
    ResultSection.SELF_CHECK: routes.ME,
}


TOOL_PATHS: Mapping[str, str] = {
    "first_hour": routes.FIRST_HOUR,
    "debrief": routes.DEBRIEF,
    "return_plan": routes.RETURN_PLAN,
    "letter": routes.LETTER,
    "tally": routes.TALLY,
}
"""The path of each tool of managers, by its name in the content."""

TOOL_PART_PATHS: Mapping[ResultSection, Callable[[str], str]] = {
    ResultSection.EXERCISES: routes.exercise,
    ResultSection.TONIGHT: routes.tonight,
    ResultSection.WHAT_NEXT: routes.what_next,
}
"""The function that makes the path of a part of a tool."""


@dataclass(frozen=True)
class ResultLook:
    """The icon and the colours of a result."""

    icon: ft.IconData
    bgcolor: str = ft.Colors.SURFACE_CONTAINER_LOWEST
    color: str = ft.Colors.ON_SURFACE


OTHER_LOOK = ResultLook(ft.Icons.ARTICLE_OUTLINED)
LOOKS: Mapping[str, ResultLook] = {
    SAY: ResultLook(
        ft.Icons.CHAT_BUBBLE_OUTLINE,
        ft.Colors.SECONDARY_CONTAINER,
        ft.Colors.ON_SECONDARY_CONTAINER,
    ),
    AVOID: ResultLook(
        ft.Icons.DO_NOT_DISTURB_ON_OUTLINED,
        ft.Colors.TERTIARY_CONTAINER,
        ft.Colors.ON_TERTIARY_CONTAINER,
    ),
    SEND: ResultLook(ft.Icons.SMS_OUTLINED),
    REHEARSE: ResultLook(ft.Icons.RECORD_VOICE_OVER_OUTLINED),
    "": ResultLook(ft.Icons.FORUM_OUTLINED),
}
"""The look of a result from a script, by its part; the title of the script has an empty part."""


def search_result(context: AppContext, entry: SearchEntry) -> ft.Control:
    """A card that opens the screen of the entry; the card of a number calls it instead."""
    if line := context.content.helpline(entry.key):
        return card([brief_helpline(context, line)])
    if entry.section is ResultSection.INTERNAL:
        assert context.content.institution
        contact = context.content.institution.contacts[int(entry.key)]
        return card([hospital_contact(context, contact)])
    look = LOOKS.get(entry.part, OTHER_LOOK) if entry.moment else OTHER_LOOK
    quoted = entry.part in (SAY, SEND, AVOID, REHEARSE, "opening")
    words = context.content.in_quotes(entry.text) if quoted else entry.text
    lines = ft.Column(
        [
            text(_place_name(context.content, entry), TextSize.SMALL, look.color),
            bold(words, color=look.color),
            *_about(context, entry, look),
        ],
        spacing=Space.TINY,
        tight=True,
        expand=True,
    )
    icon = ft.Icon(look.icon, size=ICON_SIZE, color=look.color)
    chevron = ft.Icon(ft.Icons.CHEVRON_RIGHT, color=look.color)
    # In a compact window, icons would leave too little width: words would be broken.
    row = ft.Row([lines] if context.compact else [icon, lines, chevron], spacing=Space.MEDIUM)
    style = nav_card_style(look.color, look.bgcolor)
    path = PATHS.get(entry.section) or _path_within(entry)
    button = ft.OutlinedButton(row, style=style, on_click=lambda: context.go(path))
    return ft.MergeSemantics(ft.Semantics(button=True, content=button))


def _about(context: AppContext, entry: SearchEntry, look: ResultLook) -> list[ft.Control]:
    """The explanation of the entry; for a phrase to avoid, what to say instead."""
    content, about = context.content, entry.about
    script = content.script(entry.moment)
    phrase = script.phrase(entry.key) if script and entry.part == AVOID else None
    heading = []
    if isinstance(phrase, AvoidPhrase):
        about = content.in_quotes(phrase.instead)
        heading = [bold(content.labels.scripts.instead, TextSize.SMALL, look.color)]
    return [*heading, text(about, TextSize.SMALL, look.color)] if about else []


def _path_within(entry: SearchEntry) -> str:
    """The path of a text in a script, a tool or on the team's screen, with its anchor."""
    if entry.section is ResultSection.TEAM:
        return routes.team(team_anchor(entry.part))
    if entry.section is ResultSection.TEAM_TOOLS:
        return TOOL_PATHS[_tool_name(entry)]
    if open_part := TOOL_PART_PATHS.get(entry.section):
        return open_part(entry.part)
    if entry.part == REHEARSE:
        return routes.rehearse(entry.moment, entry.key)
    phrase = entry.key if entry.part in (SAY, SEND, AVOID) else ""
    return routes.script(entry.moment, scroll_anchor(entry.part, phrase))


def _tool_name(entry: SearchEntry) -> str:
    return entry.part.partition("/")[0]


def _place_name(content: Content, entry: SearchEntry) -> str:
    """The part of a script and its title, or the title of the screen, that the card opens."""
    labels = content.labels
    if entry.section is ResultSection.SCRIPT:
        part = labels.rehearse.line if entry.part == REHEARSE else None
        part = part or getattr(labels.scripts, entry.part, None)
        return f"{part} · {entry.title}" if part else labels.scripts.title
    if entry.section is ResultSection.TEAM_TOOLS:
        return str(getattr(content.team_tools, _tool_name(entry)).title)
    return {
        ResultSection.READINESS: content.readiness.title,
        ResultSection.ATTITUDES: labels.scripts.attitudes,
        ResultSection.TEAM: labels.team.title,
        ResultSection.UNDERSTAND: labels.understand.title,
        ResultSection.SELF_CHECK: labels.me.title,
        ResultSection.EXERCISES: content.tools.exercises.title,
        ResultSection.TONIGHT: content.tools.tonight.title,
        ResultSection.WHAT_NEXT: labels.result.what_follows,
    }[entry.section]


RESULTS_PER_PAGE = 8
"""Results shown at a time; each is a card that a phone has to draw."""
SCROLL_INTERVAL = 200
"""Milliseconds between two messages about the scroll position."""


@screen
def search(context: AppContext) -> ft.View:
    """The search field and its results, or example queries."""
    labels = context.content.labels.search
    observed = use_search()
    scroll, _ = use_state(ColumnRef)
    field_ref, _ = use_state(ft.Ref[ft.TextField])

    async def restore_scroll_position() -> None:
        """Scroll to where the person was before a result was opened."""
        if observed.scroll_position.offset and scroll.current:
            try:
                await scroll.current.scroll_to(offset=observed.scroll_position.offset)
            except RuntimeError as refusal:
                context.report(refusal)

    async def empty() -> None:
        observed.clear()
        await focus_field(field_ref)  # the button that had the focus is gone

    use_effect(restore_scroll_position, [])
    clear = icon_button(ft.Icons.CLOSE, labels.clear, empty)
    field = search_field(
        labels.field, labels.hint, observed.query, observed.set_query, clear, field_ref
    )
    view = page_shell(
        context,
        title(labels.title),
        [field, *_found(context, observed)],
        back_to=routes.HOME,
        scroll=scroll,
    )
    if scroll.current:
        scroll.current.scroll_interval = SCROLL_INTERVAL
        scroll.current.on_scroll = lambda event: observed.scroll_position.remember(event.pixels)
    return view


def _found(context: AppContext, observed: ObservedSearch) -> list[ft.Control]:
    """The crisis card and the results; without results, example queries."""
    query = observed.query
    if not query.strip():
        return _examples(context)
    index = observed.index(context.content.region)
    crisis = index.is_crisis(query)
    results = index.find(query, context.content.code)
    if crisis:  # the person may be searching for themselves: a phrase to avoid would hurt
        results = [entry for entry in results if entry.part != AVOID]
    return [
        *([_crisis_card(context), *urgent_moments(context)] if crisis else []),
        *_results(context, results, observed, crisis),
        *([] if results or crisis else _examples(context)),
    ]


def _examples(context: AppContext) -> list[ft.Control]:
    """Queries to begin with, each of which can be tapped."""
    row = chip_row(context.content.search.examples, context.observed_search.set_query)
    return [muted(context.content.labels.search.examples), row]


def _crisis_card(context: AppContext) -> ft.Control:
    """The emergency lines of the region, shown before any result."""
    content = context.content
    panel = emergency_panel(
        context, content.labels.helplines.emergency, content.current_region.words.emergency
    )
    panel.key = "crisis"  # the same control for each query, so that it is announced once
    return panel


def _results(
    context: AppContext, results: list[SearchEntry], observed: ObservedSearch, crisis: bool
) -> list[ft.Control]:
    """The count, then the results; under the crisis card, the count is not announced."""
    labels = context.content.labels.search
    count_text = muted if crisis else live_region
    if not results:
        return [] if crisis else [count_text(labels.none)]
    count = labels.found_one if len(results) == 1 else labels.found.format(n=len(results))
    visible = results[: observed.pages * RESULTS_PER_PAGE]

    def show_more() -> None:
        observed.pages += 1

    more = [secondary(labels.more, show_more)] if len(visible) < len(results) else []
    return [count_text(count), *(search_result(context, entry) for entry in visible), *more]

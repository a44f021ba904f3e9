"""Search over all texts of the app, in every language, while the person types."""

from collections.abc import Callable, Mapping

import flet as ft

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.scripts import AvoidPhrase
from sv_app.domain.search import AVOID, REHEARSE, SAY, ResultSection, SearchEntry, SearchIndex
from sv_app.ui.components.buttons import secondary, tertiary
from sv_app.ui.components.calls import emergency_panel
from sv_app.ui.components.cards import card
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.fields import search_field
from sv_app.ui.components.helplines import hospital_contact, short_helpline
from sv_app.ui.components.phrases import PinState, avoid_card, phrase_tools, say_card, use_pins
from sv_app.ui.components.scroll_anchor import scroll_anchor
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.typography import bold, live_region, muted, text, title
from sv_app.ui.context import AppContext, use_state
from sv_app.ui.theme import TextSize

PATHS: Mapping[ResultSection, str] = {
    ResultSection.ATTITUDES: routes.SCRIPTS,
    ResultSection.TEAM: routes.TEAM,
    ResultSection.UNDERSTAND: routes.UNDERSTAND,
    ResultSection.HELPLINES: routes.HELPLINES,
    ResultSection.INTERNAL: routes.HELPLINES,
    ResultSection.SIGNS: routes.ME,
}


def search_result(context: AppContext, pins: PinState, entry: SearchEntry) -> ft.Column:
    """The entry as its screen shows it, and a button that opens that screen."""
    path = PATHS.get(entry.section) or _path_in_script(entry)
    label = context.content.labels.search.open.format(text=_screen_name(context.content, entry))
    open_screen = tertiary(label, lambda: context.go(path), ft.Icons.ARROW_FORWARD)
    stretch = ft.CrossAxisAlignment.STRETCH
    controls = [_preview(context, pins, entry), open_screen]
    return ft.Column(controls, spacing=0, tight=True, horizontal_alignment=stretch)


def _path_in_script(entry: SearchEntry) -> str:
    if entry.part == REHEARSE:
        return routes.rehearse(entry.owner, entry.key)
    phrase = entry.key if entry.part in (SAY, AVOID) else ""
    return routes.script(entry.owner, scroll_anchor(entry.part, phrase))


def _screen_name(content: Content, entry: SearchEntry) -> str:
    labels = content.labels
    return {
        ResultSection.SCRIPT: entry.title,
        ResultSection.ATTITUDES: labels.scripts.title,
        ResultSection.TEAM: labels.team.title,
        ResultSection.UNDERSTAND: labels.understand.title,
        ResultSection.HELPLINES: labels.helplines.title,
        ResultSection.INTERNAL: labels.helplines.title,
        ResultSection.SIGNS: labels.me.title,
    }[entry.section]


def _preview(context: AppContext, pins: PinState, entry: SearchEntry) -> ft.Control:
    content = context.content
    script = content.script(entry.owner)
    if script and entry.part in (SAY, AVOID):
        phrase = script.phrase(entry.key)
        if isinstance(phrase, AvoidPhrase):
            return avoid_card(context, phrase)
        return say_card(context, phrase, phrase_tools(context, pins, script.id, phrase))
    if line := content.helpline(entry.key):
        return card([short_helpline(context, line)])
    if entry.section is ResultSection.INTERNAL:
        return card([hospital_contact(context, entry.key)])
    about = [text(entry.about)] if entry.about else []
    spoken = entry.part == REHEARSE
    words = bold(content.in_quotes(entry.text) if spoken else entry.text)
    part_names = [muted(name, TextSize.SMALL) for name in _part_name(content, entry)]
    return card([*part_names, words, *about])


def _part_name(content: Content, entry: SearchEntry) -> list[str]:
    """The name of the part of a script that holds the text; empty outside of scripts."""
    if entry.part == REHEARSE:
        return [content.labels.rehearse.line]
    part = getattr(content.labels.scripts, entry.part, None) if entry.owner else None
    return [part] if part else []


RESULTS_PER_PAGE = 8
"""Results shown at a time; each is a card that a phone has to draw."""


@screen
def search(context: AppContext) -> ft.View:
    """The search field and its results; the query is not saved."""
    labels = context.content.labels.search
    region = context.content.region
    index = ft.use_memo(lambda: SearchIndex(context.contents, region), [region])
    (query, pages), set_query = use_state(lambda: ("", 1))
    pins = use_pins(context)
    results = index.find(query, context.content.code)
    crisis = index.is_crisis(query)
    return page_shell(
        context,
        title(labels.title),
        [
            search_field(labels.field, labels.hint, query, lambda typed: set_query((typed, 1))),
            *([_crisis_card(context)] if crisis else []),
            *(_results(context, pins, results, pages, crisis) if query.strip() else []),
            *_more(
                context,
                len(results) - pages * RESULTS_PER_PAGE,
                lambda: set_query((query, pages + 1)),
            ),
        ],
        back_to=routes.HOME,
    )


def _crisis_card(context: AppContext) -> ft.Control:
    """The emergency lines of the region, shown before any result."""
    content = context.content
    panel = emergency_panel(
        context, content.labels.helplines.emergency, content.current_region.words.emergency
    )
    panel.key = "crisis"  # the same control for each query, so that it is announced once
    return panel


def _results(
    context: AppContext, pins: PinState, results: list[SearchEntry], pages: int, crisis: bool
) -> list[ft.Control]:
    """The count, then the results; under the crisis card, the count is not announced."""
    labels = context.content.labels.search
    count_text = muted if crisis else live_region
    if not results:
        return [] if crisis else [count_text(labels.none)]
    count = labels.found_one if len(results) == 1 else labels.found.format(n=len(results))
    visible = results[: pages * RESULTS_PER_PAGE]
    return [count_text(count), *(search_result(context, pins, entry) for entry in visible)]


def _more(context: AppContext, left: int, more: Callable[[], None]) -> list[ft.Control]:
    return [secondary(context.content.labels.search.more, more)] if left > 0 else []

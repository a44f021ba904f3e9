"""Search: everything the app says, in every language, as a person types."""

from collections.abc import Callable, Mapping

import flet as ft

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.scripts import AvoidPhrase
from sv_app.domain.search import AVOID, REHEARSE, SAY, ResultKind, SearchEntry, SearchIndex
from sv_app.ui.components.buttons import secondary, tertiary
from sv_app.ui.components.calls import emergency_panel
from sv_app.ui.components.cards import card
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.fields import search_field
from sv_app.ui.components.helplines import hospital_contact, short_helpline
from sv_app.ui.components.phrases import Pins, avoid_card, phrase_tools, say_card, use_pins
from sv_app.ui.components.scroll_anchor import scroll_anchor
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.typography import bold, live_region, muted, text, title
from sv_app.ui.context import AppContext, use_state
from sv_app.ui.theme import Size

PATHS: Mapping[ResultKind, str] = {
    ResultKind.ATTITUDES: routes.SCRIPTS,
    ResultKind.TEAM: routes.TEAM,
    ResultKind.UNDERSTAND: routes.UNDERSTAND,
    ResultKind.HELPLINES: routes.HELPLINES,
    ResultKind.INSIDE: routes.HELPLINES,
    ResultKind.SIGNS: routes.ME,
}


def found(context: AppContext, pins: Pins, passage: SearchEntry) -> ft.Column:
    """The passage as its own screen shows it, and a button that opens that screen."""
    path = PATHS.get(passage.place) or _in_moment(passage)
    opening = context.content.labels.find.open.format(text=_name(context.content, passage))
    way = tertiary(opening, lambda: context.go(path), ft.Icons.ARROW_FORWARD)
    stretch = ft.CrossAxisAlignment.STRETCH
    shown = [_shown(context, pins, passage), way]
    return ft.Column(shown, spacing=0, tight=True, horizontal_alignment=stretch)


def _in_moment(passage: SearchEntry) -> str:
    if passage.part == REHEARSE:
        return routes.rehearse(passage.owner, passage.key)
    phrase = passage.key if passage.part in (SAY, AVOID) else ""
    return routes.script(passage.owner, scroll_anchor(passage.part, phrase))


def _name(content: Content, passage: SearchEntry) -> str:
    labels = content.labels
    return {
        ResultKind.SCRIPT: passage.title,
        ResultKind.ATTITUDES: labels.scripts.title,
        ResultKind.TEAM: labels.team.title,
        ResultKind.UNDERSTAND: labels.understand.title,
        ResultKind.HELPLINES: labels.helplines.title,
        ResultKind.INSIDE: labels.helplines.title,
        ResultKind.SIGNS: labels.me.title,
    }[passage.place]


def _shown(context: AppContext, pins: Pins, passage: SearchEntry) -> ft.Control:
    content = context.content
    script = content.script(passage.owner)
    if script and passage.part in (SAY, AVOID):
        phrase = script.phrase(passage.key)
        if isinstance(phrase, AvoidPhrase):
            return avoid_card(context, phrase)
        return say_card(context, phrase, phrase_tools(context, pins, script.id, phrase))
    if passage.place is ResultKind.HELPLINES:
        return card([short_helpline(context, content.helpline(passage.key))])
    if passage.place is ResultKind.INSIDE:
        return card([hospital_contact(context, passage.key)])
    about = [text(passage.about)] if passage.about else []
    spoken = passage.part == REHEARSE
    words = bold(content.quoted(passage.text) if spoken else passage.text)
    return card([*(muted(mark, Size.SMALL) for mark in _mark(content, passage)), words, *about])


def _mark(content: Content, passage: SearchEntry) -> list[str]:
    """Which part of a moment the words are from."""
    if passage.part == REHEARSE:
        return [content.labels.rehearse.line]
    part = getattr(content.labels.scripts, passage.part, None) if passage.owner else None
    return [part] if part else []


PAGE = 8
"""How many answers at a time: each is a card a phone has to draw."""


@screen
def search(context: AppContext) -> ft.View:
    """A field, and what answers it; what is sought is kept nowhere."""
    labels = context.content.labels.find
    region = context.content.region
    finder = ft.use_memo(lambda: SearchIndex(context.contents, region), [region])
    (query, pages), put = use_state(lambda: ("", 1))
    pins = use_pins(context)
    answers = finder.find(query, context.content.code)
    crisis = finder.is_crisis(query)
    return page_shell(
        context,
        [
            title(labels.title),
            search_field(labels.field, labels.hint, query, lambda words: put((words, 1))),
            *([_crisis_card(context)] if crisis else []),
            *(_answers(context, pins, answers, pages, crisis) if query.strip() else []),
            *_more(context, len(answers) - pages * PAGE, lambda: put((query, pages + 1))),
        ],
        back_to=routes.HOME,
    )


def _crisis_card(context: AppContext) -> ft.Control:
    """The emergency lines of the region, before any result."""
    content = context.content
    panel = emergency_panel(
        context, content.labels.helplines.emergency, content.here.words.emergency
    )
    panel.key = "crisis"  # unchanged while the query grows: announced once
    return panel


def _answers(
    context: AppContext, pins: Pins, answers: list[SearchEntry], pages: int, crisis: bool
) -> list[ft.Control]:
    """The results, after how many there are; under a crisis card, that is not said aloud."""
    labels = context.content.labels.find
    said = muted if crisis else live_region
    if not answers:
        return [] if crisis else [said(labels.none)]
    count = labels.found_one if len(answers) == 1 else labels.found.format(n=len(answers))
    return [said(count), *(found(context, pins, passage) for passage in answers[: pages * PAGE])]


def _more(context: AppContext, left: int, more: Callable[[], None]) -> list[ft.Control]:
    return [secondary(context.content.labels.find.more, more)] if left > 0 else []

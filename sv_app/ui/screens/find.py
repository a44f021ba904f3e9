"""One answer of a search: what is said, and the way to the screen that says it."""

from collections.abc import Callable, Mapping

import flet as ft

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.scripts import AvoidPhrase
from sv_app.domain.search import AVOID, REHEARSE, SAY, Screen, SearchEntry, SearchIndex
from sv_app.ui.components.buttons import quiet, secondary
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

PATHS: Mapping[Screen, str] = {
    Screen.ATTITUDES: routes.SCRIPTS,
    Screen.TEAM: routes.TEAM,
    Screen.UNDERSTAND: routes.UNDERSTAND,
    Screen.HELPLINES: routes.HELPLINES,
    Screen.INSIDE: routes.HELPLINES,
    Screen.SIGNS: routes.ME,
}


def found(services: AppContext, pins: Pins, passage: SearchEntry) -> ft.Column:
    """The passage as its own screen shows it, and a button that opens that screen."""
    path = PATHS.get(passage.place) or _in_moment(passage)
    opening = services.kit.labels.find.open.format(text=_name(services.kit, passage))
    way = quiet(opening, lambda: services.go(path), ft.Icons.ARROW_FORWARD)
    stretch = ft.CrossAxisAlignment.STRETCH
    shown = [_shown(services, pins, passage), way]
    return ft.Column(shown, spacing=0, tight=True, horizontal_alignment=stretch)


def _in_moment(passage: SearchEntry) -> str:
    if passage.part == REHEARSE:
        return routes.rehearse(passage.owner, passage.key)
    phrase = passage.key if passage.part in (SAY, AVOID) else ""
    return routes.script(passage.owner, scroll_anchor(passage.part, phrase))


def _name(kit: Content, passage: SearchEntry) -> str:
    labels = kit.labels
    return {
        Screen.SCRIPT: passage.title,
        Screen.ATTITUDES: labels.scripts.title,
        Screen.TEAM: labels.team.title,
        Screen.UNDERSTAND: labels.understand.title,
        Screen.HELPLINES: labels.helplines.title,
        Screen.INSIDE: labels.helplines.title,
        Screen.SIGNS: labels.me.title,
    }[passage.place]


def _shown(services: AppContext, pins: Pins, passage: SearchEntry) -> ft.Control:
    kit = services.kit
    script = kit.script(passage.owner)
    if script and passage.part in (SAY, AVOID):
        phrase = script.phrase(passage.key)
        if isinstance(phrase, AvoidPhrase):
            return avoid_card(services, phrase)
        return say_card(services, phrase, phrase_tools(services, pins, script.id, phrase))
    if passage.place is Screen.HELPLINES:
        return card([short_helpline(services, kit.helpline(passage.key))])
    if passage.place is Screen.INSIDE:
        return card([hospital_contact(services, passage.key)])
    about = [text(passage.about)] if passage.about else []
    spoken = passage.part == REHEARSE
    words = bold(kit.quoted(passage.text) if spoken else passage.text)
    return card([*(muted(mark, Size.SMALL) for mark in _mark(kit, passage)), words, *about])


def _mark(kit: Content, passage: SearchEntry) -> list[str]:
    """Which part of a moment the words are from."""
    if passage.part == REHEARSE:
        return [kit.labels.rehearse.line]
    part = getattr(kit.labels.scripts, passage.part, None) if passage.owner else None
    return [part] if part else []


PAGE = 8
"""How many answers at a time: each is a card a phone has to draw."""


@screen
def find(services: AppContext) -> ft.View:
    """A field, and what answers it; what is sought is kept nowhere."""
    labels = services.kit.labels.find
    region = services.kit.region
    finder = ft.use_memo(lambda: SearchIndex(services.kits, region), [region])
    (query, pages), put = use_state(lambda: ("", 1))
    pins = use_pins(services)
    answers = finder.find(query, services.kit.code)
    crisis = finder.is_crisis(query)
    return page_shell(
        services,
        [
            title(labels.title),
            search_field(labels.field, labels.hint, query, lambda words: put((words, 1))),
            *([_crisis_card(services)] if crisis else []),
            *(_answers(services, pins, answers, pages, crisis) if query.strip() else []),
            *_more(services, len(answers) - pages * PAGE, lambda: put((query, pages + 1))),
        ],
        back_to=routes.HOME,
    )


def _crisis_card(services: AppContext) -> ft.Control:
    """The emergency lines of the region, before any result."""
    kit = services.kit
    panel = emergency_panel(services, kit.labels.helplines.emergency, kit.here.words.emergency)
    panel.key = "crisis"  # unchanged while the query grows: announced once
    return panel


def _answers(
    services: AppContext, pins: Pins, answers: list[SearchEntry], pages: int, crisis: bool
) -> list[ft.Control]:
    """The results, after how many there are; under a crisis card, that is not said aloud."""
    labels = services.kit.labels.find
    said = muted if crisis else live_region
    if not answers:
        return [] if crisis else [said(labels.none)]
    count = labels.found_one if len(answers) == 1 else labels.found.format(n=len(answers))
    return [said(count), *(found(services, pins, passage) for passage in answers[: pages * PAGE])]


def _more(services: AppContext, left: int, more: Callable[[], None]) -> list[ft.Control]:
    return [secondary(services.kit.labels.find.more, more)] if left > 0 else []

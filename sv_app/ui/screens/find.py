"""One answer of a search: what is said, and the way to the screen that says it."""

from collections.abc import Callable, Mapping

import flet as ft

from sv_app import routes
from sv_app.domain.content import Kit
from sv_app.domain.scripts import AvoidPhrase
from sv_app.domain.search import AVOID, REHEARSE, SAY, Finder, Passage, Place
from sv_app.ui.components.buttons import quiet, secondary
from sv_app.ui.components.calls import emergency_panel
from sv_app.ui.components.cards import card
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.fields import search_field
from sv_app.ui.components.helplines import hospital_contact, short_helpline
from sv_app.ui.components.phrases import Pins, avoid_card, phrase_tools, say_card, use_pins
from sv_app.ui.components.scroll_anchor import place
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.typography import bold, live, soft, text, title
from sv_app.ui.context import Services, use_state
from sv_app.ui.theme import Size

PATHS: Mapping[Place, str] = {
    Place.ATTITUDES: routes.SCRIPTS,
    Place.TEAM: routes.TEAM,
    Place.UNDERSTAND: routes.UNDERSTAND,
    Place.HELPLINES: routes.HELPLINES,
    Place.INSIDE: routes.HELPLINES,
    Place.SIGNS: routes.ME,
}


def found(services: Services, pins: Pins, passage: Passage) -> ft.Column:
    """The passage as its own screen shows it, and a button that opens that screen."""
    path = PATHS.get(passage.place) or _in_moment(passage)
    opening = services.kit.labels.find.open.format(text=_name(services.kit, passage))
    way = quiet(opening, lambda: services.go(path), ft.Icons.ARROW_FORWARD)
    stretch = ft.CrossAxisAlignment.STRETCH
    shown = [_shown(services, pins, passage), way]
    return ft.Column(shown, spacing=0, tight=True, horizontal_alignment=stretch)


def _in_moment(passage: Passage) -> str:
    if passage.part == REHEARSE:
        return routes.rehearse(passage.owner, passage.key)
    phrase = passage.key if passage.part in (SAY, AVOID) else ""
    return routes.script(passage.owner, place(passage.part, phrase))


def _name(kit: Kit, passage: Passage) -> str:
    labels = kit.labels
    return {
        Place.SCRIPT: passage.title,
        Place.ATTITUDES: labels.scripts.title,
        Place.TEAM: labels.team.title,
        Place.UNDERSTAND: labels.understand.title,
        Place.HELPLINES: labels.helplines.title,
        Place.INSIDE: labels.helplines.title,
        Place.SIGNS: labels.me.title,
    }[passage.place]


def _shown(services: Services, pins: Pins, passage: Passage) -> ft.Control:
    kit = services.kit
    script = kit.script(passage.owner)
    if script and passage.part in (SAY, AVOID):
        phrase = script.phrase(passage.key)
        if isinstance(phrase, AvoidPhrase):
            return avoid_card(services, phrase)
        return say_card(services, phrase, phrase_tools(services, pins, script.id, phrase))
    if passage.place is Place.HELPLINES:
        return card([short_helpline(services, kit.helpline(passage.key))])
    if passage.place is Place.INSIDE:
        return card([hospital_contact(services, passage.key)])
    about = [text(passage.about)] if passage.about else []
    spoken = passage.part == REHEARSE
    words = bold(kit.quoted(passage.text) if spoken else passage.text)
    return card([*(soft(mark, Size.SMALL) for mark in _mark(kit, passage)), words, *about])


def _mark(kit: Kit, passage: Passage) -> list[str]:
    """Which part of a moment the words are from."""
    if passage.part == REHEARSE:
        return [kit.labels.rehearse.line]
    part = getattr(kit.labels.scripts, passage.part, None) if passage.owner else None
    return [part] if part else []


PAGE = 8
"""How many answers at a time: each is a card a phone has to draw."""


@screen
def find(services: Services) -> ft.View:
    """A field, and what answers it; what is sought is kept nowhere."""
    labels = services.kit.labels.find
    region = services.kit.region
    finder = ft.use_memo(lambda: Finder(services.kits, region), [region])
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


def _crisis_card(services: Services) -> ft.Control:
    """The emergency lines of the region, before any result."""
    kit = services.kit
    panel = emergency_panel(services, kit.labels.helplines.emergency, kit.here.words.emergency)
    panel.key = "crisis"  # unchanged while the query grows: announced once
    return panel


def _answers(
    services: Services, pins: Pins, answers: list[Passage], pages: int, crisis: bool
) -> list[ft.Control]:
    """The results, after how many there are; under a crisis card, that is not said aloud."""
    labels = services.kit.labels.find
    said = soft if crisis else live
    if not answers:
        return [] if crisis else [said(labels.none)]
    count = labels.found_one if len(answers) == 1 else labels.found.format(n=len(answers))
    return [said(count), *(found(services, pins, passage) for passage in answers[: pages * PAGE])]


def _more(services: Services, left: int, more: Callable[[], None]) -> list[ft.Control]:
    return [secondary(services.kit.labels.find.more, more)] if left > 0 else []

"""One answer of a search: what is said, and the way to the screen that says it."""

from collections.abc import Mapping

import flet as ft

from sv_app import routes
from sv_app.domain.content import Kit
from sv_app.domain.scripts import AvoidPhrase
from sv_app.domain.search import AVOID, REHEARSE, SAY, Passage, Place
from sv_app.ui.parts.buttons import quiet
from sv_app.ui.parts.cards import card
from sv_app.ui.parts.helpline_card import short_helpline
from sv_app.ui.parts.inside import hospital_contact
from sv_app.ui.parts.phrase_card import avoid_card, say_card
from sv_app.ui.parts.phrase_tools import phrase_tools
from sv_app.ui.parts.pins import Pins
from sv_app.ui.parts.reading import place
from sv_app.ui.parts.words import bold, soft, text
from sv_app.ui.services import Services
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

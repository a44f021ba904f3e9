"""Find: everything the app says, searched as one types, in every language."""

from collections.abc import Callable

import flet as ft

from sv_app import routes
from sv_app.domain.search import Finder, Passage
from sv_app.ui.parts.buttons import secondary
from sv_app.ui.parts.emergency import emergency_panel
from sv_app.ui.parts.fields import search_field
from sv_app.ui.parts.found import found
from sv_app.ui.parts.guarded import screen
from sv_app.ui.parts.page_shell import page_shell
from sv_app.ui.parts.pins import Pins, use_pins
from sv_app.ui.parts.words import live, soft, title
from sv_app.ui.services import Services
from sv_app.ui.state import use_state

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

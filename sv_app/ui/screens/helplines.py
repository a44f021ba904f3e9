"""The helplines: the hospital's own help, emergency numbers, then someone to talk to."""

from collections.abc import Sequence

import flet as ft

from sv_app import routes
from sv_app.domain.helplines import Helpline
from sv_app.domain.regions import Region
from sv_app.ui.components.calls import emergency_numbers
from sv_app.ui.components.cards import card, side_by_side
from sv_app.ui.components.choices import Option, choices
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.helplines import has_internal_contacts, helpline_card, internal_contacts
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.typography import bold, heading, muted, said_aloud, text, title
from sv_app.ui.context import AppContext, use_state
from sv_app.ui.theme import Breakpoint, Size


@screen
def helplines(services: AppContext) -> ft.View:
    """Every line, with all that is known of it."""
    kit, labels = services.kit, services.kit.labels.helplines
    kept, know = use_state(lambda: True)

    def option(region: Region) -> Option:
        async def choose() -> None:
            know(True)  # else the same words would not be said again
            know(await services.choose_region(region.code))

        return Option(region.name, region.code == kit.region, choose)

    return page_shell(
        services,
        [
            title(labels.title),
            text(labels.lead.format(region=kit.here.name)),
            *([bold(labels.unchecked)] if kit.unchecked else []),
            *_inside(services),
            _as("emergency", heading(labels.emergency)),
            *_cards(services, kit.emergency_lines),
            *([_as("support", heading(labels.support))] if kit.support_lines else []),
            *_cards(services, kit.support_lines),
            _as("elsewhere", heading(labels.elsewhere)),
            _as("regions", choices(labels.elsewhere, [option(one) for one in kit.regions])),
            *said_aloud("" if kept else kit.labels.settings.not_kept),
        ],
        back_to=routes.HOME,
        foot=_emergency_foot(services),
        wide=services.room >= Breakpoint.DESK,
    )


def _cards(services: AppContext, lines: Sequence[Helpline]) -> list[ft.Control]:
    """Each line's card; two to a row where there is room."""
    cards = [_as(line.facts.uri, helpline_card(services, line)) for line in lines]
    if services.room < Breakpoint.DESK:
        return cards
    half = -(-len(cards) // 2)
    return [side_by_side(cards[:half], cards[half:])] if cards else []


def _inside(services: AppContext) -> list[ft.Control]:
    """The hospital's own help, before any national number."""
    if not has_internal_contacts(services):
        return []
    title = heading(services.kit.labels.institution.title)
    return [_as("inside", card([title, *internal_contacts(services)]))]


def _emergency_foot(services: AppContext) -> list[ft.Control] | None:
    """The emergency numbers, always in sight: contacts of a hospital may fill the screen."""
    if not has_internal_contacts(services):
        return None
    words = muted(services.kit.labels.helplines.emergency, Size.SMALL)
    # A node of its own: the engine would make it the name of all of the screen.
    return [ft.Semantics(content=words, container=True), emergency_numbers(services)]


def _as(key: str, control: ft.Control) -> ft.Control:
    """The same, never put in the place of another: the engine would leave that one's level."""
    control.key = key
    return control

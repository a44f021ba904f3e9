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
def helplines(context: AppContext) -> ft.View:
    """Every line, with all that is known of it."""
    content, labels = context.content, context.content.labels.helplines
    kept, know = use_state(lambda: True)

    def option(region: Region) -> Option:
        async def choose() -> None:
            know(True)  # else the same words would not be said again
            know(await context.choose_region(region.code))

        return Option(region.name, region.code == content.region, choose)

    return page_shell(
        context,
        [
            title(labels.title),
            text(labels.lead.format(region=content.here.name)),
            *([bold(labels.unchecked)] if content.unchecked else []),
            *_inside(context),
            _as("emergency", heading(labels.emergency)),
            *_cards(context, content.emergency_lines),
            *([_as("support", heading(labels.support))] if content.support_lines else []),
            *_cards(context, content.support_lines),
            _as("elsewhere", heading(labels.elsewhere)),
            _as("regions", choices(labels.elsewhere, [option(one) for one in content.regions])),
            *said_aloud("" if kept else content.labels.settings.not_kept),
        ],
        back_to=routes.HOME,
        footer=_emergency_foot(context),
        wide=context.room >= Breakpoint.DESK,
    )


def _cards(context: AppContext, lines: Sequence[Helpline]) -> list[ft.Control]:
    """Each line's card; two to a row where there is room."""
    cards = [_as(line.facts.uri, helpline_card(context, line)) for line in lines]
    if context.room < Breakpoint.DESK:
        return cards
    half = -(-len(cards) // 2)
    return [side_by_side(cards[:half], cards[half:])] if cards else []


def _inside(context: AppContext) -> list[ft.Control]:
    """The hospital's own help, before any national number."""
    if not has_internal_contacts(context):
        return []
    title = heading(context.content.labels.institution.title)
    return [_as("inside", card([title, *internal_contacts(context)]))]


def _emergency_foot(context: AppContext) -> list[ft.Control] | None:
    """The emergency numbers, always in sight: contacts of a hospital may fill the screen."""
    if not has_internal_contacts(context):
        return None
    words = muted(context.content.labels.helplines.emergency, Size.SMALL)
    # A node of its own: the engine would make it the name of all of the screen.
    return [ft.Semantics(content=words, container=True), emergency_numbers(context)]


def _as(key: str, control: ft.Control) -> ft.Control:
    """The same, never put in the place of another: the engine would leave that one's level."""
    control.key = key
    return control

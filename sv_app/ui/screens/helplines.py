"""The helplines: internal contacts, emergency lines, then the other lines."""

import flet as ft

from sv_app import routes
from sv_app.domain.regions import Region
from sv_app.ui.components.calls import brief_emergency_lines
from sv_app.ui.components.cards import card, side_by_side
from sv_app.ui.components.disclosure import controlled_disclosure
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.helplines import (
    emergency_card,
    has_internal_contacts,
    helpline_details,
    internal_contacts,
    shared_facts,
    support_card,
)
from sv_app.ui.components.options import Option, radio_group
from sv_app.ui.components.printing import print_button, print_card_button
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.typography import bold, heading, muted, status_message, title
from sv_app.ui.context import AppContext, use_state
from sv_app.ui.theme import Breakpoint, TextSize


@screen
def helplines(context: AppContext) -> ft.View:
    """The lines of the region; disclosures hold the choice of another region and the details."""
    content, labels = context.content, context.content.labels.helplines
    saved, set_saved = use_state(lambda: True)
    regions_open, open_regions = use_state(lambda: content.is_other_region)
    details_open, open_details = use_state(bool)
    emergency, support = content.emergency_lines, content.support_lines
    shared = shared_facts(content, support)

    def option(region: Region) -> Option:
        async def choose() -> None:
            set_saved(True)  # to announce a second failure: the same text would not change
            kept = await context.choose_region(region.code)
            set_saved(kept)
            open_regions(not kept)

        return Option(region.name, region.code == content.region, choose)

    regions = radio_group(labels.other_regions, [option(region) for region in content.regions])
    controls = [
        *([bold(labels.unchecked)] if content.is_other_region else []),
        _keyed(
            "region",
            controlled_disclosure(
                labels.region.format(region=content.current_region.name),
                regions_open,
                lambda: open_regions(not regions_open),
                [regions],
                framed=False,
            ),
        ),
        *status_message("" if saved else content.labels.settings.not_kept),
        *_internal(context),
        muted(
            labels.checked_since.format(
                date=content.labels.date.format_date(content.checked_since)
            ),
            TextSize.SMALL,
        ),
        _keyed("emergency", heading(labels.emergency)),
        _keyed("emergency-lines", emergency_card(context, emergency)),
        *([_keyed("support", heading(labels.support))] if support else []),
        *([muted(" · ".join(shared), TextSize.SMALL)] if shared else []),
        *_in_columns(
            context,
            [_keyed(line.facts.uri, support_card(context, line, shared)) for line in support],
        ),
        _keyed(
            "details",
            controlled_disclosure(
                labels.less if details_open else labels.details,
                details_open,
                lambda: open_details(not details_open),
                _details(context) if details_open else [],
                framed=False,
            ),
        ),
    ]
    return page_shell(
        context,
        title(labels.title),
        [
            *controls,
            _keyed("print", print_button(context)),
            _keyed("print-card", print_card_button(context)),
        ],
        back_to=routes.HOME,
        footer=_emergency_footer(context),
        wide=context.breakpoint >= Breakpoint.DESKTOP,
    )


def _details(context: AppContext) -> list[ft.Control]:
    """All the facts about every line, with the day each was checked, and its source."""
    lines = context.content.helplines
    cards = [_keyed(f"about {line.id}", helpline_details(context, line)) for line in lines]
    return _in_columns(context, cards)


def _in_columns(context: AppContext, cards: list[ft.Control]) -> list[ft.Control]:
    """The cards, in two columns at the desktop breakpoint."""
    if context.breakpoint < Breakpoint.DESKTOP:
        return cards
    half = -(-len(cards) // 2)
    return [side_by_side(cards[:half], cards[half:])] if cards else []


def _internal(context: AppContext) -> list[ft.Control]:
    """The internal contacts, which come before any national number."""
    if not has_internal_contacts(context):
        return []
    labels = context.content.labels
    titled = labels.institution if context.content.institution else labels.contacts
    headline = heading(titled.title)
    return [_keyed("internal_contacts", card([headline, *internal_contacts(context)]))]


def _emergency_footer(context: AppContext) -> list[ft.Control] | None:
    """The emergency lines, always visible where internal contacts may fill the screen."""
    if not has_internal_contacts(context):
        return None
    words = muted(context.content.labels.helplines.emergency, TextSize.SMALL)
    # A semantics container: the engine would otherwise make the text the name of the screen.
    return [ft.Semantics(content=words, container=True), brief_emergency_lines(context)]


def _keyed(key: str, control: ft.Control) -> ft.Control:
    """Give `control` a unique key: Flutter reuses the old node's heading level otherwise."""
    control.key = key
    return control

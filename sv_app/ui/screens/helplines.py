"""The helplines: internal contacts, emergency lines, then the other lines."""

from collections.abc import Sequence

import flet as ft

from sv_app import routes
from sv_app.domain.helplines import Helpline
from sv_app.domain.regions import Region
from sv_app.ui.components.calls import brief_emergency_lines
from sv_app.ui.components.cards import card, side_by_side
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.helplines import has_internal_contacts, helpline_card, internal_contacts
from sv_app.ui.components.radio_group import Option, radio_group
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.typography import bold, heading, muted, status_message, text, title
from sv_app.ui.context import AppContext, use_state
from sv_app.ui.theme import Breakpoint, TextSize


@screen
def helplines(context: AppContext) -> ft.View:
    """Every line of the region, with its details, and the choice of another region."""
    content, labels = context.content, context.content.labels.helplines
    saved, set_saved = use_state(lambda: True)

    def option(region: Region) -> Option:
        async def choose() -> None:
            set_saved(True)  # to announce a second failure: the same text would not change
            set_saved(await context.choose_region(region.code))

        return Option(region.name, region.code == content.region, choose)

    return page_shell(
        context,
        title(labels.title),
        [
            text(labels.lead.format(region=content.current_region.name)),
            *([bold(labels.unchecked)] if content.has_unchecked_numbers else []),
            *_internal(context),
            _keyed("emergency", heading(labels.emergency)),
            *_cards(context, content.emergency_lines),
            *([_keyed("support", heading(labels.support))] if content.support_lines else []),
            *_cards(context, content.support_lines),
            _keyed("other_regions", heading(labels.other_regions)),
            _keyed(
                "regions",
                radio_group(labels.other_regions, [option(region) for region in content.regions]),
            ),
            *status_message("" if saved else content.labels.settings.not_kept),
        ],
        back_to=routes.HOME,
        footer=_emergency_footer(context),
        wide=context.breakpoint >= Breakpoint.DESKTOP,
    )


def _cards(context: AppContext, lines: Sequence[Helpline]) -> list[ft.Control]:
    """The cards of the lines, in two columns at the desktop breakpoint."""
    cards = [_keyed(line.facts.uri, helpline_card(context, line)) for line in lines]
    if context.breakpoint < Breakpoint.DESKTOP:
        return cards
    half = -(-len(cards) // 2)
    return [side_by_side(cards[:half], cards[half:])] if cards else []


def _internal(context: AppContext) -> list[ft.Control]:
    """The internal contacts, which come before any national number."""
    if not has_internal_contacts(context):
        return []
    headline = heading(context.content.labels.institution.title)
    return [_keyed("inside", card([headline, *internal_contacts(context)]))]


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

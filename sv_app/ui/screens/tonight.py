"""The next hours: the way home, sleep, what to say at home, whom to write to, when to call."""

import flet as ft

from sv_app import routes
from sv_app.domain.people import first_to_reach
from sv_app.domain.tools import TonightPart
from sv_app.ui.components.buttons import tertiary
from sv_app.ui.components.cards import card
from sv_app.ui.components.citations import claims
from sv_app.ui.components.danger import call_with_facts, danger_bar_if_ticked
from sv_app.ui.components.disclosure import anchored_disclosure
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.people import reach_row
from sv_app.ui.components.phrases import message_card
from sv_app.ui.components.printing import print_button
from sv_app.ui.components.scroll_anchor import use_requested_anchor
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.typography import heading, muted, title
from sv_app.ui.context import AppContext, use_observed_draft

WRITING = "write"
"""The id of the part with the words to send to somebody."""


@screen
def tonight(context: AppContext) -> ft.View:
    """The way home first, the other parts in disclosures, and last when to call."""
    observed_draft, words = use_observed_draft(), context.content.tools.tonight
    scroll = use_requested_anchor(context)
    first, *others, last = words.part
    disclosures = [
        anchored_disclosure(part.name, _part(context, part), (part.id,)) for part in others
    ]
    return page_shell(
        context,
        title(words.title),
        [
            *danger_bar_if_ticked(context, observed_draft),
            muted(words.lead),
            card([heading(first.name), *_part(context, first)]),
            *disclosures,
            card([heading(last.name), *_part(context, last), *_calls(context)]),
            print_button(context),
        ],
        back_to=routes.ME,
        scroll=scroll,
    )


def _part(context: AppContext, part: TonightPart) -> list[ft.Control]:
    """What helps, with its sources, and the words that are ready to be said or sent."""
    phrase = [message_card(context, part.phrase)] if part.phrase else []
    people = _people(context, part.phrase) if part.id == WRITING and part.phrase else []
    return [*phrase, *people, *claims(context.content, part.claims)]


def _people(context: AppContext, message: str) -> list[ft.Control]:
    """The buttons that write to and call the buddy, and a button that opens the contacts."""
    contact = first_to_reach(context.journal.contacts())
    words = context.content.labels.contacts.title
    return [
        *([reach_row(context, contact, message)] if contact else []),
        tertiary(words, lambda: context.go(routes.CONTACTS), ft.Icons.PEOPLE_OUTLINE),
    ]


def _calls(context: AppContext) -> list[ft.Control]:
    """Buttons that call the lines that the words above name, then the line to talk."""
    region = context.content.current_region
    lines = [
        region.first_line_in_danger,
        *region.named_suicide_lines,
        *filter(None, [region.talk_line]),
    ]
    return [call_with_facts(context, line) for line in dict.fromkeys(lines)]

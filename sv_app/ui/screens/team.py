"""The team: what a manager does today, the tools of managers, and disclosures of the rest."""

import flet as ft

from sv_app import routes
from sv_app.domain.team import Period, PeriodId
from sv_app.ui.components.buttons import secondary
from sv_app.ui.components.cards import card, nav_card
from sv_app.ui.components.citations import attitudes, claims, practice, source_list, titled_items
from sv_app.ui.components.disclosure import anchored_disclosure
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.helplines import has_internal_contacts, internal_contacts
from sv_app.ui.components.printing import print_button, print_card_button
from sv_app.ui.components.scroll_anchor import (
    requested_anchor,
    use_requested_anchor,
    with_scroll_anchor,
)
from sv_app.ui.components.sharing import share_link
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.step_up import step_up
from sv_app.ui.components.typography import heading, text, title
from sv_app.ui.context import AppContext

DisclosureParts = tuple[str, tuple[str, ...], list[ft.Control]]
"""The title of a disclosure, the anchors that open it, and its controls."""
STEP_UP_ANCHORS = ("step_up_when", "step_up_actions")


@screen
def team(context: AppContext) -> ft.View:
    """When to act at once, today's actions, the tools, disclosures of the rest, and printing."""
    labels = context.content.labels
    today, *later = context.content.team.sequence
    scroll = use_requested_anchor(context)
    return page_shell(
        context,
        title(labels.team.title),
        [
            _step_up(context),
            with_scroll_anchor(_today(context, today), PeriodId.TODAY),
            secondary(labels.team.scripts, lambda: context.go(routes.SCRIPTS), ft.Icons.FORUM),
            *_tools(context),
            *(_collapsed((period.title, (period.id,), _actions(period))) for period in later),
            *map(_collapsed, _background(context)),
            print_button(context),
            print_card_button(context),
            *share_link(context),
        ],
        back_to=routes.HOME,
        scroll=scroll,
    )


def _collapsed(parts: DisclosureParts) -> ft.Container:
    words, anchors, controls = parts
    return anchored_disclosure(words, controls, anchors)


def _step_up(context: AppContext) -> ft.Container:
    anchor = requested_anchor()
    wanted = anchor in STEP_UP_ANCHORS
    box = ft.Container(step_up(context, wanted))
    return with_scroll_anchor(box, anchor) if wanted else box


def _tools(context: AppContext) -> list[ft.Control]:
    """The tools in the order in which they are used, from the first hour to the return.

    The tally, which has no moment, is last.
    """
    tools = context.content.team_tools
    cards = (
        (tools.first_hour, ft.Icons.CHECKLIST, routes.FIRST_HOUR),
        (tools.debrief, ft.Icons.TIMER_OUTLINED, routes.DEBRIEF),
        (tools.letter, ft.Icons.MAIL_OUTLINED, routes.LETTER),
        (tools.return_plan, ft.Icons.EVENT_NOTE_OUTLINED, routes.RETURN_PLAN),
        (tools.tally, ft.Icons.CALENDAR_VIEW_MONTH, routes.TALLY),
    )
    return [
        heading(context.content.labels.team_tools.title),
        *(nav_card(context, tool.title, tool.about, icon, path) for tool, icon, path in cards),
    ]


def _today(context: AppContext, period: Period) -> ft.Container:
    """Today's actions, after the list for somebody who has just learned of an event."""
    first_hour = context.content.team_tools.first_hour.title
    open_checklist = secondary(
        first_hour, lambda: context.go(routes.FIRST_HOUR), ft.Icons.CHECKLIST
    )
    return card([heading(period.title), open_checklist, *_actions(period)])


def _actions(period: Period) -> list[ft.Control]:
    return titled_items(period.actions)


def _background(context: AppContext) -> list[DisclosureParts]:
    content, labels = context.content, context.content.labels.team
    words = content.team
    # Without contacts, `internal_contacts` shows the roles itself.
    roles = titled_items(words.internal) if has_internal_contacts(context) else []
    contacts = [text(labels.internal_lead), *internal_contacts(context), *roles]
    follows = [text(labels.what_follows_lead), *practice(context)]
    return [
        (labels.internal, ("internal",), contacts),
        (content.labels.result.what_follows, ("what-follows",), follows),
        (labels.legal, ("legal",), [text(words.legal.text), *claims(content, content.defence)]),
        (labels.asking_for_help, ("asking_for_help",), titled_items(words.asking_for_help)),
        (content.labels.scripts.attitudes, (), attitudes(context)),
        (labels.role, ("role",), [text(claim.text) for claim in words.role]),
        (labels.when, ("support_when",), [text(words.support_when.text)]),
        (labels.safety, ("just_culture",), [text(words.just_culture.text)]),
        (content.labels.scripts.sources, (), source_list(content, _sources(context))),
    ]


def _sources(context: AppContext) -> list[str]:
    """The id of every source of the screen, once, in the order of the content."""
    words = context.content.team
    actions = [action.source for period in words.sequence for action in period.actions]
    claims = (*words.role, words.support_when, words.legal, words.just_culture)
    claimed = [source for claim in claims for source in claim.sources]
    cited = [words.source, *actions, context.content.attitudes.source, *claimed]
    return list(dict.fromkeys(cited))

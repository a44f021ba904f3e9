"""The team: what a manager does today, then the rest, folded until it is needed."""

import flet as ft

from sv_app import routes
from sv_app.domain.team import Period, StepUpAction, Timeframe
from sv_app.ui.components.buttons import secondary
from sv_app.ui.components.cards import card
from sv_app.ui.components.citations import attitudes, claims, practice, source_list, titled_items
from sv_app.ui.components.disclosure import disclosure
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.helplines import has_internal_contacts, internal_contacts
from sv_app.ui.components.printing import print_button, print_card_button
from sv_app.ui.components.scroll_anchor import (
    requested_anchor,
    use_requested_anchor,
    with_scroll_anchor,
)
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.typography import bold, bullets, heading, subheading, text, title
from sv_app.ui.context import AppContext

Section = tuple[str, tuple[str, ...], list[ft.Control]]
"""The title of a folded section, the anchors that open it, and its controls."""


@screen
def team(context: AppContext) -> ft.View:
    """The danger, today's actions, then everything else folded, and the sources once."""
    labels = context.content.labels
    today, *later = context.content.team.sequence
    scroll = use_requested_anchor(context)
    return page_shell(
        context,
        title(labels.team.title),
        [
            _folded(_step_up(context), urgent=True),
            with_scroll_anchor(_today(today), Timeframe.TODAY),
            secondary(labels.team.scripts, lambda: context.go(routes.SCRIPTS), ft.Icons.FORUM),
            *(_folded((period.title, (period.id,), _actions(period))) for period in later),
            *map(_folded, _background(context)),
            print_button(context),
            print_card_button(context),
        ],
        back_to=routes.HOME,
        scroll=scroll,
    )


def _folded(section: Section, urgent: bool = False) -> ft.Container:
    words, anchors, controls = section
    anchor = requested_anchor()
    wanted = anchor in anchors
    box = ft.Container(disclosure(words, controls, wanted, urgent))
    return with_scroll_anchor(box, anchor) if wanted else box


def _step_up(context: AppContext) -> Section:
    team_words, labels = context.content.team, context.content.labels.team
    return (
        labels.step_up,
        ("step_up_when", "step_up_actions"),
        [
            bold(labels.step_up_when),
            bullets(team_words.step_up_when),
            bold(labels.step_up_actions),
            *(_action(action) for action in team_words.step_up_actions),
        ],
    )


def _action(action: StepUpAction) -> ft.Column:
    return ft.Column(
        [subheading(action.name), text(action.about), text(action.how)], spacing=0, tight=True
    )


def _today(period: Period) -> ft.Container:
    return card([heading(period.title), *_actions(period)])


def _actions(period: Period) -> list[ft.Control]:
    return titled_items(period.actions)


def _background(context: AppContext) -> list[Section]:
    content, labels = context.content, context.content.labels.team
    words = content.team
    # Without contacts, `internal_contacts` shows the roles itself.
    roles = titled_items(words.internal) if has_internal_contacts(context) else []
    contacts = [text(labels.internal_lead), *internal_contacts(context), *roles]
    return [
        (labels.internal, ("internal",), contacts),
        (content.labels.result.what_follows, ("what-follows",), practice(context)),
        (labels.legal, ("legal",), [text(words.legal.text), *claims(content, content.defence)]),
        (labels.easy, ("make_it_easy",), titled_items(words.make_it_easy)),
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

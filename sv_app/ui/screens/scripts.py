"""The scripts: choose the moment of the conversation."""

import flet as ft

from sv_app import routes
from sv_app.domain.scripts import MomentGroup
from sv_app.ui.components.buttons import button_grid, fits_pairs, secondary
from sv_app.ui.components.cards import nav_card, side_by_side
from sv_app.ui.components.citations import attitudes, claim, source_list
from sv_app.ui.components.disclosure import disclosure
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.moments import moments, readiness_button
from sv_app.ui.components.scroll_anchor import (
    requested_anchor,
    scroll_anchor,
    use_requested_anchor,
    with_scroll_anchor,
)
from sv_app.ui.components.sharing import share_link
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.typography import title
from sv_app.ui.context import AppContext
from sv_app.ui.theme import Breakpoint


@screen
def scripts(context: AppContext) -> ft.View:
    """The search, the favourites, the moments with what precedes and follows, the background."""
    content = context.content
    wide = context.breakpoint >= Breakpoint.DESKTOP
    scroll = use_requested_anchor(context)
    return page_shell(
        context,
        title(content.labels.scripts.title),
        [
            button_grid(
                [
                    secondary(
                        content.labels.search.title,
                        lambda: context.go(routes.SEARCH),
                        ft.Icons.SEARCH,
                    ),
                    secondary(
                        content.labels.favourites.title,
                        lambda: context.go(routes.FAVOURITES),
                        ft.Icons.PUSH_PIN,
                    ),
                ],
                paired=fits_pairs(context),
            ),
            *readiness_button(context),
            *(
                _moments_in_columns(context)
                if wide
                else [*moments(context), *_after_an_encounter(context)]
            ),
            *_background(context),
            *share_link(context),
        ],
        back_to=routes.HOME,
        scroll=scroll,
        wide=wide,
    )


def _moments_in_columns(context: AppContext) -> list[ft.Control]:
    """The moments until the end of the day, beside those of the days that follow."""
    later = [group for group in MomentGroup if group not in FIRST_DAY]
    return [
        side_by_side(
            moments(context, FIRST_DAY), [*moments(context, later), *_after_an_encounter(context)]
        )
    ]


FIRST_DAY = (MomentGroup.DANGER, MomentGroup.NOW, MomentGroup.TODAY)


def _after_an_encounter(context: AppContext) -> list[ft.Control]:
    """What a peer supporter does after an encounter: plan the follow-up, and count it."""
    labels, tally = context.content.labels.next_contact, context.content.team_tools.tally
    plan_icon, count_icon = ft.Icons.EVENT_OUTLINED, ft.Icons.CALENDAR_VIEW_MONTH
    return [
        nav_card(context, labels.title, labels.about, plan_icon, routes.FOLLOW_UP),
        nav_card(context, tally.title, tally.about, count_icon, routes.TALLY),
    ]


def _background(context: AppContext) -> list[ft.Control]:
    """The helper's role, and a disclosure of the attitudes; a search may ask for the attitudes."""
    content, labels = context.content, context.content.labels.scripts
    anchor = scroll_anchor("attitudes")
    cited = source_list(content, [content.attitudes.source])
    wanted = requested_anchor() == anchor
    details = disclosure(labels.attitudes, [*attitudes(context), *cited], wanted)
    return [
        disclosure(labels.role, [claim(content, content.understand.helper_role)]),
        with_scroll_anchor(ft.Container(details), anchor),
    ]

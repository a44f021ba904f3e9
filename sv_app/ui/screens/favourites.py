"""The favourites: the phrases that the person has pinned."""

import flet as ft

from sv_app import routes
from sv_app.domain.scripts import AvoidPhrase
from sv_app.ui.components.buttons import secondary
from sv_app.ui.components.cards import Drawing, drawing
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.phrases import phrase_actions, say_card, use_pins
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.storage_notices import not_stored_notice
from sv_app.ui.components.typography import text, title
from sv_app.ui.context import AppContext


@screen
def favourites(context: AppContext) -> ft.View:
    """The pinned phrases, in the order in which they were pinned."""
    labels = context.content.labels
    pins = use_pins(context)
    pinned = [(pin.partition("/")[0], context.content.pinned_phrase(pin)) for pin in pins.saved]
    cards = [
        say_card(context, phrase, phrase_actions(context, pins, moment, phrase))
        for moment, phrase in pinned
        if phrase and not isinstance(phrase, AvoidPhrase)
    ]
    return page_shell(
        context,
        title(labels.favourites.title),
        [
            *([] if cards else [drawing(Drawing.EMPTY_FAVOURITES)]),
            text(labels.favourites.lead if cards else labels.favourites.empty),
            *not_stored_notice(context, context.storage),
            *cards,
            secondary(labels.search.title, lambda: context.go(routes.SEARCH), ft.Icons.SEARCH),
        ],
        back_to=routes.SCRIPTS,
    )

"""My card: the phrases one wants at hand."""

import flet as ft

from sv_app import routes
from sv_app.domain.scripts import Phrase
from sv_app.ui.components.buttons import secondary
from sv_app.ui.components.cards import Drawing, drawing
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.phrases import phrase_tools, say_card, use_pins
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.storage_notices import storage_problem_notice
from sv_app.ui.components.typography import text, title
from sv_app.ui.context import AppContext


@screen
def favourites(context: AppContext) -> ft.View:
    """The phrases kept, in the order they were."""
    labels = context.content.labels
    pins = use_pins(context)
    found = [(pin.partition("/")[0], _phrase(context, pin)) for pin in pins.kept]
    cards = [
        say_card(context, phrase, phrase_tools(context, pins, moment, phrase))
        for moment, phrase in found
        if phrase
    ]
    return page_shell(
        context,
        [
            title(labels.card.title),
            *([] if cards else [drawing(Drawing.EMPTY_CARD)]),
            text(labels.card.lead if cards else labels.card.empty),
            *storage_problem_notice(context, context.storage),
            *cards,
            secondary(labels.find.title, lambda: context.go(routes.SEARCH), ft.Icons.SEARCH),
        ],
        back_to=routes.SCRIPTS,
    )


def _phrase(context: AppContext, pin: str) -> Phrase | None:
    """The phrase of a pin; None when the words of today have it no longer."""
    moment, _, phrase_id = pin.partition("/")
    script = context.content.script(moment)
    phrases = script.say if script else ()
    return next((phrase for phrase in phrases if phrase.id == phrase_id), None)

"""The script of a moment: everything to review before the conversation."""

import flet as ft

from sv_app import routes
from sv_app.domain.scripts import AvoidPhrase, Phrase, Script
from sv_app.domain.search import AVOID, SAY
from sv_app.ui.components.buttons import primary, secondary
from sv_app.ui.components.calls import emergency_panel
from sv_app.ui.components.cards import card
from sv_app.ui.components.citations import source_list
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.moments import moments_sidebar, with_script
from sv_app.ui.components.phrases import (
    UNDER_HEADING,
    PinState,
    avoid_card,
    phrase_tools,
    say_card,
    use_pins,
)
from sv_app.ui.components.scroll_anchor import (
    Scroll,
    scroll_anchor,
    use_requested_anchor,
    with_scroll_anchor,
)
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.typography import bold, bullets, heading, muted, text, title
from sv_app.ui.context import AppContext
from sv_app.ui.theme import TextSize


@screen
def script(context: AppContext) -> ft.View:
    """The script in the path."""
    pins, scroll = use_pins(context), use_requested_anchor(context)
    return with_script(context, lambda chosen: _script(context, pins, scroll, chosen))


def _script(context: AppContext, pins: PinState, scroll: Scroll, chosen: Script) -> ft.View:
    controls = [
        *_prepare(context, chosen),
        *_phrases(context, pins, chosen),
        *_end(context, chosen),
    ]
    sidebar = moments_sidebar(context)
    return page_shell(
        context,
        title(chosen.title),
        controls,
        back_to=routes.SCRIPTS,
        sidebar=sidebar,
        scroll=scroll,
    )


def _heading(context: AppContext, part: str) -> ft.Semantics:
    return with_scroll_anchor(
        heading(getattr(context.content.labels.scripts, part)), scroll_anchor(part)
    )


def _prepare(context: AppContext, chosen: Script) -> list[ft.Control]:
    labels = context.content.labels.scripts
    return [
        card([heading(labels.aim), text(chosen.aim)]),
        *(_help_now(context, chosen) if chosen.urgent else []),
        *_actions(context, chosen),
        _heading(context, "before"),
        bullets(chosen.before),
        _heading(context, "opening"),
        bold(context.content.in_quotes(chosen.opening.text), TextSize.LEAD),
        muted(chosen.opening.how),
    ]


def _help_now(context: AppContext, chosen: Script) -> list[ft.Control]:
    panel = emergency_panel(context, context.content.labels.result.emergency, chosen.step_up)
    return [_heading(context, "step_up"), panel]


def _actions(context: AppContext, chosen: Script) -> list[ft.Control]:
    """The buttons that open conversation mode and the rehearsals."""
    labels, go = context.content.labels, context.go
    converse = primary(labels.conversation.open, lambda: go(routes.conversation(chosen.id)))
    rehearse = secondary(labels.rehearse.title, lambda: go(routes.rehearse(chosen.id)))
    return [converse, *([rehearse] if chosen.rehearse else [])]


def _phrases(context: AppContext, pins: PinState, chosen: Script) -> list[ft.Control]:
    labels = context.content.labels.scripts

    def say(phrase: Phrase) -> ft.Container:
        tools = phrase_tools(context, pins, chosen.id, phrase)
        return with_scroll_anchor(
            say_card(context, phrase, tools, UNDER_HEADING), scroll_anchor(SAY, phrase.id)
        )

    def avoid(phrase: AvoidPhrase) -> ft.Container:
        return with_scroll_anchor(
            avoid_card(context, phrase, UNDER_HEADING), scroll_anchor(AVOID, phrase.id)
        )

    return [
        heading(labels.say),
        *map(say, chosen.say),
        heading(labels.avoid),
        *map(avoid, chosen.avoid),
    ]


def _end(context: AppContext, chosen: Script) -> list[ft.Control]:
    step_up = [] if chosen.urgent else [_heading(context, "step_up"), text(chosen.step_up)]
    return [
        _heading(context, "gestures"),
        bullets(chosen.gestures),
        _heading(context, "not_promise"),
        bullets(chosen.not_promise),
        *step_up,
        _heading(context, "closing"),
        bullets(chosen.closing),
        heading(context.content.labels.scripts.sources),
        *source_list(context.content, chosen.sources),
    ]

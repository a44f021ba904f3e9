"""One moment's script: everything to review before the conversation."""

import flet as ft

from sv_app import routes
from sv_app.domain.scripts import AvoidPhrase, Phrase, Script
from sv_app.domain.search import AVOID, SAY
from sv_app.ui.components.buttons import primary, secondary
from sv_app.ui.components.calls import emergency_panel
from sv_app.ui.components.cards import card
from sv_app.ui.components.citations import source_list
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.moments import moments_beside, of_moment
from sv_app.ui.components.phrases import (
    UNDER_HEADING,
    Pins,
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
from sv_app.ui.theme import Size


@screen
def script(context: AppContext) -> ft.View:
    """The script the path names."""
    pins, scroll = use_pins(context), use_requested_anchor()
    return of_moment(context, lambda found: _script(context, pins, scroll, found))


def _script(context: AppContext, pins: Pins, scroll: Scroll, found: Script) -> ft.View:
    controls = [
        title(found.title),
        *_prepare(context, found),
        *_phrases(context, pins, found),
        *_end(context, found),
    ]
    beside = moments_beside(context)
    return page_shell(context, controls, back_to=routes.SCRIPTS, sidebar=beside, scroll=scroll)


def _heading(context: AppContext, part: str) -> ft.Semantics:
    return with_scroll_anchor(
        heading(getattr(context.content.labels.scripts, part)), scroll_anchor(part)
    )


def _prepare(context: AppContext, found: Script) -> list[ft.Control]:
    labels = context.content.labels.scripts
    return [
        card([heading(labels.aim), text(found.aim)]),
        *(_help_now(context, found) if found.urgent else []),
        *_ways(context, found),
        _heading(context, "before"),
        bullets(found.before),
        _heading(context, "opening"),
        bold(context.content.quoted(found.opening.text), Size.LEAD),
        muted(found.opening.how),
    ]


def _help_now(context: AppContext, found: Script) -> list[ft.Control]:
    now = emergency_panel(context, context.content.labels.result.emergency, found.step_up)
    return [_heading(context, "step_up"), now]


def _ways(context: AppContext, found: Script) -> list[ft.Control]:
    """What one can do with a script beside reading it: go, or try it first."""
    labels, go = context.content.labels, context.go
    going = primary(labels.conversation.open, lambda: go(routes.conversation(found.id)))
    trying = secondary(labels.rehearse.title, lambda: go(routes.rehearse(found.id)))
    return [going, *([trying] if found.rehearse else [])]


def _phrases(context: AppContext, pins: Pins, found: Script) -> list[ft.Control]:
    labels = context.content.labels.scripts

    def to_say(phrase: Phrase) -> ft.Container:
        tools = phrase_tools(context, pins, found.id, phrase)
        return with_scroll_anchor(
            say_card(context, phrase, tools, UNDER_HEADING), scroll_anchor(SAY, phrase.id)
        )

    def to_avoid(phrase: AvoidPhrase) -> ft.Container:
        return with_scroll_anchor(
            avoid_card(context, phrase, UNDER_HEADING), scroll_anchor(AVOID, phrase.id)
        )

    return [
        heading(labels.say),
        *map(to_say, found.say),
        heading(labels.avoid),
        *map(to_avoid, found.avoid),
    ]


def _end(context: AppContext, found: Script) -> list[ft.Control]:
    last = [] if found.urgent else [_heading(context, "step_up"), text(found.step_up)]
    return [
        _heading(context, "gestures"),
        bullets(found.gestures),
        _heading(context, "not_promise"),
        bullets(found.not_promise),
        *last,
        _heading(context, "closing"),
        bullets(found.closing),
        heading(context.content.labels.scripts.sources),
        *source_list(context.content, found.sources),
    ]

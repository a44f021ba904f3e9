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
def script(services: AppContext) -> ft.View:
    """The script the path names."""
    pins, scroll = use_pins(services), use_requested_anchor()
    return of_moment(services, lambda found: _script(services, pins, scroll, found))


def _script(services: AppContext, pins: Pins, scroll: Scroll, found: Script) -> ft.View:
    controls = [
        title(found.title),
        *_prepare(services, found),
        *_phrases(services, pins, found),
        *_end(services, found),
    ]
    beside = moments_beside(services)
    return page_shell(services, controls, back_to=routes.SCRIPTS, aside=beside, scroll=scroll)


def _heading(services: AppContext, part: str) -> ft.Semantics:
    return with_scroll_anchor(
        heading(getattr(services.kit.labels.scripts, part)), scroll_anchor(part)
    )


def _prepare(services: AppContext, found: Script) -> list[ft.Control]:
    labels = services.kit.labels.scripts
    return [
        card([heading(labels.aim), text(found.aim)]),
        *(_help_now(services, found) if found.urgent else []),
        *_ways(services, found),
        _heading(services, "before"),
        bullets(found.before),
        _heading(services, "opening"),
        bold(services.kit.quoted(found.opening.text), Size.LEAD),
        muted(found.opening.how),
    ]


def _help_now(services: AppContext, found: Script) -> list[ft.Control]:
    now = emergency_panel(services, services.kit.labels.result.emergency, found.step_up)
    return [_heading(services, "step_up"), now]


def _ways(services: AppContext, found: Script) -> list[ft.Control]:
    """What one can do with a script beside reading it: go, or try it first."""
    labels, go = services.kit.labels, services.go
    going = primary(labels.conversation.open, lambda: go(routes.conversation(found.id)))
    trying = secondary(labels.rehearse.title, lambda: go(routes.rehearse(found.id)))
    return [going, *([trying] if found.rehearse else [])]


def _phrases(services: AppContext, pins: Pins, found: Script) -> list[ft.Control]:
    labels = services.kit.labels.scripts

    def to_say(phrase: Phrase) -> ft.Container:
        tools = phrase_tools(services, pins, found.id, phrase)
        return with_scroll_anchor(
            say_card(services, phrase, tools, UNDER_HEADING), scroll_anchor(SAY, phrase.id)
        )

    def to_avoid(phrase: AvoidPhrase) -> ft.Container:
        return with_scroll_anchor(
            avoid_card(services, phrase, UNDER_HEADING), scroll_anchor(AVOID, phrase.id)
        )

    return [
        heading(labels.say),
        *map(to_say, found.say),
        heading(labels.avoid),
        *map(to_avoid, found.avoid),
    ]


def _end(services: AppContext, found: Script) -> list[ft.Control]:
    last = [] if found.urgent else [_heading(services, "step_up"), text(found.step_up)]
    return [
        _heading(services, "gestures"),
        bullets(found.gestures),
        _heading(services, "not_promise"),
        bullets(found.not_promise),
        *last,
        _heading(services, "closing"),
        bullets(found.closing),
        heading(services.kit.labels.scripts.sources),
        *source_list(services.kit, found.sources),
    ]

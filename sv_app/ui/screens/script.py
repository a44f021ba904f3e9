"""The script of a moment: what to say, to send and to avoid, and what to do afterwards."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

import flet as ft

from sv_app import routes
from sv_app.domain.scripts import AvoidPhrase, MessageToSend, Phrase, Script
from sv_app.domain.search import AVOID, SAY, SEND
from sv_app.ui.components.buttons import button_grid, fits_pairs, primary, secondary
from sv_app.ui.components.calls import brief_emergency_panel
from sv_app.ui.components.cards import card
from sv_app.ui.components.citations import source_list
from sv_app.ui.components.disclosure import disclosure
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.moments import moments_sidebar, readiness_button, with_script
from sv_app.ui.components.phrases import (
    UNDER_HEADING,
    PinState,
    avoid_card,
    message_card,
    opening_card,
    phrase_actions,
    say_card,
    use_pins,
)
from sv_app.ui.components.printing import print_button
from sv_app.ui.components.scroll_anchor import (
    ColumnRef,
    requested_anchor,
    scroll_anchor,
    use_requested_anchor,
    with_scroll_anchor,
)
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.tabs import Tab, tab_bar
from sv_app.ui.components.typography import bullets, fixed_title, heading, muted, text
from sv_app.ui.context import AppContext, use_state

FIRST_PHRASES = 3
"""The phrases to say that are shown at first; a button shows the others."""


class Part(StrEnum):
    """The parts of a script, each with its tab."""

    SAY = "say"
    SEND = "send"
    AVOID = "avoid"
    AFTER = "after"


PARTS_BY_ANCHOR = {
    SEND: Part.SEND,
    AVOID: Part.AVOID,
    "gestures": Part.AFTER,
    "not_promise": Part.AFTER,
    "step_up": Part.AFTER,
    "closing": Part.AFTER,
}
"""The part that holds the anchor of a path, by its first word; `SAY` holds all others."""


@dataclass(frozen=True)
class Shown:
    """What the screen shows of a script: a part, and whether all phrases to say are shown."""

    part: Part
    all_phrases: bool = False


@dataclass(frozen=True)
class ScriptState:
    """The state of the screen of a script, and the functions that change it."""

    shown: Shown
    show: Callable[[Shown], None]
    pins: PinState


@screen
def script(context: AppContext) -> ft.View:
    """The script in the path."""
    pins, scroll = use_pins(context), use_requested_anchor(context)
    path = ft.context.page.route
    (shown_path, shown), set_shown = use_state(lambda: ("", Shown(Part.SAY)))

    def show(current_script: Script) -> ft.View:
        # The state survives a change of path, so it names its path.
        current = shown if shown_path == path else _requested(current_script, requested_anchor())
        state = ScriptState(current, lambda changed: set_shown((path, changed)), pins)
        return _script(context, state, scroll, current_script)

    return with_script(context, show)


def _requested(current_script: Script, anchor: str) -> Shown:
    """What to show first: the part that holds the requested anchor.

    It has all phrases if the requested phrase is hidden at first. In an urgent script, the step-up
    panel is in every part: SAY is shown.
    """
    urgent_step_up = current_script.urgent and anchor == scroll_anchor("step_up")
    part = PARTS_BY_ANCHOR.get(anchor.partition("-")[0], Part.SAY)
    others = [scroll_anchor(SAY, phrase.id) for phrase in current_script.say[FIRST_PHRASES:]]
    return Shown(Part.SAY if urgent_step_up else part, anchor in others)


def _script(
    context: AppContext, state: ScriptState, scroll: ColumnRef, current_script: Script
) -> ft.View:
    parts = {Part.SAY: _say, Part.SEND: _send, Part.AVOID: _avoid, Part.AFTER: _after}
    part = state.shown.part
    return page_shell(
        context,
        fixed_title(current_script.title),
        [
            *(_help_now(context, current_script) if current_script.urgent else []),
            *parts[part](context, state, current_script),
            print_button(context),
        ],
        back_to=routes.SCRIPTS,
        fixed=[_tabs(context, state)],
        sidebar=moments_sidebar(context, current_script.id),
        scroll_reset=list(Part).index(part),
        scroll=scroll,
    )


def _tabs(context: AppContext, state: ScriptState) -> ft.Semantics:
    labels = context.content.labels.scripts

    def tab(part: Part, words: str, icon: ft.IconData) -> Tab:
        shown = Shown(part, state.shown.all_phrases)
        return Tab(words, icon, part is state.shown.part, lambda: state.show(shown))

    tabs = tab_bar(
        context,
        labels.tabs,
        [
            tab(Part.SAY, labels.say_tab, ft.Icons.CHAT_BUBBLE_OUTLINE),
            tab(Part.SEND, labels.send_tab, ft.Icons.SMS_OUTLINED),
            tab(Part.AVOID, labels.avoid_tab, ft.Icons.DO_NOT_DISTURB_ON_OUTLINED),
            tab(Part.AFTER, labels.after_tab, ft.Icons.EVENT_OUTLINED),
        ],
    )
    # A key per path: the tabs of another script do not keep the focus ring of this one.
    tabs.key = context.path
    return tabs


def _heading(context: AppContext, part: str) -> ft.Semantics:
    return with_scroll_anchor(
        heading(getattr(context.content.labels.scripts, part)), scroll_anchor(part)
    )


def _help_now(context: AppContext, current_script: Script) -> list[ft.Control]:
    """The numbers and when to call them, first in every part of an urgent script."""
    panel = brief_emergency_panel(context, current_script.step_up)
    return [with_scroll_anchor(panel, scroll_anchor("step_up"))]


def _say(context: AppContext, state: ScriptState, current_script: Script) -> list[ft.Control]:
    labels = context.content.labels.scripts
    remaining = len(current_script.say) - FIRST_PHRASES

    def say(phrase: Phrase) -> ft.Container:
        actions = phrase_actions(context, state.pins, current_script.id, phrase)
        return with_scroll_anchor(
            say_card(context, phrase, actions, UNDER_HEADING), scroll_anchor(SAY, phrase.id)
        )

    def show_all() -> None:
        state.show(Shown(Part.SAY, all_phrases=True))

    more = secondary(labels.more.format(n=remaining), show_all, ft.Icons.EXPAND_MORE)
    all_phrases = state.shown.all_phrases
    return [
        muted(current_script.aim),
        _actions(context, current_script),
        *readiness_button(context, current_script),
        _heading(context, "opening"),
        opening_card(context, current_script.opening),
        heading(labels.say),
        *map(say, current_script.say if all_phrases else current_script.say[:FIRST_PHRASES]),
        *([] if all_phrases else [more]),
        _before(context, current_script),
    ]


def _actions(context: AppContext, current_script: Script) -> ft.Column:
    """The buttons that open conversation mode and the rehearsals."""
    labels, go = context.content.labels, context.go
    begin = partial(context.begin_conversation, current_script.id)
    converse = primary(labels.conversation.open, begin, dense=True)
    rehearse = secondary(
        labels.rehearse.title, lambda: go(routes.rehearse(current_script.id)), dense=True
    )
    actions = button_grid([converse, rehearse], paired=fits_pairs(context))
    converse.expand, rehearse.expand = 5, 3
    return actions


def _before(context: AppContext, current_script: Script) -> ft.Container:
    anchor = scroll_anchor("before")
    words = context.content.labels.scripts.before
    preparation = disclosure(words, [bullets(current_script.before)], requested_anchor() == anchor)
    return with_scroll_anchor(ft.Container(preparation), anchor)


def _send(context: AppContext, _: ScriptState, current_script: Script) -> list[ft.Control]:
    labels = context.content.labels.scripts

    def message(to_send: MessageToSend) -> ft.Container:
        return with_scroll_anchor(
            message_card(context, to_send.text), scroll_anchor(SEND, to_send.id)
        )

    lead = labels.send_after_call if current_script.urgent else labels.send_lead
    return [heading(labels.send), text(lead), *map(message, current_script.send)]


def _avoid(context: AppContext, _: ScriptState, current_script: Script) -> list[ft.Control]:
    def avoid(phrase: AvoidPhrase) -> ft.Container:
        return with_scroll_anchor(
            avoid_card(context, phrase, UNDER_HEADING), scroll_anchor(AVOID, phrase.id)
        )

    return [heading(context.content.labels.scripts.avoid), *map(avoid, current_script.avoid)]


def _after(context: AppContext, _: ScriptState, current_script: Script) -> list[ft.Control]:
    labels, go = context.content.labels, context.go
    step_up = card([heading(labels.scripts.step_up), text(current_script.step_up)])
    return [
        *([] if current_script.urgent else [with_scroll_anchor(step_up, scroll_anchor("step_up"))]),
        _heading(context, "closing"),
        bullets(current_script.closing),
        secondary(labels.next_contact.title, lambda: go(routes.FOLLOW_UP), ft.Icons.EVENT),
        _heading(context, "not_promise"),
        bullets(current_script.not_promise),
        _heading(context, "gestures"),
        bullets(current_script.gestures),
        disclosure(labels.scripts.sources, source_list(context.content, current_script.sources)),
    ]

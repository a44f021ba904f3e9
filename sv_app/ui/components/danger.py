"""Who to call in a danger: a panel, a bar of small height, and their buttons.

One line comes first, with a larger button in the panel, so that the choice is quick: the region's
line for thoughts of suicide, else its emergency number.
"""

from collections.abc import Sequence

import flet as ft

from sv_app import routes
from sv_app.domain.helplines import Helpline
from sv_app.domain.regions import Region
from sv_app.domain.self_check import Advice
from sv_app.ui.components.buttons import button_grid, button_style, tertiary
from sv_app.ui.components.calls import dial_button, number_button, number_text
from sv_app.ui.components.cards import card
from sv_app.ui.components.typography import heading, live_region, text
from sv_app.ui.context import AppContext, ObservedDraft
from sv_app.ui.theme import (
    BOLD,
    DANGER_TEXT_COLOR,
    REGULAR,
    BorderWidth,
    Breakpoint,
    Space,
    TextSize,
)


def call_with_facts(context: AppContext, line: Helpline) -> ft.Row:
    """A large button that dials a line; under the number, the menu option, the cost and the hours.

    Nothing is said of a number that is still to confirm, except the menu option.
    """
    confirmed = () if line.facts.to_confirm else (line.words.cost, line.words.hours)
    facts = " · ".join(filter(None, (line.words.menu_option, *confirmed)))
    number = context.content.labels.call.call.format(number=line.facts.display_number)
    spans = [ft.TextSpan(number, ft.TextStyle(size=TextSize.LEAD, font_family=BOLD))]
    if facts:
        spans.append(
            ft.TextSpan(f"\n{facts}", ft.TextStyle(size=TextSize.SMALL, font_family=REGULAR))
        )
    return ft.Row([dial_button(context, line, ft.Text(spans=spans))])


def who_answers(context: AppContext, line: Helpline) -> str:
    """Who answers a line; its name with a remark instead, if its number is still to confirm."""
    return context.content.helpline_name(line) if line.facts.to_confirm else line.words.who_answers


def danger_panel(
    context: AppContext, advice: Sequence[Advice], title: str | None = None
) -> ft.Container:
    """The panel of a danger: a sentence of thanks, one line to call, and the other lines.

    The first sentence is short, so that the button under it is in sight in the shortest window.
    `advice` follows that button. A panel with a `title` is a card of the result: it leaves out who
    answers, unless the number is still to be confirmed, and adds the Talk line. The last button of
    every panel, below all numbers, opens the exercises.
    """
    content = context.content
    region, advice_words = content.current_region, content.messages.advice
    first = region.first_line_in_danger
    hides_who_answers = title and not first.facts.to_confirm
    who = who_answers(context, first)
    local_number = text(advice_words.local_number, color=DANGER_TEXT_COLOR)
    talk_line = region.talk_line if title and region.talk_line != first else None
    others = [*_other_lines(region), *filter(None, [talk_line])]
    buttons = [_other_line_button(context, helpline) for helpline in others]
    return card(
        [
            *([heading(title, DANGER_TEXT_COLOR)] if title else []),
            live_region(advice_words.thanks, DANGER_TEXT_COLOR),
            call_with_facts(context, first),
            *([] if hides_who_answers else [text(who, TextSize.SMALL, DANGER_TEXT_COLOR)]),
            *(text(advice_words.line(item), color=DANGER_TEXT_COLOR) for item in advice),
            text(advice_words.not_alone, color=DANGER_TEXT_COLOR),
            *([local_number] if content.is_other_region else []),
            *([button_grid(buttons, _has_room_for_two(context))] if buttons else []),
            exercises_button(context, DANGER_TEXT_COLOR),
        ],
        bgcolor=ft.Colors.ERROR_CONTAINER,
        border=ft.Border.all(BorderWidth.FIRM, ft.Colors.ERROR),
    )


def exercises_button(context: AppContext, color: str | None = None) -> ft.Row:
    """A text button that opens the exercises of a minute; it never comes before a number."""
    return tertiary(
        context.content.tools.exercises.short,
        lambda: context.go(routes.EXERCISES),
        ft.Icons.SELF_IMPROVEMENT,
        color,
    )


def _has_room_for_two(context: AppContext) -> bool:
    """Whether two buttons fit in a row: their labels are longer than those of `fits_pairs`."""
    return context.breakpoint >= Breakpoint.TABLET and not context.compact


def _other_line_button(context: AppContext, line: Helpline) -> ft.Row:
    """An outlined button that dials a line, or opens a text message to it."""
    labels, facts = context.content.labels, line.facts
    if facts.is_emergency_number and facts.is_call:
        words = labels.self_check.danger_now.format(number=facts.display_number)
    elif facts.is_call:
        words = f"{labels.call.talk_name}\n{facts.display_number}"
    else:
        words = labels.call.send_text.format(number=facts.display_number)
    if facts.to_confirm:
        words = labels.helplines.to_confirm.format(name=words)
    return ft.Row([_outlined(line, words, expand=True)])


def danger_bar(context: AppContext) -> ft.Row:
    """The lines of `danger_panel` in a row of small height.

    A screen reader says the name of each line instead of its number.
    """
    region = context.content.current_region
    first_line = region.first_line_in_danger
    first = number_button(context, first_line)
    others = [_outlined(line, number_text(context, line)) for line in _other_lines(region)]
    if context.compact:  # the numbers need the width
        first.icon = None
        for other in others:
            other.icon = None
    return ft.Row([first, *others], spacing=Space.SMALL, run_spacing=Space.SMALL, wrap=True)


def danger_bar_if_ticked(context: AppContext, observed_draft: ObservedDraft) -> list[ft.Control]:
    """The bar of a danger, to put above all else of a tool; empty if no danger was ticked."""
    return [danger_bar(context)] if observed_draft.danger else []


def _other_lines(region: Region) -> list[Helpline]:
    """The emergency number, unless it comes first, and the line for text messages."""
    number = region.emergency_number_line
    numbers = [] if number == region.first_line_in_danger else [number]
    return [*numbers, *filter(None, [region.danger_text_line])]


def _outlined(line: Helpline, words: str | ft.Text, expand: bool = False) -> ft.OutlinedButton:
    edge = ft.BorderSide(BorderWidth.HAIR, ft.Colors.ERROR)
    return ft.OutlinedButton(
        words,
        icon=ft.Icons.CALL if line.facts.is_call else ft.Icons.SMS,
        style=button_style(DANGER_TEXT_COLOR, ft.Colors.ERROR_CONTAINER, dense=True, edge=edge),
        action=ft.OpenUrl(line.facts.uri, target=ft.UrlTarget.SELF),
        expand=expand or None,
    )

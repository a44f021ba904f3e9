"""Buttons that dial during the user activation, the call bar, and the emergency lines.

The client opens `tel:` and `sms:` links without a round trip to Python: iOS ignores a number that
is dialled from a Python handler, because the user activation has ended by then.
"""

from collections.abc import Sequence

import flet as ft

from sv_app import routes
from sv_app.domain.content import CallSlot
from sv_app.domain.helplines import Channel, Helpline, tel_uri, with_no_break_spaces
from sv_app.ui.components.buttons import button_grid, button_style, icon_button
from sv_app.ui.components.cards import card
from sv_app.ui.components.typography import live_region, text
from sv_app.ui.context import AppContext, is_mobile, today
from sv_app.ui.theme import (
    BOLD,
    DANGER_TEXT_COLOR,
    REGULAR,
    STRETCH,
    BorderWidth,
    Breakpoint,
    Space,
    TextSize,
)


def dial_button(
    context: AppContext, line: Helpline, words: str | ft.Text | None = None
) -> ft.FilledButton:
    """The button that dials `line`, or opens a text message to it; red for an emergency line."""
    labels, facts = context.content.labels.call, line.facts
    by_text = facts.channel is Channel.SMS
    color, bgcolor = (ft.Colors.ON_ERROR, ft.Colors.ERROR) if facts.emergency else (None, None)
    return ft.FilledButton(
        words or (labels.send_text if by_text else labels.call).format(number=facts.display_number),
        icon=ft.Icons.SMS if by_text else ft.Icons.CALL,
        style=button_style(color, bgcolor),
        action=ft.OpenUrl(facts.uri, target=ft.UrlTarget.SELF),
        expand=3,
    )


def copy_button(context: AppContext, number: str) -> ft.MergeSemantics:
    """The button that copies a number, to dial it from another phone."""
    labels, shown_number = context.content.labels.call, with_no_break_spaces(number)
    return icon_button(
        ft.Icons.CONTENT_COPY,
        labels.copy_number.format(number=shown_number),
        lambda: context.show_toast(labels.copied.format(number=shown_number)),
        ft.CopyToClipboard(number),
    )


def contact_call_row(context: AppContext, number: str, name: str = "") -> ft.Row:
    """The button that dials a contact, and the button that copies the number.

    A `name` is on the button, above the number, where no other text says whom it calls.
    """
    labels, shown = context.content.labels, with_no_break_spaces(number)
    words = labels.call.call.format(number=shown)
    if name:
        words = f"{labels.contacts.call.format(name=name)}\n{shown}"
    dial = ft.OpenUrl(tel_uri(number), target=ft.UrlTarget.SELF)
    button = ft.FilledButton(
        words, icon=ft.Icons.CALL, style=button_style(), action=dial, expand=True
    )
    return ft.Row([button, copy_button(context, number)], spacing=Space.TINY)


def hospital_call_buttons(context: AppContext) -> list[ft.FilledButton]:
    """The button that dials the hospital's first contact; an empty list if there is no number."""
    hospital = context.content.institution
    contact = hospital.first_to_call if hospital else None
    if contact is None or contact.uri is None:
        return []
    words = f"{contact.label}\n{contact.display_number}"
    dial = ft.OpenUrl(contact.uri, target=ft.UrlTarget.SELF)
    return [ft.FilledButton(words, icon=ft.Icons.CALL, style=button_style(), action=dial)]


def call_bar(context: AppContext) -> ft.Column:
    """The bar of every screen: to talk with somebody, to call in a danger, and all numbers.

    The slots have the same width. In a narrow compact window they keep their own widths and
    wrap, because a number that is cut in two is misread; in the rail they are above each other.
    The hospital's first contact comes first, except in a compact window, where `page_shell`
    shows it after the content.
    """
    slots = [_line_slot(context, slot) for slot in context.content.call_slots(today())]
    slots.append(_all_numbers_slot(context))
    hospital = [] if context.compact else hospital_call_buttons(context)
    rows = [_stretched_row([ft.MergeSemantics(button)]) for button in hospital]
    if context.breakpoint >= Breakpoint.DESKTOP:
        rows += [_stretched_row([slot]) for slot in slots]
    elif _wraps(context):
        wrapped: list[ft.Control] = [*slots]
        rows.append(ft.Row(wrapped, spacing=Space.SMALL, run_spacing=Space.SMALL, wrap=True))
    else:
        rows.append(_stretched_row(slots))
    return ft.Column([*rows], spacing=Space.SMALL, tight=True)


def _stretched_row(slots: Sequence[ft.MergeSemantics]) -> ft.Row:
    """A row whose slots have the same width and height."""
    for slot in slots:
        slot.expand = True
    return ft.Row([*slots], spacing=Space.SMALL, vertical_alignment=STRETCH, intrinsic_height=True)


def _line_slot(context: AppContext, slot: CallSlot) -> ft.MergeSemantics:
    color, bgcolor = (None, None) if slot.talk else (ft.Colors.ON_ERROR, ft.Colors.ERROR)
    words = _slot_words(slot.heading, _slot_details(context, slot), slot.name)
    button = ft.FilledButton(words, style=_slot_style(context, color, bgcolor))
    if opens_number_screen(context):
        path = routes.helpline(slot.helpline.id)
        button.on_click = lambda: context.go(path)
    else:
        button.action = ft.OpenUrl(slot.helpline.facts.uri, target=ft.UrlTarget.SELF)
    return ft.MergeSemantics(button)


def opens_number_screen(context: AppContext) -> bool:
    """Whether a call button shows the number on a screen of its own: a computer cannot dial it."""
    return context.breakpoint >= Breakpoint.DESKTOP and not is_mobile()


def _slot_details(context: AppContext, slot: CallSlot) -> Sequence[str]:
    """The lines under the heading.

    In a compact window, the danger slot has its number and the Talk slot nothing. From tablets up,
    a slot has its number and its remark.
    """
    number = slot.helpline.facts.display_number
    if context.compact:
        return [] if slot.talk else [number]
    if context.breakpoint > Breakpoint.PHONE:
        return [number, *filter(None, [slot.remark])]
    optional = [] if context.short else filter(None, [slot.optional_line])
    return [*optional, *slot.text_lines]


def _all_numbers_slot(context: AppContext) -> ft.MergeSemantics:
    """The slot that opens the screen of all numbers."""
    labels = context.content.labels.call
    words = _slot_words(labels.all, [labels.all_about], labels.all_name)
    style = _slot_style(context, edge=ft.BorderSide(BorderWidth.HAIR, ft.Colors.OUTLINE))
    button = ft.OutlinedButton(words, style=style, on_click=lambda: context.go(routes.HELPLINES))
    # Merged: the name would otherwise be a second button within the first.
    return ft.MergeSemantics(button)


def _slot_style(
    context: AppContext,
    color: str | None = None,
    bgcolor: str | None = None,
    edge: ft.BorderSide | None = None,
) -> ft.ButtonStyle:
    style = button_style(color, bgcolor, edge=edge)
    horizontal = Space.MEDIUM if _wraps(context) else Space.TINY
    style.padding = ft.Padding.symmetric(horizontal=horizontal, vertical=Space.SMALL)
    return style


def _wraps(context: AppContext) -> bool:
    """Whether the slots keep their own widths and wrap, in large text on a phone."""
    return context.compact and context.breakpoint is Breakpoint.PHONE


def _slot_words(heading: str, details: Sequence[str], name: str) -> ft.Semantics:
    """The visible words of a slot, and the accessible name in their place."""
    center = ft.TextAlign.CENTER
    style = ft.TextStyle(size=TextSize.SMALL, font_family=REGULAR)
    lines = [ft.Text(words, style=style, text_align=center) for words in details]
    column = ft.Column(
        [ft.Text(heading, text_align=center), *lines],
        spacing=0,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
    )
    return ft.Semantics(label=name, exclude_semantics=True, content=column)


def emergency_panel(
    context: AppContext, sentence: str, advice: str | None = None, brief: bool = False
) -> ft.Container:
    """All emergency lines, under a short sentence that a screen reader says at once.

    `advice` is a paragraph under the lines, so that the lines are also visible on a phone in
    landscape orientation. `brief` shows only the numbers of the lines, so that what is below
    stays on screen.
    """
    numbers = brief_emergency_lines(context) if brief else _full_emergency_lines(context)
    advice_text = [text(advice, color=DANGER_TEXT_COLOR)] if advice else []
    return card(
        [live_region(sentence, DANGER_TEXT_COLOR), numbers, *advice_text],
        bgcolor=ft.Colors.ERROR_CONTAINER,
        border=ft.Border.all(BorderWidth.FIRM, ft.Colors.ERROR),
    )


def brief_emergency_panel(context: AppContext, advice: str | None = None) -> ft.Container:
    """The panel of an urgent script, and of the step-up cue of every script.

    It has only the numbers, so that the words stay in view. If a number is still to be confirmed,
    the names of the lines are shown too: they say so.
    """
    sentence = context.content.labels.result.emergency
    confirmed = not any(line.facts.to_confirm for line in context.content.emergency_lines)
    return emergency_panel(context, sentence, advice, brief=confirmed)


def _full_emergency_lines(context: AppContext) -> ft.Column:
    """Buttons that show the number and the name of each emergency line."""
    buttons = [_emergency_button(context, line) for line in context.content.emergency_lines]
    return button_grid(buttons, paired=context.breakpoint >= Breakpoint.DESKTOP)


def brief_emergency_lines(context: AppContext) -> ft.Row:
    """Buttons that show only the numbers of the emergency lines."""
    buttons = [number_button(context, line) for line in context.content.emergency_lines]
    return ft.Row([*buttons], spacing=Space.SMALL, run_spacing=Space.SMALL, wrap=True)


def number_button(context: AppContext, line: Helpline) -> ft.FilledButton:
    """A small red button that dials `line`, and shows only its number."""
    button = dial_button(context, line, number_text(context, line))
    button.expand = None
    button.style = button_style(ft.Colors.ON_ERROR, ft.Colors.ERROR, dense=True)
    return button


def number_text(context: AppContext, line: Helpline) -> ft.Text:
    """The number of `line` in large text, with the option to choose in the menu, if there is one.

    A screen reader says the name of the line instead.
    """
    number = ft.TextStyle(size=TextSize.LEAD, font_family=BOLD)
    spans = [ft.TextSpan(line.facts.display_number, number)]
    if line.words.menu_option:
        option = ft.TextStyle(size=TextSize.SMALL, font_family=REGULAR)
        spans.append(ft.TextSpan(f"  {line.words.menu_option}", option))
    return ft.Text(spans=spans, semantics_label=context.content.helpline_name(line))


def _emergency_button(context: AppContext, line: Helpline) -> ft.Row:
    """A button with the number in large text, then the name of the service."""
    number = line.facts.display_number
    name = context.content.name_after_number(line)
    spans = [
        ft.TextSpan(number, ft.TextStyle(size=TextSize.LEAD, font_family=BOLD)),
        ft.TextSpan(name, ft.TextStyle(size=TextSize.SMALL, font_family=REGULAR)),
    ]
    button = dial_button(context, line, ft.Text(spans=spans))
    style = button_style(ft.Colors.ON_ERROR, ft.Colors.ERROR, align=ft.Alignment.CENTER_LEFT)
    style.padding = ft.Padding.all(Space.MEDIUM)
    button.style = style
    return ft.Row([button])

"""Buttons that dial during the user activation, the call bar, and the emergency lines.

The client opens `tel:` and `sms:` links without a round trip to Python: iOS ignores a number that
is dialled from a Python handler, because the user activation has ended by then.
"""

import flet as ft

from sv_app import routes
from sv_app.domain.helplines import Channel, Helpline, tel_uri, with_no_break_spaces
from sv_app.ui.components.buttons import button_grid, button_style, icon_button, outlined_style
from sv_app.ui.components.cards import card
from sv_app.ui.components.typography import live_region, text
from sv_app.ui.context import AppContext
from sv_app.ui.theme import BOLD, REGULAR, BorderWidth, Breakpoint, Space, TextSize


def dial_button(
    context: AppContext, line: Helpline, words: str | ft.Text | None = None
) -> ft.FilledButton:
    """The button that dials `line`, or opens a text message to it; red for an emergency line."""
    labels, facts = context.content.labels.call, line.facts
    by_text = facts.channel is Channel.SMS
    color, bgcolor = (ft.Colors.ON_ERROR, ft.Colors.ERROR) if facts.emergency else (None, None)
    return ft.FilledButton(
        words or (labels.text if by_text else labels.call).format(number=facts.display_number),
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


def contact_call_row(context: AppContext, number: str) -> ft.Row:
    """The button that dials an internal contact, and the button that copies the number."""
    words = context.content.labels.call.call.format(number=with_no_break_spaces(number))
    dial = ft.OpenUrl(tel_uri(number), target=ft.UrlTarget.SELF)
    button = ft.FilledButton(
        words, icon=ft.Icons.CALL, style=button_style(), action=dial, expand=True
    )
    return ft.Row([button, copy_button(context, number)], spacing=Space.TINY)


def all_numbers_button(context: AppContext) -> ft.OutlinedButton:
    """The button that opens the screen of all numbers."""
    words = "\n".join(context.content.labels.call.others.rsplit(" ", 1))
    style = outlined_style(tight=True)
    return ft.OutlinedButton(words, style=style, on_click=lambda: context.go(routes.HELPLINES))


def hospital_call_buttons(context: AppContext) -> list[ft.FilledButton]:
    """The button that dials the hospital's first contact; an empty list if there is no number."""
    hospital = context.content.institution
    contact = hospital.first_to_call if hospital else None
    if contact is None or contact.uri is None:
        return []
    words = f"{contact.label}\n{contact.display_number}"
    dial = ft.OpenUrl(contact.uri, target=ft.UrlTarget.SELF)
    return [ft.FilledButton(words, icon=ft.Icons.CALL, style=button_style(), action=dial)]


def call_bar(context: AppContext) -> ft.Row:
    """The bar at the bottom of every screen: a button that calls somebody, and all numbers.

    The hospital's contact comes first; the region's `call_button_line`, which answers at any hour,
    stays beside it. In a compact window `page_shell` shows the hospital's contact after the
    content instead.
    """
    content, line = context.content, context.content.call_button_line
    call = dial_button(context, line, f"{content.call_label}\n{line.facts.display_number}")
    call.expand, all_numbers = None, all_numbers_button(context)
    if context.compact:
        call.icon = None  # a number in large text needs the width
        for button in (call, all_numbers):
            if button.style:
                button.style.padding = ft.Padding.all(Space.SMALL)
    hospital = [] if context.compact else hospital_call_buttons(context)
    # Labels have two lines, so that the buttons stand side by side on the narrowest phone. They
    # wrap when the text is large, because a number that is cut in two is misread.
    return ft.Row(
        [*hospital, call, all_numbers],
        spacing=Space.SMALL,
        run_spacing=Space.SMALL,
        wrap=True,
        alignment=ft.MainAxisAlignment.CENTER,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
    )


TEXT_COLOR = ft.Colors.ON_ERROR_CONTAINER


def emergency_panel(
    context: AppContext, sentence: str, advice: str | None = None, brief: bool = False
) -> ft.Container:
    """All emergency lines, under a short sentence that a screen reader says at once.

    `advice` is a paragraph under the lines, so that the lines are also visible on a phone in
    landscape orientation. `brief` shows only the numbers of the lines, so that the question below
    and its answers stay on screen.
    """
    numbers = brief_emergency_lines(context) if brief else _full_emergency_lines(context)
    advice_text = [text(advice, color=TEXT_COLOR)] if advice else []
    return card(
        [live_region(sentence, TEXT_COLOR), numbers, *advice_text],
        bgcolor=ft.Colors.ERROR_CONTAINER,
        border=ft.Border.all(BorderWidth.FIRM, ft.Colors.ERROR),
    )


def _full_emergency_lines(context: AppContext) -> ft.Column:
    """Buttons that show the number and the name of each emergency line."""
    buttons = [_emergency_button(context, line) for line in context.content.emergency_lines]
    return button_grid(buttons, paired=context.breakpoint >= Breakpoint.DESKTOP)


def brief_emergency_lines(context: AppContext) -> ft.Row:
    """Buttons that show only the numbers; a screen reader also says who answers."""
    buttons: list[ft.Control] = []
    for line in context.content.emergency_lines:
        style = ft.TextStyle(size=TextSize.LEAD, font_family=BOLD)
        name = context.content.helpline_name(line)
        button = dial_button(
            context, line, ft.Text(line.facts.display_number, semantics_label=name, style=style)
        )
        button.expand = None
        button.style = button_style(ft.Colors.ON_ERROR, ft.Colors.ERROR, tight=True)
        buttons.append(button)
    return ft.Row(buttons, spacing=Space.SMALL, run_spacing=Space.SMALL, wrap=True)


def _emergency_button(context: AppContext, line: Helpline) -> ft.Row:
    """A button with the number in large text, then the name of the service."""
    number = line.facts.display_number
    name = context.content.helpline_name(line)
    description = name.removeprefix(number) if name.startswith(number) else f", {name}"
    spans = [
        ft.TextSpan(number, ft.TextStyle(size=TextSize.LEAD, font_family=BOLD)),
        ft.TextSpan(description, ft.TextStyle(size=TextSize.SMALL, font_family=REGULAR)),
    ]
    button = dial_button(context, line, ft.Text(spans=spans))
    style = button_style(ft.Colors.ON_ERROR, ft.Colors.ERROR, align=ft.Alignment.CENTER_LEFT)
    style.padding = ft.Padding.all(Space.MEDIUM)
    button.style = style
    return ft.Row([button])

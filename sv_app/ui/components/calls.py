"""Calling: buttons that dial inside the tap, and the emergency numbers.

The client opens `tel:` or `sms:` without asking Python: iOS ignores a number that is dialled from
a Python handler, because the tap is over by then.
"""

import flet as ft

from sv_app import routes
from sv_app.domain.helplines import Channel, Helpline, tel_uri
from sv_app.ui.components.buttons import button_grid, button_style, icon_button, outlined
from sv_app.ui.components.cards import card
from sv_app.ui.components.typography import live_region, text
from sv_app.ui.context import AppContext
from sv_app.ui.theme import BOLD, REGULAR, Breakpoint, Line, Size, Space


def dial_button(
    context: AppContext, line: Helpline, words: str | ft.Text | None = None
) -> ft.FilledButton:
    """The button that dials, or opens a message to, `line`."""
    call, facts = context.content.labels.call, line.facts
    by_text = facts.channel is Channel.SMS
    ink, surface = (ft.Colors.ON_ERROR, ft.Colors.ERROR) if facts.emergency else (None, None)
    return ft.FilledButton(
        words or (call.text if by_text else call.call).format(number=facts.shown),
        icon=ft.Icons.SMS if by_text else ft.Icons.CALL,
        style=button_style(ink, surface),
        action=ft.OpenUrl(facts.uri, target=ft.UrlTarget.SELF),
        expand=3,
    )


def copy_button(context: AppContext, number: str) -> ft.MergeSemantics:
    """The button that copies a number, for those who dial from another phone."""
    call, shown = context.content.labels.call, no_break(number)
    return icon_button(
        ft.Icons.CONTENT_COPY,
        call.copy_number.format(number=shown),
        lambda: context.show_toast(call.copied.format(number=shown)),
        ft.CopyToClipboard(number),
    )


def inside_row(context: AppContext, number: str) -> ft.Row:
    """The button that dials someone inside, and the one that copies their number."""
    words = context.content.labels.call.call.format(number=no_break(number))
    opening = ft.OpenUrl(tel_uri(number), target=ft.UrlTarget.SELF)
    call = ft.FilledButton(
        words, icon=ft.Icons.CALL, style=button_style(), action=opening, expand=True
    )
    return ft.Row([call, copy_button(context, number)], spacing=Space.HAIR)


def no_break(number: str) -> str:
    """A number as a screen shows it: its spaces never break."""
    return number.replace(" ", "\u00a0")


def all_numbers(context: AppContext) -> ft.OutlinedButton:
    """The way to everybody one can call."""
    words = "\n".join(context.content.labels.call.others.rsplit(" ", 1))
    look = outlined(tight=True)
    return ft.OutlinedButton(words, style=look, on_click=lambda: context.go(routes.HELPLINES))


def hospital_call(context: AppContext) -> list[ft.FilledButton]:
    """The button that dials the hospital's first contact, where there is one to dial."""
    hospital = context.content.institution
    contact = hospital.first_to_call if hospital else None
    if contact is None or contact.uri is None:
        return []
    words = f"{contact.label}\n{contact.shown}"
    opening = ft.OpenUrl(contact.uri, target=ft.UrlTarget.SELF)
    return [ft.FilledButton(words, icon=ft.Icons.CALL, style=button_style(), action=opening)]


def call_bar(context: AppContext) -> ft.Row:
    """What every screen has at its foot: someone to talk to, in one tap, and every number.

    The hospital's own help comes first; the line that answers at any hour stays beside it.
    Where only a few lines of text hold, the hospital's comes after the words of the screen.
    """
    content, line = context.content, context.content.first_helpline
    call = dial_button(context, line, f"{content.call_words}\n{line.facts.shown}")
    call.expand, others = None, all_numbers(context)
    if context.compact:
        call.icon = None  # a large number needs the width
        for button in (call, others):
            if button.style:
                button.style.padding = ft.Padding.all(Space.SMALL)
    inside = [] if context.compact else hospital_call(context)
    # Both on two lines, so that they stand side by side on the narrowest phone; one under
    # the other when the text is large: a number cut in two is misread.
    return ft.Row(
        [*inside, call, others],
        spacing=Space.SMALL,
        run_spacing=Space.SMALL,
        wrap=True,
        alignment=ft.MainAxisAlignment.CENTER,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
    )


INK = ft.Colors.ON_ERROR_CONTAINER


def emergency_panel(
    context: AppContext, sentence: str, advice: str | None = None, brief: bool = False
) -> ft.Container:
    """Every emergency line, under a short sentence that a screen reader says at once.

    `advice` adds a paragraph, under the numbers: they are in sight on a phone on its side too.
    `brief` shows the numbers alone, so that the question under it and its answers stay on screen.
    """
    numbers = emergency_numbers(context) if brief else _lines(context)
    more = [text(advice, color=INK)] if advice else []
    return card(
        [live_region(sentence, INK), numbers, *more],
        bgcolor=ft.Colors.ERROR_CONTAINER,
        border=ft.Border.all(Line.FIRM, ft.Colors.ERROR),
    )


def _lines(context: AppContext) -> ft.Column:
    buttons = [_button(context, line) for line in context.content.emergency_lines]
    return button_grid(buttons, paired=context.room >= Breakpoint.DESK)


def emergency_numbers(context: AppContext) -> ft.Row:
    """The numbers alone; a screen reader still says who answers."""
    buttons: list[ft.Control] = []
    for line in context.content.emergency_lines:
        look = ft.TextStyle(size=Size.LEAD, font_family=BOLD)
        name = context.content.named(line)
        button = dial_button(
            context, line, ft.Text(line.facts.shown, semantics_label=name, style=look)
        )
        button.expand = None
        button.style = button_style(ft.Colors.ON_ERROR, ft.Colors.ERROR, tight=True)
        buttons.append(button)
    return ft.Row(buttons, spacing=Space.SMALL, run_spacing=Space.SMALL, wrap=True)


def _button(context: AppContext, line: Helpline) -> ft.Row:
    """The number first, as large as it can be, then who answers it."""
    shown = line.facts.shown
    name = context.content.named(line)
    about = name.removeprefix(shown) if name.startswith(shown) else f", {name}"
    spans = [
        ft.TextSpan(shown, ft.TextStyle(size=Size.LEAD, font_family=BOLD)),
        ft.TextSpan(about, ft.TextStyle(size=Size.SMALL, font_family=REGULAR)),
    ]
    button = dial_button(context, line, ft.Text(spans=spans))
    look = button_style(ft.Colors.ON_ERROR, ft.Colors.ERROR, align=ft.Alignment.CENTER_LEFT)
    look.padding = ft.Padding.all(Space.MEDIUM)
    button.style = look
    return ft.Row([button])

"""Helplines, with QR codes to call them from a phone, and internal contacts."""

from collections.abc import Collection, Iterable, Sequence

import flet as ft
from flet import canvas

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.helplines import Channel, Helpline
from sv_app.domain.institution import HospitalContact
from sv_app.domain.journal import MAX_CONTACTS, Contact
from sv_app.domain.people import supporters_first
from sv_app.domain.qr_code import QUIET_ZONE, Matrix, encode
from sv_app.ui.components.buttons import button_style, outlined_style, tertiary
from sv_app.ui.components.calls import contact_call_row, copy_button, dial_button
from sv_app.ui.components.cards import card, side_by_side
from sv_app.ui.components.citations import titled_items
from sv_app.ui.components.typography import bold, fact, muted, subheading
from sv_app.ui.context import AppContext, today
from sv_app.ui.theme import BOLD, BorderWidth, Breakpoint, Space, TextSize

MODULE_SIZE = 4
"""The side of a module, in logical pixels: a phone reads the code from a hand's length."""
# The same in the dark theme: many phones cannot read a white code on black.
DARK, LIGHT = "#000000", "#FFFFFF"


def qr_code(uri: str, words: str, module_size: int = MODULE_SIZE) -> ft.Semantics:
    """A QR code that opens `uri`.

    `words` is its accessible name; `module_size` is the side of a module, in logical pixels.
    """
    rows = encode(uri)
    side = (len(rows) + 2 * QUIET_ZONE) * module_size
    drawing = canvas.Canvas(shapes=_rectangles(rows, module_size), width=side, height=side)
    surface = ft.Container(
        drawing, width=side, height=side, bgcolor=LIGHT, border_radius=Space.SMALL
    )
    return ft.Semantics(label=words, image=True, content=surface)


def _rectangles(rows: Matrix, module_size: int) -> list[canvas.Shape]:
    """One rectangle for each run of dark modules, so that no gap shows between two modules."""
    paint = ft.Paint(color=DARK, anti_alias=False)
    return [
        canvas.Rect(
            x=(QUIET_ZONE + start) * module_size,
            y=(QUIET_ZONE + y) * module_size,
            width=length * module_size,
            height=module_size,
            paint=paint,
        )
        for y, row in enumerate(rows)
        for start, length in _dark_runs(row)
    ]


def _dark_runs(row: tuple[bool, ...]) -> list[tuple[int, int]]:
    """Return the start and the length of each run of dark modules in a row."""
    starts = [x for x, dark in enumerate(row) if dark and (x == 0 or not row[x - 1])]
    ends = [x for x, dark in enumerate(row) if dark and (x + 1 == len(row) or not row[x + 1])]
    return [(start, end - start + 1) for start, end in zip(starts, ends, strict=True)]


def emergency_card(context: AppContext, lines: Sequence[Helpline]) -> ft.Container:
    """A card with a row for each emergency line.

    It leaves out the hours and the cost that all have in common, which the details repeat, so that
    the support lines below stay near the top on a phone.
    """
    shared = shared_facts(context.content, lines)
    rows = [_emergency_row(context, line, shared) for line in lines]
    if context.breakpoint >= Breakpoint.DESKTOP:
        half = -(-len(rows) // 2)
        rows = [side_by_side(rows[:half], rows[half:])]
    return card(rows, border=ft.Border.all(BorderWidth.FIRM, ft.Colors.ERROR))


NUMBER_WIDTH = 120
"""The width of the button of a short number, so that the names beside them are aligned."""
SHORT_NUMBER = 7
"""The most characters of a short number."""


def _emergency_row(context: AppContext, line: Helpline, shared: Collection[str]) -> ft.Control:
    """The button that dials the number, with the name and the facts that are not `shared`."""
    labels, facts = context.content.labels.call, line.facts
    call = labels.send_text if facts.channel is Channel.SMS else labels.call
    number = ft.Text(
        facts.display_number,
        semantics_label=call.format(number=facts.display_number),
        style=ft.TextStyle(size=TextSize.LEAD, font_family=BOLD),
    )
    button = dial_button(context, line, number)
    button.expand = None
    button.style = button_style(ft.Colors.ON_ERROR, ft.Colors.ERROR)
    button.style.padding = ft.Padding.all(Space.MEDIUM)
    wide = context.breakpoint > Breakpoint.PHONE
    short = len(facts.display_number) <= SHORT_NUMBER
    # Beside a long number or in large text, words would be broken.
    stacked = not wide and (context.compact or not short)
    words = ft.Column(
        [
            bold(context.content.name_beside_number(line)),
            *([muted(line.words.for_whom, TextSize.SMALL)] if wide else []),
            *_own_facts(context.content, line, shared),
            *(bold(warning, TextSize.SMALL) for warning in _warnings(context, line)),
        ],
        spacing=0,
        tight=True,
        expand=not stacked,
    )
    if stacked:
        return ft.Column([button, words], spacing=Space.SMALL, tight=True)
    if short and not context.compact:
        button.width = NUMBER_WIDTH
    row = ft.Row([button, words], spacing=Space.MEDIUM)
    if context.breakpoint < Breakpoint.DESKTOP:
        return row
    return ft.Column([row, qr_code_row(context, line)], spacing=Space.SMALL, tight=True)


def shared_facts(content: Content, lines: Sequence[Helpline]) -> list[str]:
    """Of the hours and the cost, those that are the same for all lines."""
    hours, costs = {content.hours(line) for line in lines}, {line.words.cost for line in lines}
    return [value for values in (hours, costs) if len(values) == 1 for value in values if value]


def _own_facts(content: Content, line: Helpline, shared: Collection[str]) -> list[ft.Control]:
    """The hours and the cost of a line, without those that are `shared` by all lines of a card."""
    facts = (content.hours(line), line.words.cost)
    own = " · ".join(fact for fact in facts if fact and fact not in shared)
    return [muted(own, TextSize.SMALL)] if own else []


def support_card(context: AppContext, line: Helpline, shared: Collection[str]) -> ft.Container:
    """A card with the name of a line, whom it is for, who answers, and the button that dials it.

    It leaves out the facts that are `shared` by all the cards of a screen.
    """
    labels = context.content.labels.helplines
    return card(
        [
            subheading(context.content.helpline_name(line)),
            dial_row(context, line),
            fact(labels.who, line.words.who_answers),
            fact(labels.for_whom, line.words.for_whom),
            *_own_facts(context.content, line, shared),
            *(bold(warning, TextSize.SMALL) for warning in _warnings(context, line)),
            *([qr_code_row(context, line)] if context.breakpoint > Breakpoint.PHONE else []),
        ]
    )


def helpline_details(context: AppContext, line: Helpline) -> ft.Container:
    """A card with the name of a line, the button that copies its number, and its facts."""
    name = ft.Container(subheading(context.content.helpline_name(line)), expand=True)
    row = ft.Row([name, copy_button(context, line.facts.number)], spacing=Space.TINY)
    return card([row, *helpline_facts(context, line)])


def helpline_facts(context: AppContext, line: Helpline) -> list[ft.Control]:
    """All the facts about a line, the day it was checked, and its source."""
    labels = context.content.labels
    checked_on = labels.helplines.checked.format(
        date=labels.date.format_date(line.facts.checked_on)
    )
    return [
        *(fact(name, value) for name, value in context.content.helpline_facts(line)),
        muted(f"{checked_on} · {labels.helplines.source} {line.facts.source_host}", TextSize.SMALL),
    ]


def _warnings(context: AppContext, line: Helpline) -> list[str]:
    """Reasons why the number may be wrong: checked long ago, or still to confirm."""
    labels = context.content.labels.helplines
    is_outdated = line.facts.is_outdated(today())
    to_confirm = []
    if line.facts.to_confirm:
        in_danger = [labels.to_confirm_in_danger] if line.facts.emergency else []
        to_confirm = [labels.to_confirm_about, *in_danger]
    return [*([labels.old] if is_outdated else []), *to_confirm]


def qr_code_row(context: AppContext, line: Helpline) -> ft.Row:
    """A QR code, with a sentence that says what it does and names the number."""
    words = context.content.labels.helplines.scan.format(number=line.facts.display_number)
    return ft.Row(
        [qr_code(line.facts.uri, words), ft.Container(muted(words), expand=True)],
        spacing=Space.BASE,
    )


def dial_row(context: AppContext, line: Helpline) -> ft.Row:
    """The button that dials a helpline, and the button that copies its number."""
    return ft.Row(
        [dial_button(context, line), copy_button(context, line.facts.number)],
        spacing=Space.TINY,
    )


def brief_helpline(context: AppContext, line: Helpline) -> ft.Column:
    """A brief form of a helpline: its name, whom it is for, and the buttons."""
    return ft.Column(
        [
            bold(context.content.helpline_name(line)),
            muted(line.words.for_whom, TextSize.SMALL),
            dial_row(context, line),
        ],
        spacing=Space.TINY,
        tight=True,
    )


def internal_contacts(context: AppContext) -> list[ft.Control]:
    """The contacts of the hospital and of the person; without any, the roles to look for."""
    hospital, own = hospital_contacts(context), _own_contacts(context)
    both = [subheading(context.content.labels.contacts.title)] if hospital and own else []
    contacts = [*hospital, *both, *own]
    edit_button = tertiary(
        context.content.labels.contacts.about,
        lambda: context.go(routes.CONTACTS),
        ft.Icons.EDIT_OUTLINED,
    )
    return [*(contacts or titled_items(context.content.team.internal)), edit_button]


def has_internal_contacts(context: AppContext) -> bool:
    """Whether the hospital or the person has provided internal contacts."""
    return context.content.institution is not None or bool(context.journal.contacts())


def own_contact(context: AppContext, contact: Contact) -> ft.Column:
    """A contact that the person added, with the button that calls them.

    A number that is not safe to dial, such as `*21*…#` stored by an older build, has no button.
    """
    role = context.content.people.role(contact.role) if contact.role else None
    details = (role, contact.hours, contact.place)
    if contact.uri is None:
        not_dialled = context.content.labels.contacts.not_dialled
        return _contact_column(contact.name, (*details, contact.phone, not_dialled), [])
    return _contact_column(contact.name, details, [contact_call_row(context, contact.phone)])


def _own_contacts(context: AppContext) -> list[ft.Control]:
    contacts = supporters_first(context.journal.contacts())[:MAX_CONTACTS]
    return [own_contact(context, contact) for contact in contacts]


def hospital_contacts(context: AppContext) -> list[ft.Control]:
    """The name of the hospital and its contacts, or an empty list; it uses no hook."""
    hospital = context.content.institution
    if hospital is None:
        return []
    return [
        subheading(hospital.name),
        *(hospital_contact(context, contact) for contact in hospital.contacts),
    ]


def hospital_contact(context: AppContext, contact: HospitalContact) -> ft.Column:
    """A contact of the hospital, with the buttons that call them and write to them."""
    call = [contact_call_row(context, contact.phone)] if contact.phone else []
    email = [_email_row(context, contact, contact.mailto)] if contact.mailto else []
    return _contact_column(contact.label, (contact.hours, contact.place), [*call, *email])


def _contact_column(name: str, details: Iterable[str | None], actions: list[ft.Row]) -> ft.Column:
    line = " · ".join(filter(None, details))
    details_text = [muted(line, TextSize.SMALL)] if line else []
    return ft.Column([bold(name), *details_text, *actions], spacing=Space.TINY, tight=True)


def _email_row(context: AppContext, contact: HospitalContact, mailto: str) -> ft.Row:
    words = context.content.labels.institution.write.format(address=contact.email)
    compose = ft.OpenUrl(mailto, target=ft.UrlTarget.SELF)
    style = outlined_style()
    return ft.Row(
        [ft.OutlinedButton(words, ft.Icons.MAIL_OUTLINE, style=style, action=compose, expand=True)]
    )

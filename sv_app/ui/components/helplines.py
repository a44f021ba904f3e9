"""Helplines and the contacts of the hospital, with a QR code to call from a phone."""

import datetime as dt
from collections.abc import Iterable

import flet as ft
from flet import canvas

from sv_app import routes
from sv_app.domain.helplines import Helpline
from sv_app.domain.institution import InternalContact
from sv_app.domain.journal import MAX_CONTACTS, Contact
from sv_app.domain.qr_code import Matrix, encode
from sv_app.ui.components.buttons import outlined, tertiary
from sv_app.ui.components.calls import copy_button, dial_button, inside_row
from sv_app.ui.components.cards import card
from sv_app.ui.components.citations import named
from sv_app.ui.components.typography import bold, fact, muted, subheading
from sv_app.ui.context import AppContext
from sv_app.ui.theme import Breakpoint, Size, Space

MODULE = 4
"""Logical pixels a module: a phone reads it from a hand's length."""
QUIET = 4
"""Modules of white around a code, without which no camera sees it."""
# The same in the dark: many phones read no white code on black.
INK, PAPER = "#000000", "#FFFFFF"


def qr_code(uri: str, words: str) -> ft.Semantics:
    """The code that opens `uri`; a screen reader says `words` of it."""
    rows = encode(uri)
    side = (len(rows) + 2 * QUIET) * MODULE
    drawing = canvas.Canvas(shapes=_bars(rows), width=side, height=side)
    paper = ft.Container(drawing, width=side, height=side, bgcolor=PAPER, border_radius=Space.SMALL)
    return ft.Semantics(label=words, image=True, content=paper)


def _bars(rows: Matrix) -> list[canvas.Shape]:
    """Dark runs, as one bar each: no hair of light between two modules."""
    paint = ft.Paint(color=INK, anti_alias=False)
    return [
        canvas.Rect(
            x=(QUIET + start) * MODULE,
            y=(QUIET + y) * MODULE,
            width=length * MODULE,
            height=MODULE,
            paint=paint,
        )
        for y, row in enumerate(rows)
        for start, length in _runs(row)
    ]


def _runs(row: tuple[bool, ...]) -> list[tuple[int, int]]:
    """Where each dark run of a row starts, and how long it is."""
    starts = [x for x, dark in enumerate(row) if dark and (x == 0 or not row[x - 1])]
    ends = [x for x, dark in enumerate(row) if dark and (x + 1 == len(row) or not row[x + 1])]
    return [(start, end - start + 1) for start, end in zip(starts, ends, strict=True)]


def helpline_card(context: AppContext, line: Helpline) -> ft.Container:
    """Everything known of a line, with the button that dials it."""
    labels = context.content.labels
    words = line.words
    facts = {
        labels.helplines.who: words.who_answers,
        labels.helplines.for_whom: words.for_whom,
        labels.helplines.hours: words.hours,
        labels.helplines.cost: words.cost,
    }
    checked = labels.helplines.checked.format(date=labels.date.written(line.facts.checked_on))
    host = line.facts.source.host or ""
    return card(
        [
            subheading(context.content.named(line)),
            dial_row(context, line),
            *(fact(name, value) for name, value in facts.items() if value),
            muted(f"{checked} · {labels.helplines.source} {host}", Size.SMALL),
            *(bold(doubt, Size.SMALL) for doubt in _doubts(context, line)),
            *([_scan(context, line)] if context.room > Breakpoint.PHONE else []),
        ]
    )


def _doubts(context: AppContext, line: Helpline) -> list[str]:
    """Why the number may not be right, where that is so."""
    labels = context.content.labels.helplines
    old = line.facts.is_old(dt.datetime.now().astimezone().date())
    unsure = [labels.to_confirm_about] if line.facts.to_confirm else []
    return [*([labels.old] if old else []), *unsure]


def _scan(context: AppContext, line: Helpline) -> ft.Row:
    """A code to scan, and what it does in words that hold the number."""
    words = context.content.labels.helplines.scan.format(number=line.facts.shown)
    return ft.Row(
        [qr_code(line.facts.uri, words), ft.Container(muted(words), expand=True)],
        spacing=Space.BASE,
    )


def dial_row(context: AppContext, line: Helpline, words: str | None = None) -> ft.Row:
    """The button that dials, and the one that copies."""
    return ft.Row(
        [dial_button(context, line, words), copy_button(context, line.facts.number)],
        spacing=Space.HAIR,
    )


def short_helpline(context: AppContext, line: Helpline) -> ft.Column:
    """A line where there is little time: its name, for whom, and the button."""
    return ft.Column(
        [
            bold(context.content.named(line)),
            muted(line.words.for_whom, Size.SMALL),
            dial_row(context, line),
        ],
        spacing=Space.HAIR,
        tight=True,
    )


def internal_contacts(context: AppContext) -> list[ft.Control]:
    """This hospital's contacts and the person's own; without any, whom to look for."""
    contacts = [*hospital_contacts(context), *_own(context)]
    way = tertiary(
        context.content.labels.contacts.about,
        lambda: context.go(routes.CONTACTS),
        ft.Icons.EDIT_OUTLINED,
    )
    return [*(contacts or named(context.content.team.internal)), way]


def has_internal_contacts(context: AppContext) -> bool:
    """Whether anybody inside can be reached from here."""
    return context.content.institution is not None or bool(context.journal.contacts())


def own_contact(context: AppContext, contact: Contact) -> ft.Column:
    """Someone the person wrote down, and the button that calls them.

    A number stored by an older version that is not safe to dial, as `*21*…#`, has no button.
    """
    about = (contact.hours, contact.place)
    if contact.uri is None:
        not_dialled = context.content.labels.contacts.not_dialled
        return _reached(contact.name, (*about, contact.phone, not_dialled), [])
    return _reached(contact.name, about, [inside_row(context, contact.phone)])


def hospital_contact(context: AppContext, role: str) -> ft.Column:
    """The hospital's own contact of that role, and what reaches them."""
    hospital = context.content.institution
    contacts = hospital.contacts if hospital else ()
    return next(_contact(context, contact) for contact in contacts if contact.role == role)


def _own(context: AppContext) -> list[ft.Control]:
    contacts = context.journal.contacts()[:MAX_CONTACTS]
    return [own_contact(context, contact) for contact in contacts]


def hospital_contacts(context: AppContext) -> list[ft.Control]:
    """The hospital's name and all of its contacts; it uses no hook."""
    hospital = context.content.institution
    if hospital is None:
        return []
    return [subheading(hospital.name), *(_contact(context, one) for one in hospital.contacts)]


def _contact(context: AppContext, contact: InternalContact) -> ft.Column:
    call = [inside_row(context, contact.phone)] if contact.phone else []
    write = [_write(context, contact.email)] if contact.email else []
    return _reached(contact.label, (contact.hours, contact.place), [*call, *write])


def _reached(name: str, about: Iterable[str | None], ways: list[ft.Row]) -> ft.Column:
    when = " · ".join(filter(None, about))
    known = [muted(when, Size.SMALL)] if when else []
    return ft.Column([bold(name), *known, *ways], spacing=Space.HAIR, tight=True)


def _write(context: AppContext, address: str) -> ft.Row:
    words = context.content.labels.institution.write.format(address=address)
    opening = ft.OpenUrl(f"mailto:{address}", target=ft.UrlTarget.SELF)
    look = outlined()
    return ft.Row(
        [ft.OutlinedButton(words, ft.Icons.MAIL_OUTLINE, style=look, action=opening, expand=True)]
    )

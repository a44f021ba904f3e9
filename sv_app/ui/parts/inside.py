"""Who helps inside: the hospital's own contacts, else who to look for."""

from collections.abc import Iterable

import flet as ft

from sv_app import routes
from sv_app.domain.institution import InternalContact
from sv_app.domain.journal import MAX_CONTACTS, Contact
from sv_app.ui.parts.buttons import outlined, quiet
from sv_app.ui.parts.dial import inside_row
from sv_app.ui.parts.notes import named
from sv_app.ui.parts.words import bold, soft, subheading
from sv_app.ui.services import Services
from sv_app.ui.theme import Size, Space


def inside(services: Services) -> list[ft.Control]:
    """This hospital's contacts and the person's own; without any, whom to look for."""
    contacts = [*hospital_contacts(services), *_own(services)]
    way = quiet(
        services.kit.labels.contacts.about,
        lambda: services.go(routes.CONTACTS),
        ft.Icons.EDIT_OUTLINED,
    )
    return [*(contacts or named(services.kit.team.internal)), way]


def knows_inside(services: Services) -> bool:
    """Whether anybody inside can be reached from here."""
    return services.kit.institution is not None or bool(services.journal.contacts())


def own_contact(services: Services, contact: Contact) -> ft.Column:
    """Someone the person wrote down, and the button that calls them.

    A number stored by an older version that is not safe to dial, as `*21*…#`, has no button.
    """
    about = (contact.hours, contact.place)
    if contact.uri is None:
        not_dialled = services.kit.labels.contacts.not_dialled
        return _reached(contact.name, (*about, contact.phone, not_dialled), [])
    return _reached(contact.name, about, [inside_row(services, contact.phone)])


def hospital_contact(services: Services, role: str) -> ft.Column:
    """The hospital's own contact of that role, and what reaches them."""
    hospital = services.kit.institution
    contacts = hospital.contacts if hospital else ()
    return next(_contact(services, contact) for contact in contacts if contact.role == role)


def _own(services: Services) -> list[ft.Control]:
    contacts = services.journal.contacts()[:MAX_CONTACTS]
    return [own_contact(services, contact) for contact in contacts]


def hospital_contacts(services: Services) -> list[ft.Control]:
    """The hospital's name and all of its contacts; it uses no hook."""
    hospital = services.kit.institution
    if hospital is None:
        return []
    return [subheading(hospital.name), *(_contact(services, one) for one in hospital.contacts)]


def _contact(services: Services, contact: InternalContact) -> ft.Column:
    call = [inside_row(services, contact.phone)] if contact.phone else []
    write = [_write(services, contact.email)] if contact.email else []
    return _reached(contact.label, (contact.hours, contact.place), [*call, *write])


def _reached(name: str, about: Iterable[str | None], ways: list[ft.Row]) -> ft.Column:
    when = " · ".join(filter(None, about))
    known = [soft(when, Size.SMALL)] if when else []
    return ft.Column([bold(name), *known, *ways], spacing=Space.HAIR, tight=True)


def _write(services: Services, address: str) -> ft.Row:
    words = services.kit.labels.institution.write.format(address=address)
    opening = ft.OpenUrl(f"mailto:{address}", target=ft.UrlTarget.SELF)
    look = outlined()
    return ft.Row(
        [ft.OutlinedButton(words, ft.Icons.MAIL_OUTLINE, style=look, action=opening, expand=True)]
    )

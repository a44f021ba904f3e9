"""My contacts: whom to reach inside one's own hospital, written down on the device."""

from collections.abc import Callable

import flet as ft

from sv_app import routes
from sv_app.domain.journal import Contact
from sv_app.domain.keeping import NotKeptError
from sv_app.ui.parts.buttons import Act, quiet, secondary
from sv_app.ui.parts.cards import card
from sv_app.ui.parts.contact_form import Form, contact_form, contact_of, form_of
from sv_app.ui.parts.drawing import Drawing, drawing
from sv_app.ui.parts.guarded import screen
from sv_app.ui.parts.inside import own_contact
from sv_app.ui.parts.kept_here import kept_here
from sv_app.ui.parts.page_shell import page_shell
from sv_app.ui.parts.words import said_aloud, text, title
from sv_app.ui.services import Services, use_kept
from sv_app.ui.state import use_state


@screen
def contacts(services: Services) -> ft.View:
    """The contacts kept, or the fields of the one being written."""
    labels = services.kit.labels.contacts
    here, kept = use_kept(), services.journal.contacts()
    form, edit = use_state(_nobody)
    trouble, say = use_state(str)
    turn, again = use_state(int)

    def write(contact: Form | None) -> None:
        say("")
        edit(contact)

    async def keep(changed: tuple[Contact, ...]) -> None:
        try:
            await services.journal.keep_contacts(changed)
        except NotKeptError:
            say(labels.not_kept)
        else:
            again(turn + 1)
            write(None)

    async def save() -> None:
        try:
            contact = contact_of(form or {})
        except ValueError:
            say(labels.wrong)
        else:
            await keep((*_but(kept, contact), contact))

    def forget(contact: Contact) -> Act:
        async def act() -> None:
            await keep(_but(kept, contact))

        return act

    writing = form and contact_form(services, form, save, lambda: write(None))
    shown = [writing] if writing else _list(services, kept, write, forget)
    said = [*said_aloud(trouble), *kept_here(services, here)]
    return page_shell(
        services, [title(labels.title), text(labels.lead), *shown, *said], back_to=routes.TEAM
    )


def _nobody() -> Form | None:
    return None


def _but(kept: tuple[Contact, ...], contact: Contact) -> tuple[Contact, ...]:
    return tuple(other for other in kept if other.id != contact.id)


def _list(
    services: Services,
    kept: tuple[Contact, ...],
    write: Callable[[Form | None], None],
    forget: Callable[[Contact], Act],
) -> list[ft.Control]:
    labels = services.kit.labels.contacts
    cards: list[ft.Control] = [
        card(
            [
                own_contact(services, contact),
                quiet(labels.change.format(name=contact.name), _edit(write, contact)),
                quiet(labels.delete.format(name=contact.name), forget(contact)),
            ]
        )
        for contact in kept
    ]
    add = secondary(labels.add, lambda: write(form_of()), ft.Icons.ADD)
    return [*(cards or [drawing(Drawing.EMPTY_CONTACTS), text(labels.empty)]), add]


def _edit(write: Callable[[Form | None], None], contact: Contact) -> Act:
    return lambda: write(form_of(contact))

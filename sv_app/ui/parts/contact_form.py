"""The fields of one contact, filled in from what is known of it."""

from collections.abc import Callable
from uuid import uuid4

import flet as ft

from sv_app.domain.journal import Contact, NewContact
from sv_app.ui.parts.buttons import Act, primary, quiet
from sv_app.ui.parts.cards import card
from sv_app.ui.parts.fields import line_field
from sv_app.ui.services import Services

Form = dict[str, str]
"""What is written in the fields, by name, and the contact's `id`; changed as one types."""
FIELDS = ("name", "phone", "hours", "place")


def form_of(contact: Contact | None = None) -> Form:
    """The fields of a contact, or of a new one."""
    if contact is None:
        return {"id": uuid4().hex, **dict.fromkeys(FIELDS, "")}
    return {"id": contact.id, **{name: getattr(contact, name) or "" for name in FIELDS}}


def contact_of(form: Form) -> Contact:
    """The contact that was written.

    Raises:
        ValueError: when there is no name, or no phone number that may be dialled.
    """
    return NewContact.model_validate({name: words for name, words in form.items() if words.strip()})


def contact_form(services: Services, form: Form, save: Act, leave: Act) -> ft.Container:
    """The fields, and the buttons that keep or forget what was written."""
    labels = services.kit.labels.contacts
    fields = [
        line_field(getattr(labels, name), form[name], _writing(form, name)) for name in FIELDS
    ]
    return card([*fields, primary(labels.save, save), quiet(labels.cancel, leave)])


def _writing(form: Form, name: str) -> Callable[[str], None]:
    def write(words: str) -> None:
        # In place: nothing else on the screen changes with a letter.
        form[name] = words

    return write

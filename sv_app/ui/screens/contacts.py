"""The person's own contacts: a list, and a form to add or change a contact."""

import re
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from uuid import uuid4

import flet as ft

from sv_app import routes
from sv_app.domain.helplines import is_dialable, normalize_separators, split_extension
from sv_app.domain.journal import (
    MAX_CONTACTS,
    Contact,
    LimitReachedError,
    NewContact,
    SaveError,
    normalize_line,
)
from sv_app.domain.labels import ContactsLabels
from sv_app.ui.components.buttons import ClickHandler, primary, secondary, tertiary
from sv_app.ui.components.cards import Drawing, card, drawing
from sv_app.ui.components.confirm import erase_button, erase_question
from sv_app.ui.components.error_boundary import component, screen
from sv_app.ui.components.fields import FormField, focus_field, line_field
from sv_app.ui.components.helplines import own_contact
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.storage_notices import ask_before_saving, storage_problem_notice
from sv_app.ui.components.typography import status_message, text, title
from sv_app.ui.context import AppContext, use_state, use_storage
from sv_app.ui.theme import STRETCH, Space

ContactForm = dict[str, str]
"""The text of each field by name, and the contact's `id`; changed in place at each letter."""
FIELDS = ("name", "phone", "extension", "hours", "place")
KEYBOARDS: Mapping[str, ft.KeyboardType] = {
    "phone": ft.KeyboardType.PHONE,
    "extension": ft.KeyboardType.NUMBER,
}
"""The keyboards of a phone for fields of digits; other fields have the keyboard of texts."""
EXTENSION = re.compile(r"[0-9]{0,8}")


def form_of(contact: Contact | None = None) -> ContactForm:
    """The form of `contact`; of a new contact when it is None."""
    if contact is None:
        return {"id": uuid4().hex, **dict.fromkeys(FIELDS, "")}
    phone, extension = split_extension(contact.phone)
    details = {name: getattr(contact, name) or "" for name in ("name", "hours", "place")}
    return {"id": contact.id, "phone": phone, "extension": extension, **details}


def errors_of(form: ContactForm, labels: ContactsLabels) -> dict[str, str]:
    """The error message of each field that is wrong, by the name of the field, in their order."""
    errors = {}
    if not normalize_line(form["name"]):
        errors["name"] = labels.name_missing
    if not is_dialable(normalize_separators(form["phone"])):
        errors["phone"] = labels.phone_wrong
    if not EXTENSION.fullmatch(form["extension"].replace(" ", "")):
        errors["extension"] = labels.extension_wrong
    return errors


def contact_of(form: ContactForm, labels: ContactsLabels) -> Contact:
    """The contact that the form describes, which has no error."""
    phone, extension = split_extension(normalize_separators(form["phone"]))
    extension = form["extension"].replace(" ", "") or extension
    number = f"{phone} {labels.extension_word} {extension}" if extension else phone
    details = {name: normalize_line(form[name]) or None for name in ("name", "hours", "place")}
    return NewContact.model_validate({"id": form["id"], "phone": number, **details})


@component
def contact_form(
    context: AppContext,
    form: ContactForm,
    save: Callable[[Contact], Awaitable[None]],
    cancel: ClickHandler,
) -> ft.Control:
    """The fields, and the buttons that save or cancel; an error is shown at its field."""
    labels = context.content.labels.contacts
    refs, _ = use_state(_new_refs)
    errors, set_errors = use_state(dict[str, str])

    async def submit() -> None:
        set_errors({})  # so that the same error is announced again
        found = errors_of(form, labels)
        if not found:
            await save(contact_of(form, labels))
            return
        set_errors(found)
        await focus_field(refs[next(iter(found))])

    def field(name: str, submit_field: ClickHandler) -> ft.Control:
        keyboard = KEYBOARDS.get(name, ft.KeyboardType.TEXT)
        in_form = FormField(submit_field, errors.get(name, ""), refs[name], keyboard)
        return line_field(getattr(labels, name), form[name], _writer(form, name), in_form)

    enter_keys: list[ClickHandler] = [
        *(partial(focus_field, refs[name]) for name in FIELDS[1:]),
        submit,
    ]
    fields = ft.Column(
        [field(name, enter) for name, enter in zip(FIELDS, enter_keys, strict=True)],
        spacing=Space.BASE,
        tight=True,
        horizontal_alignment=STRETCH,
    )
    return card([fields, primary(labels.save, submit), tertiary(labels.cancel, cancel)])


def _new_refs() -> dict[str, ft.Ref[ft.TextField]]:
    return {name: ft.Ref() for name in FIELDS}


def _writer(form: ContactForm, name: str) -> Callable[[str], None]:
    def write(value: str) -> None:
        # In place: a letter changes nothing else on the screen, so nothing is rendered.
        form[name] = value

    return write


OpenForm = Callable[[ContactForm | None], None]
"""Opens the form with the values of a contact; None closes it."""


@screen
def contacts(context: AppContext) -> ft.View:
    """The list of contacts, or the form while it is open."""
    labels = context.content.labels.contacts
    storage, saved = use_storage(), context.journal.contacts()
    form, set_form = use_state(_no_form)
    asked_id, set_asked_id = use_state(str)
    problem, set_problem = use_state(str)
    pending, set_pending = use_state(_no_contact)
    version, refresh = use_state(int)

    def ask(contact_id: str) -> None:
        """Ask whether to erase the contact of this id; "" asks nothing."""
        set_problem("")
        set_asked_id(contact_id)

    def open_form(new_form: ContactForm | None) -> None:
        ask("")
        set_pending(None)
        set_form(new_form)

    async def save_all(changed: tuple[Contact, ...], confirmation: str) -> None:
        set_problem("")
        try:
            await context.journal.save_contacts(changed)
        except LimitReachedError:
            set_problem(labels.full.format(n=MAX_CONTACTS))
        except SaveError:
            set_problem(labels.not_kept)
        else:
            refresh(version + 1)
            open_form(None)
            context.show_toast(confirmation)

    async def save(contact: Contact) -> None:
        set_problem("")
        set_pending(contact if storage.undecided else None)
        if not storage.undecided:
            confirmation = labels.saved if storage.durable else labels.until_closed
            # Read again: the answer may have opened a journal that holds other contacts.
            await save_all((*_without(context.journal.contacts(), contact), contact), confirmation)

    async def save_pending() -> None:
        if pending:
            await save(pending)

    announcement = status_message(problem)

    def erase_controls(contact: Contact) -> list[ft.Control]:
        """The button that asks; once it was pressed, the question instead."""
        label = labels.delete.format(name=contact.name)
        if contact.id != asked_id:
            return [erase_button(label, lambda: ask(contact.id))]

        async def erase() -> None:
            await save_all(_without(saved, contact), labels.deleted)

        question = labels.delete_ask.format(name=contact.name)
        keep = (labels.keep, lambda: ask(""))
        return [*announcement, erase_question(question, (label, erase), keep)]

    open_fields = contact_form(form, save, lambda: open_form(None)) if form else None
    cards = [
        _card(context, contact, open_form, erase_controls(contact))
        for contact in saved[:MAX_CONTACTS]
    ]
    question = ask_before_saving(bool(pending) and storage.undecided, save_pending)
    form_or_list = (
        [open_fields, *announcement, *question]
        if open_fields
        else _list(context, cards, open_form, len(saved))
    )
    controls = [
        text(labels.lead),
        *form_or_list,
        *storage_problem_notice(context, storage),
    ]
    # The form is shown from its top, however far the list was scrolled.
    return page_shell(
        context, title(labels.title), controls, back_to=routes.TEAM, section=int(bool(open_fields))
    )


def _no_form() -> ContactForm | None:
    return None


def _no_contact() -> Contact | None:
    return None


def _without(contacts: tuple[Contact, ...], contact: Contact) -> tuple[Contact, ...]:
    return tuple(other for other in contacts if other.id != contact.id)


def _card(
    context: AppContext, contact: Contact, open_form: OpenForm, erase_controls: list[ft.Control]
) -> ft.Control:
    change = context.content.labels.contacts.change.format(name=contact.name)
    edit = tertiary(change, lambda: open_form(form_of(contact)), ft.Icons.EDIT_OUTLINED)
    return card([own_contact(context, contact), edit, *erase_controls])


def _list(
    context: AppContext, cards: list[ft.Control], open_form: OpenForm, count: int
) -> list[ft.Control]:
    labels = context.content.labels.contacts
    if count >= MAX_CONTACTS:
        return [text(labels.full.format(n=MAX_CONTACTS)), *cards]
    add = secondary(labels.add, lambda: open_form(form_of()), ft.Icons.ADD)
    return [*(cards or [drawing(Drawing.EMPTY_CONTACTS), text(labels.empty)]), add]

"""The person's own contacts: a list, and a form to add or change a contact."""

from collections.abc import Callable
from uuid import uuid4

import flet as ft

from sv_app import routes
from sv_app.domain.journal import MAX_CONTACTS, Contact, LimitReachedError, NewContact, SaveError
from sv_app.ui.components.buttons import ClickHandler, primary, secondary, tertiary
from sv_app.ui.components.cards import Drawing, card, drawing
from sv_app.ui.components.confirm import erase_button, erase_question
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.fields import line_field
from sv_app.ui.components.helplines import own_contact
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.storage_notices import ask_before_saving, storage_problem_notice
from sv_app.ui.components.typography import status_message, text, title
from sv_app.ui.context import AppContext, use_state, use_storage

ContactForm = dict[str, str]
"""The text of each field by name, and the contact's `id`; changed in place at each letter."""
FIELDS = ("name", "phone", "hours", "place")


def form_of(contact: Contact | None = None) -> ContactForm:
    """The form of `contact`; of a new contact when it is None."""
    if contact is None:
        return {"id": uuid4().hex, **dict.fromkeys(FIELDS, "")}
    return {"id": contact.id, **{name: getattr(contact, name) or "" for name in FIELDS}}


def contact_of(form: ContactForm) -> Contact:
    """The contact that the form describes.

    Raises:
        ValueError: when it has no name, or no phone number that can be dialled.
    """
    return NewContact.model_validate({name: value for name, value in form.items() if value.strip()})


def contact_form(
    context: AppContext, form: ContactForm, save: ClickHandler, cancel: ClickHandler
) -> ft.Container:
    """The fields, and the buttons that save or cancel."""
    labels = context.content.labels.contacts
    fields = [line_field(getattr(labels, name), form[name], _writer(form, name)) for name in FIELDS]
    return card([*fields, primary(labels.save, save), tertiary(labels.cancel, cancel)])


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
    waiting, set_waiting = use_state(bool)
    version, refresh = use_state(int)

    def ask(contact_id: str) -> None:
        """Ask whether to erase the contact of this id; "" asks nothing."""
        set_problem("")
        set_asked_id(contact_id)

    def open_form(new_form: ContactForm | None) -> None:
        ask("")
        set_waiting(False)
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

    async def save() -> None:
        try:
            contact = contact_of(form or {})
        except ValueError:
            set_problem(labels.wrong)
            return
        set_problem("")
        set_waiting(storage.undecided)
        if not storage.undecided:
            confirmation = labels.saved if storage.durable else labels.until_closed
            # Read again: the answer may have opened a journal that holds other contacts.
            await save_all((*_without(context.journal.contacts(), contact), contact), confirmation)

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

    open_fields = form and contact_form(context, form, save, lambda: open_form(None))
    cards = [
        _card(context, contact, open_form, erase_controls(contact))
        for contact in saved[:MAX_CONTACTS]
    ]
    question = ask_before_saving(waiting and storage.undecided, save)
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
    # The form is a step of its own, which starts at the top however far the list was scrolled.
    return page_shell(
        context, title(labels.title), controls, back_to=routes.TEAM, step=int(bool(open_fields))
    )


def _no_form() -> ContactForm | None:
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

"""The contacts of the person: a list, and the fields of one that is written."""

from collections.abc import Callable
from uuid import uuid4

import flet as ft

from sv_app import routes
from sv_app.domain.journal import MAX_CONTACTS, Contact, LimitReachedError, NewContact, SaveError
from sv_app.ui.components.buttons import Act, primary, secondary, tertiary
from sv_app.ui.components.cards import Drawing, card, drawing
from sv_app.ui.components.confirm import erase_button, erase_question
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.fields import line_field
from sv_app.ui.components.helplines import own_contact
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.storage_notices import ask_before_saving, storage_problem_notice
from sv_app.ui.components.typography import said_aloud, text, title
from sv_app.ui.context import AppContext, use_state, use_storage

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


def contact_form(context: AppContext, form: Form, save: Act, leave: Act) -> ft.Container:
    """The fields, and the buttons that keep or forget what was written."""
    labels = context.content.labels.contacts
    fields = [
        line_field(getattr(labels, name), form[name], _writing(form, name)) for name in FIELDS
    ]
    return card([*fields, primary(labels.save, save), tertiary(labels.cancel, leave)])


def _writing(form: Form, name: str) -> Callable[[str], None]:
    def write(words: str) -> None:
        # In place: nothing else on the screen changes with a letter.
        form[name] = words

    return write


Write = Callable[[Form | None], None]
"""Opens the fields, with what is known of a contact; closes them with None."""


@screen
def contacts(context: AppContext) -> ft.View:
    """The contacts kept, or the fields of the one being written."""
    labels = context.content.labels.contacts
    storage, saved = use_storage(), context.journal.contacts()
    form, edit = use_state(_nobody)
    asked, set_asked = use_state(str)
    trouble, say = use_state(str)
    waiting, wait = use_state(bool)
    version, refresh = use_state(int)

    def ask(contact_id: str) -> None:
        """Whether to erase that one; "" for none."""
        say("")
        set_asked(contact_id)

    def write(contact: Form | None) -> None:
        ask("")
        wait(False)
        edit(contact)

    async def keep(changed: tuple[Contact, ...], done: str) -> None:
        say("")
        try:
            await context.journal.save_contacts(changed)
        except LimitReachedError:
            say(labels.full.format(n=MAX_CONTACTS))
        except SaveError:
            say(labels.not_kept)
        else:
            refresh(version + 1)
            write(None)
            context.show_toast(done)

    async def save() -> None:
        try:
            contact = contact_of(form or {})
        except ValueError:
            say(labels.wrong)
            return
        say("")
        wait(storage.undecided)
        if not storage.undecided:
            saved = labels.saved if storage.durable else labels.until_closed
            # Read again: the answer may have opened a journal that holds other contacts.
            await keep((*_but(context.journal.contacts(), contact), contact), saved)

    said = said_aloud(trouble)

    def erasing(contact: Contact) -> list[ft.Control]:
        """The button that asks, then the question in its place."""
        words = labels.delete.format(name=contact.name)
        if contact.id != asked:
            return [erase_button(words, lambda: ask(contact.id))]

        async def erase() -> None:
            await keep(_but(saved, contact), labels.deleted)

        question = labels.delete_ask.format(name=contact.name)
        return [*said, erase_question(question, (words, erase), (labels.keep, lambda: ask("")))]

    writing = form and contact_form(context, form, save, lambda: write(None))
    cards = [_card(context, contact, write, erasing(contact)) for contact in saved[:MAX_CONTACTS]]
    question = ask_before_saving(waiting and storage.undecided, save)
    shown = [writing, *said, *question] if writing else _list(context, cards, write, len(saved))
    words = [
        title(labels.title),
        text(labels.lead),
        *shown,
        *storage_problem_notice(context, storage),
    ]
    # The fields are read from the top, however far the list was scrolled.
    return page_shell(context, words, back_to=routes.TEAM, step=int(bool(writing)))


def _nobody() -> Form | None:
    return None


def _but(contacts: tuple[Contact, ...], contact: Contact) -> tuple[Contact, ...]:
    return tuple(other for other in contacts if other.id != contact.id)


def _card(
    context: AppContext, contact: Contact, write: Write, erasing: list[ft.Control]
) -> ft.Control:
    change = context.content.labels.contacts.change.format(name=contact.name)
    edit = tertiary(change, lambda: write(form_of(contact)), ft.Icons.EDIT_OUTLINED)
    return card([own_contact(context, contact), edit, *erasing])


def _list(
    context: AppContext, cards: list[ft.Control], write: Write, count: int
) -> list[ft.Control]:
    labels = context.content.labels.contacts
    if count >= MAX_CONTACTS:
        return [text(labels.full.format(n=MAX_CONTACTS)), *cards]
    add = secondary(labels.add, lambda: write(form_of()), ft.Icons.ADD)
    return [*(cards or [drawing(Drawing.EMPTY_CONTACTS), text(labels.empty)]), add]

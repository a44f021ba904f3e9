"""The person's own contacts: the buddy, a list, and a form to add or change a contact."""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from uuid import uuid4

import flet as ft

from sv_app import routes
from sv_app.domain.helplines import is_dialable, normalize_separators, split_extension
from sv_app.domain.journal import (
    MAX_CONTACTS,
    Contact,
    ContactRole,
    LimitReachedError,
    NewContact,
    SaveError,
    normalize_short_text,
)
from sv_app.domain.labels import ContactsLabels
from sv_app.domain.people import supporters_first, with_contact
from sv_app.domain.regions import lacks_digit
from sv_app.ui.components.buttons import ClickHandler, destructive, primary, secondary, tertiary
from sv_app.ui.components.cards import Drawing, card, drawing
from sv_app.ui.components.citations import claims
from sv_app.ui.components.confirm import destructive_confirmation
from sv_app.ui.components.disclosure import controlled_disclosure, disclosure
from sv_app.ui.components.error_boundary import component, screen
from sv_app.ui.components.fields import FormField, focus_field, short_text_field
from sv_app.ui.components.helplines import own_contact
from sv_app.ui.components.options import Option, chip_group
from sv_app.ui.components.people import prewritten_message, prewritten_messages
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.storage_notices import ask_before_saving, not_stored_notice
from sv_app.ui.components.typography import (
    heading,
    live_region,
    muted,
    status_message,
    text,
    title,
)
from sv_app.ui.context import AppContext, use_state, use_storage
from sv_app.ui.theme import STRETCH, Space

ContactForm = dict[str, str]
"""The text of each field by name, and the contact's `id` and `role`; changed in place."""
MAIN_FIELDS, MORE_FIELDS = ("name", "phone"), ("extension", "hours", "place")
FIELDS = (*MAIN_FIELDS, *MORE_FIELDS)
KEYBOARDS: Mapping[str, ft.KeyboardType] = {
    "phone": ft.KeyboardType.PHONE,
    "extension": ft.KeyboardType.NUMBER,
}
"""The keyboards of a phone for fields of digits; other fields have the keyboard of texts."""
EXTENSION = re.compile(r"[0-9]{0,8}")


def new_form(role: ContactRole | None = None) -> ContactForm:
    """The form of a new contact with `role`."""
    return {"id": uuid4().hex, "role": role or "", **dict.fromkeys(FIELDS, "")}


def form_of(contact: Contact) -> ContactForm:
    """The form of a contact."""
    phone, extension = split_extension(contact.phone)
    details = {name: getattr(contact, name) or "" for name in ("name", "hours", "place", "role")}
    return {"id": contact.id, "phone": phone, "extension": extension, **details}


def errors_of(form: ContactForm, labels: ContactsLabels) -> dict[str, str]:
    """The error message of each field that is wrong, by the name of the field, in their order."""
    errors = {}
    if not normalize_short_text(form["name"]):
        errors["name"] = labels.name_missing
    if not is_dialable(normalize_separators(form["phone"])):
        errors["phone"] = labels.phone_wrong
    if not EXTENSION.fullmatch(form["extension"].replace(" ", "")):
        errors["extension"] = labels.extension_wrong
    return errors


def contact_of(form: ContactForm, labels: ContactsLabels) -> Contact:
    """The contact that `form` describes; `errors_of(form, labels)` must be empty."""
    phone, extension = split_extension(normalize_separators(form["phone"]))
    extension = form["extension"].replace(" ", "") or extension
    number = f"{phone} {labels.extension_word} {extension}" if extension else phone
    names = ("name", "hours", "place", "role")
    details = {name: normalize_short_text(form[name]) or None for name in names}
    return NewContact.model_validate({"id": form["id"], "phone": number, **details})


@component
def contact_form(
    context: AppContext,
    form: ContactForm,
    save: Callable[[Contact], Awaitable[None]],
    cancel: ClickHandler,
) -> ft.Control:
    """The fields, and the buttons that save or cancel; an error is shown at its field.

    A form that begins as the buddy's is short: a disclosure hides the role and the details.
    """
    labels = context.content.labels.contacts
    refs, _ = use_state(_new_refs)
    errors, set_errors = use_state(dict[str, str])
    role, set_role = use_state(lambda: form["role"])
    unsure_phone, set_unsure_phone = use_state(str)
    opened, set_opened = use_state(lambda: _needs_more(form))
    shown = opened or "extension" in errors
    names = FIELDS if shown else MAIN_FIELDS

    def choose_role(new_role: str) -> None:
        form["role"] = new_role
        set_role(new_role)

    async def submit() -> None:
        set_errors({})  # so that the same error is announced again
        found = errors_of(form, labels)
        if found:
            set_errors(found)
            await focus_field(refs[next(iter(found))])
            return
        phone, formats = form["phone"].strip(), context.content.current_region.number_formats
        unsure = lacks_digit(phone, formats) and phone != unsure_phone
        set_unsure_phone(phone if unsure else "")
        if not unsure:
            await save(contact_of(form, labels))

    def field(name: str) -> ft.Control:
        after = names[names.index(name) + 1 :]
        enter: ClickHandler = partial(focus_field, refs[after[0]]) if after else submit
        keyboard = KEYBOARDS.get(name, ft.KeyboardType.TEXT)
        in_form = FormField(enter, errors.get(name, ""), refs[name], keyboard)
        return short_text_field(getattr(labels, name), form[name], _writer(form, name), in_form)

    more = [_role_chips(context, role, choose_role), *map(field, MORE_FIELDS)] if shown else []
    more_disclosure = controlled_disclosure(
        labels.more, shown, lambda: set_opened(not shown), more, framed=False
    )
    controls = [
        *map(field, MAIN_FIELDS),
        more_disclosure,
        *_replaced_buddy(context, form["id"], role),
    ]
    fields = ft.Column(controls, spacing=Space.BASE, tight=True, horizontal_alignment=STRETCH)
    doubt = status_message(labels.phone_short if unsure_phone else "")
    save_words = labels.save_anyway if unsure_phone else labels.save
    return card([fields, *doubt, primary(save_words, submit), tertiary(labels.cancel, cancel)])


def _needs_more(form: ContactForm) -> bool:
    """Whether the role and the details are open at first."""
    return form["role"] != ContactRole.BUDDY or any(form[name] for name in MORE_FIELDS)


def _role_chips(context: AppContext, role: str, choose: Callable[[str], None]) -> ft.Control:
    labels, words = context.content.labels.contacts, context.content.people
    options = [(words.role(item), item.value) for item in ContactRole] + [(labels.no_role, "")]
    chips = [Option(name, value == role, partial(choose, value)) for name, value in options]
    group = chip_group(labels.role, chips)
    return ft.Column([muted(labels.role), group], spacing=Space.SMALL, tight=True)


def _replaced_buddy(context: AppContext, contact_id: str, role: str) -> list[ft.Control]:
    """Which contact a new buddy replaces, said before it is saved."""
    others = [other for other in context.journal.contacts() if other.id != contact_id]
    buddy = next((other for other in others if other.is_buddy), None)
    if buddy is None or role != ContactRole.BUDDY:
        return []
    return [live_region(context.content.labels.contacts.buddy_moves.format(name=buddy.name))]


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
    messages_id, set_messages_id = use_state(str)
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
            # Read again: the answer to the device question may have opened another journal.
            stored = context.journal.contacts()
            changed = with_contact(stored, contact)
            await save_all(changed, _confirmation(labels, stored, contact, storage.durable))

    async def save_pending() -> None:
        if pending:
            await save(pending)

    announcement = status_message(problem)

    def write_controls(contact: Contact) -> list[ft.Control]:
        """A disclosure of the prewritten messages; only that of one contact at a time is open."""
        if contact.uri is None:
            return []
        shown = contact.id == messages_id
        disclosure = controlled_disclosure(
            labels.write.format(name=contact.name),
            shown,
            lambda: set_messages_id("" if shown else contact.id),
            prewritten_messages(context, contact) if shown else [],
            framed=False,
        )
        return [disclosure]

    def erase_controls(contact: Contact) -> list[ft.Control]:
        """The button that asks; once it was pressed, the question instead."""
        label = labels.delete.format(name=contact.name)
        if contact.id != asked_id:
            return [destructive(label, lambda: ask(contact.id))]

        async def erase() -> None:
            await save_all(_without(saved, contact), labels.deleted)

        question = labels.delete_ask.format(name=contact.name)
        keep = (labels.keep, lambda: ask(""))
        return [*announcement, destructive_confirmation(question, (label, erase), keep)]

    form_control = contact_form(form, save, lambda: open_form(None)) if form else None
    cards = [
        _card(context, contact, open_form, write_controls(contact), erase_controls(contact))
        for contact in supporters_first(saved)[:MAX_CONTACTS]
    ]
    question = ask_before_saving(bool(pending) and storage.undecided, save_pending)
    form_or_list = (
        [form_control, *announcement, *question]
        if form_control
        else _list(context, cards, open_form, len(saved))
    )
    controls = [
        text(labels.lead),
        *(
            []
            if form or any(contact.is_buddy for contact in saved)
            else [_choose(context, open_form)]
        ),
        *form_or_list,
        *not_stored_notice(context, storage),
    ]
    # The form is shown from its top, however far the list was scrolled.
    return page_shell(
        context,
        title(labels.title),
        controls,
        back_to=routes.ME,
        scroll_reset=int(bool(form_control)),
    )


def _no_form() -> ContactForm | None:
    return None


def _no_contact() -> Contact | None:
    return None


def _without(contacts: tuple[Contact, ...], contact: Contact) -> tuple[Contact, ...]:
    return tuple(other for other in contacts if other.id != contact.id)


def _confirmation(
    labels: ContactsLabels, stored: Sequence[Contact], contact: Contact, durable: bool
) -> str:
    """The sentence that says what was saved, and how long it lasts; a new buddy is named."""
    if not durable:
        return labels.until_closed
    was_buddy = any(other.is_buddy and other.id == contact.id for other in stored)
    is_new_buddy = contact.is_buddy and not was_buddy
    return labels.buddy_saved.format(name=contact.name) if is_new_buddy else labels.saved


def _choose(context: AppContext, open_form: OpenForm) -> ft.Control:
    """Why to choose a buddy beforehand, and how to ask somebody."""
    labels, words = context.content.labels.contacts, context.content.people
    choose = primary(labels.choose, lambda: open_form(new_form(ContactRole.BUDDY)))
    why = claims(context.content, words.why)
    how = [*why, text(words.how), prewritten_message(context, words.ask)]
    return ft.Column(
        [
            card([heading(labels.choose_title), text(labels.choose_about), choose]),
            disclosure(labels.ask_title, how),
        ],
        spacing=Space.MEDIUM,
        tight=True,
        horizontal_alignment=STRETCH,
    )


def _card(
    context: AppContext,
    contact: Contact,
    open_form: OpenForm,
    write_controls: list[ft.Control],
    erase_controls: list[ft.Control],
) -> ft.Control:
    change = context.content.labels.contacts.change.format(name=contact.name)
    edit = tertiary(change, lambda: open_form(form_of(contact)), ft.Icons.EDIT_OUTLINED)
    return card([own_contact(context, contact), *write_controls, edit, *erase_controls])


def _list(
    context: AppContext, cards: list[ft.Control], open_form: OpenForm, count: int
) -> list[ft.Control]:
    labels = context.content.labels.contacts
    if count >= MAX_CONTACTS:
        return [text(labels.full.format(n=MAX_CONTACTS)), *cards]
    add = secondary(labels.add, lambda: open_form(new_form()), ft.Icons.ADD)
    return [*(cards or [drawing(Drawing.EMPTY_CONTACTS), text(labels.empty)]), add]

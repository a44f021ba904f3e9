"""The person's own contacts: buttons that call a contact or write to them, and prewritten messages.

Nothing is sent by itself. The client opens the composer of text messages during the user
activation, as it opens `tel:`; the message comes from the content and says nothing of the answers.
"""

from collections.abc import Sequence

import flet as ft

from sv_app import routes
from sv_app.domain.helplines import sms_uri, tel_uri
from sv_app.domain.journal import Contact
from sv_app.domain.people import first_to_reach
from sv_app.ui.components.buttons import icon_button, outlined_style, tertiary, word_button
from sv_app.ui.components.calls import contact_call_row
from sv_app.ui.components.cards import card
from sv_app.ui.components.phrases import (
    UNDER_HEADING,
    PhraseKind,
    action_row,
    copy_and_share,
    phrase_frame,
)
from sv_app.ui.components.typography import heading, muted
from sv_app.ui.context import AppContext, is_mobile
from sv_app.ui.theme import Space, TextSize


def contact_to_reach_buttons(context: AppContext) -> list[ft.Control]:
    """The buttons that write to and call the buddy, else a peer supporter.

    Empty if the app can dial the number of neither.
    """
    contact = first_to_reach(context.journal.contacts())
    return [reach_row(context, contact, context.content.people.messages.call_me)] if contact else []


def stay_with_me_card(context: AppContext) -> list[ft.Control]:
    """A card with who could stay with the person in a danger: the buddy, else a peer supporter.

    Empty if the app can dial the number of neither.
    """
    contact = first_to_reach(context.journal.contacts())
    if contact is None:
        return []
    content = context.content
    reach = reach_row(context, contact, content.people.messages.stay_with_me)
    return [card([heading(content.labels.contacts.company), reach])]


def contact_to_reach_card(context: AppContext) -> list[ft.Control]:
    """The buttons of `contact_to_reach_buttons`, under the role, in a card of their own."""
    contact = first_to_reach(context.journal.contacts())
    if contact is None or contact.role is None:
        return []
    role = muted(context.content.people.role(contact.role), TextSize.SMALL)
    return [card([role, *contact_to_reach_buttons(context)])]


def add_contact_button(context: AppContext) -> list[ft.Control]:
    """A text button that opens the contacts; empty for a person who has a contact."""
    if context.journal.contacts():
        return []
    words = context.content.labels.contacts.choose_later
    return [tertiary(words, lambda: context.go(routes.CONTACTS), ft.Icons.PERSON_ADD_OUTLINED)]


def reach_row(context: AppContext, contact: Contact, message: str) -> ft.Control:
    """The buttons that write `message` to a contact and call them, with the message under them.

    Where the device or the number has no text messages, only the call button.
    """
    labels, content = context.content.labels.contacts, context.content
    if not (is_mobile() and contact.receives_texts):
        return contact_call_row(context, contact.phone, contact.name)
    write = ft.OutlinedButton(
        labels.write.format(name=contact.name),
        icon=ft.Icons.SMS_OUTLINED,
        style=outlined_style(),
        action=ft.OpenUrl(sms_uri(contact.phone, message), target=ft.UrlTarget.SELF),
        expand=True,
    )
    dial = ft.OpenUrl(tel_uri(contact.phone), target=ft.UrlTarget.SELF)
    call_words = labels.call.format(name=contact.name)
    call_icon = icon_button(ft.Icons.CALL, call_words, lambda: None, dial)
    return ft.Column(
        [
            ft.Row([write, call_icon], spacing=Space.TINY),
            muted(content.in_quotes(message), TextSize.SMALL),
        ],
        spacing=Space.TINY,
        tight=True,
    )


def prewritten_messages(context: AppContext, contact: Contact) -> list[ft.Control]:
    """The prewritten messages to a contact, each with what can be done with it."""
    words, labels = context.content.people, context.content.labels.contacts
    return [
        *(prewritten_message(context, message, contact) for message in words.messages_to(contact)),
        muted(labels.nothing_sent, TextSize.SMALL),
    ]


def prewritten_message(
    context: AppContext, message: str, contact: Contact | None = None
) -> ft.Container:
    """A prewritten message, with the buttons that send it to `contact`, copy it and share it."""
    buttons: Sequence[ft.Control] = copy_and_share(
        context, message, context.content.labels.scripts.send_copied
    )
    color = PhraseKind.SAY.text_color
    if contact and contact.receives_texts and is_mobile():
        open_text = ft.OpenUrl(sms_uri(contact.phone, message), target=ft.UrlTarget.SELF)
        words = context.content.labels.contacts.open_text
        text_button = word_button(ft.Icons.SMS_OUTLINED, words, lambda: None, color, open_text)
        buttons = [text_button, *buttons]
    quoted = context.content.in_quotes(message)
    return phrase_frame(PhraseKind.SAY, ("", quoted), [action_row(buttons)], UNDER_HEADING)

"""The people whom the person can reach: the words about them, and who comes first."""

from collections.abc import Mapping, Sequence

from pydantic import Field

from sv_app.domain.journal import Contact, ContactRole
from sv_app.domain.model import Model, Text
from sv_app.domain.sources import Claim


class PrewrittenMessages(Model):
    """The prewritten messages except `PeopleWords.ask`.

    They are fixed sentences, which say nothing of the self-check.
    """

    call_me: Text
    """After a hard shift."""
    stay_with_me: Text
    """In a danger: not to be alone."""
    coffee: Text
    """In the next days."""
    appointment: Text
    """To a professional who receives people by appointment."""


class RoleWords(Model):
    """The name of each role, as the person would say it."""

    buddy: Text
    peer_supporter: Text
    doctor: Text
    psychologist: Text
    manager: Text


class PeopleWords(Model):
    """`people.toml`: why to choose a buddy, how to ask somebody, and the prewritten messages."""

    why: tuple[Claim, ...] = Field(min_length=1)
    how: Text
    ask: Text
    """The message that asks somebody to be the person's buddy."""
    messages: PrewrittenMessages
    roles: RoleWords

    def messages_to(self, contact: Contact) -> tuple[str, ...]:
        """Return the prewritten messages to a contact, in their order; they depend on the role."""
        words = self.messages
        if contact.role in (ContactRole.DOCTOR, ContactRole.PSYCHOLOGIST, ContactRole.MANAGER):
            return (words.appointment,)
        if contact.role is None:  # a friend, or an office such as occupational health
            return words.call_me, words.appointment
        ask = (self.ask,) if contact.is_buddy else ()
        return words.call_me, words.stay_with_me, words.coffee, *ask

    def role(self, role: ContactRole) -> str:
        """Return the name of a role."""
        return str(getattr(self.roles, role.replace("-", "_")))


RANK_OF_SUPPORTER: Mapping[ContactRole | None, int] = {
    ContactRole.BUDDY: 0,
    ContactRole.PEER_SUPPORTER: 1,
}
"""The rank of the roles that come before the other contacts."""


def first_to_reach(contacts: Sequence[Contact]) -> Contact | None:
    """Return the first contact whose number the app may dial: the buddy, else a peer supporter.

    None without one. All other contacts are left out: they may be closed now, or be an office.
    """
    candidates = [
        contact for contact in contacts if contact.role in RANK_OF_SUPPORTER and contact.uri
    ]
    return min(candidates, key=_rank, default=None)


def supporters_first(contacts: Sequence[Contact]) -> list[Contact]:
    """Return the contacts in their order, the buddy and the peer supporters before the others."""
    return sorted(contacts, key=_rank)


def _rank(contact: Contact) -> int:
    return RANK_OF_SUPPORTER.get(contact.role, len(RANK_OF_SUPPORTER))


def with_contact(contacts: Sequence[Contact], contact: Contact) -> tuple[Contact, ...]:
    """Return `contacts` with `contact` added or updated.

    If it is the buddy, the previous buddy loses the role.
    """
    others = [other for other in contacts if other.id != contact.id]
    if contact.is_buddy:
        others = [_without_buddy_role(other) for other in others]
    return (*others, contact)


def with_one_buddy(contacts: Sequence[Contact]) -> tuple[Contact, ...]:
    """Return `contacts`, of which only the first buddy keeps the role."""
    first = next((contact for contact in contacts if contact.is_buddy), None)
    return tuple(
        contact if contact is first else _without_buddy_role(contact) for contact in contacts
    )


def _without_buddy_role(contact: Contact) -> Contact:
    return contact.model_copy(update={"role": None}) if contact.is_buddy else contact

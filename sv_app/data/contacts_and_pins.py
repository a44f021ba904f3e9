"""The tables of the person's contacts and pinned phrases, each with a limit."""

from sv_app.data.database import EncryptedDatabase
from sv_app.data.schema import Pins
from sv_app.domain.journal import MAX_CONTACTS, MAX_PINS, Contact, LimitReachedError


def contacts(database: EncryptedDatabase) -> tuple[Contact, ...]:
    """Return the person's own contacts."""
    return tuple(Contact.model_validate(dict(doc)) for doc in database.table("contacts").all())


def put_contacts(database: EncryptedDatabase, new_contacts: tuple[Contact, ...]) -> None:
    """Replace the person's contacts. Call it inside change().

    Raises:
        LimitReachedError: when they are more than the limit, and more than are stored.
    """
    if len(new_contacts) > max(MAX_CONTACTS, len(database.table("contacts"))):
        raise LimitReachedError
    # Without null fields, a contact without a role stays readable by builds that know no roles.
    documents = (contact.model_dump(mode="json", exclude_none=True) for contact in new_contacts)
    database.put("contacts", *documents)


def pins(database: EncryptedDatabase) -> tuple[str, ...]:
    """Return the pinned phrases."""
    return Pins.model_validate(database.first("pins")).pins


def put_pins(database: EncryptedDatabase, new_pins: tuple[str, ...]) -> None:
    """Replace the pinned phrases. Call it inside change().

    Raises:
        LimitReachedError: when they are more than the limit, and more than are stored.
    """
    if len(new_pins) > max(MAX_PINS, len(pins(database))):
        raise LimitReachedError
    database.put("pins", Pins(pins=new_pins).model_dump(mode="json"))

"""The hospital's own help: contacts inside, shown before any public helpline."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from sv_app.domain.helplines import tel_uri, with_no_break_spaces
from sv_app.domain.model import Model, Slug, Text

PHONE_PATTERN = r"^\+?[0-9]+([ .-][0-9]+)*( (poste|ext\.?) [0-9]+( [0-9]+)*)?$"
"""A number, with an extension or without."""
EMAIL_PATTERN = r"^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$"
HospitalPhone = Annotated[str, StringConstraints(pattern=PHONE_PATTERN, max_length=48)]
Email = Annotated[str, StringConstraints(pattern=EMAIL_PATTERN)]


class HospitalRole(StrEnum):
    """The roles of hospital contacts, in display order."""

    PSYCHOLOGIST = "psychologist"
    OCCUPATIONAL_HEALTH = "occupational-health"
    LIAISON = "second-victim-liaison"
    QUALITY_RISK = "quality-risk"
    INSURER = "insurer"


class HospitalContact(Model):
    """A hospital contact, with at least a phone number, an e-mail address or a place."""

    role: HospitalRole
    label: Text
    phone: HospitalPhone | None = None
    email: Email | None = None
    hours: Text | None = None
    place: Text | None = None

    @property
    def display_number(self) -> str | None:
        """The phone number to display, with no-break spaces; None without a phone."""
        return self.phone and with_no_break_spaces(self.phone)

    @property
    def uri(self) -> str | None:
        """The URI that dials the number, such as `tel:0155555555`; None without a phone."""
        return self.phone and tel_uri(self.phone)

    @property
    def mailto(self) -> str | None:
        """The URI that opens an empty message, without a subject; None without an address."""
        return self.email and f"mailto:{self.email}"


class Institution(Model):
    """A hospital's own help in one language; `region` selects the helplines shown after it."""

    name: Text
    region: Slug | None = None
    contacts: tuple[HospitalContact, ...] = Field(min_length=1)

    @property
    def phone_count(self) -> int:
        """How many contacts have a phone number."""
        return sum(bool(contact.phone) for contact in self.contacts)

    @property
    def first_to_call(self) -> HospitalContact | None:
        """The first contact with a phone number, or None."""
        return next((contact for contact in self.contacts if contact.phone), None)

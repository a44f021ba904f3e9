"""This hospital's own help: who to reach inside, before any line outside."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from sv_app.domain.helplines import tel_uri
from sv_app.domain.model import Model, Slug, Text

Phone = Annotated[str, StringConstraints(pattern=r"^\+?[0-9]+([ .-][0-9]+)*$", max_length=20)]
Email = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$")
]


class Role(StrEnum):
    """Who helps inside, in the order they are shown."""

    PSYCHOLOGIST = "psychologist"
    OCCUPATIONAL_HEALTH = "occupational-health"
    LIAISON = "second-victim-liaison"
    QUALITY_RISK = "quality-risk"
    INSURER = "insurer"


class InternalContact(Model):
    """Someone inside: at least a phone, an e-mail address or a place."""

    role: Role
    label: Text
    phone: Phone | None = None
    email: Email | None = None
    hours: Text | None = None
    place: Text | None = None

    @property
    def shown(self) -> str | None:
        """The phone number as a screen shows it: its spaces never break."""
        return self.phone and self.phone.replace(" ", "\u00a0")

    @property
    def uri(self) -> str | None:
        """What a tap on the number opens: `tel:0155555555`."""
        return self.phone and tel_uri(self.phone)

    @property
    def mailto(self) -> str | None:
        """What a tap on the address opens: an empty message, without a subject."""
        return self.email and f"mailto:{self.email}"


class Institution(Model):
    """One hospital's own help, in one language; `region` is whose lines come after it."""

    name: Text
    region: Slug | None = None
    contacts: tuple[InternalContact, ...] = Field(min_length=1)

    @property
    def first_to_call(self) -> InternalContact | None:
        """The first contact that has a telephone; a hospital may give none."""
        return next((contact for contact in self.contacts if contact.phone), None)

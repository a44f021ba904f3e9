"""What is kept on the device, beside the draft in progress: entries and settings."""

import datetime as dt

from pydantic import AwareDatetime, Field

from sv_app.domain.model import Model
from sv_app.domain.self_check import SelfCheck


class NotKeptError(Exception):
    """A change could not be made durable; what was kept before still is."""


class Entry(Model):
    """One saved self-check; `at` is UTC."""

    id: str = Field(pattern=r"^[0-9a-f]{32}$")
    at: AwareDatetime
    check: SelfCheck

    @property
    def local_day(self) -> dt.date:
        """The day it was saved, where the device is."""
        return self.at.astimezone().date()


class Settings(Model):
    """What the person chose; None means the device decides."""

    language: str | None = None

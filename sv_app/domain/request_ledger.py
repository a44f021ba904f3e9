"""The request ledger: what the app has asked the network for.

The service worker and the page count it. It names only files of the app. Other addresses of the
site are counted; for another site, only the origin is kept. It is never stored.
"""

import datetime as dt

from pydantic import AwareDatetime, Field

from sv_app.domain.model import Model


class RequestedFile(Model):
    """A file of the app, and how often it was requested."""

    name: str
    """The path inside the site."""
    device: int = Field(ge=0)
    """How often the copy on the device was the answer."""
    host: int = Field(ge=0)
    """How often it was requested from the host of the site."""


class RequestLedger(Model):
    """The requests since `since`."""

    since: AwareDatetime | None
    """None while nothing was counted: without a service worker, nothing is."""
    complete: bool
    """Whether the service worker counts the requests of this page; at a first visit, it counts only
    its own."""
    files: tuple[RequestedFile, ...]
    unlisted: int = Field(ge=0)
    """The number of requests for what is no file of the app."""
    refused: tuple[str, ...]
    """The origins of other sites that were asked for something; all of it was refused."""

    @property
    def from_device(self) -> int:
        """The number of requests that the copy on the device answered."""
        return sum(file.device for file in self.files)

    @property
    def from_host(self) -> int:
        """The number of requests for files of the app to the host of the site."""
        return sum(file.host for file in self.files)

    @property
    def local_since(self) -> dt.datetime | None:
        """When counting began, in the time zone of the device."""
        return self.since and self.since.astimezone()

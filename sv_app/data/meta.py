"""The meta table of a vault, as this session knows it."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from sv_app.data.shapes import Meta
from sv_app.domain.passcode import AttemptDelay

NAME = "meta"


class MetaTable:
    """Wrong codes and the last day of use; every write is inside a change of the vault."""

    def __init__(self, put: Callable[[str, dict[str, Any]], None]) -> None:
        """Write with `put`, which takes the name of a table and its document."""
        self._put = put
        self._meta = Meta()
        self.delay = AttemptDelay(0)

    def load(self, document: Mapping[str, Any]) -> None:
        """Take what was stored; wrong codes of earlier sessions delay the first attempt."""
        self._meta = Meta.model_validate(document)
        self.delay.start(self.wrong_codes)

    def take(self, other: "MetaTable") -> None:
        """Go on as `other`, with the delay that has begun there."""
        self._meta, self.delay = other._meta, other.delay

    @property
    def wrong_codes(self) -> int:
        """How many codes were tried since the last right one."""
        return self._meta.wrong_codes

    @property
    def last_used(self) -> dt.date | None:
        """The last day the app was used, by a clock that was trusted."""
        return self._meta.last_used

    def write(self, **update: Any) -> None:
        """Write the table, with these fields changed."""
        self._meta = self._meta.model_copy(update=update)
        self._put(NAME, self._meta.model_dump(mode="json", exclude_none=True))

    def note_use(self, day: dt.date) -> None:
        """Note that the app is used on `day`."""
        if day != self.last_used:
            self.write(last_used=day)

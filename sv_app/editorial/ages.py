"""Lines whose page should be read again: no fault, but not to be forgotten."""

import datetime as dt
from collections.abc import Iterator

from sv_app.data.content_files import HELPLINES
from sv_app.domain.kit import Kit


def old_lines(kit: Kit, on: dt.date) -> Iterator[str]:
    """Each line last checked over twelve months before that day: file, id and day."""
    for region in kit.regions:
        for line in region.lines:
            if line.facts.is_old(on):
                day = line.facts.checked_on.isoformat()
                yield f"{HELPLINES}/{region.code}.toml: {line.id}: last checked on {day}"

"""Lines whose page should be read again: no fault, but not to be forgotten."""

import datetime as dt
from collections.abc import Iterator

from sv_app.data.content import HELPLINES
from sv_app.domain.content import Kit
from sv_app.domain.helplines import HelplineFacts


def old_lines(kit: Kit, on: dt.date) -> Iterator[str]:
    """Each line last checked over twelve months before that day: file, id and day."""
    for where, facts in _lines(kit):
        if facts.is_old(on):
            yield f"{where}: last checked on {facts.checked_on.isoformat()}"


def unsure_lines(kit: Kit) -> Iterator[str]:
    """Each line whose number was read on too few pages: file, id and number."""
    for where, facts in _lines(kit):
        if facts.to_confirm:
            yield f"{where}: {facts.number}"


def _lines(kit: Kit) -> Iterator[tuple[str, HelplineFacts]]:
    for region in kit.regions:
        for line in region.lines:
            yield f"{HELPLINES}/{region.code}.toml: {line.id}", line.facts

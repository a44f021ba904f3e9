"""Entries that are past their retention, and are erased only once the person confirms it."""

import datetime as dt

import flet as ft

from sv_app import routes
from sv_app.domain.journal import NotKeptError
from sv_app.ui.keeping import Kept
from sv_app.ui.parts.buttons import quiet, secondary
from sv_app.ui.parts.guarded import piece
from sv_app.ui.parts.keeping_notice import drawn
from sv_app.ui.parts.words import said_aloud
from sv_app.ui.services import Services
from sv_app.ui.state import use_state
from sv_app.ui.theme import Space


def expired_notice(services: Services, kept: Kept) -> list[ft.Control]:
    """How many there are, and the device's date: if it is wrong, they are not too old."""
    if not kept.expired or kept.locked:
        return []
    today = services.kit.labels.date.written(dt.datetime.now().astimezone().date())
    words = services.kit.privacy.retention.expired.format(n=kept.expired, date=today)
    return [drawn(ft.Icons.HOURGLASS_BOTTOM, words, _actions())]


@piece
def _actions(services: Services) -> ft.Control:
    """The buttons that erase these entries, or lead to another retention."""
    trouble, say = use_state(str)
    labels = services.kit.privacy.retention

    async def erase() -> None:
        say("")
        try:
            await services.journal.erase_expired()
        except NotKeptError:
            say(services.kit.labels.journal.failed)
        else:
            services.tell(labels.expired_erased)

    buttons: list[ft.Control] = [
        *said_aloud(trouble),
        secondary(labels.expired_erase, erase, ft.Icons.DELETE_OUTLINE),
    ]
    if services.here != routes.RETENTION:
        other = services.kit.privacy.saving.change_retention
        buttons.append(quiet(other, lambda: services.go(routes.RETENTION)))
    return ft.Column(buttons, spacing=Space.SMALL, tight=True)

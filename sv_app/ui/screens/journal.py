"""My journal: past self-checks by date, a page at a time."""

from dataclasses import dataclass

import flet as ft

from sv_app import routes
from sv_app.domain.journal import Entry
from sv_app.ui.parts.buttons import Act, primary, secondary
from sv_app.ui.parts.cards import door
from sv_app.ui.parts.confirm import erase_button
from sv_app.ui.parts.dot_matrix import dot_matrix
from sv_app.ui.parts.drawing import Drawing, drawing
from sv_app.ui.parts.expired_notice import expired_notice
from sv_app.ui.parts.guarded import screen
from sv_app.ui.parts.keeping_notice import drawn
from sv_app.ui.parts.kept_here import kept_here
from sv_app.ui.parts.page_shell import page_shell
from sv_app.ui.parts.unlock import locked_view
from sv_app.ui.parts.words import soft, text, title
from sv_app.ui.services import Services, use_kept
from sv_app.ui.state import use_state


@dataclass(frozen=True)
class Read:
    """What was read so far: None before the first page has come; `older` is what is next."""

    entries: tuple[Entry, ...] | None = None
    older: int | None = None
    failed: bool = False


@screen
def journal(services: Services) -> ft.View:
    """The newest entries; older ones when one asks for them."""
    kept = use_kept()
    found, put = use_state(Read)

    async def read(before: Read) -> None:
        try:
            page = await services.journal.page(before.older)
        except Exception as error:  # what a device can't read has no class of its own
            services.report(error)
            put(Read(before.entries, before.older, failed=True))
        else:
            put(Read((*(before.entries or ()), *page.entries), page.older))

    async def anew() -> None:
        if kept.locked:
            put(Read())
        else:
            await read(Read())

    ft.use_effect(anew, [kept.turn])
    if kept.locked:
        return locked_view(services, routes.ME)
    labels = services.kit.labels.journal
    shown = [
        title(labels.title),
        *kept_here(services, kept),
        *expired_notice(services, kept),
        *_list(services, found),
        *_more(services, found, lambda: read(found)),
        erase_button(labels.delete_all, lambda: services.go(routes.ERASE)),
    ]
    return page_shell(services, shown, back_to=routes.ME)


def _list(services: Services, found: Read) -> list[ft.Control]:
    labels = services.kit.labels.journal
    if found.entries is None:
        return [] if found.failed else [text(services.kit.privacy.journal.loading)]
    if not found.entries:
        start = primary(labels.start, lambda: services.go(routes.SELF_CHECK))
        return [drawing(Drawing.EMPTY_JOURNAL), text(labels.empty), start]
    rows = [_entry(services, entry) for entry in found.entries]
    return [soft(labels.lead), dot_matrix(services, found.entries), *rows]


def _more(services: Services, found: Read, read: Act) -> list[ft.Control]:
    labels = services.kit.privacy.journal
    if found.failed:
        again = secondary(labels.retry, read, ft.Icons.REFRESH)
        return [drawn(ft.Icons.ERROR_OUTLINE, labels.failed, again)]
    return [] if found.older is None else [secondary(labels.older, read)]


def _entry(services: Services, entry: Entry) -> ft.Control:
    kit = services.kit
    signs = [kit.self_check.signs[sign] for sign in entry.check.marked_signs]
    when = kit.labels.journal.entry.format(date=kit.labels.date.written(entry.local_day))
    about = " · ".join(signs) or kit.labels.journal.no_signs
    icon = ft.Icons.EVENT_NOTE_OUTLINED
    return door(services, when, about, icon, routes.entry(entry.id))

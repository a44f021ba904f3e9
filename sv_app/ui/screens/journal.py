"""Past self-checks as a picture: the signs that were there, by date. No trend, no verdict."""

from collections.abc import Sequence
from dataclasses import dataclass

import flet as ft

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.journal import Entry
from sv_app.domain.self_check import Sign
from sv_app.ui.components.buttons import Act, primary, secondary
from sv_app.ui.components.cards import Drawing, card, drawing, nav_card
from sv_app.ui.components.confirm import erase_button
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.passcode import locked_view
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.storage_notices import (
    drawn_notice,
    expired_notice,
    storage_problem_notice,
)
from sv_app.ui.components.typography import heading, muted, text, title
from sv_app.ui.context import AppContext, use_state, use_storage
from sv_app.ui.theme import DOT, Line, Size, Space

SHOWN = 10
"""How many checks, the newest, fit on a phone."""


def dot_matrix(services: AppContext, entries: Sequence[Entry]) -> ft.Control:
    """A row a sign, a column a check, oldest first; the same is told in words."""
    kit, labels = services.kit, services.kit.labels.journal
    shown = list(reversed(entries[:SHOWN]))
    rows = [_row(kit, sign, shown) for sign in Sign]
    first, last = (kit.labels.date.written(one.local_day) for one in (shown[0], shown[-1]))
    # One day alone is not « from » it « to » it.
    when = first if first == last else labels.picture_dates.format(first=first, last=last)
    return card(
        [
            heading(labels.picture),
            *rows,
            muted(when, Size.SMALL),
            muted(labels.picture_key, Size.SMALL),
        ]
    )


def _row(kit: Content, sign: Sign, shown: Sequence[Entry]) -> ft.Control:
    there = [sign in entry.check.marked_signs for entry in shown]
    count = kit.labels.journal.picture_count.format(n=sum(there), total=len(there))
    name = kit.self_check.signs[sign]
    dots = ft.Row([_dot(one) for one in there], spacing=Space.SMALL, wrap=True)
    told = ft.Column([muted(name, Size.SMALL), dots], spacing=Space.HAIR, tight=True)
    return ft.Semantics(label=f"{name}\n{count}", exclude_semantics=True, content=told)


def _dot(there: bool) -> ft.Container:
    """Full or hollow: told apart by shape, not by colour alone."""
    edge = ft.Border.all(Line.FIRM, ft.Colors.PRIMARY if there else ft.Colors.OUTLINE)
    inside = ft.Colors.PRIMARY if there else None
    return ft.Container(width=DOT, height=DOT, border_radius=DOT / 2, border=edge, bgcolor=inside)


@dataclass(frozen=True)
class Read:
    """What was read so far: None before the first page has come; `older` is what is next."""

    entries: tuple[Entry, ...] | None = None
    older: int | None = None
    failed: bool = False


@screen
def journal(services: AppContext) -> ft.View:
    """The newest entries; older ones when one asks for them."""
    kept = use_storage()
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
        *storage_problem_notice(services, kept),
        *expired_notice(services, kept),
        *_list(services, found),
        *_more(services, found, lambda: read(found)),
        erase_button(labels.delete_all, lambda: services.go(routes.ERASE)),
    ]
    return page_shell(services, shown, back_to=routes.ME)


def _list(services: AppContext, found: Read) -> list[ft.Control]:
    labels = services.kit.labels.journal
    if found.entries is None:
        return [] if found.failed else [text(services.kit.privacy.journal.loading)]
    if not found.entries:
        start = primary(labels.start, lambda: services.go(routes.SELF_CHECK))
        return [drawing(Drawing.EMPTY_JOURNAL), text(labels.empty), start]
    rows = [_entry(services, entry) for entry in found.entries]
    return [muted(labels.lead), dot_matrix(services, found.entries), *rows]


def _more(services: AppContext, found: Read, read: Act) -> list[ft.Control]:
    labels = services.kit.privacy.journal
    if found.failed:
        again = secondary(labels.retry, read, ft.Icons.REFRESH)
        return [drawn_notice(ft.Icons.ERROR_OUTLINE, labels.failed, again)]
    return [] if found.older is None else [secondary(labels.older, read)]


def _entry(services: AppContext, entry: Entry) -> ft.Control:
    kit = services.kit
    signs = [kit.self_check.signs[sign] for sign in entry.check.marked_signs]
    when = kit.labels.journal.entry.format(date=kit.labels.date.written(entry.local_day))
    about = " · ".join(signs) or kit.labels.journal.no_signs
    icon = ft.Icons.EVENT_NOTE_OUTLINED
    return nav_card(services, when, about, icon, routes.entry(entry.id))

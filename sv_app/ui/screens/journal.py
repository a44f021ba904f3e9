"""The journal: past self-checks by date, a page at a time, and the signs as a picture."""

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
    expired_notice,
    notice_card,
    storage_problem_notice,
)
from sv_app.ui.components.typography import heading, muted, text, title
from sv_app.ui.context import AppContext, use_state, use_storage
from sv_app.ui.theme import DOT, Line, Size, Space

SHOWN = 10
"""How many checks, the newest, fit on a phone."""


def dot_matrix(context: AppContext, entries: Sequence[Entry]) -> ft.Control:
    """A row a sign, a column a check, oldest first; the same is told in words."""
    content, labels = context.content, context.content.labels.journal
    shown = list(reversed(entries[:SHOWN]))
    rows = [_row(content, sign, shown) for sign in Sign]
    first, last = (content.labels.date.written(one.local_day) for one in (shown[0], shown[-1]))
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


def _row(content: Content, sign: Sign, shown: Sequence[Entry]) -> ft.Control:
    there = [sign in entry.check.marked_signs for entry in shown]
    count = content.labels.journal.picture_count.format(n=sum(there), total=len(there))
    name = content.self_check.signs[sign]
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
def journal(context: AppContext) -> ft.View:
    """The newest entries; older ones when one asks for them."""
    storage = use_storage()
    found, put = use_state(Read)

    async def read(before: Read) -> None:
        try:
            page = await context.journal.page(before.older)
        except Exception as error:  # what a device can't read has no class of its own
            context.report(error)
            put(Read(before.entries, before.older, failed=True))
        else:
            put(Read((*(before.entries or ()), *page.entries), page.older))

    async def anew() -> None:
        if storage.locked:
            put(Read())
        else:
            await read(Read())

    ft.use_effect(anew, [storage.version])
    if storage.locked:
        return locked_view(context, routes.ME)
    labels = context.content.labels.journal
    shown = [
        title(labels.title),
        *storage_problem_notice(context, storage),
        *expired_notice(context, storage),
        *_list(context, found),
        *_more(context, found, lambda: read(found)),
        erase_button(labels.delete_all, lambda: context.go(routes.ERASE)),
    ]
    return page_shell(context, shown, back_to=routes.ME)


def _list(context: AppContext, found: Read) -> list[ft.Control]:
    labels = context.content.labels.journal
    if found.entries is None:
        return [] if found.failed else [text(context.content.privacy.journal.loading)]
    if not found.entries:
        start = primary(labels.start, lambda: context.go(routes.SELF_CHECK))
        return [drawing(Drawing.EMPTY_JOURNAL), text(labels.empty), start]
    rows = [_entry(context, entry) for entry in found.entries]
    return [muted(labels.lead), dot_matrix(context, found.entries), *rows]


def _more(context: AppContext, found: Read, read: Act) -> list[ft.Control]:
    labels = context.content.privacy.journal
    if found.failed:
        again = secondary(labels.retry, read, ft.Icons.REFRESH)
        return [notice_card(ft.Icons.ERROR_OUTLINE, labels.failed, again)]
    return [] if found.older is None else [secondary(labels.older, read)]


def _entry(context: AppContext, entry: Entry) -> ft.Control:
    content = context.content
    signs = [content.self_check.signs[sign] for sign in entry.check.marked_signs]
    when = content.labels.journal.entry.format(date=content.labels.date.written(entry.local_day))
    about = " · ".join(signs) or content.labels.journal.no_signs
    icon = ft.Icons.EVENT_NOTE_OUTLINED
    return nav_card(context, when, about, icon, routes.entry(entry.id))

"""The journal: past self-checks by date, a page at a time, and a dot matrix of the signs."""

from collections.abc import Sequence
from dataclasses import dataclass

import flet as ft

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.journal import Entry
from sv_app.domain.self_check import Sign
from sv_app.ui.components.buttons import ClickHandler, primary, secondary
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
from sv_app.ui.context import AppContext, use_effect, use_state, use_storage
from sv_app.ui.theme import DOT_SIZE, BorderWidth, Space, TextSize

MATRIX_COLUMNS = 10
"""How many self-checks fit on a phone; the newest are shown."""


def dot_matrix(context: AppContext, entries: Sequence[Entry]) -> ft.Control:
    """A row for each sign, a column for each self-check, oldest first.

    A screen reader reads the name of each sign and a count instead of the dots.
    """
    content, labels = context.content, context.content.labels.journal
    columns = list(reversed(entries[:MATRIX_COLUMNS]))
    rows = [_row(content, sign, columns) for sign in Sign]
    days = (entry.local_day for entry in (columns[0], columns[-1]))
    first, last = map(content.labels.date.written, days)
    # A single day is written without a range.
    dates = first if first == last else labels.picture_dates.format(first=first, last=last)
    return card(
        [
            heading(labels.picture),
            *rows,
            muted(dates, TextSize.SMALL),
            muted(labels.picture_key, TextSize.SMALL),
        ]
    )


def _row(content: Content, sign: Sign, columns: Sequence[Entry]) -> ft.Control:
    marks = [sign in entry.check.marked_signs for entry in columns]
    count = content.labels.journal.picture_count.format(n=sum(marks), total=len(marks))
    name = content.self_check.signs[sign]
    dots = ft.Row([_dot(marked) for marked in marks], spacing=Space.SMALL, wrap=True)
    column = ft.Column([muted(name, TextSize.SMALL), dots], spacing=Space.TINY, tight=True)
    return ft.Semantics(label=f"{name}\n{count}", exclude_semantics=True, content=column)


def _dot(marked: bool) -> ft.Container:
    """A full or a hollow dot: the shape differs, not only the colour."""
    edge = ft.Border.all(BorderWidth.FIRM, ft.Colors.PRIMARY if marked else ft.Colors.OUTLINE)
    fill = ft.Colors.PRIMARY if marked else None
    return ft.Container(
        width=DOT_SIZE, height=DOT_SIZE, border_radius=DOT_SIZE / 2, border=edge, bgcolor=fill
    )


@dataclass(frozen=True)
class LoadedEntries:
    """The entries that were read so far."""

    entries: tuple[Entry, ...] | None = None
    """None until the first page was read."""
    older: int | None = None
    """The number of the next page; None when there is none."""
    failed: bool = False


@screen
def journal(context: AppContext) -> ft.View:
    """The newest entries, and a button that loads older ones."""
    storage = use_storage()
    loaded, set_loaded = use_state(LoadedEntries)

    async def load_page(before: LoadedEntries) -> None:
        try:
            page = await context.journal.batch(before.older)
        except Exception as error:  # the errors of reading differ by device
            context.report(error)
            set_loaded(LoadedEntries(before.entries, before.older, failed=True))
        else:
            set_loaded(LoadedEntries((*(before.entries or ()), *page.entries), page.older))

    async def reload() -> None:
        if storage.locked:
            set_loaded(LoadedEntries())
        else:
            await load_page(LoadedEntries())

    use_effect(reload, [storage.version])
    if storage.locked:
        return locked_view(context, routes.ME)
    labels = context.content.labels.journal
    controls = [
        *storage_problem_notice(context, storage),
        *expired_notice(context, storage),
        *_list(context, loaded),
        *_more(context, loaded, lambda: load_page(loaded)),
        erase_button(labels.delete_all, lambda: context.go(routes.ERASE)),
    ]
    return page_shell(context, title(labels.title), controls, back_to=routes.ME)


def _list(context: AppContext, loaded: LoadedEntries) -> list[ft.Control]:
    labels = context.content.labels.journal
    if loaded.entries is None:
        return [] if loaded.failed else [text(context.content.privacy.journal_list.loading)]
    if not loaded.entries:
        start = primary(labels.start, lambda: context.go(routes.SELF_CHECK))
        return [drawing(Drawing.EMPTY_JOURNAL), text(labels.empty), start]
    rows = [_entry(context, entry) for entry in loaded.entries]
    return [muted(labels.lead), dot_matrix(context, loaded.entries), *rows]


def _more(context: AppContext, loaded: LoadedEntries, load: ClickHandler) -> list[ft.Control]:
    labels = context.content.privacy.journal_list
    if loaded.failed:
        retry = secondary(labels.retry, load, ft.Icons.REFRESH)
        return [notice_card(ft.Icons.ERROR_OUTLINE, labels.failed, retry)]
    return [] if loaded.older is None else [secondary(labels.older, load)]


def _entry(context: AppContext, entry: Entry) -> ft.Control:
    content = context.content
    signs = [content.self_check.signs[sign] for sign in entry.check.marked_signs]
    when = content.labels.journal.entry.format(date=content.labels.date.written(entry.local_day))
    about = " · ".join(signs) or content.labels.journal.no_signs
    icon = ft.Icons.EVENT_NOTE_OUTLINED
    return nav_card(context, when, about, icon, routes.entry(entry.id))

"""My journal: past self-checks by date."""

import flet as ft

from sv_app import routes
from sv_app.domain.journal import Entry, EntryPage
from sv_app.domain.keeping import NotKeptError
from sv_app.ui.parts.buttons import primary
from sv_app.ui.parts.cards import door
from sv_app.ui.parts.confirm import erase_button, erase_question
from sv_app.ui.parts.dot_matrix import dot_matrix
from sv_app.ui.parts.drawing import Drawing, drawing
from sv_app.ui.parts.guarded import screen
from sv_app.ui.parts.page_shell import page_shell
from sv_app.ui.parts.words import live, soft, text, title
from sv_app.ui.services import Services, use_progress
from sv_app.ui.state import use_state


@screen
def journal(services: Services) -> ft.View:
    """Every entry, newest first; all can be erased at once."""
    said, say = use_state(str)
    asking, ask = use_state(bool)
    labels = services.kit.labels.journal
    pages, set_pages = use_state(_not_looked)
    entries = [entry for page in pages or () for entry in page.entries]
    draft = use_progress().draft
    something = bool(entries) or draft is not None

    async def look() -> None:
        fresh = [await services.journal.page()]
        if fresh != pages:  # this is done at each render: what it finds must end it
            set_pages(fresh)

    ft.use_effect(look)

    async def erase() -> None:
        ask(False)
        try:
            await services.journal.erase_everything()
            set_pages([])
            services.progress.draft = None
            say(labels.deleted)
        except NotKeptError:
            say(labels.failed)

    question = erase_question(
        labels.delete_all_ask, (labels.delete_all, erase), (labels.keep, lambda: ask(False))
    )
    button = erase_button(labels.delete_all, lambda: ask(True))
    listed = [soft(labels.lead), *_filled(services, entries)]
    erasing = [question if asking else button] if something else []
    return page_shell(
        services,
        [
            title(labels.title),
            *([live(said)] if said else []),
            *(listed if entries else _empty(services) if pages is not None else []),
            *erasing,
        ],
        back_to=routes.ME,
    )


def _filled(services: Services, entries: list[Entry]) -> list[ft.Control]:
    rows = [_entry(services, entry) for entry in entries]
    return [dot_matrix(services, entries), *rows] if entries else []


def _entry(services: Services, entry: Entry) -> ft.Control:
    kit = services.kit
    signs = [kit.self_check.signs[sign] for sign in entry.check.marked_signs]
    when = kit.labels.journal.entry.format(date=kit.labels.date.written(entry.local_day))
    about = " · ".join(signs) or kit.labels.journal.no_signs
    path = routes.entry(entry.id)
    return door(when, about, ft.Icons.EVENT_NOTE_OUTLINED, lambda: services.go(path))


def _not_looked() -> list[EntryPage] | None:
    return None


def _empty(services: Services) -> list[ft.Control]:
    labels = services.kit.labels.journal
    start = primary(labels.start, lambda: services.go(routes.SELF_CHECK))
    return [drawing(Drawing.EMPTY_JOURNAL), text(labels.empty), start]

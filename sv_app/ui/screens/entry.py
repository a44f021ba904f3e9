"""One entry of the journal: its answers, and the next steps they lead to."""

import flet as ft

from sv_app import routes
from sv_app.domain.journal import Entry
from sv_app.domain.keeping import NotKeptError
from sv_app.ui.parts.answers import answers_list
from sv_app.ui.parts.cards import card
from sv_app.ui.parts.confirm import erase_button, erase_question
from sv_app.ui.parts.guarded import screen
from sv_app.ui.parts.next_step import next_step_sections
from sv_app.ui.parts.page_shell import page_shell
from sv_app.ui.parts.words import heading, live, text, title
from sv_app.ui.services import Services
from sv_app.ui.state import use_state


@screen
def entry(services: Services) -> ft.View:
    """The entry the path names, or a sentence when it is gone."""
    asking, ask = use_state(bool)
    trouble, set_trouble = use_state(str)
    found, set_found = use_state(_not_looked)
    entry_id = ft.use_route_params().get("entry", "")
    kept = next(iter(found or ()), None)
    labels = services.kit.labels.journal

    async def look() -> None:
        entry = await services.journal.entry(entry_id)
        set_found([entry] if entry else [])

    ft.use_effect(look, [entry_id])

    async def erase() -> None:
        ask(False)
        try:
            await services.journal.delete(entry_id)
        except NotKeptError:
            set_trouble(labels.failed)
        else:
            services.tell(labels.deleted)
            services.go(routes.JOURNAL)

    question = erase_question(
        labels.delete_ask, (labels.delete, erase), (labels.keep, lambda: ask(False))
    )
    button = erase_button(labels.delete, lambda: ask(True))
    last = [question if asking else button, *([live(trouble)] if trouble else [])]
    shown = [*_kept(services, kept), *last] if kept else _gone(services, found)
    return page_shell(services, shown, back_to=routes.JOURNAL)


def _kept(services: Services, kept: Entry) -> list[ft.Control]:
    labels = services.kit.labels
    when = labels.journal.entry.format(date=labels.date.written(kept.local_day))
    return [
        title(when),
        card([heading(labels.result.marked), *answers_list(services, kept.check)]),
        heading(labels.journal.next_steps),
        *next_step_sections(services, kept.check),
    ]


def _gone(services: Services, found: list[Entry] | None) -> list[ft.Control]:
    labels = services.kit.labels.journal
    return [title(labels.title), *([text(labels.gone)] if found is not None else [])]


def _not_looked() -> list[Entry] | None:
    return None

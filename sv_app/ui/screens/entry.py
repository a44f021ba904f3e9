"""One entry of the journal: its answers, and the next steps they lead to."""

from dataclasses import dataclass

import flet as ft

from sv_app import routes
from sv_app.domain.journal import Entry, SaveError
from sv_app.ui.components.buttons import secondary
from sv_app.ui.components.cards import Drawing, card, drawing
from sv_app.ui.components.confirm import erase_button, erase_question
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.passcode import locked_view
from sv_app.ui.components.self_check import answers_list, next_step_sections
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.storage_notices import storage_problem_notice
from sv_app.ui.components.typography import heading, said_aloud, text, title
from sv_app.ui.context import AppContext, ObservedStorage, use_state, use_storage


@dataclass(frozen=True)
class Found:
    """What was read: nothing yet, an entry, or that there is none."""

    entry: Entry | None = None
    said: str = ""


@screen
def entry(context: AppContext) -> ft.View:
    """The entry the path names, or a sentence when it is gone."""
    storage = use_storage()
    asking, ask = use_state(bool)
    trouble, set_trouble = use_state(str)
    waiting = Found(said=context.content.privacy.journal.loading)
    found, put = use_state(lambda: waiting)
    wanted = ft.use_route_params().get("entry", "")
    labels = context.content.labels.journal

    async def read() -> None:
        put(waiting if storage.locked else await _found(context, wanted))

    async def erase() -> None:
        ask(False)
        try:
            await context.journal.delete(wanted)
        except SaveError:
            set_trouble(labels.failed)
        else:
            context.storage.again()
            context.show_toast(labels.deleted)
            context.go(routes.JOURNAL)

    ft.use_effect(read, [storage.version, wanted])
    if storage.locked:
        return locked_view(context, routes.JOURNAL)
    question = erase_question(
        labels.delete_ask, (labels.delete, erase), (labels.keep, lambda: ask(False))
    )
    button = erase_button(labels.delete, lambda: ask(True))
    last = [*([] if asking else [button]), *said_aloud(trouble)]
    none = [title(labels.title), *_nothing(context, found.said)]
    shown = [*_kept(context, storage, found.entry), *last] if found.entry else none
    # The question takes the place of what the thumb was on, wherever one had scrolled to.
    footer: list[ft.Control] = [question] if asking and found.entry else []
    return page_shell(context, shown, back_to=routes.JOURNAL, footer=footer)


async def _found(context: AppContext, wanted: str) -> Found:
    try:
        found = await context.journal.entry(wanted)
    except Exception as error:  # what a device can't read has no class of its own
        context.report(error)
        return Found(said=context.content.privacy.journal.failed)
    return Found(found, context.content.labels.journal.gone)


def _nothing(context: AppContext, said: str) -> list[ft.Control]:
    """In the place of an entry: why there is none, and where the others are."""
    if said == context.content.privacy.journal.loading:
        return [text(said)]
    others = secondary(context.content.labels.result.journal, lambda: context.go(routes.JOURNAL))
    return [drawing(Drawing.EMPTY_JOURNAL), text(said), others]


def _kept(context: AppContext, storage: ObservedStorage, found: Entry) -> list[ft.Control]:
    labels = context.content.labels
    when = labels.journal.entry.format(date=labels.date.written(found.local_day))
    return [
        title(when),
        *storage_problem_notice(context, storage),
        *([_note(context, found.note)] if found.note else []),
        card([heading(labels.result.marked), *answers_list(context, found.check)]),
        heading(labels.journal.next_steps),
        *next_step_sections(context, found.check),
    ]


def _note(context: AppContext, note: str) -> ft.Control:
    return card([heading(context.content.privacy.journal.note), text(note)])

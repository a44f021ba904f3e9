"""An entry of the journal: its answers, and the next steps that follow from them."""

from dataclasses import dataclass

import flet as ft

from sv_app import routes
from sv_app.domain.journal import Entry, SaveError
from sv_app.ui.components.buttons import secondary
from sv_app.ui.components.cards import Drawing, card, drawing
from sv_app.ui.components.confirm import erase_button, erase_question
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.passcode import locked_view
from sv_app.ui.components.self_check_result import answers_list, next_step_sections
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.storage_notices import storage_problem_notice
from sv_app.ui.components.typography import heading, status_message, text, title
from sv_app.ui.context import AppContext, ObservedStorage, use_effect, use_state, use_storage


@dataclass(frozen=True)
class ReadResult:
    """The entry that was read; else the message to show instead."""

    entry: Entry | None = None
    message: str = ""


@screen
def entry(context: AppContext) -> ft.View:
    """The entry in the path, or a sentence when it no longer exists."""
    storage = use_storage()
    asking, ask = use_state(bool)
    problem, set_problem = use_state(str)
    loading = ReadResult(message=context.content.privacy.journal_list.loading)
    result, set_result = use_state(lambda: loading)
    entry_id = ft.use_route_params().get("entry", "")
    labels = context.content.labels.journal

    async def read() -> None:
        set_result(loading if storage.locked else await _read(context, entry_id))

    async def erase() -> None:
        ask(False)
        try:
            await context.journal.delete(entry_id)
        except SaveError:
            set_problem(labels.failed)
        else:
            context.show_toast(labels.deleted, routes.JOURNAL)
            context.go(routes.JOURNAL)

    use_effect(read, [storage.version, entry_id])
    if storage.locked:
        return locked_view(context, routes.JOURNAL)
    question = erase_question(
        labels.delete_ask, (labels.delete, erase), (labels.keep, lambda: ask(False))
    )
    button = erase_button(labels.delete, lambda: ask(True))
    if result.entry:
        erase_controls = [*([] if asking else [button]), *status_message(problem)]
        controls = [*_details(context, storage, result.entry), *erase_controls]
        headline = _date(context, result.entry)
    else:
        controls = _missing(context, result.message)
        headline = labels.title
    # In the footer, the question is visible wherever the person has scrolled to.
    footer: list[ft.Control] = [question] if asking and result.entry else []
    return page_shell(context, title(headline), controls, back_to=routes.JOURNAL, footer=footer)


async def _read(context: AppContext, entry_id: str) -> ReadResult:
    try:
        entry_or_none = await context.journal.entry(entry_id)
    except Exception as error:  # the errors of reading differ by device
        context.report(error)
        return ReadResult(message=context.content.privacy.journal_list.failed)
    return ReadResult(entry_or_none, context.content.labels.journal.gone)


def _missing(context: AppContext, message: str) -> list[ft.Control]:
    """Why no entry is shown, and the button to the journal."""
    if message == context.content.privacy.journal_list.loading:
        return [text(message)]
    to_journal = secondary(
        context.content.labels.result.journal, lambda: context.go(routes.JOURNAL)
    )
    return [drawing(Drawing.EMPTY_JOURNAL), text(message), to_journal]


def _date(context: AppContext, saved: Entry) -> str:
    labels = context.content.labels
    return labels.journal.entry.format(date=labels.date.written(saved.local_day))


def _details(context: AppContext, storage: ObservedStorage, saved: Entry) -> list[ft.Control]:
    labels = context.content.labels
    return [
        *storage_problem_notice(context, storage),
        *([_note(context, saved.note)] if saved.note else []),
        card([heading(labels.result.marked), *answers_list(context, saved.check)]),
        heading(labels.journal.next_steps),
        *next_step_sections(context, saved.check),
    ]


def _note(context: AppContext, note: str) -> ft.Control:
    return card([heading(context.content.privacy.journal_list.note), text(note)])

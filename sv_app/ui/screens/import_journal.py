"""A copy brought back: chosen, looked at, then added whole or not at all."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import flet as ft

from sv_app import routes
from sv_app.domain import passcode
from sv_app.domain.export_format import Import, ImportRejectedError, RejectReason
from sv_app.domain.journal import SaveError
from sv_app.ui.components.buttons import primary, secondary
from sv_app.ui.components.cards import card
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.fields import code_field
from sv_app.ui.components.passcode import locked_view
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.storage_notices import ask_before_saving, storage_problem_notice
from sv_app.ui.components.typography import heading, said_aloud, text, title
from sv_app.ui.context import AppContext, use_state, use_storage


@dataclass(frozen=True)
class ImportState:
    """How far one is: a file, its code, what it holds, and what is said of it."""

    data: bytes = b""
    code: str = ""
    sealed: bool = False
    found: Import | None = None
    said: str = ""
    asked: bool = False
    """Whether the import waits for an answer to whose device this is."""


To = Callable[[ImportState], None]


@screen
def import_journal(context: AppContext) -> ft.View:
    """The file, then what it would add."""
    storage = use_storage()
    step, to = use_state(ImportState)
    if storage.locked:
        return locked_view(context, routes.SETTINGS)
    labels = context.content.privacy.bring_back

    async def choose() -> None:
        try:
            data = await context.files.pick()
        except Exception as error:  # a device's dialogs fail in ways of their own
            context.report(error)
            to(ImportState(said=labels.failed))
        else:
            if data is not None:
                await _read(context, ImportState(data=data), to)

    form = _form(context, step, to)
    shown = [
        title(labels.title),
        *storage_problem_notice(context, storage),
        text(labels.about),
        *said_aloud(step.said),
        *(form or [secondary(labels.choose, choose, ft.Icons.UPLOAD)]),
    ]
    return page_shell(context, shown, back_to=routes.SETTINGS)


async def _read(context: AppContext, step: ImportState, to: To) -> None:
    """Look at what the file holds; nothing of the journal changes."""
    labels = context.content.privacy.bring_back
    to(replace(step, said=labels.busy))
    try:
        code = passcode.normalize(step.code) or None
        found = await context.journal.read_import(step.data, code)
    except ImportRejectedError as error:
        sealed = error.reason in (RejectReason.NEEDS_CODE, RejectReason.WRONG_CODE)
        to(ImportState(step.data if sealed else b"", "", sealed, said=labels.refused[error.reason]))
    except SaveError:
        to(ImportState(said=labels.failed))
    else:
        to(ImportState(found=found))


def _form(context: AppContext, step: ImportState, to: To) -> list[ft.Control]:
    """What is to be done with the file: its code, or the question whether to add it."""
    labels = context.content.privacy.bring_back
    if step.found:
        return [_preview(context, step.found, step.asked, to)]
    if not step.sealed:
        return []

    async def open_it() -> None:
        await _read(context, step, to)

    field = code_field(labels.field, step.code, lambda code: to(replace(step, code=code)), open_it)
    return [
        field,
        primary(labels.open, open_it),
        secondary(labels.cancel, lambda: to(ImportState())),
    ]


def _preview(context: AppContext, found: Import, asked: bool, to: To) -> ft.Control:
    labels, storage = context.content.privacy.bring_back, context.storage

    async def add() -> None:
        if storage.undecided:
            to(ImportState(found=found, asked=True))
            return
        try:
            await context.journal.import_(found)
        except SaveError:
            to(ImportState(found=found, said=labels.failed))
        else:
            context.storage.again()
            until_closed = context.content.privacy.saving.saved_here
            to(ImportState(said=labels.done if storage.durable else until_closed))

    something = found.count or found.contacts or found.pins
    act = [primary(labels.confirm, add)] if something else [text(labels.nothing)]
    return card(
        [
            heading(labels.found),
            *(text(line) for line in _lines(context, found)),
            *act,
            *ask_before_saving(asked and storage.undecided, add),
            secondary(labels.cancel, lambda: to(ImportState())),
        ]
    )


def _lines(context: AppContext, found: Import) -> list[str]:
    labels, date = context.content.privacy.bring_back, context.content.labels.date
    lines = [labels.count.format(n=found.count)]
    counts = (
        (labels.known, found.already_here),
        (labels.too_old, found.too_old),
        (labels.contacts, len(found.contacts)),
        (labels.pins, len(found.pins)),
        (labels.not_dialled, found.not_dialable),
        (labels.no_room, found.no_room),
    )
    if found.first_day and found.last_day:
        first, last = date.written(found.first_day), date.written(found.last_day)
        lines.append(labels.days.format(first=first, last=last))
    return [*lines, *(sentence.format(n=count) for sentence, count in counts if count)]

"""Import of an export file: choose it, preview it, then add all of it or nothing."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import flet as ft

from sv_app import routes
from sv_app.domain.export_format import ImportPlan, ImportRejectedError, RejectReason
from sv_app.domain.journal import SaveError
from sv_app.domain.passcode import normalize
from sv_app.ui.components.buttons import primary, secondary
from sv_app.ui.components.cards import card
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.fields import FormField, passcode_field
from sv_app.ui.components.passcode import locked_view
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.storage_notices import ask_before_saving, not_stored_notice
from sv_app.ui.components.typography import heading, status_message, text, title
from sv_app.ui.context import AppContext, use_state, use_storage


@dataclass(frozen=True)
class ImportState:
    """The progress of an import."""

    data: bytes = b""
    """The chosen file."""
    passcode: str = ""
    """The passcode in the field."""
    encrypted: bool = False
    preview: ImportPlan | None = None
    status: str = ""
    """The sentence to announce."""
    error: str = ""
    """What is wrong with the passcode in the field."""
    asked: bool = False
    """Whether the import waits for the answer whether the device is the person's own."""


SetState = Callable[[ImportState], None]


@screen
def import_journal(context: AppContext) -> ft.View:
    """The choice of a file, then the preview of its content."""
    storage = use_storage()
    state, set_state = use_state(ImportState)
    if storage.locked:
        return locked_view(context, routes.SETTINGS)
    labels = context.content.privacy.import_journal

    async def choose() -> None:
        try:
            data = await context.files.pick()
        except Exception as error:  # dialogs raise errors that differ by device
            context.report(error)
            set_state(ImportState(status=labels.failed))
        else:
            if data is not None:
                await _read(context, ImportState(data=data), set_state)

    form = _form(context, state, set_state)
    controls = [
        *not_stored_notice(context, storage),
        text(labels.about),
        *status_message(state.status),
        *(form or [secondary(labels.choose, choose, ft.Icons.UPLOAD)]),
    ]
    return page_shell(context, title(labels.title), controls, back_to=routes.SETTINGS)


async def _read(context: AppContext, state: ImportState, set_state: SetState) -> None:
    """Read the file for the preview; the journal does not change."""
    labels = context.content.privacy.import_journal
    set_state(replace(state, status=labels.busy))
    try:
        passcode = normalize(state.passcode) or None
        preview = await context.journal.preview_import(state.data, passcode)
    except ImportRejectedError as error:
        encrypted = error.reason in (RejectReason.NEEDS_PASSCODE, RejectReason.WRONG_PASSCODE)
        data = state.data if encrypted else b""
        sentence = labels.refused[error.reason]
        if error.reason is RejectReason.WRONG_PASSCODE:
            set_state(ImportState(data, encrypted=True, error=sentence))
        else:
            set_state(ImportState(data, encrypted=encrypted, status=sentence))
    except SaveError:
        set_state(ImportState(status=labels.failed))
    else:
        set_state(ImportState(preview=preview))


def _form(context: AppContext, state: ImportState, set_state: SetState) -> list[ft.Control]:
    """The preview, or the field for the passcode of an encrypted file; empty before a file."""
    labels = context.content.privacy.import_journal
    if state.preview:
        return [_preview(context, state.preview, state.asked, set_state)]
    if not state.encrypted:
        return []

    def write(passcode: str) -> None:
        set_state(replace(state, passcode=passcode))

    async def decrypt() -> None:
        await _read(context, state, set_state)

    return [
        passcode_field(labels.field, state.passcode, write, FormField(decrypt, state.error)),
        primary(labels.open, decrypt),
        secondary(labels.cancel, lambda: set_state(ImportState())),
    ]


def _preview(
    context: AppContext, preview: ImportPlan, asked: bool, set_state: SetState
) -> ft.Control:
    labels, storage = context.content.privacy.import_journal, context.storage

    async def add() -> None:
        if storage.undecided:
            set_state(ImportState(preview=preview, asked=True))
            return
        try:
            await context.journal.apply_import(preview)
        except SaveError:
            set_state(ImportState(preview=preview, status=labels.failed))
        else:
            until_closed = context.content.privacy.saving.until_closed
            set_state(ImportState(status=labels.done if storage.durable else until_closed))

    has_new_items = preview.count or preview.contacts or preview.pins or preview.tally
    confirm = [primary(labels.confirm, add)] if has_new_items else [text(labels.nothing)]
    return card(
        [
            heading(labels.content_title),
            *(text(line) for line in _summary(context, preview)),
            *confirm,
            *ask_before_saving(asked and storage.undecided, add),
            secondary(labels.cancel, lambda: set_state(ImportState())),
        ]
    )


def _summary(context: AppContext, preview: ImportPlan) -> list[str]:
    labels, date = context.content.privacy.import_journal, context.content.labels.date
    lines = [labels.count.format(n=preview.count)]
    counts = (
        (labels.known, preview.known_count),
        (labels.too_old, preview.too_old_count),
        (labels.contacts, len(preview.contacts)),
        (labels.pins, len(preview.pins)),
        (labels.tally, preview.tally_months),
        (labels.not_dialled, preview.not_dialable_count),
        (labels.no_room, preview.no_room_count),
    )
    if preview.first_day and preview.last_day:
        first, last = date.format_date(preview.first_day), date.format_date(preview.last_day)
        lines.append(labels.days.format(first=first, last=last))
    lines += [sentence.format(n=count) for sentence, count in counts if count]
    return [
        *lines,
        *([labels.buddy_kept.format(name=name)] if (name := preview.kept_buddy_name) else []),
    ]

"""Export of the journal: an encrypted export file, a readable copy, or a plain export file."""

from collections.abc import Awaitable, Callable
from enum import StrEnum

import flet as ft

from sv_app import routes
from sv_app.domain.journal import SaveError
from sv_app.domain.readable_export import render_journal
from sv_app.domain.tally import month_key, rows
from sv_app.ui.components.buttons import secondary
from sv_app.ui.components.cards import card
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.passcode import PasscodeFormLabels, locked_view, new_passcode_form
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.typography import heading, status_message, text, title
from sv_app.ui.context import AppContext, today, use_state, use_storage


class ExportKind(StrEnum):
    """The copies of the journal that a person can save, by the suffix of the file, safest first."""

    ENCRYPTED = "sealed"
    READABLE = "html"
    PLAIN = "json"


@screen
def export(context: AppContext) -> ft.View:
    """The copies that can be saved; the result of a save is shown under its button."""
    storage = use_storage()
    (status_kind, status), set_status = use_state(lambda: (ExportKind.ENCRYPTED, ""))
    if storage.locked:
        return locked_view(context, routes.SETTINGS)
    labels = context.content.privacy.export

    async def save(kind: ExportKind, passcode: str | None = None) -> bool:
        set_status((kind, labels.busy))
        try:
            data = await _document(context, kind, passcode)
            saved = await context.files.save(
                f"{getattr(labels, f'file_{kind.name.lower()}')}.{kind}", data
            )
        except Exception as error:  # dialogs raise errors that differ by device
            context.report(error)
            set_status((kind, labels.failed))
            return False
        set_status((kind, labels.done if saved else labels.cancelled))
        return saved

    def status_of(kind: ExportKind) -> list[ft.Control]:
        return status_message(status if kind is status_kind else "")

    async def encrypt(passcode: str) -> bool:
        return await save(ExportKind.ENCRYPTED, passcode)

    words = PasscodeFormLabels(labels.field, labels.repeat, labels.export_encrypted)
    controls = [
        text(labels.about),
        heading(labels.encrypted),
        text(labels.encrypted_about),
        new_passcode_form(words, encrypt),
        *status_of(ExportKind.ENCRYPTED),
        _unprotected(
            (labels.readable, labels.readable_about),
            (labels.export_readable, lambda: save(ExportKind.READABLE)),
            status_of(ExportKind.READABLE),
        ),
        _unprotected(
            (labels.plain, labels.plain_about),
            (labels.export_plain, lambda: save(ExportKind.PLAIN)),
            status_of(ExportKind.PLAIN),
        ),
    ]
    return page_shell(context, title(labels.title), controls, back_to=routes.SETTINGS)


async def _document(context: AppContext, kind: ExportKind, passcode: str | None) -> bytes:
    """The bytes of the file.

    Raises:
        SaveError: when a part of the journal cannot be read: an export is never partial.
    """
    if kind is not ExportKind.READABLE:
        return await context.journal.export(passcode)
    entries = await context.entries_since(None)
    if context.storage.unreadable_count:
        raise SaveError("some records can't be read")
    journal = context.journal
    tally = rows(journal.tally(), month_key(today()))
    return render_journal(context.content, entries, journal.contacts(), journal.pins(), tally)


def _unprotected(
    words: tuple[str, str],
    action: tuple[str, Callable[[], Awaitable[bool]]],
    status: list[ft.Control],
) -> ft.Control:
    """A file that anybody can read: its name and who can read it, its button and the result."""
    name, about = words
    label, save = action

    async def act() -> None:
        await save()

    button = secondary(label, act, ft.Icons.DOWNLOAD)
    return card([heading(name), text(about), button, *status])

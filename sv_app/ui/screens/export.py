"""Export of the journal to a file: readable, or encrypted with a passcode."""

from collections.abc import Awaitable, Callable

import flet as ft

from sv_app import routes
from sv_app.ui.components.buttons import primary
from sv_app.ui.components.cards import card
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.passcode import PasscodeFormLabels, locked_view, new_passcode_form
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.typography import heading, status_message, text, title
from sv_app.ui.context import AppContext, use_state, use_storage


@screen
def export(context: AppContext) -> ft.View:
    """The two kinds of export files."""
    storage = use_storage()
    status, set_status = use_state(str)
    if storage.locked:
        return locked_view(context, routes.SETTINGS)
    labels = context.content.privacy.export

    async def save(passcode: str | None) -> bool:
        set_status(labels.busy)
        try:
            data = await context.journal.export(passcode)
            saved = await context.files.save(f"{labels.file}.{SUFFIX[bool(passcode)]}", data)
        except Exception as error:  # dialogs raise errors that differ by device
            context.report(error)
            set_status(labels.failed)
            return False
        set_status(labels.done if saved else labels.cancelled)
        return saved

    controls = [
        text(labels.about),
        *status_message(status),
        *_readable(context, save),
        *_encrypted(context, save),
    ]
    return page_shell(context, title(labels.title), controls, back_to=routes.SETTINGS)


SUFFIX = {False: "json", True: "sealed"}
Save = Callable[[str | None], Awaitable[bool]]


def _readable(context: AppContext, save: Save) -> list[ft.Control]:
    labels = context.content.privacy.export

    async def go() -> None:
        await save(None)

    return [
        card(
            [
                heading(labels.plain),
                text(labels.plain_about),
                primary(labels.export_plain, go, ft.Icons.DOWNLOAD),
            ]
        )
    ]


def _encrypted(context: AppContext, save: Save) -> list[ft.Control]:
    labels = context.content.privacy.export
    words = PasscodeFormLabels(labels.field, labels.repeat, labels.export_encrypted)
    return [heading(labels.encrypted), text(labels.encrypted_about), new_passcode_form(words, save)]

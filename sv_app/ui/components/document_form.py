"""A document to complete on the device, then to print or to save; it is not stored."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial

import flet as ft

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.html_document import html_document
from sv_app.domain.team_tools import DocumentForm
from sv_app.ui.components.buttons import destructive, primary, secondary
from sv_app.ui.components.cards import card
from sv_app.ui.components.citations import claims
from sv_app.ui.components.confirm import destructive_confirmation
from sv_app.ui.components.fields import document_field
from sv_app.ui.components.passcode import locked_view
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.storage_notices import notice_card
from sv_app.ui.components.typography import heading, muted, status_message, title
from sv_app.ui.context import AppContext, use_state, use_storage
from sv_app.ui.theme import TextSize

Values = Mapping[str, str]
"""What was written, by id of field."""
MakePage = Callable[[Content, Values], str]
"""Returns the HTML of the document."""
Preview = Callable[[Content, Values], list[ft.Control]]
"""Returns the controls that show the document as it will be printed."""


def document_screen(
    context: AppContext, path: str, template: DocumentForm, make_page: MakePage, preview: Preview
) -> ft.View:
    """The screen at `path` with the fields of `template`, and the buttons that print and save.

    What is written stays in memory; while the journal is locked, it is hidden until the passcode
    is entered.
    """
    content = context.content
    labels, values = content.labels.team_tools, context.team_session.texts.setdefault(path, {})
    storage = use_storage()
    version, refresh = use_state(int)
    status, set_status = use_state(str)
    confirming, set_confirming = use_state(bool)
    if storage.locked and values:
        return locked_view(context, routes.TEAM)

    def write(field_id: str, value: str) -> None:
        values[field_id] = value
        set_status("")
        refresh(version + 1)

    def clear() -> None:
        values.clear()
        set_confirming(False)
        set_status(labels.cleared)

    async def print_document() -> None:
        await produce(partial(context.files.print, make_page(content, values)), "")

    async def save_document() -> None:
        await produce(context.files.save, labels.done)

    async def produce(action: Callable[[str, bytes], Awaitable[bool]], done: str) -> None:
        set_status("")
        document = html_document(content, make_page(content, values), template.title)
        try:
            finished = await action(f"{template.file}.html", document)
        except Exception as error:  # dialogs and printing raise errors that differ by device
            context.report(error)
            set_status(labels.failed)
        else:
            set_status(done if finished else labels.cancelled)

    fields = [
        document_field(
            field.name,
            field.about,
            values.get(field.id, ""),
            partial(write, field.id),
            field.within_sentence,
        )
        for field in template.fields
    ]
    keep = (labels.keep, lambda: set_confirming(False))
    erase = (
        destructive_confirmation(labels.clear_ask, (labels.clear, clear), keep)
        if confirming
        else destructive(labels.clear, lambda: set_confirming(True))
    )
    controls = [
        *claims(content, template.advice),
        notice_card(ft.Icons.EDIT_OFF_OUTLINED, labels.warning),
        muted(labels.not_kept, TextSize.SMALL),
        *fields,
        card([heading(labels.preview), *preview(content, values)]),
        *status_message(status),
        primary(labels.print, print_document, ft.Icons.PRINT_OUTLINED),
        secondary(labels.save, save_document, ft.Icons.DOWNLOAD),
        *([erase] if values else []),
    ]
    return page_shell(context, title(template.title), controls, back_to=routes.TEAM)

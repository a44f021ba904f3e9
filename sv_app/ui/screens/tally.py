"""The tally of a peer supporter's encounters: kept only on their own device, if they turn it on."""

from functools import partial

import flet as ft

from sv_app import routes
from sv_app.domain.journal import SaveError
from sv_app.domain.tally import (
    EncounterKind,
    Tally,
    TallyRow,
    current_row,
    month_key,
    new_tally,
    rows,
    with_count_changed,
)
from sv_app.domain.tally_csv import named_numbers, tally_csv
from sv_app.ui.components.buttons import destructive, primary, secondary, tertiary
from sv_app.ui.components.cards import card
from sv_app.ui.components.citations import claims
from sv_app.ui.components.confirm import destructive_confirmation
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.storage_notices import ask_before_saving, not_stored_notice
from sv_app.ui.components.typography import fact, heading, muted, status_message, text, title
from sv_app.ui.context import AppContext, today, use_state, use_storage
from sv_app.ui.theme import TextSize


@screen
def tally(context: AppContext) -> ft.View:
    """What it counts; the button that turns it on, or the buttons that count and save the file."""
    words, labels = context.content.team_tools.tally, context.content.labels.tally
    storage, saved = use_storage(), context.journal.tally()
    undoable = context.team_session.counted
    month = month_key(today())
    status, set_status = use_state(str)
    device_asked, set_device_asked = use_state(bool)
    confirming, set_confirming = use_state(bool)

    async def save(changed: Tally, confirmation: str) -> bool:
        set_status("")
        try:
            await context.journal.save_tally(changed)
        except SaveError:
            set_status(labels.not_kept)
            return False
        if confirmation:
            context.show_toast(confirmation)
        return True

    async def turn_on() -> None:
        set_device_asked(True)
        # The answer to the device question may have opened a journal that has a tally.
        if context.storage.durable:
            await save(context.journal.tally() or new_tally(month), "")

    async def count(kind: EncounterKind) -> None:
        confirmation = labels.counted.format(name=words.kind(kind).name)
        if await save(with_count_changed(context.journal.tally(), month, kind), confirmation):
            undoable.append((month, kind))

    async def undo() -> None:
        if await save(
            with_count_changed(context.journal.tally(), *undoable[-1], change=-1), labels.undone
        ):
            undoable.pop()

    async def turn_off() -> None:
        set_confirming(False)
        if await save((), labels.turned_off):
            undoable.clear()

    async def export() -> None:
        set_status("")
        try:
            data = tally_csv(context.content, saved, month)
            finished = await context.files.save(labels.file, data)
        except Exception as error:  # dialogs raise errors that differ by device
            context.report(error)
            set_status(labels.failed)
        else:
            set_status(labels.done if finished else labels.cancelled)

    past = rows(saved, month)
    on = [
        heading(labels.count),
        *(
            item
            for kind in EncounterKind
            for item in (
                secondary(words.kind(kind).name, partial(count, kind), ft.Icons.ADD),
                muted(words.kind(kind).about, TextSize.SMALL),
            )
        ),
        *([tertiary(labels.undo, undo, ft.Icons.UNDO)] if undoable else []),
        _month(context, labels.this_month, current_row(saved, month)),
        heading(labels.past),
        *(
            _month(context, context.content.labels.date.format_month(row.month), row)
            for row in reversed(past)
        ),
        *([] if past else [text(labels.nothing_past)]),
        *([primary(labels.export, export, ft.Icons.DOWNLOAD)] if past else []),
        *status_message(status),
        destructive_confirmation(
            labels.turn_off_ask,
            (labels.turn_off, turn_off),
            (labels.keep, lambda: set_confirming(False)),
        )
        if confirming
        else destructive(labels.turn_off, lambda: set_confirming(True)),
    ]
    off = (
        [
            primary(labels.turn_on, turn_on),
            *status_message(status),
            *ask_before_saving(device_asked and storage.undecided, turn_on),
        ]
        if storage.durable or storage.undecided
        else [
            text(labels.own_device),
            secondary(context.content.privacy.device.title, lambda: context.go(routes.DEVICE)),
        ]
    )
    controls = [
        *claims(context.content, words.lead),
        *not_stored_notice(context, storage),
        *(on if saved else off),
        muted(f"{words.hidden.name} · {words.hidden.about}", TextSize.SMALL),
        muted(f"{words.total.name} · {words.total.about}", TextSize.SMALL),
    ]
    return page_shell(context, title(words.title), controls, back_to=routes.TEAM)


def _month(context: AppContext, name: str, row: TallyRow) -> ft.Container:
    """The numbers of a month that may be shown."""
    numbers = [fact(column, number) for column, number in named_numbers(context.content, row)]
    return card([heading(name), *numbers])

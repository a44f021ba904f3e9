"""A finished self-check: the list of its answers, its next steps, and the card that saves it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace

import flet as ft

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.journal import (
    STATES_ON_DEVICE,
    LimitReachedError,
    SaveError,
    StorageState,
    StorageTimeoutError,
    WriterLockLostError,
    normalize_note,
)
from sv_app.domain.self_check import QUESTIONS, Draft, NextStep, Question, SelfCheck, next_steps
from sv_app.ui.components.buttons import destructive, primary, secondary, tertiary
from sv_app.ui.components.calls import emergency_panel
from sv_app.ui.components.cards import card
from sv_app.ui.components.citations import key_message
from sv_app.ui.components.error_boundary import component
from sv_app.ui.components.fields import note_field
from sv_app.ui.components.haptics import give_haptic_feedback
from sv_app.ui.components.helplines import internal_contacts, short_helpline
from sv_app.ui.components.passcode import unlock_form
from sv_app.ui.components.storage_notices import AsyncAction, ask_before_saving, storage_notice
from sv_app.ui.components.typography import (
    bold,
    heading,
    live_region,
    muted,
    pair,
    status_message,
    text,
)
from sv_app.ui.context import AppContext, ObservedStorage, use_state, use_storage


def answers_list(context: AppContext, check: SelfCheck) -> list[ft.Control]:
    """All questions, each with its answer or the label for a skipped question."""
    content = context.content
    return [_answer_row(content, question, check) for question in QUESTIONS]


def _answer_row(content: Content, question: Question, check: SelfCheck) -> ft.Container:
    answer = check.get(question)
    answer_text = content.self_check.answer(answer) if answer else content.labels.journal.skipped
    question_text = content.self_check.questions[question].ask
    return pair(muted(question_text), bold(answer_text))


def next_step_sections(context: AppContext, check: SelfCheck) -> list[ft.Control]:
    """The sections of the next steps for `check`, in the order of `next_steps`."""
    return [SECTIONS[step](context) for step in next_steps(check)]


def _emergency(context: AppContext) -> ft.Control:
    content = context.content
    return emergency_panel(
        context, content.labels.result.emergency, content.current_region.words.emergency
    )


def _step_up(context: AppContext) -> ft.Control:
    content = context.content
    return card([heading(content.labels.result.step_up), text(content.messages.step_up.text)])


def _reaction(context: AppContext) -> ft.Control:
    content = context.content
    paragraphs = [text(claim.text) for claim in content.messages.reaction]
    return card([heading(content.labels.result.reaction), *paragraphs])


def _internal(context: AppContext) -> ft.Control:
    content = context.content
    lead, how = text(content.messages.internal_first), text(content.messages.internal_how)
    return card([heading(content.labels.result.internal), lead, *internal_contacts(context), how])


def _external(context: AppContext) -> ft.Control:
    content = context.content
    lines = [short_helpline(context, line) for line in content.support_lines]
    return card(
        [
            heading(content.labels.result.external),
            text(content.current_region.words.external),
            *lines,
        ]
    )


def _legal(context: AppContext) -> ft.Control:
    content = context.content
    return card([heading(content.labels.result.legal), text(content.messages.legal.text)])


SECTIONS: Mapping[NextStep, Callable[[AppContext], ft.Control]] = {
    NextStep.EMERGENCY: _emergency,
    NextStep.STEP_UP: _step_up,
    NextStep.KEY_MESSAGE: key_message,
    NextStep.REACTION: _reaction,
    NextStep.INTERNAL: _internal,
    NextStep.EXTERNAL: _external,
    NextStep.LEGAL: _legal,
}


UNTIL_CLOSED = (
    StorageState.SHARED,
    StorageState.REFUSED,
    StorageState.ON_SERVER,
    StorageState.ERASED,
)
"""States in which an entry lasts until the app is closed; the card does not call it saved."""


@dataclass(frozen=True)
class SaveResult:
    """How an entry was saved."""

    durable: bool
    first: bool = False
    """Whether it is the only entry; its card also shows how long entries are kept."""
    persistent: bool | None = None
    """Whether the browser granted persistent storage; None if it was not asked or cannot say."""


def _no_result() -> SaveResult | None:
    return None


@component
def save_card(context: AppContext, draft: Draft) -> ft.Control:
    """The form that saves the self-check, then the result."""
    storage = use_storage()
    note, set_note = use_state(str)
    result, set_result = use_state(_no_result)
    message, set_message = use_state(str)
    asked, set_asked = use_state(bool)
    labels, words = context.content.labels.result, context.content.privacy.saving

    async def ask_or_save() -> None:
        if message == words.busy:
            return
        set_message("")
        set_asked(storage.undecided or storage.locked)
        # READ_ONLY too: saving fails, and the message says why.
        if storage.state in STATES_ON_DEVICE:
            await save()

    async def save() -> None:
        if message == words.busy:
            return
        set_message(words.busy)
        try:
            saved = await _add_entry(context, draft, normalize_note(note))
        except StorageTimeoutError as error:
            set_message(words.unanswered)
            if error.outcome is not None:
                await report_late_outcome(error.outcome)
        except WriterLockLostError:
            set_message(words.writer_lock_lost)
        except LimitReachedError:
            set_message(words.full)
        except SaveError:
            set_message(labels.not_saved)
        else:
            await show_result(saved)

    async def report_late_outcome(outcome: Awaitable[object]) -> None:
        """Show the result of a save that timed out, once the device answers."""
        try:
            await outcome
        except SaveError:
            set_message(labels.not_saved)
        else:
            await show_result(SaveResult(context.storage.durable))

    async def show_result(saved: SaveResult) -> None:
        context.observed_draft.drop_draft_on_screen()
        set_note("")  # must not stay in memory once the journal is locked
        set_result(saved)
        give_haptic_feedback()
        if saved.durable and saved.first:
            # Last: the browser may ask the person, who may answer much later.
            set_result(replace(saved, persistent=await context.persist()))

    if result:
        return card(_result_controls(context, result))
    if storage.state in UNTIL_CLOSED:
        card_title, save_button = words.not_kept_title, primary(words.keep_until_closed, save)
    else:
        card_title, save_button = labels.save_title, primary(labels.save, ask_or_save)
    form = [
        heading(card_title),
        *_destination(context, storage),
        note_field(words.note, words.note_about, note, set_note),
        *status_message(message),
        *((asked and _required_question(context, storage, ask_or_save)) or [save_button]),
        *_other_actions(context, draft, set_message),
    ]
    return card(form)


def _required_question(
    context: AppContext, storage: ObservedStorage, on_answered: AsyncAction
) -> list[ft.Control]:
    """The question to answer before saving, in place of the save button; empty if there is none."""
    if storage.locked:
        return [live_region(context.content.privacy.storage.locked), unlock_form(on_answered)]
    return ask_before_saving(storage.undecided, on_answered)


async def _add_entry(context: AppContext, draft: Draft, note: str | None) -> SaveResult:
    await context.journal.add(draft.check, note, context.observed_draft.journal_draft)
    return SaveResult(context.storage.durable, await _is_first(context))


async def _is_first(context: AppContext) -> bool:
    """Whether the new entry is the only one; read after the save, so as not to delay it."""
    try:
        return len((await context.journal.batch()).entries) == 1
    except SaveError:
        return False


def _destination(context: AppContext, storage: ObservedStorage) -> list[ft.Control]:
    """A sentence or notice that says where the entry will be stored."""
    privacy = context.content.privacy
    sentences = {
        StorageState.ON_DEVICE: context.content.labels.result.save_about,
        StorageState.UNDECIDED: privacy.storage.undecided,
        StorageState.LOCKED: privacy.saving.locked,
    }
    if sentence := sentences.get(storage.state):
        return [muted(sentence)]
    return storage_notice(context, storage)


def _other_actions(
    context: AppContext, draft: Draft, set_message: Callable[[str], None]
) -> list[ft.Control]:
    labels = context.content.labels.result

    async def change() -> None:
        await context.observed_draft.set_draft(draft.restarted())
        context.go(routes.SELF_CHECK)

    async def discard() -> None:
        set_message("")
        if await context.observed_draft.discard():
            context.go(routes.HOME)
        else:
            set_message(context.content.labels.journal.failed)

    return [tertiary(labels.change, change), destructive(labels.discard, discard)]


def _result_controls(context: AppContext, result: SaveResult) -> list[ft.Control]:
    labels, words = context.content.labels.result, context.content.privacy.saving
    to_journal = secondary(labels.journal, lambda: context.go(routes.JOURNAL))
    if not result.durable:
        label = context.content.privacy.settings_menu.clinician_report
        report = tertiary(
            label, lambda: context.go(routes.CLINICIAN_REPORT), ft.Icons.PRINT_OUTLINED
        )
        return [live_region(words.until_closed), to_journal, report]
    if not result.first:
        return [live_region(labels.saved), to_journal]
    persistence = {True: [words.persistent], False: [words.not_persistent], None: []}
    retention = words.retention[context.journal.settings().retention]
    change_retention = tertiary(words.change_retention, lambda: context.go(routes.RETENTION))
    return [
        live_region(labels.saved),
        text(retention),
        *(text(sentence) for sentence in persistence[result.persistent]),
        to_journal,
        change_retention,
    ]

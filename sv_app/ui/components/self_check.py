"""A finished self-check: its answers in words, its next steps, and how it is saved."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace

import flet as ft

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.journal import (
    LimitReachedError,
    SaveError,
    StorageState,
    StorageTimeoutError,
    WriterLockLostError,
    as_note,
)
from sv_app.domain.self_check import QUESTIONS, Draft, NextStep, Question, SelfCheck, next_steps
from sv_app.ui.components.buttons import primary, secondary, tertiary
from sv_app.ui.components.calls import emergency_panel
from sv_app.ui.components.cards import card
from sv_app.ui.components.citations import key_message
from sv_app.ui.components.error_boundary import component
from sv_app.ui.components.fields import note_field
from sv_app.ui.components.haptics import give_haptic_feedback
from sv_app.ui.components.helplines import internal_contacts, short_helpline
from sv_app.ui.components.passcode import unlock
from sv_app.ui.components.storage_notices import AsyncAction, ask_before_saving, storage_notice
from sv_app.ui.components.typography import (
    bold,
    heading,
    live_region,
    muted,
    pair,
    said_aloud,
    text,
)
from sv_app.ui.context import AppContext, ObservedStorage, use_state, use_storage


def answers_list(context: AppContext, check: SelfCheck) -> list[ft.Control]:
    """Every question, each with its answer or the word for a skipped one."""
    content = context.content
    return [_row(content, question, check) for question in QUESTIONS]


def _row(content: Content, question: Question, check: SelfCheck) -> ft.Container:
    answer = check.get(question)
    said = content.self_check.answer(answer) if answer else content.labels.journal.skipped
    ask = content.self_check.questions[question].ask
    return pair(muted(ask), bold(said))


def next_step_sections(context: AppContext, check: SelfCheck) -> list[ft.Control]:
    """The sections that follow from `check`, in the order of the domain."""
    return [SECTIONS[step](context) for step in next_steps(check)]


def _emergency(context: AppContext) -> ft.Control:
    content = context.content
    return emergency_panel(context, content.labels.result.emergency, content.here.words.emergency)


def _step_up(context: AppContext) -> ft.Control:
    content = context.content
    return card([heading(content.labels.result.step_up), text(content.messages.step_up.text)])


def _reaction(context: AppContext) -> ft.Control:
    content = context.content
    words = [text(claim.text) for claim in content.messages.reaction]
    return card([heading(content.labels.result.reaction), *words])


def _internal(context: AppContext) -> ft.Control:
    content = context.content
    lead, how = text(content.messages.internal_first), text(content.messages.internal_how)
    return card([heading(content.labels.result.internal), lead, *internal_contacts(context), how])


def _external(context: AppContext) -> ft.Control:
    content = context.content
    lines = [short_helpline(context, line) for line in content.support_lines]
    return card(
        [heading(content.labels.result.external), text(content.here.words.external), *lines]
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


UNTIL_CLOSED = (StorageState.SHARED, StorageState.REFUSED, StorageState.SERVED, StorageState.ERASED)
"""Where an entry lasts until the app is closed: nothing there is said to be saved."""


@dataclass(frozen=True)
class Saved:
    """What there is to say once it is saved; `first` entries are told how long they stay."""

    kept: bool
    first: bool = False
    spared: bool | None = None


def _not_yet() -> Saved | None:
    return None


@component
def save_card(context: AppContext, draft: Draft) -> ft.Control:
    """The offer, then what became of it."""
    storage = use_storage()
    note, write = use_state(str)
    saved, done = use_state(_not_yet)
    said, say = use_state(str)
    asked, ask = use_state(bool)
    labels, words = context.content.labels.result, context.content.privacy.saving

    async def save() -> None:
        if said == words.busy:
            return
        say("")
        ask(storage.undecided or storage.locked)
        if storage.state in (StorageState.KEPT, StorageState.ELSEWHERE):
            await add()

    async def add() -> None:
        if said == words.busy:
            return
        say(words.busy)
        try:
            result = await _save(context, draft, as_note(note))
        except StorageTimeoutError as error:
            say(words.unanswered)
            if error.outcome is not None:
                await answered_late(error.outcome)
        except WriterLockLostError:
            say(words.lost_turn)
        except LimitReachedError:
            say(words.full)
        except SaveError:
            say(labels.not_saved)
        else:
            await saved_as(result)

    async def answered_late(outcome: Awaitable[object]) -> None:
        """Say what became of it, whenever the device answers."""
        try:
            await outcome
        except SaveError:
            say(labels.not_saved)
        else:
            await saved_as(Saved(context.storage.durable))

    async def saved_as(result: Saved) -> None:
        context.progress.saved()
        write("")  # the note must not stay in memory once the journal is locked
        done(result)
        give_haptic_feedback()
        if result.kept and result.first:
            # Only then: a browser may ask the person, who may let it wait.
            done(replace(result, spared=await context.persist()))

    if saved:
        return card(_said(context, saved))
    if storage.state in UNTIL_CLOSED:
        name, act = words.not_kept_title, primary(words.keep_until_closed, add)
    else:
        name, act = labels.save_title, primary(labels.save, save)
    form = [
        heading(name),
        *_where(context, storage),
        note_field(words.note, words.note_about, note, write),
        *said_aloud(said),
        *((asked and _question(context, storage, save)) or [act]),
        *_otherwise(context, draft, say),
    ]
    return card(form)


def _question(context: AppContext, storage: ObservedStorage, save: AsyncAction) -> list[ft.Control]:
    """What must be known before anything is saved; it takes the place of the button."""
    if storage.locked:
        return [live_region(context.content.privacy.keeping.locked), unlock(save)]
    return ask_before_saving(storage.undecided, save)


async def _save(context: AppContext, draft: Draft, note: str | None) -> Saved:
    await context.journal.add(draft.check, note, context.progress.hidden)
    return Saved(context.storage.durable, await _is_first(context))


async def _is_first(context: AppContext) -> bool:
    """Whether the entry just saved is alone: asked after, so that saving is answered sooner."""
    try:
        return len((await context.journal.page()).entries) == 1
    except SaveError:
        return False


def _where(context: AppContext, storage: ObservedStorage) -> list[ft.Control]:
    """Where it will go, as far as that is known."""
    privacy = context.content.privacy
    sentences = {
        StorageState.KEPT: context.content.labels.result.save_about,
        StorageState.UNDECIDED: privacy.keeping.undecided,
        StorageState.LOCKED: privacy.saving.locked,
    }
    if sentence := sentences.get(storage.state):
        return [muted(sentence)]
    return storage_notice(context, storage)


def _otherwise(context: AppContext, draft: Draft, say: Callable[[str], None]) -> list[ft.Control]:
    labels = context.content.labels.result

    async def change() -> None:
        await context.progress.set_draft(draft.from_the_start())
        context.go(routes.SELF_CHECK)

    async def discard() -> None:
        say("")
        if await context.progress.discard():
            context.go(routes.HOME)
        else:
            say(context.content.labels.journal.failed)

    return [tertiary(labels.change, change), tertiary(labels.discard, discard)]


def _said(context: AppContext, saved: Saved) -> list[ft.Control]:
    labels, words = context.content.labels.result, context.content.privacy.saving
    to_journal = secondary(labels.journal, lambda: context.go(routes.JOURNAL))
    if not saved.kept:
        to_print = context.content.privacy.settings.doctor
        doctor = tertiary(
            to_print, lambda: context.go(routes.CLINICIAN_REPORT), ft.Icons.PRINT_OUTLINED
        )
        return [live_region(words.saved_here), to_journal, doctor]
    if not saved.first:
        return [live_region(labels.saved), to_journal]
    spared = {True: [words.persistent], False: [words.not_persistent], None: []}[saved.spared]
    how_long = words.retention[context.journal.settings().retention]
    other = tertiary(words.change_retention, lambda: context.go(routes.RETENTION))
    return [
        live_region(labels.saved),
        text(how_long),
        *(text(s) for s in spared),
        to_journal,
        other,
    ]

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
from sv_app.domain.self_check import QUESTIONS, Draft, Question, SelfCheck, Step, next_steps
from sv_app.ui.components.buttons import primary, quiet, secondary
from sv_app.ui.components.calls import emergency_panel
from sv_app.ui.components.cards import card
from sv_app.ui.components.citations import key_message
from sv_app.ui.components.error_boundary import component
from sv_app.ui.components.fields import note_field
from sv_app.ui.components.haptics import give_haptic_feedback
from sv_app.ui.components.helplines import internal_contacts, short_helpline
from sv_app.ui.components.passcode import unlock
from sv_app.ui.components.storage_notices import Answer, ask_before_saving, storage_notice
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


def answers_list(services: AppContext, check: SelfCheck) -> list[ft.Control]:
    """Every question, each with its answer or the word for a skipped one."""
    kit = services.kit
    return [_row(kit, question, check) for question in QUESTIONS]


def _row(kit: Content, question: Question, check: SelfCheck) -> ft.Container:
    answer = check.get(question)
    said = kit.self_check.answer(answer) if answer else kit.labels.journal.skipped
    ask = kit.self_check.questions[question].ask
    return pair(muted(ask), bold(said))


def next_step_sections(services: AppContext, check: SelfCheck) -> list[ft.Control]:
    """The sections that follow from `check`, in the order of the domain."""
    return [SECTIONS[step](services) for step in next_steps(check)]


def _emergency(services: AppContext) -> ft.Control:
    kit = services.kit
    return emergency_panel(services, kit.labels.result.emergency, kit.here.words.emergency)


def _step_up(services: AppContext) -> ft.Control:
    kit = services.kit
    return card([heading(kit.labels.result.step_up), text(kit.messages.step_up.text)])


def _reaction(services: AppContext) -> ft.Control:
    kit = services.kit
    words = [text(claim.text) for claim in kit.messages.reaction]
    return card([heading(kit.labels.result.reaction), *words])


def _internal(services: AppContext) -> ft.Control:
    kit = services.kit
    lead, how = text(kit.messages.internal_first), text(kit.messages.internal_how)
    return card([heading(kit.labels.result.internal), lead, *internal_contacts(services), how])


def _external(services: AppContext) -> ft.Control:
    kit = services.kit
    lines = [short_helpline(services, line) for line in kit.support_lines]
    return card([heading(kit.labels.result.external), text(kit.here.words.external), *lines])


def _legal(services: AppContext) -> ft.Control:
    kit = services.kit
    return card([heading(kit.labels.result.legal), text(kit.messages.legal.text)])


SECTIONS: Mapping[Step, Callable[[AppContext], ft.Control]] = {
    Step.EMERGENCY: _emergency,
    Step.STEP_UP: _step_up,
    Step.KEY_MESSAGE: key_message,
    Step.REACTION: _reaction,
    Step.INTERNAL: _internal,
    Step.EXTERNAL: _external,
    Step.LEGAL: _legal,
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
def save_card(services: AppContext, draft: Draft) -> ft.Control:
    """The offer, then what became of it."""
    kept = use_storage()
    note, write = use_state(str)
    saved, done = use_state(_not_yet)
    said, say = use_state(str)
    asked, ask = use_state(bool)
    labels, words = services.kit.labels.result, services.kit.privacy.saving

    async def save() -> None:
        if said == words.busy:
            return
        say("")
        ask(kept.undecided or kept.locked)
        if kept.state in (StorageState.KEPT, StorageState.ELSEWHERE):
            await add()

    async def add() -> None:
        if said == words.busy:
            return
        say(words.busy)
        try:
            result = await _save(services, draft, as_note(note))
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
            await saved_as(Saved(services.kept.durable))

    async def saved_as(result: Saved) -> None:
        services.progress.saved()
        write("")  # the note must not stay in memory once the journal is locked
        done(result)
        give_haptic_feedback()
        if result.kept and result.first:
            # Only then: a browser may ask the person, who may let it wait.
            done(replace(result, spared=await services.persist()))

    if saved:
        return card(_said(services, saved))
    if kept.state in UNTIL_CLOSED:
        name, act = words.not_kept_title, primary(words.keep_until_closed, add)
    else:
        name, act = labels.save_title, primary(labels.save, save)
    form = [
        heading(name),
        *_where(services, kept),
        note_field(words.note, words.note_about, note, write),
        *said_aloud(said),
        *((asked and _question(services, kept, save)) or [act]),
        *_otherwise(services, draft, say),
    ]
    return card(form)


def _question(services: AppContext, kept: ObservedStorage, save: Answer) -> list[ft.Control]:
    """What must be known before anything is saved; it takes the place of the button."""
    if kept.locked:
        return [live_region(services.kit.privacy.keeping.locked), unlock(save)]
    return ask_before_saving(kept.undecided, save)


async def _save(services: AppContext, draft: Draft, note: str | None) -> Saved:
    await services.journal.add(draft.check, note, services.progress.hidden)
    return Saved(services.kept.durable, await _is_first(services))


async def _is_first(services: AppContext) -> bool:
    """Whether the entry just saved is alone: asked after, so that saving is answered sooner."""
    try:
        return len((await services.journal.page()).entries) == 1
    except SaveError:
        return False


def _where(services: AppContext, kept: ObservedStorage) -> list[ft.Control]:
    """Where it will go, as far as that is known."""
    privacy = services.kit.privacy
    sentences = {
        StorageState.KEPT: services.kit.labels.result.save_about,
        StorageState.UNDECIDED: privacy.keeping.undecided,
        StorageState.LOCKED: privacy.saving.locked,
    }
    if sentence := sentences.get(kept.state):
        return [muted(sentence)]
    return storage_notice(services, kept)


def _otherwise(services: AppContext, draft: Draft, say: Callable[[str], None]) -> list[ft.Control]:
    labels = services.kit.labels.result

    async def change() -> None:
        await services.progress.turn(draft.from_the_start())
        services.go(routes.SELF_CHECK)

    async def discard() -> None:
        say("")
        if await services.progress.discard():
            services.go(routes.HOME)
        else:
            say(services.kit.labels.journal.failed)

    return [quiet(labels.change, change), quiet(labels.discard, discard)]


def _said(services: AppContext, saved: Saved) -> list[ft.Control]:
    labels, words = services.kit.labels.result, services.kit.privacy.saving
    to_journal = secondary(labels.journal, lambda: services.go(routes.JOURNAL))
    if not saved.kept:
        to_print = services.kit.privacy.settings.doctor
        doctor = quiet(to_print, lambda: services.go(routes.DOCTOR), ft.Icons.PRINT_OUTLINED)
        return [live_region(words.saved_here), to_journal, doctor]
    if not saved.first:
        return [live_region(labels.saved), to_journal]
    spared = {True: [words.persistent], False: [words.not_persistent], None: []}[saved.spared]
    how_long = words.retention[services.journal.settings().retention]
    other = quiet(words.change_retention, lambda: services.go(routes.RETENTION))
    return [
        live_region(labels.saved),
        text(how_long),
        *(text(s) for s in spared),
        to_journal,
        other,
    ]

"""A finished self-check: three cards, the collapsible sections, and the card that saves it."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import flet as ft

from sv_app import routes
from sv_app.domain.journal import (
    STATES_SHOWING_DEVICE_DATA,
    LimitReachedError,
    SaveError,
    StorageState,
    StorageTimeoutError,
    WriterLockLostError,
    normalize_note,
)
from sv_app.domain.labels import ResultLabels
from sv_app.domain.self_check import (
    Advice,
    Card,
    CollapsibleSection,
    Draft,
    SelfCheck,
    advice,
    collapsible_sections,
    needs_emergency,
)
from sv_app.ui.components.buttons import destructive, primary, secondary, tertiary
from sv_app.ui.components.cards import card
from sv_app.ui.components.citations import claims, key_message
from sv_app.ui.components.confirm import destructive_confirmation
from sv_app.ui.components.danger import call_with_facts, danger_panel, exercises_button, who_answers
from sv_app.ui.components.disclosure import controlled_disclosure
from sv_app.ui.components.error_boundary import component
from sv_app.ui.components.fields import note_field
from sv_app.ui.components.haptics import give_haptic_feedback
from sv_app.ui.components.helplines import brief_helpline, internal_contacts
from sv_app.ui.components.passcode import unlock_form
from sv_app.ui.components.people import (
    add_contact_button,
    contact_to_reach_buttons,
    stay_with_me_card,
)
from sv_app.ui.components.scroll_anchor import ColumnRef, use_scroll_to, with_scroll_anchor
from sv_app.ui.components.storage_notices import AsyncAction, ask_before_saving, storage_notice
from sv_app.ui.components.typography import (
    heading,
    live_region,
    muted,
    status_message,
    text,
)
from sv_app.ui.context import AppContext, ObservedStorage, use_state, use_storage
from sv_app.ui.theme import BorderWidth, Space, TextSize


@dataclass(frozen=True)
class DisclosureState:
    """Which of the collapsible sections of a screen are open, and the handlers that change this."""

    opened: frozenset[CollapsibleSection]
    toggle: Callable[[CollapsibleSection], None]
    show: Callable[[CollapsibleSection], None]
    """Open a section and scroll to it."""


def use_disclosures(context: AppContext) -> tuple[DisclosureState, ColumnRef]:
    """Return the disclosures of a screen, closed at first, and the ref of its scrolling column."""
    opened, set_opened = use_state(_nothing_opened)
    (target, request_number), set_target = use_state(_no_target)
    scroll = use_scroll_to(context, target, request_number)

    def toggle(section: CollapsibleSection) -> None:
        set_opened(opened ^ {section})

    def show(section: CollapsibleSection) -> None:
        set_opened(opened | {section})
        set_target((section, request_number + 1))

    return DisclosureState(opened, toggle, show), scroll


def _nothing_opened() -> frozenset[CollapsibleSection]:
    return frozenset()


def _no_target() -> tuple[str, int]:
    return "", 0


def advice_cards(
    context: AppContext, check: SelfCheck, disclosures: DisclosureState
) -> list[ft.Control]:
    """The cards: now, in the next hours, in the next days.

    The contact whom the person chose comes in the first card; in a danger, in a card after the
    numbers.
    """
    items = advice(check)
    urgent = needs_emergency(check)
    now = items[Card.NOW]
    return [
        danger_panel(context, now, context.content.labels.result.now)
        if urgent
        else _now_card(context, now),
        *(stay_with_me_card(context) if urgent else []),
        _next_hours_card(context, items[Card.NEXT_HOURS], urgent),
        _next_days_card(context, items[Card.NEXT_DAYS], disclosures, urgent),
    ]


def _now_card(context: AppContext, items: Sequence[Advice]) -> ft.Control:
    content, talk_line = context.content, context.content.current_region.talk_line
    labels, reach = content.labels, contact_to_reach_buttons(context)
    exercises = exercises_button(context)
    if talk_line is None:
        button = secondary(labels.helplines.title, lambda: context.go(routes.HELPLINES))
        local_number = text(content.messages.advice.local_number)
        return _card(context, labels.result.now, items, *reach, local_number, button, exercises)
    who = muted(who_answers(context, talk_line), TextSize.SMALL)
    talk = call_with_facts(context, talk_line)
    return _card(context, labels.result.now, items, *reach, talk, who, exercises)


def _next_hours_card(context: AppContext, items: Sequence[Advice], urgent: bool) -> ft.Control:
    labels = context.content.labels
    words, path = (
        (labels.helplines.title, routes.HELPLINES)
        if urgent
        else (context.content.tools.tonight.title, routes.TONIGHT)
    )
    return _card(
        context, labels.result.next_hours, items, secondary(words, lambda: context.go(path))
    )


def _next_days_card(
    context: AppContext, items: Sequence[Advice], disclosures: DisclosureState, urgent: bool
) -> ft.Control:
    labels = context.content.labels.result
    # The button opens the legal section only if the card does not advise to see a doctor.
    legal = Advice.LEGAL in items and Advice.DOCTOR not in items
    words = labels.show_legal if legal else labels.show_internal
    section = CollapsibleSection.LEGAL if legal else CollapsibleSection.INTERNAL
    button = secondary(words, lambda: disclosures.show(section))
    offer = [] if urgent else add_contact_button(context)
    return _card(context, labels.next_days, items, button, *offer)


def _card(
    context: AppContext, words: str, items: Sequence[Advice], *more: ft.Control
) -> ft.Control:
    advice_words = context.content.messages.advice
    return card([heading(words), *(text(advice_words.line(item)) for item in items), *more])


def section_disclosures(
    context: AppContext, check: SelfCheck, disclosures: DisclosureState
) -> list[ft.Control]:
    """The sections of `collapsible_sections`, each under a heading that opens it."""
    return [_section(context, section, disclosures) for section in collapsible_sections(check)]


def _section(
    context: AppContext, section: CollapsibleSection, disclosures: DisclosureState
) -> ft.Control:
    words, controls = SECTIONS[section]
    opened = section in disclosures.opened
    disclosure = controlled_disclosure(
        words(context.content.labels.result),
        opened,
        lambda: disclosures.toggle(section),
        controls(context) if opened else [],
    )
    return with_scroll_anchor(disclosure, section)


def _step_up(context: AppContext) -> list[ft.Control]:
    content = context.content
    return [text(content.messages.step_up.text), text(content.current_region.words.emergency)]


def _reaction(context: AppContext) -> list[ft.Control]:
    return [
        key_message(context),
        *(text(claim.text) for claim in context.content.messages.reaction),
    ]


def _internal(context: AppContext) -> list[ft.Control]:
    messages = context.content.messages
    lead, how = text(messages.internal_first), text(messages.internal_how)
    return [lead, *internal_contacts(context), how]


def _external(context: AppContext) -> list[ft.Control]:
    content = context.content
    lines = [brief_helpline(context, line) for line in content.support_lines]
    return [text(content.current_region.words.external), *lines]


def _legal(context: AppContext) -> list[ft.Control]:
    content = context.content
    steps = secondary(content.labels.result.what_follows, lambda: context.go(routes.WHAT_NEXT))
    return [text(content.messages.legal.text), *claims(content, content.defence), steps]


Section = tuple[Callable[[ResultLabels], str], Callable[[AppContext], list[ft.Control]]]
SECTIONS: Mapping[CollapsibleSection, Section] = {
    CollapsibleSection.STEP_UP: (lambda labels: labels.step_up, _step_up),
    CollapsibleSection.REACTION: (lambda labels: labels.reaction, _reaction),
    CollapsibleSection.INTERNAL: (lambda labels: labels.internal, _internal),
    CollapsibleSection.EXTERNAL: (lambda labels: labels.external, _external),
    CollapsibleSection.LEGAL: (lambda labels: labels.legal, _legal),
}
"""The heading and the content of each collapsible section."""


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
    """The form that saves the self-check; then how it was saved, in its place."""
    storage = use_storage()
    note, set_note = use_state(str)
    result, set_result = use_state(_no_result)
    message, set_message = use_state(str)
    asked, set_asked = use_state(bool)
    labels, saving = context.content.labels.result, context.content.privacy.saving

    async def ask_or_save() -> None:
        if message == saving.busy:
            return
        set_message("")
        set_asked(storage.undecided or storage.locked)
        # READ_ONLY too: saving fails, and the message says why.
        if storage.state in STATES_SHOWING_DEVICE_DATA:
            await save()

    async def save() -> None:
        if message == saving.busy:
            return
        set_message(saving.busy)
        try:
            saved = await _add_entry(context, draft, normalize_note(note))
        except StorageTimeoutError as error:
            set_message(saving.unanswered)
            if error.outcome is not None:
                await report_late_outcome(error.outcome)
        except WriterLockLostError:
            set_message(saving.writer_lock_lost)
        except LimitReachedError:
            set_message(saving.full)
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
        card_title, save_button = saving.not_kept_title, primary(saving.keep_until_closed, save)
    else:
        card_title, save_button = labels.save_title, primary(labels.save, ask_or_save)
    form = [
        heading(card_title),
        *_destination(context, storage),
        note_field(saving.note, saving.note_about, note, set_note),
        *status_message(message),
        *((asked and _required_question(context, storage, ask_or_save)) or [save_button]),
        _other_actions(set_message),
    ]
    return card(form, border=ft.Border.all(BorderWidth.FIRM, ft.Colors.PRIMARY))


def _required_question(
    context: AppContext, storage: ObservedStorage, on_answered: AsyncAction
) -> list[ft.Control]:
    """The question to answer before saving, in place of the save button; empty if there is none."""
    if storage.locked:
        return [live_region(context.content.privacy.storage.locked), unlock_form(on_answered)]
    return ask_before_saving(storage.undecided, on_answered)


async def _add_entry(context: AppContext, draft: Draft, note: str | None) -> SaveResult:
    hidden_draft = context.observed_draft.hidden_draft
    await context.journal.add(draft.check, note, next_draft=hidden_draft)
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


@component
def _other_actions(context: AppContext, set_message: Callable[[str], None]) -> ft.Control:
    """The buttons that go back over the answers, and that discard them after a question."""
    confirming, set_confirming = use_state(bool)
    labels, journal = context.content.labels.result, context.content.labels.journal

    async def discard() -> None:
        set_message("")
        set_confirming(False)
        if await context.observed_draft.discard():
            context.go(routes.HOME)
        else:
            set_message(journal.failed)

    change = tertiary(labels.change, lambda: context.go(routes.SELF_CHECK))
    question = destructive_confirmation(
        labels.discard_ask, (labels.discard, discard), (journal.keep, lambda: set_confirming(False))
    )
    last = question if confirming else destructive(labels.discard, lambda: set_confirming(True))
    return ft.Column([change, last], spacing=Space.SMALL, tight=True)


def _result_controls(context: AppContext, result: SaveResult) -> list[ft.Control]:
    labels, privacy = context.content.labels.result, context.content.privacy
    saving = privacy.saving
    to_journal = secondary(labels.journal, lambda: context.go(routes.JOURNAL))
    if not result.durable:
        label = privacy.settings_menu.clinician_report
        report = tertiary(
            label, lambda: context.go(routes.CLINICIAN_REPORT), ft.Icons.PRINT_OUTLINED
        )
        return [live_region(saving.until_closed), to_journal, report]
    if not result.first:
        return [live_region(labels.saved), to_journal]
    persistence = {True: [saving.persistent], False: [saving.not_persistent], None: []}
    retention = saving.retention[context.journal.settings().retention]
    choose_passcode = tertiary(
        privacy.settings_menu.passcode_about,
        lambda: context.go(routes.PASSCODE),
        ft.Icons.LOCK_OUTLINE,
    )
    change_retention = tertiary(saving.change_retention, lambda: context.go(routes.RETENTION))
    return [
        live_region(labels.saved),
        text(retention),
        *(text(sentence) for sentence in persistence[result.persistent]),
        *([] if context.storage.has_passcode else [text(privacy.passcode.no_passcode)]),
        to_journal,
        *([] if context.storage.has_passcode else [choose_passcode]),
        change_retention,
    ]

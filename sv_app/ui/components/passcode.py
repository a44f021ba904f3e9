"""The passcode of the journal: the form that sets it, and the form that unlocks the journal."""

import asyncio
import math
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

import flet as ft

from sv_app.domain.journal import PasscodeDelayedError, SaveError, WrongPasscodeError
from sv_app.domain.labels import PasscodeLabels
from sv_app.domain.passcode import MIN_LENGTH, normalize, passcode_strength, propose_passphrase
from sv_app.ui.components.buttons import primary, secondary, tertiary
from sv_app.ui.components.cards import card
from sv_app.ui.components.confirm import destructive_confirmation, erase_everything_handler
from sv_app.ui.components.error_boundary import component
from sv_app.ui.components.fields import FormField, focus_field, passcode_field
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.storage_notices import notice_card
from sv_app.ui.components.typography import bold, heading, muted, status_message, text, title
from sv_app.ui.context import AppContext, ObservedStorage, use_effect, use_state
from sv_app.ui.theme import STRETCH, Space, TextSize


@dataclass(frozen=True)
class PasscodeFormLabels:
    """The labels of the two fields and of the button of a passcode form."""

    field: str
    repeat: str
    submit: str


@component
def new_passcode_form(
    context: AppContext, words: PasscodeFormLabels, use: Callable[[str], Awaitable[bool]]
) -> ft.Control:
    """A form that asks twice for a new passcode, and proposes one.

    `use` receives the passcode once both fields match, and returns whether it was used.
    """
    labels = context.content.privacy.passcode
    proposal, set_proposal = use_state(lambda: propose_passphrase(labels.words))
    passcode, set_passcode = use_state(str)
    repeated, set_repeated = use_state(str)
    visible, set_visible = use_state(bool)
    errors, set_errors = use_state(lambda: ("", ""))
    refs, _ = use_state(lambda: (ft.Ref[ft.TextField](), ft.Ref[ft.TextField]()))

    async def submit() -> None:
        set_errors(("", ""))  # so that the same error is announced again
        found = _validation_errors(labels, passcode, repeated)
        set_errors(found)
        if any(found):
            await focus_field(refs[0] if found[0] else refs[1])
        elif await use(normalize(passcode)):
            set_passcode("")  # must not stay in memory once the journal is locked
            set_repeated("")
            set_proposal(propose_passphrase(labels.words))

    def use_proposal() -> None:
        set_passcode(proposal)
        set_repeated("")
        set_visible(True)

    strength = muted(labels.strength[passcode_strength(passcode, labels.words)], TextSize.SMALL)
    strength.key = "strength"  # keeps the identity of the fields below, and the focus
    controls: list[ft.Control] = [
        _proposal(
            labels,
            proposal,
            use_proposal,
            lambda: set_proposal(propose_passphrase(labels.words)),
        ),
        passcode_field(
            words.field,
            passcode,
            set_passcode,
            FormField(partial(focus_field, refs[1]), errors[0], refs[0]),
            visible,
        ),
        *([strength] if passcode else []),
        passcode_field(
            words.repeat, repeated, set_repeated, FormField(submit, errors[1], refs[1]), visible
        ),
        tertiary(
            labels.mask if visible else labels.show,
            lambda: set_visible(not visible),
            _visibility_icon(visible),
        ),
        primary(words.submit, submit, ft.Icons.LOCK_OUTLINE),
    ]
    return ft.Column(controls, spacing=Space.MEDIUM, tight=True, horizontal_alignment=STRETCH)


def _validation_errors(labels: PasscodeLabels, passcode: str, repeated: str) -> tuple[str, str]:
    """Return the error message of each field; empty for a field without an error."""
    if len(normalize(passcode)) < MIN_LENGTH:
        return labels.too_short, ""
    return "", "" if normalize(passcode) == normalize(repeated) else labels.different


def _proposal(
    labels: PasscodeLabels,
    proposal: str,
    use: Callable[[], None],
    propose_another: Callable[[], None],
) -> ft.Container:
    return card(
        [
            heading(labels.proposed),
            bold(proposal),
            muted(labels.proposed_about, TextSize.SMALL),
            secondary(labels.use_proposed, use),
            tertiary(labels.propose_another, propose_another, ft.Icons.REFRESH),
        ]
    )


def _visibility_icon(visible: bool) -> ft.IconData:
    return ft.Icons.VISIBILITY_OFF_OUTLINED if visible else ft.Icons.VISIBILITY_OUTLINED


def locked_view(context: AppContext, back_to: str) -> ft.View:
    """The screen that asks for the passcode, in place of private content."""
    labels = context.content.privacy.unlock
    controls = [text(labels.about), unlock_form()]
    return page_shell(context, title(labels.title), controls, back_to=back_to)


def unlock_offer(context: AppContext, storage: ObservedStorage) -> list[ft.Control]:
    """The offer to unlock the journal, on a screen that also works while it is locked.

    The offer is empty if the journal is not locked, or if a self-check is in progress.
    """
    return [_unlock_offer()] if storage.locked and context.observed_draft.draft is None else []


@component
def _unlock_offer(context: AppContext) -> ft.Control:
    """A notice that the journal is locked, with a button that shows the passcode field."""
    unlocking, set_unlocking = use_state(bool)
    labels = context.content.privacy.storage
    button = secondary(labels.open, lambda: set_unlocking(True), ft.Icons.LOCK_OPEN)
    return notice_card(ft.Icons.LOCK_OUTLINE, labels.locked, unlock_form() if unlocking else button)


@component
def unlock_form(
    context: AppContext, on_unlocked: Callable[[], Awaitable[None]] | None = None
) -> ft.Control:
    """The form that unlocks the journal, with a button for a forgotten passcode.

    `on_unlocked` is called once the journal is unlocked.
    """
    passcode, set_passcode = use_state(str)
    message, set_message = use_state(str)
    wait, set_wait = use_state(int)
    delayed, set_delayed = use_state(bool)
    forgotten, set_forgotten = use_state(bool)
    labels = context.content.privacy.unlock

    async def submit() -> None:
        if wait or message == labels.busy or not normalize(passcode):
            return
        set_message(labels.busy)
        set_forgotten(False)  # hides the button that erases everything while the passcode is tried
        try:
            await context.journal.unlock(normalize(passcode))
        except WrongPasscodeError as error:
            set_passcode("")
            set_message(labels.wrong)
            set_delayed(False)
            set_wait(math.ceil(error.wait))
        except PasscodeDelayedError as error:
            set_message("")  # the passcode stays in the field, because it was not tried
            set_delayed(True)
            set_wait(math.ceil(error.wait))
        except SaveError:
            set_message(labels.failed)
        else:
            set_passcode("")  # must not stay in memory once the journal is locked again
            if on_unlocked:
                await on_unlocked()

    async def count_down() -> None:
        if wait:
            await asyncio.sleep(1)
            set_wait(wait - 1)

    use_effect(count_down, [wait])
    wait_label = labels.delayed if delayed else labels.wait
    error = wait_label.format(seconds=wait) if wait else message
    busy = error == labels.busy
    controls: list[ft.Control] = [
        passcode_field(
            labels.field, passcode, set_passcode, FormField(submit, "" if busy else error)
        ),
        *status_message(error if busy else ""),
        primary(labels.open, submit, ft.Icons.LOCK_OPEN),
    ]
    forgotten_button = tertiary(labels.forgotten, lambda: set_forgotten(True))
    keep = (labels.keep, lambda: set_forgotten(False))
    erase = (labels.erase, erase_everything_handler(context, set_message))
    forgotten_section = (
        destructive_confirmation(labels.forgotten_ask, erase, keep)
        if forgotten
        else forgotten_button
    )
    return ft.Column(
        [*controls, forgotten_section], spacing=Space.BASE, tight=True, horizontal_alignment=STRETCH
    )

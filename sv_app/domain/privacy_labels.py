"""The words of the screens about what is kept: whose device, notices, saving, settings."""

from sv_app.domain.code_labels import PasscodeLabels, UnlockLabels
from sv_app.domain.copy_labels import DoctorLabels, ExportLabels, ImportLabels
from sv_app.domain.journal import Retention
from sv_app.domain.model import Model, Text
from sv_app.domain.protection_labels import EraseLabels, HideLabels, ProtectionLabels
from sv_app.domain.templates import Expired


class KeepingLabels(Model):
    """Where what is written goes, one sentence a state; what served says is elsewhere."""

    undecided: Text
    shared: Text
    refused: Text
    insecure: Text
    """In place of `refused`, on a page of plain http."""
    elsewhere: Text
    take_over: Text
    take_over_failed: Text
    locked: Text
    open: Text
    kept: Text
    erased: Text
    keep_again: Text
    keep_again_failed: Text
    unreadable: Text
    damaged: Text
    damaged_export: Text
    damaged_file: Text


class DeviceLabels(Model):
    """Whose device this is."""

    title: Text
    ask: Text
    about: Text
    own: Text
    shared: Text
    change: Text
    later: Text
    own_now: Text
    shared_now: Text
    to_own: Text
    to_own_about: Text
    to_shared: Text
    erase_ask: Text
    erase: Text
    keep: Text
    failed_erase: Text
    unchecked_erase: Text


class SavingLabels(Model):
    """Saving answers: a note, and what is said once they are saved."""

    note: Text
    note_about: Text
    busy: Text
    locked: Text
    not_kept_title: Text
    keep_until_closed: Text
    saved_here: Text
    lost_turn: Text
    full: Text
    unanswered: Text
    late: Text
    change_retention: Text
    persistent: Text
    not_persistent: Text
    retention: dict[Retention, Text]


class PagedLabels(Model):
    """The journal as it is read, page by page."""

    loading: Text
    older: Text
    failed: Text
    retry: Text
    note: Text
    draft: Text


class MenuLabels(Model):
    """The doors of the settings, each with a line about it."""

    language: Text
    device: Text
    device_about: Text
    passcode: Text
    passcode_about: Text
    retention: Text
    retention_about: Text
    export: Text
    export_about: Text
    bring_back: Text
    bring_back_about: Text
    doctor: Text
    doctor_about: Text
    hide: Text
    hide_about: Text
    keyboard: Text
    keyboard_about: Text
    protection: Text
    protection_about: Text
    cited: Text
    cited_about: Text
    erase: Text
    erase_about: Text


class RetentionLabels(Model):
    """How long entries are kept."""

    title: Text
    about: Text
    chosen: Text
    expired: Expired
    expired_erase: Text
    expired_erased: Text
    names: dict[Retention, Text]


class PrivacyLabels(Model):
    """Everything said about what is kept, in one language."""

    keeping: KeepingLabels
    device: DeviceLabels
    saving: SavingLabels
    journal: PagedLabels
    settings: MenuLabels
    passcode: PasscodeLabels
    unlock: UnlockLabels
    retention: RetentionLabels
    export: ExportLabels
    bring_back: ImportLabels
    doctor: DoctorLabels
    hide: HideLabels
    protection: ProtectionLabels
    erase: EraseLabels

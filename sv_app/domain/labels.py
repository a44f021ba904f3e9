"""Every label of the interface, with one model for each screen or component."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from sv_app.domain.export_format import RejectReason
from sv_app.domain.institution import HospitalRole
from sv_app.domain.journal import LockAfter, Retention
from sv_app.domain.model import LanguageCode, Model, Text
from sv_app.domain.passcode import MIN_WORD_LIST, PasscodeStrength
from sv_app.domain.placeholders import (
    AddressTemplate,
    AppointmentTemplate,
    CountTemplate,
    DateRangeTemplate,
    DateTemplate,
    DayTemplate,
    DegreeTemplate,
    ExpiryTemplate,
    MonthTemplate,
    NameTemplate,
    NumberTemplate,
    ProgressTemplate,
    RegionTemplate,
    SecondsTemplate,
    SlotTemplate,
    TextTemplate,
    TimeTemplate,
    WeekdayTemplate,
)
from sv_app.domain.scripts import MomentGroup
from sv_app.domain.self_check import DayPart


class DateLabels(Model):
    """The format of dates and times; `first` replaces the number of the first day of a month."""

    day: DayTemplate
    month: MonthTemplate
    first: Text
    weekday: WeekdayTemplate
    time: TimeTemplate
    weekdays: tuple[Text, ...] = Field(min_length=7, max_length=7)
    months: tuple[Text, ...] = Field(min_length=12, max_length=12)

    def format_date(self, date: dt.date) -> str:
        """Format a date: `23 novembre 2026`, `1er décembre 2026`."""
        month = self.months[date.month - 1]
        day = self.first if date.day == 1 else date.day
        return self.day.format(day=day, month=month, year=date.year)

    def format_month(self, month: str) -> str:
        """Format a month such as `2026-11`: `novembre 2026`."""
        year, _, number = month.partition("-")
        return self.month.format(month=self.months[int(number) - 1], year=year)

    def with_weekday(self, date: dt.date) -> str:
        """Format a date with its day of the week: `lundi 23 novembre 2026`."""
        weekday = self.weekdays[date.weekday()]
        return self.weekday.format(weekday=weekday, date=self.format_date(date))

    def format_datetime(self, at: dt.datetime) -> str:
        """Format a date and a time: `23 novembre 2026, 14 h 05`."""
        return f"{self.format_date(at.date())}, {self.format_time(at.time())}"

    def format_time(self, time: dt.time) -> str:
        """Format a time: `14 h 05`."""
        return self.time.format(hour=time.hour, minute=f"{time.minute:02}")


Word = Annotated[str, StringConstraints(pattern=r"^[^\W\d_]{2,12}$", to_lower=True)]


def _reject_duplicates(words: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(words)) < len(words):
        raise ValueError("holds a word twice")
    return words


class PasscodeLabels(Model):
    """Choosing, changing and removing the passcode of the journal."""

    title: Text
    no_passcode: Text
    purpose: Text
    forgotten: Text
    choose: Text
    proposed: Text
    proposed_about: Text
    propose_another: Text
    use_proposed: Text
    field: Text
    repeat: Text
    submit: Text
    busy: Text
    strength: dict[PasscodeStrength, Text]
    too_short: Text
    different: Text
    done_title: Text
    done: Text
    passcode_is_set: Text
    change: Text
    lock_now: Text
    lock_title: Text
    remove: Text
    remove_ask: Text
    keep: Text
    removed: Text
    failed: Text
    show: Text
    mask: Text
    not_here: Text
    lock: dict[LockAfter, Text]
    words: Annotated[tuple[Word, ...], AfterValidator(_reject_duplicates)] = Field(
        min_length=MIN_WORD_LIST
    )


class UnlockLabels(Model):
    """The locked journal, which asks for its passcode."""

    title: Text
    about: Text
    field: Text
    open: Text
    busy: Text
    wrong: Text
    wait: SecondsTemplate
    delayed: SecondsTemplate
    forgotten: Text
    forgotten_ask: Text
    erase: Text
    keep: Text
    failed: Text


class ExportLabels(Model):
    """Exporting the journal: encrypted, as a document to read, or without a passcode, to import."""

    title: Text
    about: Text
    encrypted: Text
    encrypted_about: Text
    field: Text
    repeat: Text
    export_encrypted: Text
    readable: Text
    readable_about: Text
    export_readable: Text
    plain: Text
    plain_about: Text
    export_plain: Text
    file_encrypted: Text
    file_readable: Text
    file_plain: Text
    busy: Text
    done: Text
    cancelled: Text
    failed: Text


class ImportLabels(Model):
    """Importing a file: a preview, then all of it or nothing."""

    title: Text
    about: Text
    choose: Text
    encrypted: Text
    field: Text
    open: Text
    busy: Text
    content_title: Text
    count: CountTemplate
    days: DateRangeTemplate
    known: CountTemplate
    too_old: CountTemplate
    contacts: CountTemplate
    buddy_kept: NameTemplate
    pins: CountTemplate
    tally: CountTemplate
    not_dialled: CountTemplate
    no_room: CountTemplate
    nothing: Text
    confirm: Text
    cancel: Text
    done: Text
    failed: Text
    refused: dict[RejectReason, Text]


class ClinicianReportLabels(Model):
    """The clinician report: a plain page for a doctor."""

    title: Text
    about: Text
    latest: Text
    month: Text
    all: Text
    choose_range: Text
    prepare: Text
    empty: Text
    failed: Text
    page_title: Text
    page_about: Text


class QuickExitLabels(Model):
    """The quick exit button: what it does, and what it can't do."""

    title: Text
    effects_title: Text
    effects: tuple[Text, ...] = Field(min_length=1)
    limits_title: Text
    limits: tuple[Text, ...] = Field(min_length=1)


class ProtectionLabels(Model):
    """The protection of the data: what is protected, against whom, and what is not."""

    title: Text
    protected_title: Text
    protected: tuple[Text, ...] = Field(min_length=1)
    exposed_title: Text
    exposed: tuple[Text, ...] = Field(min_length=1)
    unaudited: Text


class NetworkLabels(Model):
    """What the app has asked the network for, and how to check it."""

    title: Text
    about: Text
    since: DateTemplate
    from_device: Text
    from_host: Text
    unlisted: Text
    refused: Text
    files: Text
    device_count: CountTemplate
    host_count: CountTemplate
    incomplete: Text
    nothing_counted: Text
    not_available: Text
    check_title: Text
    checks: tuple[Text, ...] = Field(min_length=1)
    limits_title: Text
    limits: tuple[Text, ...] = Field(min_length=1)


class EraseLabels(Model):
    """Erasing all data."""

    title: Text
    about: Text
    start: Text
    ask: Text
    erase: Text
    keep: Text
    done: Text
    failed: Text
    unchecked: Text


class StorageLabels(Model):
    """A sentence for each storage state except `on_server`, whose sentence is `app.server`."""

    undecided: Text
    shared: Text
    refused: Text
    insecure: Text
    """Replaces `refused` on a page that is loaded over plain HTTP."""
    read_only: Text
    take_over: Text
    take_over_failed: Text
    locked: Text
    open: Text
    on_device: Text
    erased: Text
    keep_again: Text
    keep_again_failed: Text
    unreadable: Text
    damaged: Text
    damaged_export: Text
    damaged_file: Text


class DeviceLabels(Model):
    """The question whether the device is the person's own or shared."""

    title: Text
    ask: Text
    about: Text
    own: Text
    shared: Text
    change: Text
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
    """Saving a self-check: the note, and the messages about success or failure."""

    note: Text
    note_about: Text
    busy: Text
    locked: Text
    not_kept_title: Text
    keep_until_closed: Text
    until_closed: Text
    writer_lock_lost: Text
    full: Text
    unanswered: Text
    late: Text
    change_retention: Text
    persistent: Text
    not_persistent: Text
    retention: dict[Retention, Text]


class JournalListLabels(Model):
    """The list of entries: its loading, its failure, and the words beside its entries."""

    loading: Text
    older: Text
    failed: Text
    retry: Text
    note: Text


class SettingsMenuLabels(Model):
    """The groups of the settings screen, and its links, each with a short description."""

    locale_group: Text
    data_group: Text
    protection_group: Text
    about_group: Text
    language: Text
    region: Text
    device: Text
    device_about: Text
    passcode: Text
    passcode_about: Text
    retention: Text
    retention_about: Text
    export: Text
    export_about: Text
    import_journal: Text
    import_journal_about: Text
    clinician_report: Text
    clinician_report_about: Text
    quick_exit: Text
    quick_exit_about: Text
    keyboard: Text
    keyboard_about: Text
    protection: Text
    protection_about: Text
    network: Text
    network_about: Text
    sources: Text
    sources_about: Text
    accessibility: Text
    accessibility_about: Text
    data_protection: Text
    data_protection_about: Text
    erase: Text
    erase_about: Text


class RetentionLabels(Model):
    """The retention of entries."""

    title: Text
    about: Text
    chosen: Text
    expired: ExpiryTemplate
    expired_erase: Text
    expired_erased: Text
    names: dict[Retention, Text]


class PrivacyLabels(Model):
    """`<language>/privacy.toml`: stored data, the settings menu, quick exit and the network."""

    storage: StorageLabels
    device: DeviceLabels
    saving: SavingLabels
    journal_list: JournalListLabels
    settings_menu: SettingsMenuLabels
    passcode: PasscodeLabels
    unlock: UnlockLabels
    retention: RetentionLabels
    export: ExportLabels
    import_journal: ImportLabels
    clinician_report: ClinicianReportLabels
    quick_exit: QuickExitLabels
    protection: ProtectionLabels
    network: NetworkLabels
    erase: EraseLabels


class SelfCheckLabels(Model):
    """The self-check: the screen about safety, then one question at a time."""

    title: Text
    safety: Text
    safety_about: Text
    none: Text
    danger_now: NumberTemplate
    progress: ProgressTemplate
    signs_part: Text
    context_part: Text
    skip: Text
    answers: Text
    kept: Text
    not_kept: Text
    in_memory: Text
    next: Text


class ResultLabels(Model):
    """The result of a self-check: three cards, and collapsible sections."""

    title: Text
    lead: Text
    """Shown first if a sign is marked, without a danger."""
    none: Text
    """Shown where no answer is left."""
    marked: Text
    now: Text
    next_hours: Text
    next_days: Text
    show_internal: Text
    show_legal: Text
    emergency: Text
    step_up: Text
    reaction: Text
    internal: Text
    external: Text
    what_follows: Text
    unverified_practice: Text
    """Above the steps of a region where nothing was verified."""
    legal: Text
    save_title: Text
    save_about: Text
    save: Text
    saved: Text
    not_saved: Text
    discard: Text
    discard_ask: Text
    journal: Text
    change: Text


class JournalLabels(Model):
    """The journal and the screen of an entry."""

    title: Text
    lead: Text
    empty: Text
    entry: DateTemplate
    start: Text
    no_signs: Text
    no_danger: Text
    skipped: Text
    delete: Text
    delete_ask: Text
    delete_all: Text
    keep: Text
    deleted: Text
    gone: Text
    safety: Text
    next_steps: Text
    failed: Text
    marked: DegreeTemplate
    step_up: Text
    """The name of the questions that ask for more help at once."""
    picture: Text
    picture_dates: DateRangeTemplate
    picture_later: Text


class ScriptsLabels(Model):
    """The list of scripts and the screen of a script."""

    title: Text
    moments: Text
    groups: dict[MomentGroup, Text] = Field(min_length=len(MomentGroup))
    role: Text
    attitudes: Text
    tabs: Text
    """The accessible name of the tabs."""
    say_tab: Text
    send_tab: Text
    avoid_tab: Text
    after_tab: Text
    before: Text
    opening: Text
    say: Text
    more: CountTemplate
    send: Text
    send_lead: Text
    send_after_call: Text
    """Replaces `send_lead` in an urgent script."""
    send_copied: Text
    avoid: Text
    instead: Text
    gestures: Text
    not_promise: Text
    step_up: Text
    closing: Text
    sources: Text
    missing: Text


class TeamLabels(Model):
    """The screen for managers."""

    title: Text
    role: Text
    when: Text
    internal: Text
    internal_lead: Text
    what_follows_lead: Text
    """Above the steps after an event, which speak to the affected person."""
    asking_for_help: Text
    step_up: Text
    step_up_when: Text
    step_up_actions: Text
    legal: Text
    safety: Text
    scripts: Text


class TeamToolsLabels(Model):
    """The tools of managers: their group, their ticks, and the documents to complete."""

    title: Text
    progress: ProgressTemplate
    in_memory: Text
    keep_ticks: Text
    kept_ticks: DateTemplate
    ticks_kept: Text
    stop_keeping_ticks: Text
    ticks_no_longer_kept: Text
    ticks_not_kept: Text
    untick: Text
    print_ticked: Text
    print_blank: Text
    minutes: CountTemplate
    after_death: Text
    who: Text
    points: Text
    never: Text
    warning: Text
    not_kept: Text
    print: Text
    save: Text
    done: Text
    cancelled: Text
    failed: Text
    clear: Text
    clear_ask: Text
    keep: Text
    cleared: Text
    preview: Text
    numbers: Text
    """Above the numbers of the call bar, at the end of a letter."""


class TallyLabels(Model):
    """The tally: turning it on, counting an encounter, the file for the peer support programme."""

    turn_on: Text
    own_device: Text
    count: Text
    counted: NameTemplate
    undo: Text
    undone: Text
    not_kept: Text
    this_month: Text
    past: Text
    nothing_past: Text
    total_hidden: Text
    """In place of a total from which a hidden number could be computed."""
    column: Text
    definition: Text
    export: Text
    file: Text
    done: Text
    cancelled: Text
    failed: Text
    turn_off: Text
    turn_off_ask: Text
    keep: Text
    turned_off: Text


class UnderstandLabels(Model):
    """The screen that explains what a second victim is."""

    title: Text
    word: Text
    patient: Text
    reaction: Text
    signs: Text
    when: Text
    helper: Text
    stages: Text
    figures: Text
    safety: Text


class ReadinessLabels(Model):
    """The readiness check; `script` and `moment` are the buttons that go on from it."""

    about: Text
    words: Text
    ways: Text
    script: Text
    moment: Text


class ConversationLabels(Model):
    """Conversation mode, which shows one cue at a time."""

    title: Text
    open: Text
    progress: ProgressTemplate
    previous: Text
    next: Text
    private: Text
    end: Text
    end_about: Text
    urgent_end: Text
    """The end of an urgent script: the person stays until somebody takes over."""
    urgent_end_about: Text
    again: Text
    script: Text


class RehearseLabels(Model):
    """The rehearsal: a colleague's line and three answers to try."""

    title: Text
    lead: Text
    progress: ProgressTemplate
    line: Text
    choose: Text
    helps: Text
    hurts: Text
    better: Text
    again: Text
    next: Text
    end: Text
    none: Text


class SearchLabels(Model):
    """The search in the texts of the app."""

    title: Text
    field: Text
    hint: Text
    clear: Text
    examples: Text
    none: Text
    found: CountTemplate
    found_one: Text
    more: Text


class FavouritesLabels(Model):
    """The favourites: phrases that a person pins, copies or shares."""

    title: Text
    about: Text
    lead: Text
    empty: Text
    pin: Text
    unpin: Text
    pinned: Text
    pinned_until_closed: Text
    unpinned: Text
    not_kept: Text
    full: CountTemplate
    copy_phrase: Text
    copied: Text
    share: Text


class NextContactLabels(Model):
    """Agreeing on the next contact: its day and time, and a calendar file."""

    title: Text
    about: Text
    lead: Text
    day: Text
    today: Text
    tomorrow: Text
    two_days: Text
    three_days: Text
    week: Text
    month: Text
    day_before: Text
    day_after: Text
    time: Text
    earlier: Text
    later: Text
    past: Text
    make: Text
    made: Text
    not_made: Text
    contents: AppointmentTemplate
    private: Text
    event: Text
    file: Text


class ContactsLabels(Model):
    """The contacts that the person enters, and the buttons that call them or write to them."""

    title: Text
    about: Text
    lead: Text
    me_about: Text
    """Under the title, on the screen "For me"."""
    choose_title: Text
    choose_about: Text
    choose: Text
    choose_later: Text
    """Offered after a self-check to a person who has no contact."""
    ask_title: Text
    role: Text
    no_role: Text
    more: Text
    buddy_moves: NameTemplate
    buddy_saved: NameTemplate
    write: NameTemplate
    call: NameTemplate
    ready: Text
    """Above the prewritten messages, on the static page."""
    open_text: Text
    nothing_sent: Text
    company: Text
    """The heading above the contact, in a danger."""
    empty: Text
    add: Text
    name: Text
    phone: Text
    extension: Text
    extension_word: Text
    """The word between a phone number and its extension."""
    hours: Text
    place: Text
    save: Text
    saved: Text
    until_closed: Text
    cancel: Text
    change: NameTemplate
    delete: NameTemplate
    delete_ask: NameTemplate
    keep: Text
    deleted: Text
    name_missing: Text
    phone_wrong: Text
    phone_short: Text
    save_anyway: Text
    extension_wrong: Text
    not_kept: Text
    not_dialled: Text
    full: CountTemplate


class CallLabels(Model):
    """The buttons that call and the call bar: its accessible name, its slots, and facts of a line.

    `talk` and, for a danger, `crisis` or `emergency` are the headings of two slots; `all` and
    `all_about` are the two lines of the third. `talk_name` and `all_name` begin the accessible
    names of their slots, and contain the visible headings.
    """

    bar: Text
    talk: Text
    talk_name: Text
    or_in_crisis: Text
    """In the Talk slot, where its line is for thoughts of suicide too."""
    crisis: Text
    """The heading over a line for thoughts of suicide."""
    emergency: Text
    """The heading over the number for any danger to life."""
    all: Text
    all_about: Text
    all_name: Text
    slot: SlotTemplate
    anonymous: Text
    day_and_night: Text
    to_confirm: Text
    outdated: Text
    """Under a number that was checked more than twelve months ago."""
    call: NumberTemplate
    send_text: NumberTemplate
    copy_number: NumberTemplate
    copied: NumberTemplate


class HelplinesLabels(Model):
    """The screen of helplines."""

    title: Text
    checked_since: DateTemplate
    region: RegionTemplate
    emergency: Text
    support: Text
    who: Text
    for_whom: Text
    hours: Text
    hours_unknown: Text
    """In place of the hours of a line for which they were not found."""
    cost: Text
    languages: Text
    language_names: Mapping[LanguageCode, Text]
    """The names of the languages in which lines answer."""
    details: Text
    less: Text
    checked: DateTemplate
    old: Text
    to_confirm: NameTemplate
    to_confirm_about: Text
    to_confirm_in_danger: Text
    """Follows `to_confirm_about` for an emergency line.

    It says to call all the same, which is wrong for other lines: they serve only some people, or
    answer only at some hours.
    """
    source: Text
    other_regions: Text
    unchecked: Text
    choose_region: Text
    scan: NumberTemplate


class InstitutionLabels(Model):
    """The hospital's own help; a role's label names a contact that has no label of its own."""

    title: Text
    psychologist: Text
    occupational_health: Text
    second_victim_liaison: Text
    quality_risk: Text
    insurer: Text
    write: AddressTemplate
    place: Text
    extension: Annotated[str, StringConstraints(pattern=r"^(poste|ext\.)$")]
    """The word before an extension, one that `helplines.split_extension` knows."""

    def role(self, role: HospitalRole) -> str:
        """Return the label of a role."""
        return str(getattr(self, role.replace("-", "_")))


class StaticPageLabels(Model):
    """The static page, shown before the app starts, if it can't start, and after a failure."""

    open: Text
    stopped: Text
    """Shown when a part of the app fails after the start."""
    reopen: Text
    region: RegionTemplate
    install: tuple[Text, ...] = Field(min_length=1)
    print: Text


class AppLabels(Model):
    """The app's name and description, the name of the language, and texts of every screen."""

    name: Text
    description: Text
    language: Text
    quote: TextTemplate
    server: Text
    back: Text
    quick_exit: Text
    loading: Text
    cannot_load: Text


class HomeLabels(Model):
    """The home screen: its three navigation cards, each with its purpose and how long it takes."""

    title: Text
    me: Text
    me_about: Text
    colleague: Text
    colleague_about: Text
    team: Text
    team_about: Text
    understand: Text
    settings: Text


class MeLabels(Model):
    """The screen "For me"; `resume` says when the self-check was begun."""

    title: Text
    lead: Text
    start: Text
    resume: dict[DayPart, Text]
    resume_about: Text
    discard: Text
    journal: Text
    journal_about: Text
    understand: Text
    understand_about: Text
    privacy: Text


class SettingsLabels(Model):
    """The settings, and what the app does with the data."""

    title: Text
    language: Text
    automatic: Text
    privacy: Text
    privacy_points: tuple[Text, ...] = Field(min_length=1)
    limits: Text
    sources: Text
    not_kept: Text
    until_closed: Text


class KeyboardLabels(Model):
    """The keyboard shortcuts."""

    title: Text
    about: Text
    keys: tuple[Text, ...] = Field(min_length=1)


class OfflineLabels(Model):
    """The notices that the app works offline and that a new version is ready."""

    available: Text
    unavailable: Text
    update: Text
    now: Text
    later: Text


class FallbackLabels(Model):
    """The fallback screen, and the screen for an unknown route."""

    title: Text
    text: Text
    home: Text
    not_found: Text
    not_found_text: Text


class ShareLabels(Model):
    """The screen that shares the address of the app, and the link to it; `brief` is under it."""

    title: Text
    brief: Text
    about: Text
    scan: AddressTemplate
    copy_link: Text
    copied: Text
    send: Text
    message: AddressTemplate
    paper: Text
    paper_about: Text
    no_address: Text


class PrintingLabels(Model):
    """The buttons that print the page of the screen, or the pocket card, and the file's name."""

    page: Text
    card: Text
    file: Text


class Labels(Model):
    """`<language>/labels.toml`: the labels of one language, but those of `PrivacyLabels`."""

    app: AppLabels
    date: DateLabels
    call: CallLabels
    page: StaticPageLabels
    home: HomeLabels
    me: MeLabels
    self_check: SelfCheckLabels
    result: ResultLabels
    journal: JournalLabels
    scripts: ScriptsLabels
    readiness: ReadinessLabels
    conversation: ConversationLabels
    rehearse: RehearseLabels
    search: SearchLabels
    favourites: FavouritesLabels
    next_contact: NextContactLabels
    contacts: ContactsLabels
    team: TeamLabels
    team_tools: TeamToolsLabels
    tally: TallyLabels
    helplines: HelplinesLabels
    institution: InstitutionLabels
    understand: UnderstandLabels
    settings: SettingsLabels
    keyboard: KeyboardLabels
    offline: OfflineLabels
    fallback: FallbackLabels
    printing: PrintingLabels
    share: ShareLabels

"""Labels: the words of the screens themselves, one model per screen."""

from pydantic import Field

from sv_app.domain.date_labels import DateLabels
from sv_app.domain.kit_labels import (
    CardLabels,
    ContactsLabels,
    ConversationLabels,
    FindLabels,
    NextContactLabels,
    RehearseLabels,
)
from sv_app.domain.line_labels import CallLabels, HelplinesLabels, InstitutionLabels
from sv_app.domain.model import Model, Text
from sv_app.domain.page_labels import PageLabels
from sv_app.domain.task_labels import (
    JournalLabels,
    ResultLabels,
    ScriptsLabels,
    SelfCheckLabels,
    TeamLabels,
    UnderstandLabels,
)
from sv_app.domain.templates import Quoted


class AppLabels(Model):
    """The app's name, and what it calls its language."""

    name: Text
    description: Text
    language: Text
    quote: Quoted
    server: Text
    back: Text
    hide: Text
    loading: Text
    cannot_load: Text


class HomeLabels(Model):
    """Home: the key message and three doors."""

    title: Text
    doors: Text
    me: Text
    me_about: Text
    colleague: Text
    colleague_about: Text
    team: Text
    team_about: Text
    understand: Text
    settings: Text


class MeLabels(Model):
    """The door "me"."""

    title: Text
    lead: Text
    start: Text
    resume: Text
    resume_about: Text
    discard: Text
    journal: Text
    journal_about: Text
    understand: Text
    understand_about: Text
    privacy: Text


class SettingsLabels(Model):
    """The settings, and what the app does with what is written."""

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
    """What each key does."""

    title: Text
    about: Text
    keys: tuple[Text, ...] = Field(min_length=1)


class OfflineLabels(Model):
    """Working without a network, and changing versions."""

    available: Text
    update: Text
    now: Text
    later: Text


class FallbackLabels(Model):
    """What is shown when something broke, or is not there."""

    title: Text
    text: Text
    home: Text
    not_found: Text
    not_found_text: Text


class Labels(Model):
    """Every label of one language."""

    app: AppLabels
    date: DateLabels
    call: CallLabels
    page: PageLabels
    home: HomeLabels
    me: MeLabels
    self_check: SelfCheckLabels
    result: ResultLabels
    journal: JournalLabels
    scripts: ScriptsLabels
    conversation: ConversationLabels
    rehearse: RehearseLabels
    find: FindLabels
    card: CardLabels
    next_contact: NextContactLabels
    contacts: ContactsLabels
    team: TeamLabels
    helplines: HelplinesLabels
    institution: InstitutionLabels
    understand: UnderstandLabels
    settings: SettingsLabels
    keyboard: KeyboardLabels
    offline: OfflineLabels
    fallback: FallbackLabels

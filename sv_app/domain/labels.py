"""Labels: the words of the screens themselves, one model per screen."""

from collections.abc import Callable
from string import Formatter
from typing import Annotated

from pydantic import AfterValidator, Field

from sv_app.domain.model import Model, Text


def _holding(*names: str) -> Callable[[str], str]:
    def check(text: str) -> str:
        found = {field for _, field, _, _ in Formatter().parse(text) if field is not None}
        if found != set(names):
            wanted = ", ".join(f"{{{name}}}" for name in names)
            raise ValueError(f"must hold exactly {wanted}")
        return text

    return check


Progress = Annotated[Text, AfterValidator(_holding("n", "total"))]
Dated = Annotated[Text, AfterValidator(_holding("date"))]
Numbered = Annotated[Text, AfterValidator(_holding("number"))]
Quoted = Annotated[Text, AfterValidator(_holding("text"))]
Days = Annotated[Text, AfterValidator(_holding("day", "month", "year"))]


class AppLabels(Model):
    """The app's name, and what it calls its language."""

    name: Text
    language: Text
    promise: Text
    quote: Quoted
    server: Text
    unreadable: Text
    back: Text
    loading: Text
    cannot_load: Text


class DateLabels(Model):
    """How a day is written: "{day} {month} {year}" and the twelve months."""

    day: Days
    months: tuple[Text, ...] = Field(min_length=12, max_length=12)


class CallLabels(Model):
    """Calling, on every screen."""

    button: Text
    others: Text
    call: Numbered
    text: Numbered
    copy_number: Numbered
    copied: Numbered


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
    helplines: Text
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


class SelfCheckLabels(Model):
    """The questions, one a screen."""

    title: Text
    progress: Progress
    signs_part: Text
    context_part: Text
    step_up_part: Text
    skip: Text
    previous: Text
    see: Text
    kept: Text
    not_kept: Text
    next: Text
    emergency: Text


class ResultLabels(Model):
    """The end of a self-check."""

    title: Text
    marked: Text
    emergency: Text
    step_up: Text
    reaction: Text
    internal: Text
    external: Text
    legal: Text
    save_title: Text
    save_about: Text
    save: Text
    saved: Text
    not_saved: Text
    not_keeping: Text
    discard: Text
    journal: Text
    change: Text


class JournalLabels(Model):
    """My journal, and one entry of it."""

    title: Text
    lead: Text
    empty: Text
    entry: Dated
    start: Text
    no_signs: Text
    skipped: Text
    delete: Text
    delete_ask: Text
    delete_all: Text
    delete_all_ask: Text
    keep: Text
    deleted: Text
    gone: Text
    next_steps: Text
    failed: Text


class ScriptsLabels(Model):
    """The scripts, and one moment of them."""

    title: Text
    lead: Text
    moments: Text
    role: Text
    attitudes: Text
    aim: Text
    before: Text
    opening: Text
    say: Text
    avoid: Text
    instead: Text
    gestures: Text
    not_promise: Text
    step_up: Text
    closing: Text
    sources: Text
    missing: Text


class TeamLabels(Model):
    """The manager's page."""

    title: Text
    role: Text
    when: Text
    internal: Text
    internal_lead: Text
    easy: Text
    step_up: Text
    step_up_when: Text
    step_up_actions: Text
    safety: Text
    scripts: Text


class HelplinesLabels(Model):
    """The helplines."""

    title: Text
    lead: Text
    emergency: Text
    support: Text
    who: Text
    for_whom: Text
    hours: Text
    cost: Text
    checked: Dated
    source: Text


class UnderstandLabels(Model):
    """What a second victim is."""

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


class SettingsLabels(Model):
    """The settings, and what the app does with what is written."""

    title: Text
    language: Text
    automatic: Text
    privacy: Text
    privacy_points: tuple[Text, ...] = Field(min_length=1)
    limits: Text
    about: Text
    sources: Text
    not_kept: Text


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
    home: HomeLabels
    me: MeLabels
    self_check: SelfCheckLabels
    result: ResultLabels
    journal: JournalLabels
    scripts: ScriptsLabels
    team: TeamLabels
    helplines: HelplinesLabels
    understand: UnderstandLabels
    settings: SettingsLabels
    fallback: FallbackLabels

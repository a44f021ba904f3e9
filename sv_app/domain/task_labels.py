"""The words of the screens where something is done: check, keep, prepare, call."""

from sv_app.domain.model import Model, Text
from sv_app.domain.templates import Dated, Progress, Spanning


class SelfCheckLabels(Model):
    """The questions, one a screen."""

    title: Text
    progress: Progress
    signs_part: Text
    context_part: Text
    step_up_part: Text
    skip: Text
    previous: Text
    answers: Text
    kept: Text
    not_kept: Text
    in_memory: Text
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
    keep: Text
    deleted: Text
    gone: Text
    next_steps: Text
    failed: Text
    picture: Text
    picture_dates: Spanning
    picture_key: Text
    picture_count: Progress


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
    legal: Text
    safety: Text
    scripts: Text


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

"""The words of the screens of the peer-support kit: find, keep, rehearse, go, agree."""

from sv_app.domain.model import Model, Text
from sv_app.domain.templates import Counted, Named, Progress, Quoted


class ConversationLabels(Model):
    """Conversation mode: one cue at a time."""

    title: Text
    open: Text
    progress: Progress
    previous: Text
    next: Text
    private: Text
    end: Text
    end_about: Text
    again: Text
    script: Text


class RehearseLabels(Model):
    """Rehearsing: a colleague's line, and three answers to try."""

    title: Text
    lead: Text
    progress: Progress
    line: Text
    choose: Text
    helps: Text
    hurts: Text
    better: Text
    again: Text
    next: Text
    end: Text
    none: Text


class FindLabels(Model):
    """Finding a phrase among everything the app says."""

    title: Text
    about: Text
    field: Text
    hint: Text
    none: Text
    found: Counted
    found_one: Text
    more: Text
    open: Quoted


class CardLabels(Model):
    """My card: the phrases a person keeps, copies or shares."""

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
    full: Counted
    copy_phrase: Text
    copied: Text
    share: Text


class NextContactLabels(Model):
    """Agreeing the next contact: a day, a time, a file for the calendar."""

    title: Text
    about: Text
    lead: Text
    day: Text
    tomorrow: Text
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
    private: Text
    event: Text
    file: Text


class ContactsLabels(Model):
    """My contacts inside the hospital, written down by the person."""

    title: Text
    about: Text
    lead: Text
    empty: Text
    add: Text
    name: Text
    phone: Text
    hours: Text
    place: Text
    save: Text
    saved: Text
    until_closed: Text
    cancel: Text
    change: Named
    delete: Named
    delete_ask: Named
    keep: Text
    deleted: Text
    wrong: Text
    not_kept: Text
    not_dialled: Text
    full: Counted

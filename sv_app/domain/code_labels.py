"""The words of the screens where a code is chosen, given and forgotten."""

from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from sv_app.domain.journal import LockAfter
from sv_app.domain.model import Model, Text
from sv_app.domain.passcode import WORDS_AT_LEAST, Worth
from sv_app.domain.templates import Seconds

Word = Annotated[str, StringConstraints(pattern=r"^[^\W\d_]{2,12}$", to_lower=True)]


def _each_once(words: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(words)) < len(words):
        raise ValueError("holds a word twice")
    return words


class PasscodeLabels(Model):
    """Choosing, changing and removing the code of the journal."""

    title: Text
    none: Text
    what: Text
    forgotten: Text
    choose: Text
    proposed: Text
    proposed_about: Text
    another: Text
    use: Text
    first: Text
    again: Text
    set: Text
    busy: Text
    worth: dict[Worth, Text]
    too_short: Text
    different: Text
    done: Text
    on: Text
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
    words: Annotated[tuple[Word, ...], AfterValidator(_each_once)] = Field(
        min_length=WORDS_AT_LEAST
    )


class UnlockLabels(Model):
    """The journal closed by its code."""

    title: Text
    about: Text
    field: Text
    open: Text
    busy: Text
    wrong: Text
    wait: Seconds
    delayed: Seconds
    forgotten: Text
    forgotten_ask: Text
    erase: Text
    keep: Text
    failed: Text

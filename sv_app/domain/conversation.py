"""A script as cues: one thing at a time, in the order of a conversation."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sv_app.domain.scripts import Script


class CueKind(StrEnum):
    """Where in the conversation a cue comes; each is a label of the scripts."""

    AIM = "aim"
    BEFORE = "before"
    OPENING = "opening"
    SAY = "say"
    GESTURES = "gestures"
    STEP_UP = "step_up"
    CLOSING = "closing"


@dataclass(frozen=True)
class Cue:
    """One thing to keep in mind; `spoken` words are to be said as they are."""

    kind: CueKind
    text: str
    about: str = ""
    spoken: bool = False


def cues(script: Script) -> tuple[Cue, ...]:
    """Every cue of `script`; the last one is how to close.

    Where it is urgent, when to get more help is told at once, and in its place again.
    """
    return tuple(_cues(script))


def _cues(script: Script) -> Iterator[Cue]:
    yield Cue(CueKind.AIM, script.aim)
    if script.urgent:
        yield Cue(CueKind.STEP_UP, script.step_up)
    yield from (Cue(CueKind.BEFORE, text) for text in script.before)
    yield Cue(CueKind.OPENING, script.opening.text, script.opening.how, spoken=True)
    yield from (Cue(CueKind.SAY, phrase.text, phrase.why, spoken=True) for phrase in script.say)
    yield from (Cue(CueKind.GESTURES, text) for text in script.gestures)
    yield Cue(CueKind.STEP_UP, script.step_up)
    yield from (Cue(CueKind.CLOSING, text) for text in script.closing)

"""The cues of conversation mode: the parts of a script in the order of a conversation."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sv_app.domain.scripts import Script


class CueKind(StrEnum):
    """The part of the script that a cue comes from; each value is a field of `ScriptsLabels`."""

    AIM = "aim"
    BEFORE = "before"
    OPENING = "opening"
    SAY = "say"
    GESTURES = "gestures"
    STEP_UP = "step_up"
    CLOSING = "closing"


@dataclass(frozen=True)
class Cue:
    """One thing to say or to do; a `verbatim` text is to be said word for word."""

    kind: CueKind
    text: str
    about: str = ""
    verbatim: bool = False


def cues(script: Script) -> tuple[Cue, ...]:
    """Return every cue of `script` in order, the closing cues last.

    In an urgent script, the step-up cue comes right after the aim, and again in its usual place.
    """
    return tuple(_cues(script))


def _cues(script: Script) -> Iterator[Cue]:
    yield Cue(CueKind.AIM, script.aim)
    if script.urgent:
        yield Cue(CueKind.STEP_UP, script.step_up)
    yield from (Cue(CueKind.BEFORE, text) for text in script.before)
    yield Cue(CueKind.OPENING, script.opening.text, script.opening.how, verbatim=True)
    yield from (Cue(CueKind.SAY, phrase.text, phrase.why, verbatim=True) for phrase in script.say)
    yield from (Cue(CueKind.GESTURES, text) for text in script.gestures)
    yield Cue(CueKind.STEP_UP, script.step_up)
    yield from (Cue(CueKind.CLOSING, text) for text in script.closing)

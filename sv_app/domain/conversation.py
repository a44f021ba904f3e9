"""The cues of conversation mode: the few parts of a script to have in view while talking."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sv_app.domain.scripts import Script

MAX_PHRASES = 4
"""The phrases to say in conversation mode: with the other cues, at most eight."""


class CueKind(StrEnum):
    """The part of the script that a cue comes from; each value is a field of `ScriptsLabels`."""

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
    """Return the cues of `script` in order: the opening, the first phrases, a gesture, an end.

    The step-up cue comes before the closing; in an urgent script it is the first cue. Of the
    gestures and of the closing, only the first is a cue: the most important one comes first in the
    content. Nobody prepares during a conversation, so the preparation has no cue.
    """
    return tuple(_cues(script))


def _cues(script: Script) -> Iterator[Cue]:
    step_up = Cue(CueKind.STEP_UP, script.step_up)
    if script.urgent:
        yield step_up
    yield Cue(CueKind.OPENING, script.opening.text, script.opening.how, verbatim=True)
    for phrase in script.say[:MAX_PHRASES]:
        yield Cue(CueKind.SAY, phrase.text, phrase.why, verbatim=True)
    yield Cue(CueKind.GESTURES, script.gestures[0])
    if not script.urgent:
        yield step_up
    yield Cue(CueKind.CLOSING, script.closing[0])

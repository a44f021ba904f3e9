"""Cues: everything that a script asks to do or say, in the order of a conversation."""

from collections.abc import Mapping
from itertools import groupby

from sv_app.domain.content import Content
from sv_app.domain.conversation import CueKind, cues


def test_cues_begin_with_the_aim_and_end_with_the_closing(
    contents: Mapping[str, Content],
) -> None:
    for content in contents.values():
        for script in content.scripts:
            first = [CueKind.AIM, CueKind.STEP_UP] if script.urgent else [CueKind.AIM]
            kinds = [kind for kind, _ in groupby(cues(script), lambda cue: cue.kind)]
            assert kinds == [*first, *list(CueKind)[1:]]
            assert cues(script)[0].text == script.aim
            assert cues(script)[-1].text == script.closing[-1]


def test_cues_have_everything_to_do_or_say_and_nothing_to_avoid(
    contents: Mapping[str, Content],
) -> None:
    for content in contents.values():
        for script in content.scripts:
            texts = {cue.text for cue in cues(script)}
            assert texts >= {*script.before, *script.gestures, *script.closing, script.step_up}
            assert {cue.text for cue in cues(script) if cue.verbatim} == {
                script.opening.text,
                *(phrase.text for phrase in script.say),
            }
            assert not texts & {phrase.text for phrase in script.avoid}

"""Cues: all that a script asks to do or say, in the order of a conversation."""

from collections.abc import Mapping
from itertools import groupby

from sv_app.domain.content import Content
from sv_app.domain.conversation import CueKind, cues


def test_every_moment_begins_with_its_aim_and_ends_with_how_to_close(
    contents: Mapping[str, Content],
) -> None:
    for content in contents.values():
        for script in content.scripts:
            first = [CueKind.AIM, CueKind.STEP_UP] if script.urgent else [CueKind.AIM]
            turns = [turn for turn, _ in groupby(cues(script), lambda cue: cue.kind)]
            assert turns == [*first, *list(CueKind)[1:]]
            assert cues(script)[0].text == script.aim
            assert cues(script)[-1].text == script.closing[-1]


def test_nothing_to_do_or_say_is_left_out_and_nothing_to_avoid_is_in(
    contents: Mapping[str, Content],
) -> None:
    for content in contents.values():
        for script in content.scripts:
            shown = {cue.text for cue in cues(script)}
            assert shown >= {*script.before, *script.gestures, *script.closing, script.step_up}
            assert {cue.text for cue in cues(script) if cue.spoken} == {
                script.opening.text,
                *(phrase.text for phrase in script.say),
            }
            assert not shown & {phrase.text for phrase in script.avoid}

"""Cues: the few things to say or do in a conversation, in order."""

from collections.abc import Iterator, Mapping

from sv_app.domain.content import Content
from sv_app.domain.conversation import CueKind, cues
from sv_app.domain.scripts import Script

MAX_CUES = 8


def all_scripts(contents: Mapping[str, Content]) -> Iterator[Script]:
    """Yield every script of every language."""
    for content in contents.values():
        yield from content.scripts


def test_conversation_has_at_most_eight_cues_each_shown_once(
    contents: Mapping[str, Content],
) -> None:
    for script in all_scripts(contents):
        cue_list = cues(script)
        assert len({cue.text for cue in cue_list}) == len(cue_list) <= MAX_CUES


def test_kinds_of_cues_follow_the_conversation_and_an_urgent_one_begins_with_stepping_up(
    contents: Mapping[str, Content],
) -> None:
    for script in all_scripts(contents):
        kinds = list(dict.fromkeys(cue.kind for cue in cues(script)))
        expected = list(CueKind)
        if script.urgent:
            expected.remove(CueKind.STEP_UP)
            expected.insert(0, CueKind.STEP_UP)
        assert kinds == expected


def test_cues_have_the_opening_and_the_first_phrases_and_nothing_to_prepare_or_avoid(
    contents: Mapping[str, Content],
) -> None:
    for script in all_scripts(contents):
        cue_list = cues(script)
        assert [cue.text for cue in cue_list if cue.verbatim] == [
            script.opening.text,
            *(phrase.text for phrase in script.say[:4]),
        ]
        texts = {cue.text for cue in cue_list}
        assert texts >= {script.gestures[0], script.step_up, script.closing[0]}
        assert not texts & {*script.before, *(phrase.text for phrase in script.avoid)}


def test_urgent_conversation_asks_about_suicide_and_calls_together(
    contents: Mapping[str, Content],
) -> None:
    for script in all_scripts(contents):
        if script.urgent:
            said = [cue.text for cue in cues(script) if cue.kind is CueKind.SAY]
            assert script.phrase("ask").text == said[0]
            assert script.phrase("call-together").text in said

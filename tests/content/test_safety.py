"""Sentences on which the safety of a person depends, in both languages."""

from sv_app.domain.content import Content
from sv_app.domain.scripts import AvoidPhrase, Phrase

STOP = {"fr": "Arrêtez tout soin à risque", "en": "Stop any risky task"}
TAKEN_OVER = {"fr": "faites-vous remplacer", "en": "hand over"}
DRIVE = {"fr": "Ne conduisez pas", "en": "Don’t drive"}
RELIEVED = {
    "fr": "faites remplacer la personne tout de suite",
    "en": "have the person relieved now",
}
NIGHT = {"fr": "de jour comme de nuit", "en": "day or night"}
BY_FORCE = {"fr": "Ne la retenez pas de force", "en": "Don’t hold them by force"}
LAWYER = {"fr": ("assurance", "avocat"), "en": ("insurer", "lawyer")}
COERCION = {"fr": "Je ne te laisse pas", "en": "I’m not letting you"}


def test_yes_to_a_step_up_question_advises_to_stop_hand_over_and_not_drive(
    content: Content,
) -> None:
    for words in (STOP, TAKEN_OVER, DRIVE):
        assert words[content.code] in content.messages.step_up.text


def test_manager_is_told_to_relieve_the_person_at_any_hour(content: Content) -> None:
    (pause,) = [a for a in content.team.step_up_actions if a.id == "clinical-pause"]
    first_sentence = pause.how.split(".")[0]
    assert RELIEVED[content.code] in first_sentence
    assert NIGHT[content.code] in first_sentence


def test_script_for_a_life_in_danger_says_what_to_do_if_the_person_leaves(content: Content) -> None:
    script = content.script("worried-for-life")
    assert script is not None
    (leaving,) = [text for text in script.gestures if BY_FORCE[content.code] in text]
    assert content.current_region.words.emergency_number in leaving
    spoken = [p.instead if isinstance(p, AvoidPhrase) else p.text for p in phrases(content)]
    assert [text for text in spoken if COERCION[content.code] in text] == []


def test_script_before_a_formal_interview_names_insurer_and_lawyer(
    content: Content,
) -> None:
    script = content.script("before-meeting")
    assert script is not None
    phrase = script.phrase("say-this")
    assert isinstance(phrase, AvoidPhrase)
    assert all(word in phrase.instead for word in LAWYER[content.code])


def phrases(content: Content) -> list[Phrase]:
    return [phrase for script in content.scripts for phrase in (*script.say, *script.avoid)]

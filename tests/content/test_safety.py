"""Sentences on which the safety of a person depends, in every language."""

import re

from sv_app.domain.content import Content
from sv_app.domain.scripts import AvoidPhrase, Phrase

STOP = {
    "fr": "Arrêtez tout soin à risque",
    "en": "Stop any risky task",
    "es": "Deja toda tarea de riesgo",
}
TAKEN_OVER = {"fr": "faites-vous remplacer", "en": "hand over", "es": "pide que te releven"}
DRIVE = {"fr": "Ne conduisez pas", "en": "Don’t drive", "es": "No conduzcas"}
RELIEVED = {
    "fr": "faites remplacer la personne tout de suite",
    "en": "have the person relieved now",
    "es": "haz que releven a la persona ahora",
}
NIGHT = {"fr": "de jour comme de nuit", "en": "day or night", "es": "de día o de noche"}
BY_FORCE = {
    "fr": "Ne la retenez pas de force",
    "en": "Don’t hold them by force",
    "es": "No la retengas por la fuerza",
}
LAWYER = {
    "fr": ("assurance", "avocat"),
    "en": ("insurer", "lawyer"),
    "es": ("seguro", "abogado"),
}
COERCION = {"fr": "Je ne te laisse pas", "en": "I’m not letting you", "es": "No te dejo"}
SUICIDE_PREVENTION = {"dazzi-2014", "suicide-ca", "anaes-2000"}
NO_LINE_FOR_ALL = {
    "fr": "ligne nationale ouverte à tous",
    "en": "no national line open to all",
    "es": "ninguna línea nacional",
}
DOCTORS = {"fr": ["médecins"], "en": ["doctors", "Doctors", "physicians"], "es": ["médic"]}
HURT_ALREADY = {"fr": "produit avalé", "en": "taken something", "es": "tomado"}


def test_message_after_a_yes_to_a_step_up_question_says_to_stop_hand_over_and_not_drive(
    content: Content,
) -> None:
    for words in (STOP, TAKEN_OVER, DRIVE):
        assert words[content.code] in content.messages.step_up.text


def test_emergency_texts_name_an_overdose_and_the_emergency_number(content: Content) -> None:
    script = content.script("worried-for-life")
    assert script is not None
    numbers_by_text = {script.step_up: content.current_region.words.emergency_number} | {
        region.words.emergency: region.words.emergency_number for region in content.regions
    }
    for text, emergency_number in numbers_by_text.items():
        assert HURT_ALREADY[content.code] in text
        digits = re.findall(r"\d+", emergency_number)
        assert digits
        assert set(digits) <= set(re.findall(r"\d+", text))


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


def test_questions_and_acts_about_suicide_cite_suicide_prevention(content: Content) -> None:
    script = content.script("worried-for-life")
    assert script is not None
    sources = {phrase.id: phrase.source for phrase in (*script.say, *script.avoid)}
    about_suicide = ("ask", "plan", "keep-safe", "no-secret", "secret", "where-are-you")
    assert {sources[phrase] for phrase in about_suicide} <= SUICIDE_PREVENTION
    assert "safeteam" not in sources.values()


def test_helper_at_a_distance_asks_for_the_place_and_has_help_sent(content: Content) -> None:
    script = content.script("by-message")
    assert script is not None
    emergency_number = content.current_region.words.emergency_number
    assert script.phrase("ask-directly").source in SUICIDE_PREVENTION
    for text in (script.phrase("where-are-you").why, script.step_up):
        assert emergency_number in text


def test_refusal_is_not_accepted_in_a_danger(content: Content) -> None:
    script = content.script("help-refused")
    assert script is not None
    assert script.phrase("still-worried").source in SUICIDE_PREVENTION
    words = content.current_region.words
    assert words.emergency_number in script.step_up
    assert words.suicide in script.step_up


def test_questions_about_records_are_for_the_insurer_or_a_lawyer(content: Content) -> None:
    """Two phrases to avoid are about records; the answer to each names the insurer and a lawyer."""
    for moment, phrase_id in (
        ("by-message", "erase-all"),
        ("team-after-resuscitation", "agree-on-times"),
    ):
        script = content.script(moment)
        assert script is not None
        phrase = script.phrase(phrase_id)
        assert isinstance(phrase, AvoidPhrase)
        assert all(word in phrase.instead for word in LAWYER[content.code])


def test_no_region_hides_the_lines_of_its_doctors(content: Content) -> None:
    """Where no line is open to all staff, doctors may have their own."""
    for region in content.regions:
        external = region.words.external
        if NO_LINE_FOR_ALL[content.code] in external:
            assert any(name in external for name in DOCTORS[content.code]), region.code


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

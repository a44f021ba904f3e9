"""What people type, and the result that must come first."""

import time
from collections import Counter
from collections.abc import Mapping

import pytest

from sv_app.domain.content import Content
from sv_app.domain.search import ResultSection, SearchIndex
from tests.languages import LANGUAGES

MOMENTS = {
    "help-refused": (
        "elle refuse de l’aide",
        "il refuse qu’on l’aide",
        "ne veut pas d'aide",
        "he refuses help",
        "she refuses any help",
        "leave me alone",
        "rechaza la ayuda",
    ),
    "silence": ("il ne parle plus", "she won't talk to me"),
    "by-message": (
        "quoi écrire",
        "par téléphone",
        "texto",
        "what to write",
        "text message",
        "WhatsApp",
        "qué le escribo",
    ),
    "patient-died": (
        "décès",
        "mort d’un enfant",
        "perdu un patient",
        "a child died",
        "grief",
        "se me ha muerto un paciente",
        "duelo",
    ),
    "team-after-resuscitation": (
        "réanimation",
        "arrêt cardiaque",
        "débriefing à chaud",
        "cardiac arrest",
        "hot debrief",
        "parada cardiaca",
    ),
    "my-fault": (
        "culpabilitée",
        "culpabilite",
        "culpabiliser",
        "c’est ma faute",
        "gulit",
        "guilty",
        "it's my fault",
        "il veut démissionner",
        "wants to quit",
        "missed diagnosis",
        "I missed the diagnosis",
        "delayed diagnosis",
        "misdiagnosis",
        "retard de diagnostic",
        "retard diagnostique",
        "erreur de diagnostic",
        "je suis passé à côté du diagnostic",
        "diagnóstico tardío",
        "se me pasó el diagnóstico",
        "retraso diagnóstico",
    ),
    "fear-complaint": (
        "avocat",
        "avoccat",
        "juge",
        "juges",
        "plainte",
        "plaintes",
        "lawyer",
        "solicitors",
        "barrister",
        "judge",
        "complaint",
        "complaints",
    ),
    "first-minute": (
        "il pleure",
        "elle est en larmes",
        "que dire",
        "they’re crying",
        "first words",
    ),
    "before-meeting": ("RMM", "débriefing", "debriefing"),
    "return-to-task": ("retour au travail", "back to work"),
    "student": (
        "étudiante",
        "etudiant infirmier",
        "interne",
        "stagiaire",
        "student nurse",
        "newly qualified",
        "residente",
        "está en prácticas",
    ),
    "alone": (
        "seule la nuit",
        "infirmière à domicile",
        "tournée",
        "works alone",
        "home visits",
        "a domicilio",
        "sola de noche",
    ),
    "before-hearing": (
        "il est convoqué",
        "expertise",
        "inquest",
        "coroner",
        "coroner's inquest",
        "hearing",
        "witness",
        "le han citado a declarar",
        "pericial",
    ),
    "senior-affected": (
        "mon chef va mal",
        "my consultant is struggling",
        "consultant",
        "mi jefa está mal",
    ),
}
"""Queries whose first result is the title of a script, in every language shown."""

TEXTS: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("fr", "dormir"): ("cauchemars", "je dors mal", "insomni", "dormire"),
    ("fr", "désorganis"): ("desorganisation", "désorganisée", "desorganisaton"),
    ("fr", "rumeur"): ("harcèlement", "harcelement", "harcellement"),
    ("fr", "médecin"): ("medecin", "docteur", "médecins"),
    ("fr", "anxi"): ("anxiété", "anxiet"),
    ("en", "sleep"): ("nightmares", "nightmare", "insomnia", "slep badly"),
    ("en", "able to function"): ("disorganization", "disorganised", "disorganistion"),
    ("en", "rumour"): ("bullying", "bullyng", "harassment"),
    ("en", "own doctor"): ("doctor", "GP"),
    ("en", "anxi"): ("anxiet", "anxious"),
}
"""Queries, and a part of a word that one of the first three results has."""


@pytest.fixture(scope="module")
def index(contents: Mapping[str, Content]) -> SearchIndex:
    return SearchIndex(contents, region="fr")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("moment", "query"), [(moment, query) for moment in MOMENTS for query in MOMENTS[moment]]
)
def test_script_that_answers_is_first(
    index: SearchIndex, language: str, moment: str, query: str
) -> None:
    first = index.find(query, language)[0]
    assert (first.section, first.moment, first.part) == (ResultSection.SCRIPT, moment, "")


@pytest.mark.parametrize(
    ("language", "part", "query"),
    [(language, part, query) for (language, part), queries in TEXTS.items() for query in queries],
)
def test_text_about_the_query_is_among_the_first(
    index: SearchIndex, language: str, part: str, query: str
) -> None:
    first = index.find(query, language)[:3]
    assert any(part.lower() in f"{entry.text} {entry.about}".lower() for entry in first)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_group_of_words_of_a_topic_finds_its_script(
    index: SearchIndex, contents: Mapping[str, Content], language: str
) -> None:
    """A group with a word that no text has, such as “junior doctor”, once found other texts.

    Left out are the groups of two topics, and those with a stop word of another language.
    """
    topics = contents[language].search.topic
    groups = Counter(group for topic in topics for group in topic.words)
    others = {
        word
        for code, content in contents.items()
        if code != language
        for word in content.search.stop_words
    }
    wrong = [
        group
        for topic in topics
        for group in topic.words
        if topic.moment and groups[group] == 1 and not others & {*group.lower().split()}
        if topic.moment not in {entry.moment for entry in index.find(group, language)[:3]}
    ]
    assert wrong == []


@pytest.mark.parametrize("query", ["3114", "3114 ", "prévention du suicide"])
def test_number_of_a_line_shows_the_line_first(index: SearchIndex, query: str) -> None:
    assert index.find(query, "fr")[0].section is ResultSection.HELPLINES


def test_refusal_is_answered_before_any_other_help(index: SearchIndex) -> None:
    """A query about refusal once listed everything that says "help"."""
    for query, language in (("elle refuse de l’aide", "fr"), ("he refuses help", "en")):
        assert {entry.moment for entry in index.find(query, language)[:5]} == {"help-refused"}


def test_suggested_queries_have_results_and_are_about_no_danger(
    index: SearchIndex, contents: Mapping[str, Content]
) -> None:
    for code, content in contents.items():
        for query in content.search.examples:
            assert index.find(query, code), query
            assert not index.is_crisis(query), query


def test_query_takes_a_few_milliseconds(index: SearchIndex) -> None:
    """The search runs at each letter, in a browser that is several times slower."""
    index.find("faute", "fr")
    queries = [query for queries in (*MOMENTS.values(), *TEXTS.values()) for query in queries]
    start = time.process_time()
    for query in queries:
        index.find(query, "fr")
    assert (time.process_time() - start) / len(queries) < 0.03

import re
from fnmatch import fnmatch

import pytest

from sv_app.domain.kit import Kit
from tests.content.claims import FORBIDDEN
from tests.content.texts import texts

# There the app names what not to say and not to promise: a claim may stand.
NAMED_TO_BE_AVOIDED = ("scripts.*.avoid.*.text", "scripts.*.not_promise*", "attitudes.items.*.text")
COUNCIL = re.compile(r"\bCNOM\b|Ordre des médecins|medical council", re.IGNORECASE)
VICTIM = re.compile(r"\bvictime?s?\b", re.IGNORECASE)
EXPLAINED = {"understand.word.text", "understand.patient_first.text"}
# Its heading, the title of the article, and somebody's title in a hospital.
NAMED = {
    "labels.understand.word",
    "messages.key.attribution",
    "messages.internal_first",
    "team.internal.quality-risk.name",
    "labels.institution.second_victim_liaison",
}


def claimed(kit: Kit) -> dict[str, str]:
    return {
        key: text
        for key, text in texts(kit).items()
        if not any(fnmatch(key, pattern) for pattern in NAMED_TO_BE_AVOIDED)
    }


@pytest.mark.parametrize("pattern", [pattern for pattern, _ in FORBIDDEN])
def test_no_text_claims_what_must_not_be_claimed(kit: Kit, pattern: str) -> None:
    said = re.compile(pattern, re.IGNORECASE)
    assert {key: text for key, text in claimed(kit).items() if said.search(text)} == {}


@pytest.mark.parametrize(("pattern", "sentence"), FORBIDDEN)
def test_a_forbidden_claim_is_seen(pattern: str, sentence: str) -> None:
    assert re.search(pattern, sentence, re.IGNORECASE)


def test_what_is_left_out_of_the_search_is_only_what_one_should_not_say(kit: Kit) -> None:
    left_out = texts(kit).keys() - claimed(kit).keys()
    phrases = sum(len(script.avoid) + len(script.not_promise) for script in kit.scripts)
    assert len(left_out) == phrases + len(kit.attitudes.items)


def test_the_line_of_the_medical_council_is_not_said_to_be_psychologists(kit: Kit) -> None:
    line = next(line for line in kit.helplines if line.id == "cnom")
    assert not [text for _, text in line.words if "psycholog" in str(text).lower()]
    for key, text in texts(kit).items():
        sentences = [s for s in text.split(".") if COUNCIL.search(s)]
        assert not [s for s in sentences if "psycholog" in s.lower()], key


def test_the_word_that_hurts_families_is_explained_and_used_nowhere_else(kit: Kit) -> None:
    said = {key for key, text in texts(kit).items() if VICTIM.search(text)}
    assert said >= EXPLAINED
    assert said <= EXPLAINED | NAMED

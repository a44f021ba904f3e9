"""The law of a region has sources, and is never shown as the law of another region."""

import re
from collections.abc import Mapping

import pytest

from sv_app.data.content import load_contents
from sv_app.data.content_files import ContentError
from sv_app.domain.content import Content
from tests.data.content_copy import ContentCopy

FRENCH_LAW = {
    "report": {"fr": "trois mois", "en": "three months", "es": "tres meses"},
    "patient": {"fr": "quinze jours", "en": "fifteen days", "es": "quince días"},
    "review": {"fr": "RMM ou CREX", "en": "RMM or CREX", "es": "RMM o CREX"},
    "accident": {"fr": "sous quinze jours", "en": "within fifteen days", "es": "en quince días"},
    "complaint": {"fr": "CDU", "en": "CDU", "es": "CDU"},
}
"""What each step in France must say, in each language."""
ONLY_IN_FRANCE = re.compile(
    r"RMM|CREX|CDU|protection fonctionnelle|quinze jours|fifteen days|quince días|48 h|EIGS",
    re.IGNORECASE,
)
NEUTRAL_STEPS = ["report", "patient", "called-in", "review", "complaint", "never"]


def practice_texts(content: Content) -> str:
    steps = [f"{step.name} {step.about}" for step in content.practice_steps]
    return "\n".join([*steps, *(claim.text for claim in content.defence)])


def test_french_steps_state_the_law_with_sources(content: Content) -> None:
    steps = {step.id: step for step in content.practice_steps}
    for step_id, words in FRENCH_LAW.items():
        assert words[content.code] in steps[step_id].about
        assert steps[step_id].sources
        assert all(content.source(source).url for source in steps[step_id].sources)
    assert list(steps)[-1] == "never"
    assert content.has_verified_practice
    assert "fonctionnelle" in practice_texts(content)


def test_no_other_region_is_told_the_law_of_france(content: Content) -> None:
    others = [region.code for region in content.regions if region.code != "fr"]
    for code in others:
        elsewhere = content.in_region(code)
        assert elsewhere.has_verified_practice == (code == "gb")
        assert [step.id for step in elsewhere.practice_steps] == NEUTRAL_STEPS
        assert not ONLY_IN_FRANCE.findall(practice_texts(elsewhere)), code


def test_british_steps_have_sources_where_they_say_more_than_elsewhere(content: Content) -> None:
    neutral = {step.id: step.about for step in content.in_region("us").practice_steps}
    for step in content.in_region("gb").practice_steps:
        assert bool(step.sources) == (step.about != neutral[step.id]), step.id


def test_region_says_who_can_advise_and_defend(contents: Mapping[str, Content]) -> None:
    english = contents["en"]
    assert "defence organisation" in practice_texts(english.in_region("gb"))
    assert "malpractice carrier" in practice_texts(english.in_region("us"))


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('id = "gb"', 'id = "atlantis"', "no file of helplines/"),
        ('sources = ["has-rmm"]\n', "", "sources of this law"),
        ('id = "neutral"', 'id = "es"', "id = 'neutral'"),
    ],
)
def test_fault_of_a_practice_is_named(
    content_copy: ContentCopy, old: str, new: str, reason: str
) -> None:
    file = "fr/practice.toml"
    content_copy.write(file, content_copy.text(file).replace(old, new))
    with pytest.raises(ContentError) as error:
        load_contents(content_copy.root)
    assert reason in str(error.value)

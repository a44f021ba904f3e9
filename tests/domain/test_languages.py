import pytest
from hypothesis import given
from hypothesis import strategies as st

from sv_app.domain.content import DEFAULT, select_language

KNOWN = ("en", "fr")
codes = st.from_regex(r"[a-z]{2}([-_][A-Z]{2})?", fullmatch=True)


@given(st.sampled_from(KNOWN), st.lists(codes))
def test_what_the_person_chose_wins_over_the_device(chosen: str, spoken: list[str]) -> None:
    assert select_language(chosen, spoken, KNOWN) == chosen


@given(st.none() | codes.filter(lambda code: code not in KNOWN), st.lists(codes))
def test_else_the_first_language_of_the_device_that_the_app_knows(
    chosen: str | None, spoken: list[str]
) -> None:
    understood = [code[:2] for code in spoken if code[:2] in KNOWN]
    assert select_language(chosen, spoken, KNOWN) == [*understood, DEFAULT][0]


@pytest.mark.parametrize("code", ["en", "en-GB", "en_US", "EN", "En-us", "en-Latn-GB"])
def test_a_device_may_write_a_language_in_any_of_its_ways(code: str) -> None:
    assert select_language(None, ["de-DE", code, "fr-FR"], KNOWN) == "en"


@pytest.mark.parametrize("spoken", [[], [""], ["C"], ["de", "nl-BE"]])
def test_else_french(spoken: list[str]) -> None:
    assert select_language(None, spoken, KNOWN) == "fr"

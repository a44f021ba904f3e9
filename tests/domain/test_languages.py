import pytest
from hypothesis import given
from hypothesis import strategies as st

from sv_app.domain.content import DEFAULT_LANGUAGE, select_language

KNOWN = ("en", "fr")
codes = st.from_regex(r"[a-z]{2}([-_][A-Z]{2})?", fullmatch=True)


@given(st.sampled_from(KNOWN), st.lists(codes))
def test_chosen_language_wins_over_the_device(chosen: str, spoken: list[str]) -> None:
    assert select_language(chosen, spoken, KNOWN) == chosen


@given(st.none() | codes.filter(lambda code: code not in KNOWN), st.lists(codes))
def test_first_known_language_of_the_device_is_selected(
    chosen: str | None, spoken: list[str]
) -> None:
    known = [code[:2] for code in spoken if code[:2] in KNOWN]
    default = "en" if spoken else DEFAULT_LANGUAGE
    assert select_language(chosen, spoken, KNOWN) == [*known, default][0]


@pytest.mark.parametrize("code", ["en", "en-GB", "en_US", "EN", "En-us", "en-Latn-GB"])
def test_language_tag_is_read_in_any_form(code: str) -> None:
    assert select_language(None, ["de-DE", code, "fr-FR"], KNOWN) == "en"


@pytest.mark.parametrize("spoken", [[], [""], ["C"]])
def test_french_is_the_default(spoken: list[str]) -> None:
    assert select_language(None, spoken, KNOWN) == "fr"


@pytest.mark.parametrize("spoken", [["de", "nl-BE"], ["ja-JP"]])
def test_device_in_other_languages_gets_english(spoken: list[str]) -> None:
    assert select_language(None, spoken, KNOWN) == "en"
    assert select_language(None, spoken, ["fr"]) == "fr"

"""The language of the app: chosen by the person, else by the locales of the device."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sv_app.domain.content import DEFAULT_LANGUAGE, select_language

KNOWN = ("en", "fr")
codes = st.from_regex(r"[a-z]{2}([-_][A-Z]{2})?", fullmatch=True)


@given(st.sampled_from(KNOWN), st.lists(codes))
def test_chosen_language_wins_over_the_device(chosen: str, device_locales: list[str]) -> None:
    assert select_language(chosen, device_locales, KNOWN) == chosen


@given(st.none() | codes.filter(lambda code: code not in KNOWN), st.lists(codes))
def test_first_known_language_of_the_device_is_selected(
    chosen: str | None, device_locales: list[str]
) -> None:
    known = [code[:2] for code in device_locales if code[:2] in KNOWN]
    default = "en" if device_locales else DEFAULT_LANGUAGE
    assert select_language(chosen, device_locales, KNOWN) == [*known, default][0]


@pytest.mark.parametrize("code", ["en", "en-GB", "en_US", "EN", "En-us", "en-Latn-GB"])
def test_language_tag_is_read_in_any_form(code: str) -> None:
    assert select_language(None, ["de-DE", code, "fr-FR"], KNOWN) == "en"


@pytest.mark.parametrize("device_locales", [[], [""], ["C"]])
def test_french_is_the_default(device_locales: list[str]) -> None:
    assert select_language(None, device_locales, KNOWN) == "fr"


@pytest.mark.parametrize("device_locales", [["de", "nl-BE"], ["ja-JP"]])
def test_device_in_other_languages_gets_english(device_locales: list[str]) -> None:
    assert select_language(None, device_locales, KNOWN) == "en"
    assert select_language(None, device_locales, ["fr"]) == "fr"

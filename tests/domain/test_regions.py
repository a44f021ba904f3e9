"""The region of the numbers: selected by the device or the person, and its helplines."""

from collections.abc import Mapping

import pytest

from sv_app.domain.content import Content, select_content
from sv_app.domain.institution import HospitalContact, HospitalRole, Institution
from sv_app.domain.journal import Settings
from sv_app.domain.regions import RegionFacts, pick_region
from tests.languages import LANGUAGES

CHECKED = {"checked_on": "2026-01-01", "source": "https://example.org"}


def region_with_formats(*formats: str) -> RegionFacts:
    line = {"id": "one", "number": "15", **CHECKED}
    region = {
        "region": "xx",
        "talk_line": "one",
        "number_formats": formats,
        "territories": ["XX"],
        "line": [line],
    }
    return RegionFacts.model_validate(region)


@pytest.mark.parametrize(
    ("device_locales", "region"),
    [
        (["fr-BE"], "be"),
        (["nl_BE", "fr-FR"], "be-nl"),
        (["de-BE"], "be"),
        (["fr-CH"], "ch"),
        (["fr-CA"], "ca-qc"),
        (["FR-CA"], "ca-qc"),
        (["fr-ca"], "ca-qc"),
        (["fr-be"], "be"),
        (["en-CA"], "ca"),
        (["en_CA", "fr_CA"], "ca"),
        (["es-Latn-CA"], "ca"),
        (["fr-NC"], "other"),
        (["fr-PF"], "other"),
        (["fr-WF", "fr-FR"], "other"),
        (["en-AU"], "au"),
        (["en-ZA"], "other"),
        (["fr-MA", "fr"], "other"),
        (["es-419"], "other"),
        (["en-001"], "fr"),
        (["en-ZZ", "en-GB"], "gb"),
        (["ar", "fr-SN", "fr-FR"], "other"),
        (["en-GB"], "gb"),
        (["en_US"], "us"),
        (["ca-ES"], "es"),
        (["de-Latn-DE-1996"], "de"),
        (["fr-RE"], "fr"),
        (["fr-FR", "fr-BE"], "fr"),
        (["fr", "en-GB"], "gb"),
        (["en-XX"], "fr"),
        (["be", "ch", "US"], "fr"),
        (["fr"], "fr"),
        ([""], "fr"),
        ([], "fr"),
    ],
)
def test_device_locale_selects_the_region(
    contents: Mapping[str, Content], device_locales: list[str], region: str
) -> None:
    assert pick_region(None, device_locales, contents["fr"].regions) == region


@pytest.mark.parametrize(
    ("chosen", "region"),
    [("de", "de"), ("ca", "ca"), ("other", "other"), ("xx", "be"), ("BE", "be")],
)
def test_chosen_region_wins_if_it_exists(
    contents: Mapping[str, Content], chosen: str, region: str
) -> None:
    assert pick_region(chosen, ["fr-BE"], contents["fr"].regions) == region


@pytest.mark.parametrize("language", LANGUAGES)
def test_content_has_only_the_lines_of_its_region(
    contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    for region in content.regions:
        in_region = content.in_region(region.code)
        assert in_region.current_region == region
        assert in_region.helplines == region.lines
        assert in_region.current_region.talk_line == region.talk_line
        assert {*in_region.emergency_lines, *in_region.support_lines} == set(region.lines)
        assert all(line.facts.emergency for line in in_region.emergency_lines)
        assert not any(line.facts.emergency for line in in_region.support_lines)
        assert in_region.emergency_lines
        assert in_region.in_region("fr").helplines == content.helplines


def test_unknown_region_changes_nothing(
    contents: Mapping[str, Content],
) -> None:
    in_region = contents["fr"].in_region("be")
    assert in_region.in_region("atlantis") is in_region


@pytest.mark.parametrize(
    ("number_format", "number", "matches"),
    [
        ("0### ## ## ##", "0805 23 23 36", True),
        ("0### ## ## ##", "0805 23 23 3", False),
        ("0### ## ## ##", "1805 23 23 36", False),
        ("1 ### ###-####", "1 866 277-3553", True),
        ("1 ### ###-####", "1 866 277 3553", False),
        ("0### ## ## ##", "3114", True),
        ("### ###", "116 123", True),
    ],
)
def test_number_matches_the_formats_of_its_region(
    number_format: str, number: str, matches: bool
) -> None:
    assert region_with_formats(number_format).has_valid_format(number) is matches


@pytest.mark.parametrize(
    ("hospital_region", "chosen", "device_locales", "region"),
    [
        ("be", None, "en-GB", "be"),
        ("be", "ch", "en-GB", "ch"),
        (None, None, "en-GB", "gb"),
        (None, None, "fr-NC", "other"),
        (None, None, "fr", "fr"),
    ],
)
def test_hospital_selects_the_region_only_if_it_names_one(
    contents: Mapping[str, Content],
    hospital_region: str | None,
    chosen: str | None,
    device_locales: str,
    region: str,
) -> None:
    contact = HospitalContact(role=HospitalRole.INSURER, label="Desk", phone="01 23 45 67 89")
    hospital = Institution(name="Hospital", region=hospital_region, contacts=(contact,))
    with_hospital = {
        code: content.model_copy(update={"institution": hospital})
        for code, content in contents.items()
    }
    assert select_content(Settings(region=chosen), [device_locales], with_hospital).region == region

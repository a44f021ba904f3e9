from collections.abc import Mapping

import pytest

from sv_app.domain.content import Content, select_content
from sv_app.domain.institution import Institution, InternalContact, Role
from sv_app.domain.journal import Settings
from sv_app.domain.regions import RegionFacts, pick_region

CHECKED = {"checked_on": "2026-01-01", "source": "https://example.org"}


def written(*forms: str) -> RegionFacts:
    line = {"id": "one", "number": "15", **CHECKED}
    region = {"region": "xx", "first": "one", "forms": forms, "territories": ["XX"], "line": [line]}
    return RegionFacts.model_validate(region)


@pytest.mark.parametrize(
    ("spoken", "region"),
    [
        (["fr-BE"], "be"),
        (["nl_BE", "fr-FR"], "be"),
        (["fr-CH"], "ch"),
        (["fr-CA"], "ca-qc"),
        (["FR-CA"], "ca-qc"),
        (["en-CA"], "ca"),
        (["en_CA", "fr_CA"], "ca"),
        (["es-Latn-CA"], "ca"),
        (["fr-NC"], "other"),
        (["fr-PF"], "other"),
        (["fr-WF", "fr-FR"], "other"),
        (["en-AU"], "other"),
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
def test_the_first_guess_is_where_the_device_says_it_is(
    contents: Mapping[str, Content], spoken: list[str], region: str
) -> None:
    assert pick_region(None, spoken, contents["fr"].regions) == region


@pytest.mark.parametrize(
    ("chosen", "region"),
    [("de", "de"), ("ca", "ca"), ("other", "other"), ("xx", "be"), ("BE", "be")],
)
def test_the_region_chosen_wins_when_there_is_such_a_one(
    contents: Mapping[str, Content], chosen: str, region: str
) -> None:
    assert pick_region(chosen, ["fr-BE"], contents["fr"].regions) == region


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_kit_shows_the_lines_of_its_region_and_of_no_other(
    contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    for region in content.regions:
        there = content.in_region(region.code)
        assert there.here == region
        assert there.helplines == region.lines
        assert there.first_helpline == region.first
        assert {*there.emergency_lines, *there.support_lines} == set(region.lines)
        assert all(line.facts.emergency for line in there.emergency_lines)
        assert not any(line.facts.emergency for line in there.support_lines)
        assert there.emergency_lines
        assert there.in_region("fr").helplines == content.helplines


def test_a_region_that_is_none_leaves_the_lines_as_they_are(
    contents: Mapping[str, Content],
) -> None:
    there = contents["fr"].in_region("be")
    assert there.in_region("atlantis") is there


@pytest.mark.parametrize(
    ("form", "number", "so"),
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
def test_a_number_is_written_as_its_region_writes_numbers(form: str, number: str, so: bool) -> None:
    assert written(form).is_written_as_there(number) is so


@pytest.mark.parametrize(
    ("of_hospital", "chosen", "spoken", "region"),
    [
        ("be", None, "en-GB", "be"),
        ("be", "ch", "en-GB", "ch"),
        (None, None, "en-GB", "gb"),
        (None, None, "fr-NC", "other"),
        (None, None, "fr", "fr"),
    ],
)
def test_a_hospital_decides_the_region_only_if_it_names_one(
    contents: Mapping[str, Content],
    of_hospital: str | None,
    chosen: str | None,
    spoken: str,
    region: str,
) -> None:
    contact = InternalContact(role=Role.INSURER, label="Desk", phone="01 23 45 67 89")
    hospital = Institution(name="Hospital", region=of_hospital, contacts=(contact,))
    own = {
        code: content.model_copy(update={"institution": hospital})
        for code, content in contents.items()
    }
    assert select_content(Settings(region=chosen), [spoken], own).region == region

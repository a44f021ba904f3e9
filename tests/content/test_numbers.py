from collections.abc import Mapping

import pytest

from sv_app.data.content import CONTENT
from sv_app.domain.helplines import Channel
from sv_app.domain.kit import Kit
from tests.content.texts import every_string, long_numbers, numbers

LINES = {
    # id: number, channel, whether it is for a danger to life
    "suicide-prevention": ("3114", Channel.CALL, True),
    "samu": ("15", Channel.CALL, True),
    "europe-emergency": ("112", Channel.CALL, True),
    "sms-emergency": ("114", Channel.SMS, True),
    "sps": ("0805 23 23 36", Channel.CALL, False),
    "cnom": ("0800 288 038", Channel.CALL, False),
}
OBSOLETE = {"0826000401", "0800800854"}
SHORT = {15, 112, 114, 3114}


def test_the_six_lines_have_their_exact_numbers_and_channels(kit: Kit) -> None:
    facts = {line.id: line.facts for line in kit.helplines}
    assert {i: (f.number, f.channel, f.emergency) for i, f in facts.items()} == LINES
    assert len(kit.helplines) == len(LINES)


def test_every_line_says_who_answers_when_and_when_it_was_checked(kit: Kit) -> None:
    for line in kit.helplines:
        assert line.words.who_answers
        assert line.words.hours
        assert line.facts.checked_on.year >= 2026
        assert line.facts.source.scheme == "https"


def test_both_languages_share_the_facts_of_a_line(kits: Mapping[str, Kit]) -> None:
    assert [line.facts for line in kits["fr"].helplines] == [
        line.facts for line in kits["en"].helplines
    ]


def test_no_text_holds_a_number_that_is_not_a_line(kit: Kit) -> None:
    known = {number.replace(" ", "") for number, _, _ in LINES.values()}
    found = {key: long_numbers(text) - known for key, text in every_string(kit)}
    assert {key: numbers for key, numbers in found.items() if numbers} == {}


def test_no_file_holds_an_obsolete_number() -> None:
    files = [path for path in CONTENT.rglob("*") if path.suffix in {".toml", ".md"}]
    assert len(files) > 30
    for file in files:
        digits = " ".join(long_numbers(file.read_text("utf-8")))
        assert [number for number in OBSOLETE if number in digits] == [], file.name


def test_the_emergency_words_name_the_emergency_numbers(kit: Kit) -> None:
    assert {15, 112, 3114} <= numbers(kit.messages.emergency)


def test_a_script_for_a_danger_to_life_names_the_numbers(kit: Kit) -> None:
    script = kit.script("worried-for-life")
    assert script is not None
    assert {15, 112, 3114} <= numbers(script.step_up)


def test_the_words_of_a_short_line_name_no_other_line(kit: Kit) -> None:
    for line in kit.helplines:
        named = set().union(*(numbers(str(text)) for _, text in line.words)) & SHORT
        assert named <= {int(line.facts.number.replace(" ", ""))}, line.id


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("0826 000 401", {"0826000401"}),
        ("0800 800 854", {"0800800854"}),
        ("0826.00.04.01", {"0826000401"}),
        ("+33 8 26 00 04 01", {"33826000401"}),
        ("11 649, 81 %", set()),
    ],
)
def test_a_number_is_found_however_it_is_grouped(text: str, found: set[str]) -> None:
    assert long_numbers(text) == found

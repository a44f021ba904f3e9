"""The helplines of each region: numbers, hours, marks and the texts that name them."""

import re

import pytest

from sv_app.domain.content import Content
from sv_app.domain.helplines import Channel
from sv_app.project import CONTENT
from tests.content.texts import every_string, long_numbers, numbers

LINES = {
    # region: id: number, channel, whether it is an emergency line
    "fr": {
        "suicide-prevention": ("3114", Channel.CALL, True),
        "samu": ("15", Channel.CALL, True),
        "europe-emergency": ("112", Channel.CALL, True),
        "sms-emergency": ("114", Channel.SMS, True),
        "sps": ("0805 23 23 36", Channel.CALL, False),
        "cnom": ("0800 288 038", Channel.CALL, False),
        "fr-mots": ("06 08 28 25 89", Channel.CALL, False),
        "fr-students": ("0800 737 800", Channel.CALL, False),
        "fr-aura-doctors": ("0805 62 01 33", Channel.CALL, False),
    },
    "be": {
        "be-suicide-fr": ("0800 32 123", Channel.CALL, True),
        "be-suicide-nl": ("1813", Channel.CALL, True),
        "europe-emergency": ("112", Channel.CALL, True),
        "be-talk-fr": ("107", Channel.CALL, False),
        "be-talk-nl": ("106", Channel.CALL, False),
        "be-talk-de": ("108", Channel.CALL, False),
    },
    "be-nl": {
        "be-suicide-nl": ("1813", Channel.CALL, True),
        "be-suicide-fr": ("0800 32 123", Channel.CALL, True),
        "europe-emergency": ("112", Channel.CALL, True),
        "be-talk-nl": ("106", Channel.CALL, False),
        "be-talk-fr": ("107", Channel.CALL, False),
        "be-talk-de": ("108", Channel.CALL, False),
    },
    "ch": {
        "ch-helping-hand": ("143", Channel.CALL, True),
        "ch-ambulance": ("144", Channel.CALL, True),
        "ch-doctors": ("0800 0 73633", Channel.CALL, False),
    },
    "ca-qc": {
        "ca-qc-suicide": ("1 866 277-3553", Channel.CALL, True),
        "ca-suicide": ("988", Channel.CALL, True),
        "ca-suicide-text": ("988", Channel.SMS, True),
        "north-america-emergency": ("911", Channel.CALL, True),
        "ca-qc-info-social": ("811", Channel.CALL, False),
        "ca-qc-doctors": ("514 397-0888", Channel.CALL, False),
    },
    "ca": {
        "ca-suicide": ("988", Channel.CALL, True),
        "ca-suicide-text": ("988", Channel.SMS, True),
        "north-america-emergency": ("911", Channel.CALL, True),
    },
    "gb": {
        "gb-samaritans": ("116 123", Channel.CALL, True),
        "gb-emergency": ("999", Channel.CALL, True),
        "gb-bma": ("0330 123 1245", Channel.CALL, False),
        "gb-nhs-111": ("111", Channel.CALL, True),
        "gb-ni-lifeline": ("0808 808 8000", Channel.CALL, True),
        "gb-practitioner-health": ("0300 0303 300", Channel.CALL, False),
    },
    "us": {
        "us-suicide": ("988", Channel.CALL, True),
        "north-america-emergency": ("911", Channel.CALL, True),
        "us-physicians": ("1-888-409-0141", Channel.CALL, False),
    },
    "es": {
        "es-suicide": ("024", Channel.CALL, True),
        "europe-emergency": ("112", Channel.CALL, True),
    },
    "de": {
        "de-pastoral": ("0800 111 0 111", Channel.CALL, True),
        "europe-emergency": ("112", Channel.CALL, True),
        "de-psu": ("0800 0 911 912", Channel.CALL, False),
    },
    "nl": {
        "nl-suicide": ("113", Channel.CALL, True),
        "europe-emergency": ("112", Channel.CALL, True),
    },
    "lu": {
        "lu-sos": ("45 45 45", Channel.CALL, True),
        "europe-emergency": ("112", Channel.CALL, True),
    },
    "ie": {
        "ie-samaritans": ("116 123", Channel.CALL, True),
        "europe-emergency": ("112", Channel.CALL, True),
        "ie-emergency": ("999", Channel.CALL, True),
        "ie-practitioner-health": ("01 297 0356", Channel.CALL, False),
    },
    "at": {
        "at-pastoral": ("142", Channel.CALL, True),
        "europe-emergency": ("112", Channel.CALL, True),
        "at-ambulance": ("144", Channel.CALL, True),
    },
    "pt": {
        "pt-suicide": ("1411", Channel.CALL, True),
        "europe-emergency": ("112", Channel.CALL, True),
        "pt-sns24": ("808 24 24 24", Channel.CALL, False),
    },
    "it": {
        "it-friend": ("02 2327 2327", Channel.CALL, True),
        "europe-emergency": ("112", Channel.CALL, True),
    },
    "au": {
        "au-lifeline": ("13 11 14", Channel.CALL, True),
        "au-emergency": ("000", Channel.CALL, True),
        "au-nurse-midwife": ("1800 667 877", Channel.CALL, False),
        "au-doctors": ("1300 374 377", Channel.CALL, False),
    },
    "nz": {
        "nz-talk": ("1737", Channel.CALL, True),
        "nz-talk-text": ("1737", Channel.SMS, True),
        "nz-emergency": ("111", Channel.CALL, True),
    },
    "other": {
        "europe-emergency": ("112", Channel.CALL, True),
    },
}
TALK_LINES = {
    "fr": "sps",
    "be": "be-talk-fr",
    "be-nl": "be-talk-nl",
    "ch": "ch-helping-hand",
    "ca-qc": "ca-qc-suicide",
    "ca": "ca-suicide",
    "gb": "gb-samaritans",
    "us": "us-suicide",
    "es": "es-suicide",
    "de": "de-pastoral",
    "nl": "nl-suicide",
    "lu": None,
    "ie": "ie-samaritans",
    "at": "at-pastoral",
    "pt": "pt-suicide",
    "it": None,
    "au": "au-lifeline",
    "nz": "nz-talk",
    "other": None,
}
SUICIDE_LINES = {
    "fr": {"suicide-prevention"},
    "be": {"be-suicide-fr", "be-suicide-nl"},
    "be-nl": {"be-suicide-fr", "be-suicide-nl"},
    "ch": {"ch-helping-hand"},
    "ca-qc": {"ca-qc-suicide", "ca-suicide", "ca-suicide-text"},
    "ca": {"ca-suicide", "ca-suicide-text"},
    "gb": {"gb-samaritans", "gb-nhs-111", "gb-ni-lifeline"},
    "us": {"us-suicide"},
    "es": {"es-suicide"},
    "de": {"de-pastoral"},
    "nl": {"nl-suicide"},
    "lu": {"lu-sos"},
    "ie": {"ie-samaritans"},
    "at": {"at-pastoral"},
    "pt": {"pt-suicide"},
    "it": {"it-friend"},
    "au": {"au-lifeline"},
    "nz": {"nz-talk", "nz-talk-text"},
    "other": set(),
}
TO_CONFIRM = {
    ("fr", "fr-aura-doctors"),
    ("ch", "ch-doctors"),
    ("ca-qc", "ca-qc-doctors"),
    ("gb", "gb-practitioner-health"),
    ("ie", "ie-practitioner-health"),
    ("other", "europe-emergency"),
}
"""Lines with too few sources: they are shown, and marked as numbers to confirm."""
LINES_WITH_COST = {
    "suicide-prevention",
    "samu",
    "europe-emergency",
    "sms-emergency",
    "sps",
    "cnom",
    "fr-students",
    "fr-aura-doctors",
    "be-suicide-fr",
    "be-suicide-nl",
    "be-talk-fr",
    "be-talk-nl",
    "be-talk-de",
    "ca-suicide",
    "ca-suicide-text",
    "ca-qc-info-social",
    "gb-samaritans",
    "gb-ni-lifeline",
    "us-physicians",
    "es-suicide",
    "de-pastoral",
    "de-psu",
    "nl-suicide",
    "ie-samaritans",
    "at-pastoral",
    "at-ambulance",
    "pt-suicide",
    "au-lifeline",
    "au-nurse-midwife",
    "nz-talk",
    "nz-talk-text",
}
"""Lines whose cost has a source; the others state no cost."""
DAY_AND_NIGHT = {
    "suicide-prevention",
    "samu",
    "europe-emergency",
    "sms-emergency",
    "sps",
    "cnom",
    "fr-mots",
    "fr-aura-doctors",
    "be-suicide-fr",
    "be-suicide-nl",
    "be-talk-fr",
    "be-talk-nl",
    "be-talk-de",
    "ch-helping-hand",
    "ca-qc-suicide",
    "ca-suicide",
    "ca-suicide-text",
    "ca-qc-info-social",
    "gb-samaritans",
    "gb-bma",
    "gb-nhs-111",
    "gb-ni-lifeline",
    "us-suicide",
    "es-suicide",
    "de-pastoral",
    "nl-suicide",
    "ie-samaritans",
    "at-pastoral",
    "at-ambulance",
    "pt-suicide",
    "au-lifeline",
    "au-emergency",
    "au-nurse-midwife",
    "nz-talk",
    "nz-talk-text",
}
LINES_WITH_HOURS = {
    *DAY_AND_NIGHT,
    "fr-students",
    "ch-doctors",
    "ca-qc-doctors",
    "gb-practitioner-health",
    "de-psu",
    "lu-sos",
    "it-friend",
}
"""Lines whose hours have a source; the others state no hours."""
OBSOLETE = {"0826000401", "0800800854", "0800006962", "0800730958", "03001317000"}
SHORT_NUMBERS = {int(n) for region in LINES.values() for n, _, _ in region.values() if n.isdigit()}


def test_every_line_has_its_exact_number_and_channel(content: Content) -> None:
    lines = {
        region.code: {
            line.id: (line.facts.number, line.facts.channel, line.facts.emergency)
            for line in region.lines
        }
        for region in content.regions
    }
    assert lines == LINES
    assert {region.code: region.talk_line_id for region in content.regions} == TALK_LINES


def test_every_line_was_checked_since_2026_and_has_a_secure_source(content: Content) -> None:
    for line in [line for region in content.regions for line in region.lines]:
        assert line.facts.checked_on.year >= 2026
        assert line.facts.source.startswith("https://")


def test_only_poorly_sourced_lines_are_marked_to_confirm(content: Content) -> None:
    to_confirm = {
        (region.code, line.id)
        for region in content.regions
        for line in region.lines
        if line.facts.to_confirm
    }
    assert to_confirm == TO_CONFIRM


def test_hours_and_cost_are_stated_only_where_they_are_known(content: Content) -> None:
    lines = [line for region in content.regions for line in region.lines]
    assert {line.id for line in lines if line.words.hours} == LINES_WITH_HOURS
    assert {line.id for line in lines if line.words.cost} == LINES_WITH_COST


def test_emergency_line_never_has_unknown_hours(content: Content) -> None:
    lines = [line for region in content.regions for line in region.lines]
    unknown = [
        line for line in lines if content.hours(line) == content.labels.helplines.hours_unknown
    ]
    assert "us-physicians" in {line.id for line in unknown}
    assert not [line.id for line in unknown if line.facts.emergency or line.words.hours]


def test_suicide_line_of_unknown_hours_may_be_closed(content: Content) -> None:
    """Only an emergency number answers at any hour without saying so."""
    lines = {line.id: line for region in content.regions for line in region.lines}
    without_hours = lines["lu-sos"].words.model_copy(update={"hours": None})
    line = lines["lu-sos"].model_copy(update={"words": without_hours})
    assert content.hours(line) == content.labels.helplines.hours_unknown
    assert content.hours(lines["gb-emergency"]) is None


MENU_OPTIONS = {"gb-nhs-111": "2", "ca-qc-info-social": "2", "pt-sns24": "4"}


def test_option_of_a_menu_is_known_and_is_in_the_name(content: Content) -> None:
    """A button that shows a number without its name shows the option instead."""
    lines = {line.id: line.words for region in content.regions for line in region.lines}
    options = {line_id: words.menu_option for line_id, words in lines.items() if words.menu_option}
    assert options.keys() == MENU_OPTIONS.keys()
    for line_id, option in options.items():
        assert option.endswith(f" {MENU_OPTIONS[line_id]}")
        assert option in lines[line_id].name
    others = [words.name for line_id, words in lines.items() if line_id not in MENU_OPTIONS]
    assert [name for name in others if re.search(r"\b(option|opción)\b", name)] == []


def test_lines_that_answer_day_and_night_are_marked(content: Content) -> None:
    lines = [line for region in content.regions for line in region.lines]
    assert {line.id for line in lines if line.facts.day_and_night} == DAY_AND_NIGHT


def test_suicide_lines_of_every_region_are_marked(content: Content) -> None:
    lines = {region.code: {line.id for line in region.suicide_lines} for region in content.regions}
    assert lines == SUICIDE_LINES


def test_emergency_text_says_to_move_means_away_and_go_to_hospital(content: Content) -> None:
    move_away, go = {
        "fr": ("Éloignez", "aux urgences"),
        "en": ("out of reach", "emergency department"),
        "es": ("Aleja", "a urgencias"),
    }[content.code]
    for region in content.regions:
        assert move_away in region.words.emergency, region.code
        # The hospital department has another name in the United Kingdom.
        place = "A&E" if (region.code, content.code) == ("gb", "en") else go
        assert place in region.words.emergency, region.code


def test_danger_and_suicide_texts_name_an_emergency_line(content: Content) -> None:
    for region in content.regions:
        urgent = {line.facts.display_number for line in region.emergency_lines}
        assert [n for n in urgent if n in region.words.emergency_number] != [], region.code
        assert [n for n in urgent if n in region.words.suicide] != [], region.code


def test_every_phone_number_in_a_text_is_a_line(content: Content) -> None:
    known = {
        number.replace(" ", "").replace("-", "")
        for region in LINES.values()
        for number, _, _ in region.values()
    }
    unknown = {key: long_numbers(text) - known for key, text in every_string(content)}
    assert {key: found for key, found in unknown.items() if found} == {}


def test_no_file_contains_an_obsolete_number() -> None:
    files = [path for path in CONTENT.rglob("*") if path.suffix in {".toml", ".md"}]
    assert len(files) > 30
    for file in files:
        digits = " ".join(long_numbers(file.read_text("utf-8")))
        assert [number for number in OBSOLETE if number in digits] == [], file.name


def test_emergency_text_names_the_emergency_lines(content: Content) -> None:
    assert {15, 112, 3114} <= numbers(content.current_region.words.emergency)


OTHER_NUMBERS = {2, 4, 9, 21, 24, 72}
"""Numbers in a region's texts that are not dialled: hours, an option, the names SNS 24, DRS4DRS."""


def test_texts_of_a_region_name_only_its_own_lines(content: Content) -> None:
    for region in content.regions:
        own_numbers = {line.facts.display_number for line in region.lines}
        named = [number for number in own_numbers if number in region.words.emergency]
        assert region.danger_slot_line.facts.display_number in named, region.code
        text = region.words.emergency + region.words.external
        for number in sorted(own_numbers, key=len, reverse=True):
            text = text.replace(number, "")
        assert numbers(text) - OTHER_NUMBERS == set(), region.code


def test_script_for_a_life_in_danger_names_the_numbers(content: Content) -> None:
    script = content.script("worried-for-life")
    assert script is not None
    assert {15, 112, 3114} <= numbers(script.step_up)


def test_texts_of_a_line_name_no_other_short_number(content: Content) -> None:
    for line in [line for region in content.regions for line in region.lines]:
        named = set().union(*(numbers(str(text)) for _, text in line.words)) & SHORT_NUMBERS
        own_numbers = numbers(line.facts.number)
        assert named <= own_numbers, line.id


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0826 000 401", {"0826000401"}),
        ("0800 800 854", {"0800800854"}),
        ("0826.00.04.01", {"0826000401"}),
        ("+33 8 26 00 04 01", {"33826000401"}),
        ("11 649, 81 %", set()),
    ],
)
def test_phone_number_is_found_in_any_grouping(text: str, expected: set[str]) -> None:
    assert long_numbers(text) == expected

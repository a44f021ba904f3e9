"""What each rule finds, and what it leaves alone."""

import pytest

from sv_app.data.content_files import Reader
from sv_app.domain.self_check import NextStep
from sv_app.editorial.rules import (
    Rule,
    RulesFile,
    broken_rules,
    failed_rule_examples,
    outcomes,
    too_long,
    unclosed_marks,
    undrawable_letters,
    words,
)
from sv_app.editorial.texts import SourceText
from sv_app.project import CONTENT


def sentence(count: int) -> str:
    return " ".join(["mot"] * count) + "."


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Un deux trois.", 3),
        ("Quoi\u00a0? Oui\u00a0: non.", 3),
        ("11\u00a0649 personnes", 2),
        ("«\u00a0Oui\u00a0»", 1),
        ("à – b", 2),
        ("l’an 1", 2),
    ],
)
def test_words_are_counted_as_one_reads_them(text: str, count: int) -> None:
    assert words(text) == count


@pytest.mark.parametrize(
    "text",
    [
        sentence(25),
        f"{sentence(25)} {sentence(25)}",
        f"«\u00a0{sentence(20)}\u00a0» {sentence(20)}",
        f"“{sentence(20)}” {sentence(20)}",
        f"{sentence(20)[:-1]}\u00a0? {sentence(20)}",
    ],
)
def test_a_text_short_enough_is_left_alone(text: str) -> None:
    assert list(too_long(text)) == []


@pytest.mark.parametrize(
    "text", [sentence(26), f"Un. {sentence(26)}", f"«\u00a0{sentence(26)}\u00a0» Un.", "mot " * 61]
)
def test_a_text_too_long_is_told(text: str) -> None:
    assert list(too_long(text))


def test_a_paragraph_counts_all_its_sentences() -> None:
    assert list(too_long(" ".join([sentence(20)] * 3))) == []
    assert len(list(too_long(" ".join([sentence(20)] * 3 + ["Un."])))) == 1


@pytest.mark.parametrize("letter", ["→", "✓", "😀", "\u202f", "字"])
def test_a_letter_no_font_of_the_app_draws_is_told(letter: str) -> None:
    (reason,) = undrawable_letters(f"Un {letter} deux {letter}.")
    assert f"U+{ord(letter):04X}" in reason


@pytest.mark.parametrize("text", ["Ça, c’est dû à l’œuvre\u00a0: «\u00a0oui\u00a0».", "“Yes” – 5"])
def test_the_letters_of_the_languages_are_drawn(text: str) -> None:
    assert list(undrawable_letters(text)) == []


@pytest.mark.parametrize(("text", "open_"), [("« a", 1), ("a”", 1), ("« a » “b”", 0), ("a", 0)])
def test_quotation_marks_come_in_pairs(text: str, open_: int) -> None:
    assert len(list(unclosed_marks(text))) == open_


def rule(**more: object) -> Rule:
    given = {"id": "a", "reason": "b", "patterns": ["x"], "examples": ["x"]}
    return Rule.model_validate(given | more)


@pytest.mark.parametrize(
    ("only", "but", "place", "holds"),
    [
        (["*"], [], "signs.ask", True),
        (["helplines.*"], [], "signs.ask", False),
        (["helplines.*"], [], "helplines.line.sps.name", True),
        (["*"], ["scripts.*.avoid.*.text"], "scripts.a.avoid.b.text", False),
        (["*"], ["scripts.*.avoid.*.text"], "scripts.a.avoid.b.why", True),
    ],
)
def test_a_rule_holds_where_it_says(
    only: list[str], but: list[str], place: str, holds: bool
) -> None:
    assert rule(only=only, **{"except": but}).holds_for(place) is holds


def test_a_rule_does_not_look_at_small_and_capital_letters() -> None:
    assert rule().finds("aXa")
    assert not rule().finds("aa")


@pytest.mark.parametrize(
    ("more", "key"),
    [
        ({"examples": ["x", "y"]}, "rule.a.examples"),
        ({"fine": ["x"]}, "rule.a.fine"),
        ({"patterns": ["x", "y"]}, "rule.a.patterns[2]"),
    ],
)
def test_a_rule_that_does_not_do_what_it_says_is_told(more: dict[str, object], key: str) -> None:
    assert [told for told, _ in failed_rule_examples([rule(**more)])] == [key]
    assert list(failed_rule_examples([rule()])) == []


def written() -> list[tuple[str, Rule]]:
    """Every rule of content/, beside the file it is in."""
    files = [CONTENT / "rules.toml", *sorted(CONTENT.glob("??/rules.toml"))]
    assert len(files) == 3
    reader = Reader(CONTENT)
    read = [(path.parent.name, reader.read(path, RulesFile)) for path in files]
    return [(folder, one) for folder, file in read if file for one in file.rule]


@pytest.mark.parametrize(
    ("folder", "one"), [pytest.param(f, r, id=f"{f}/{r.id}") for f, r in written()]
)
def test_every_rule_finds_its_examples_and_leaves_the_others_where_it_holds(
    folder: str, one: Rule
) -> None:
    place = one.only[0].replace("*", "who_answers") if one.only != ("*",) else "signs.since.days"
    assert one.examples
    assert one.fine
    for texts, count in ((one.examples, 1), (one.fine, 0)):
        for text in texts:
            said = [SourceText(CONTENT, "key", place, text)]
            assert len(list(broken_rules([one], said))) == count, f"{folder}: {text}"


def test_every_self_check_ends_with_somebody_to_turn_to() -> None:
    assert len(outcomes()) == 4
    for steps in outcomes():
        assert {NextStep.INTERNAL, NextStep.EXTERNAL} <= set(steps)
        assert (NextStep.EMERGENCY in steps) is (steps[0] is NextStep.EMERGENCY)

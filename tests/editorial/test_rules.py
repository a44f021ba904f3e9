"""Editorial rules: what each finds, and what it accepts."""

import re

import pytest

from sv_app.data.content_files import Reader
from sv_app.editorial.rules import (
    Rule,
    RulesFile,
    broken_rules,
    count_words,
    failed_rule_examples,
    too_long,
    unclosed_marks,
    undrawable_letter_messages,
)
from sv_app.editorial.texts import ContentText
from sv_app.project import CONTENT
from tests.languages import LANGUAGES


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
def test_words_are_counted_as_they_are_read(text: str, count: int) -> None:
    assert count_words(text) == count


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
def test_text_within_the_limits_is_accepted(text: str) -> None:
    assert list(too_long(text)) == []


@pytest.mark.parametrize(
    "text", [sentence(26), f"Un. {sentence(26)}", f"«\u00a0{sentence(26)}\u00a0» Un.", "mot " * 61]
)
def test_text_over_the_limits_is_reported(text: str) -> None:
    assert list(too_long(text))


def test_paragraph_limit_counts_all_sentences() -> None:
    assert list(too_long(" ".join([sentence(20)] * 3))) == []
    assert len(list(too_long(" ".join([sentence(20)] * 3 + ["Un."])))) == 1


@pytest.mark.parametrize("letter", ["→", "✓", "😀", "\u202f", "字"])
def test_letter_without_a_glyph_is_reported(letter: str) -> None:
    (reason,) = undrawable_letter_messages(f"Un {letter} deux {letter}.")
    assert f"U+{ord(letter):04X}" in reason


@pytest.mark.parametrize("text", ["Ça, c’est dû à l’œuvre\u00a0: «\u00a0oui\u00a0».", "“Yes” – 5"])
def test_letters_of_the_languages_have_glyphs(text: str) -> None:
    assert list(undrawable_letter_messages(text)) == []


@pytest.mark.parametrize(("text", "open_"), [("« a", 1), ("a”", 1), ("« a » “b”", 0), ("a", 0)])
def test_unclosed_quotation_marks_are_counted(text: str, open_: int) -> None:
    assert len(list(unclosed_marks(text))) == open_


def rule(**changes: object) -> Rule:
    fields = {"id": "a", "reason": "b", "patterns": ["x"], "examples": ["x"]}
    return Rule.model_validate(fields | changes)


@pytest.mark.parametrize(
    ("only", "but", "key_path", "holds"),
    [
        (["*"], [], "signs.ask", True),
        (["helplines.*"], [], "signs.ask", False),
        (["helplines.*"], [], "helplines.line.sps.name", True),
        (["*"], ["scripts.*.avoid.*.text"], "scripts.a.avoid.b.text", False),
        (["*"], ["scripts.*.avoid.*.text"], "scripts.a.avoid.b.why", True),
    ],
)
def test_rule_applies_to_its_keys_except_some(
    only: list[str], but: list[str], key_path: str, holds: bool
) -> None:
    assert rule(only=only, **{"except": but}).applies_to(key_path) is holds


def test_rule_ignores_case() -> None:
    assert rule().finds("aXa")
    assert not rule().finds("aa")


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"examples": ["x", "y"]}, "rule.a.examples"),
        ({"counterexamples": ["x"]}, "rule.a.counterexamples"),
        ({"patterns": ["x", "y"]}, "rule.a.patterns[2]"),
    ],
)
def test_rule_that_contradicts_its_examples_is_reported(
    changes: dict[str, object], key: str
) -> None:
    assert [fault_key for fault_key, _ in failed_rule_examples([rule(**changes)])] == [key]
    assert list(failed_rule_examples([rule()])) == []


def test_names_that_are_never_used_are_found() -> None:
    """The table "One thing, one name" of content/README.md and the rules `one-name` agree."""
    readme = (CONTENT / "README.md").read_text("utf-8")
    (table,) = re.findall(r"\| In French .* \| Never \|\n\|[-|]+\|\n((?:\|.*\|\n)+)", readme)
    never = [name for row in table.splitlines() for name in row.split("|")[-2].split(",")]
    rules = [rule for _, rule in shipped_rules() if rule.id == "one-name"]
    assert len(rules) == len(LANGUAGES)
    assert len(never) > 20
    assert [name for name in never if not any(rule.finds(name.strip()) for rule in rules)] == []


def shipped_rules() -> list[tuple[str, Rule]]:
    """Return every rule of content/, with the name of its folder."""
    files = [CONTENT / "rules.toml", *sorted(CONTENT.glob("??/rules.toml"))]
    assert len(files) == 1 + len(LANGUAGES)
    reader = Reader(CONTENT)
    rule_files = [(path.parent.name, reader.read(path, RulesFile)) for path in files]
    return [(folder, each) for folder, file in rule_files if file for each in file.rule]


@pytest.mark.parametrize(
    ("folder", "shipped_rule"), [pytest.param(f, r, id=f"{f}/{r.id}") for f, r in shipped_rules()]
)
def test_every_shipped_rule_finds_its_examples_and_accepts_its_counterexamples(
    folder: str, shipped_rule: Rule
) -> None:
    # Any key path to which the rule applies.
    key_within_the_rule = (
        shipped_rule.only[0].replace("*", "who_answers")
        if shipped_rule.only != ("*",)
        else "signs.since.days"
    )
    assert shipped_rule.examples
    assert shipped_rule.counterexamples
    for texts, count in ((shipped_rule.examples, 1), (shipped_rule.counterexamples, 0)):
        for text in texts:
            content_texts = [ContentText(CONTENT, "key", key_within_the_rule, text)]
            assert len(list(broken_rules([shipped_rule], content_texts))) == count, (
                f"{folder}: {text}"
            )

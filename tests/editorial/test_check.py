"""Every rule of the words, each with a text that breaks it; all told at once."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sv_app.cli import main
from sv_app.data.content import load_contents
from sv_app.data.content_files import ContentError, Fault
from sv_app.editorial.rules import checked_contents
from tests.data.content_copy import Words
from tests.source import ROOT

SCRIPT, ENGLISH, LABELS = "fr/scripts/silence.toml", "en/scripts/silence.toml", "fr/labels.toml"
LONG = " ".join(["mot"] * 26) + "."
PARAGRAPH = "Dix mots dans cette phrase, et pas un de plus. " * 6 + "Un."

Break = Callable[[Words], None]


def aim(text: str, file: str = SCRIPT) -> Break:
    """The aim of a script becomes `text`."""
    return lambda words: words.line(file, "aim", f'aim = "{text}"')


BREAKS: dict[str, tuple[Break, str, str, str]] = {
    # what is wrong: how, then the file, the key, and what the reason names
    "a sentence too long": (aim(LONG), SCRIPT, "aim", "sentence of 26"),
    "a paragraph too long": (aim(PARAGRAPH), SCRIPT, "aim", "61 words"),
    "a claim in French": (aim("Cela va passer."), SCRIPT, "aim", "it-will-pass"),
    "a claim in English": (aim("It will pass.", ENGLISH), ENGLISH, "aim", "it-will-pass"),
    "a letter the fonts lack": (aim("Là → ici."), SCRIPT, "aim", "U+2192"),
    "a straight apostrophe": (aim("C'est là."), SCRIPT, "aim", "curly"),
    "an exclamation": (aim("Courage\u00a0!"), SCRIPT, "aim", "shouting"),
    "two spaces": (aim("Un  deux."), SCRIPT, "aim", "spaces"),
    "a French mark without its space": (aim("Quoi?"), SCRIPT, "aim", "space-before"),
    "a French quote without its space": (aim("«Oui\u00a0»"), SCRIPT, "aim", "space-after"),
    "a figure that may break": (aim("11 649 personnes."), SCRIPT, "aim", "figures"),
    "English quotes in French": (aim("“Oui”"), SCRIPT, "aim", "quotes"),
    "French quotes in English": (aim("«\u00a0Yes\u00a0»", ENGLISH), ENGLISH, "aim", "quotes"),
    "an English mark with a space": (aim("What ?", ENGLISH), ENGLISH, "aim", "space-before"),
    "a quotation left open": (aim("«\u00a0Oui."), SCRIPT, "aim", "pairs"),
    "the word that hurts": (aim("La victime est là."), SCRIPT, "aim", "second-victim"),
    "psychologists at the medical council": (
        aim("À l’Ordre des médecins, des psychologues répondent."),
        SCRIPT,
        "aim",
        "council",
    ),
    "two scripts of one rank": (
        lambda w: w.line(SCRIPT, "order", "order = 1"),
        SCRIPT,
        "order",
        "first-minute",
    ),
    "a phrase of a source the script does not list": (
        lambda w: w.line(SCRIPT, "source", 'source = "busch-2020"'),
        SCRIPT,
        "source",
        "busch-2020",
    ),
    "a phrase said twice": (
        lambda w: w.write(SCRIPT, w.text(SCRIPT).replace(*first_two_phrases(w))),
        SCRIPT,
        "phrase",
        "same",
    ),
    "a moment that ends with nobody to call": (
        lambda w: w.line(SCRIPT, "step_up", 'step_up = "Restez là."'),
        SCRIPT,
        "step_up",
        "{danger}",
    ),
    "a region whose danger names no number": (
        lambda w: w.line("fr/helplines.toml", "danger", 'danger = "les secours"'),
        "fr/helplines.toml",
        "region.fr.danger",
        "number",
    ),
    "a region whose danger names its line for suicide": (
        lambda w: w.line("fr/helplines.toml", "danger", 'danger = "le 3114"'),
        "fr/helplines.toml",
        "region.fr.danger",
        "15 or 112",
    ),
    "a region whose line for suicide is another": (
        lambda w: w.line("fr/helplines.toml", "suicide", 'suicide = "le 15"'),
        "fr/helplines.toml",
        "region.fr.suicide",
        "3114",
    ),
    "a crisis word that is not recognised": (
        lambda w: w.line("fr/crisis.toml", "examples", 'examples = [\n  "tristesse",'),
        "fr/crisis.toml",
        "examples[1]",
        "add its words",
    ),
    "an ordinary word taken for a crisis": (
        lambda w: w.line("en/crisis.toml", "fine", 'fine = [\n  "suicidal",'),
        "en/crisis.toml",
        "fine[1]",
        "more precise",
    ),
    "a stem too short for a typo": (
        lambda w: w.line("fr/crisis.toml", "stems", 'stems = ["suicid", "mort"]'),
        "fr/crisis.toml",
        "stems[2]",
        "phrases",
    ),
    "a language without its rules": (lambda w: w.delete("fr/rules.toml"), "fr/rules.toml", "", ""),
    "a rule that finds nothing": (
        lambda w: w.line("fr/rules.toml", "examples", "examples = ['Rien.']"),
        "fr/rules.toml",
        "",
        "",
    ),
    "a rule that is no pattern": (
        lambda w: w.line("rules.toml", "patterns", "patterns = ['(']"),
        "rules.toml",
        "rule[1].patterns[1]",
        "regular",
    ),
    "a link to no file": (
        lambda w: w.write("README.md", "[here](fr/nowhere.toml)"),
        "README.md",
        "",
        "nowhere",
    ),
    "a schema that is not there": (
        lambda w: w.write(LABELS, "#:schema ../schemas/ghost.json\n" + w.text(LABELS)),
        LABELS,
        "",
        "ghost",
    ),
}


def first_two_phrases(words: Words) -> tuple[str, str]:
    """The text of the second phrase to say, and that of the first."""
    rows = list(words.text(SCRIPT).split("[[say]]")[1:])
    first, second = (
        next(line for line in row.splitlines() if line.startswith("text")) for row in rows[:2]
    )
    return second, first


def faults(root: Path) -> tuple[Fault, ...]:
    try:
        checked_contents(root)
    except ContentError as error:
        return error.faults
    return ()


@pytest.fixture
def words(tmp_path: Path) -> Words:
    return Words(tmp_path)


def told(found: tuple[Fault, ...], file: str, key: str, reason: str) -> bool:
    return any(f.file == file and key in f.key and reason in f.reason for f in found)


def test_the_words_as_they_are_hold_to_every_rule() -> None:
    assert checked_contents() == load_contents()


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_rule_names_the_file_the_key_and_the_reason(words: Words, name: str) -> None:
    break_it, file, key, reason = BREAKS[name]
    break_it(words)
    found = faults(words.root)
    assert told(found, file, key, reason), [str(fault) for fault in found]
    assert {fault.file for fault in found} <= {file, "fr/scripts/first-minute.toml"}


def test_rules_are_told_beside_faults_of_shape_all_at_once(
    words: Words, capsys: pytest.CaptureFixture[str]
) -> None:
    words.line(LABELS, "back", "")
    aim("Courage\u00a0! It's →.")(words)
    assert main(["check", "--content", str(words.root)]) == 1
    said = capsys.readouterr().err
    for reason in ("app.back", "shouting", "curly", "U+2192"):
        assert reason in said


def test_what_one_should_not_say_may_be_written_where_it_is_said_to_be_so(words: Words) -> None:
    words.replace(
        SCRIPT, r"^text = .*$(?=\nwhy = .*\nsource = .*\ninstead)", 'text = "Ça passera."'
    )
    assert faults(words.root) == ()


@pytest.mark.parametrize("languages", [("fr", "en"), ("fr",)])
def test_a_moment_is_added_by_files_alone_one_a_language(
    words: Words, languages: tuple[str, ...]
) -> None:
    for code in languages:
        new = f"{code}/scripts/night-shift.toml"
        words.write(new, words.text(f"{code}/scripts/silence.toml"))
        words.line(new, "id", 'id = "night-shift"')
        words.line(new, "order", "order = 99")
    missing = {f"{code}/scripts/night-shift.toml" for code in {"fr", "en"} - set(languages)}
    assert {fault.file for fault in faults(words.root)} == missing
    if not missing:
        assert {content.scripts[-1].id for content in checked_contents(words.root).values()} == {
            "night-shift"
        }


def test_lines_checked_over_a_year_ago_are_listed_and_fail_nothing(
    words: Words, capsys: pytest.CaptureFixture[str]
) -> None:
    words.line("helplines/be.toml", "checked_on", "checked_on = 2020-02-03")
    assert main(["check", "--content", str(words.root)]) == 0
    said = capsys.readouterr().out
    assert "helplines/be.toml: be-suicide-fr: last checked on 2020-02-03" in said


@pytest.mark.parametrize("unsure", [True, False])
def test_numbers_to_confirm_are_listed_and_fail_nothing(
    words: Words, unsure: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    words.line("helplines/ch.toml", "to_confirm", f"to_confirm = {str(unsure).lower()}")
    assert main(["check", "--content", str(words.root)]) == 0
    assert ("helplines/ch.toml: ch-ambulance: 144" in capsys.readouterr().out) is unsure


def test_the_app_starts_without_reading_a_rule() -> None:
    code = (
        "import sys, sv_app.data.content as c; c.load_contents();"
        "print([m for m in sys.modules if m.startswith(('sv_app.editorial', 'fontTools'))])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_the_commands_run_by_the_name_of_their_module_too() -> None:
    asked = [sys.executable, "-m", "sv_app.cli", "check"]
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout

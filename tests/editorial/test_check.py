"""Edits that break editorial rules are reported with their place and reason, all together."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sv_app.cli import main
from sv_app.data.content import load_contents
from sv_app.data.content_files import ContentError, Fault
from sv_app.editorial.rules import load_checked_files
from tests.data.content_copy import ContentCopy
from tests.languages import LANGUAGES
from tests.source import ROOT

SCRIPT, ENGLISH, LABELS = "fr/scripts/silence.toml", "en/scripts/silence.toml", "fr/labels.toml"
LONG = " ".join(["mot"] * 26) + "."
PARAGRAPH = "Dix mots dans cette phrase, et pas un de plus. " * 6 + "Un."

Edit = Callable[[ContentCopy], None]


def aim(text: str, file: str = SCRIPT) -> Edit:
    """Return an edit that sets the aim of a script to `text`."""
    return lambda content_copy: content_copy.set_line(file, "aim", f'aim = "{text}"')


CASES: dict[str, tuple[Edit, str, str, str]] = {
    # name: edit, then file, key and a part of the reason of the fault
    "a sentence too long": (aim(LONG), SCRIPT, "aim", "sentence of 26"),
    "a paragraph too long": (aim(PARAGRAPH), SCRIPT, "aim", "61 words"),
    "a claim in French": (aim("Cela va passer."), SCRIPT, "aim", "it-will-pass"),
    "a claim in English": (aim("It will pass.", ENGLISH), ENGLISH, "aim", "it-will-pass"),
    "a letter without a glyph": (aim("Là → ici."), SCRIPT, "aim", "U+2192"),
    "a straight apostrophe": (aim("C'est là."), SCRIPT, "aim", "curly"),
    "an exclamation": (aim("Courage\u00a0!"), SCRIPT, "aim", "shouting"),
    "two spaces": (aim("Un  deux."), SCRIPT, "aim", "spaces"),
    "a French mark without its space": (aim("Quoi?"), SCRIPT, "aim", "space-before"),
    "a French quote without its space": (aim("«Oui\u00a0»"), SCRIPT, "aim", "space-after"),
    "a number that may break": (aim("11 649 personnes."), SCRIPT, "aim", "figures"),
    "English quotes in French": (aim("“Oui”"), SCRIPT, "aim", "quotes"),
    "French quotes in English": (aim("«\u00a0Yes\u00a0»", ENGLISH), ENGLISH, "aim", "quotes"),
    "an English mark with a space": (aim("What ?", ENGLISH), ENGLISH, "aim", "space-before"),
    "a quotation left open": (aim("«\u00a0Oui."), SCRIPT, "aim", "pairs"),
    "a hurtful word": (aim("La victime est là."), SCRIPT, "aim", "second-victim"),
    "psychologists at the medical council": (
        aim("À l’Ordre des médecins, des psychologues répondent."),
        SCRIPT,
        "aim",
        "council",
    ),
    "two scripts with the same order": (
        lambda copy: copy.set_line(SCRIPT, "order", "order = 1"),
        SCRIPT,
        "order",
        "first-minute",
    ),
    "a phrase with a source that its script does not list": (
        lambda copy: copy.set_line(SCRIPT, "source", 'source = "busch-2020"'),
        SCRIPT,
        "source",
        "busch-2020",
    ),
    "two phrases with the same text": (
        lambda copy: repeat_first_phrase(copy),
        SCRIPT,
        "phrase",
        "same",
    ),
    "a script without a number to call": (
        lambda copy: copy.set_line(SCRIPT, "step_up", 'step_up = "Restez là."'),
        SCRIPT,
        "step_up",
        "{emergency_number}",
    ),
    "a danger text without a number": (
        lambda copy: copy.set_line(
            "fr/helplines.toml", "emergency_number", 'emergency_number = "les secours"'
        ),
        "fr/helplines.toml",
        "region.fr.emergency_number",
        "number",
    ),
    "a danger text with the suicide line": (
        lambda copy: copy.set_line(
            "fr/helplines.toml", "emergency_number", 'emergency_number = "le 3114"'
        ),
        "fr/helplines.toml",
        "region.fr.emergency_number",
        "15 or 112",
    ),
    "a suicide text with another line": (
        lambda copy: copy.set_line("fr/helplines.toml", "suicide", 'suicide = "le 15"'),
        "fr/helplines.toml",
        "region.fr.suicide",
        "3114",
    ),
    "a topic of the search without a script": (
        lambda copy: copy.set_line("fr/search.toml", "moment", 'moment = "nulle-part"'),
        "fr/search.toml",
        "topic[1].moment",
        "there is no script 'nulle-part'",
    ),
    "a crisis word that is not recognised": (
        lambda copy: copy.set_line("fr/crisis.toml", "examples", 'examples = [\n  "tristesse",'),
        "fr/crisis.toml",
        "examples[1]",
        "add its words",
    ),
    "an ordinary word recognised as a crisis": (
        lambda copy: copy.set_line(
            "en/crisis.toml", "counterexamples", 'counterexamples = [\n  "suicidal",'
        ),
        "en/crisis.toml",
        "counterexamples[1]",
        "more precise",
    ),
    "a stem too short for a typo": (
        lambda copy: copy.set_line("fr/crisis.toml", "stems", 'stems = ["suicid", "wxyz"]'),
        "fr/crisis.toml",
        "stems[2]",
        "phrases",
    ),
    "a language without its rules": (
        lambda copy: copy.delete("fr/rules.toml"),
        "fr/rules.toml",
        "",
        "missing",
    ),
    "a rule that finds nothing": (
        lambda copy: copy.set_line("fr/rules.toml", "examples", "examples = [\n  'Rien.',"),
        "fr/rules.toml",
        "rule.half-of-staff.examples",
        "does not find 'Rien.'",
    ),
    "a rule with an invalid pattern": (
        lambda copy: copy.set_line("rules.toml", "patterns", "patterns = ['(']"),
        "rules.toml",
        "rule[1].patterns[1]",
        "regular",
    ),
    "a broken link": (
        lambda copy: copy.write("README.md", "[here](fr/nowhere.toml)"),
        "README.md",
        "",
        "nowhere",
    ),
    "a missing schema": (
        lambda copy: copy.write(LABELS, "#:schema ../schemas/ghost.json\n" + copy.text(LABELS)),
        LABELS,
        "",
        "ghost",
    ),
}


def repeat_first_phrase(copy: ContentCopy) -> None:
    """Give the second phrase to say the text of the first."""
    text = copy.text(SCRIPT)
    first, second = (
        next(line for line in item.splitlines() if line.startswith("text"))
        for item in text.split("[[say]]")[1:3]
    )
    copy.write(SCRIPT, text.replace(second, first))


def faults_of(root: Path) -> tuple[Fault, ...]:
    try:
        load_checked_files(root)
    except ContentError as error:
        return error.faults
    return ()


def reports(reported: tuple[Fault, ...], file: str, key: str, reason: str) -> bool:
    return any(f.file == file and key in f.key and reason in f.reason for f in reported)


def test_shipped_content_follows_every_rule() -> None:
    assert load_checked_files()[1] == load_contents()


@pytest.mark.parametrize("name", CASES)
def test_broken_rule_names_its_file_key_and_reason(content_copy: ContentCopy, name: str) -> None:
    edit, file, key, reason = CASES[name]
    edit(content_copy)
    reported = faults_of(content_copy.root)
    assert reports(reported, file, key, reason), [str(fault) for fault in reported]
    assert {fault.file for fault in reported} <= {file, "fr/scripts/first-minute.toml"}


def test_broken_rules_and_invalid_fields_are_reported_together(
    content_copy: ContentCopy, capsys: pytest.CaptureFixture[str]
) -> None:
    content_copy.set_line(LABELS, "back", "")
    aim("Courage\u00a0! It's →.")(content_copy)
    assert main(["check", "--content", str(content_copy.root)]) == 1
    output = capsys.readouterr().err
    for reason in ("app.back", "shouting", "curly", "U+2192"):
        assert reason in output


def test_forbidden_claim_is_allowed_in_a_phrase_to_avoid(content_copy: ContentCopy) -> None:
    content_copy.replace(
        SCRIPT, r"^text = .*$(?=\nwhy = .*\nsource = .*\ninstead)", 'text = "Ça passera."'
    )
    assert faults_of(content_copy.root) == ()


@pytest.mark.parametrize("languages", [LANGUAGES, ["fr"]], ids=["all", "one"])
def test_moment_is_added_with_one_file_per_language(
    content_copy: ContentCopy, languages: list[str]
) -> None:
    for code in languages:
        new = f"{code}/scripts/night-shift.toml"
        content_copy.write(new, content_copy.text(f"{code}/scripts/silence.toml"))
        content_copy.set_line(new, "id", 'id = "night-shift"')
        content_copy.set_line(new, "order", "order = 99")
    missing = {f"{code}/scripts/night-shift.toml" for code in set(LANGUAGES) - set(languages)}
    assert {fault.file for fault in faults_of(content_copy.root)} == missing
    if not missing:
        assert {
            content.scripts[-1].id for content in load_checked_files(content_copy.root)[1].values()
        } == {"night-shift"}


def test_lines_checked_over_a_year_ago_are_listed_without_failing(
    content_copy: ContentCopy, capsys: pytest.CaptureFixture[str]
) -> None:
    content_copy.set_line("helplines/be.toml", "checked_on", "checked_on = 2020-02-03")
    assert main(["check", "--content", str(content_copy.root)]) == 0
    output = capsys.readouterr().out
    assert "helplines/be.toml: be-suicide-fr: last checked on 2020-02-03" in output


@pytest.mark.parametrize("to_confirm", [True, False])
def test_numbers_to_confirm_are_listed_without_failing(
    content_copy: ContentCopy, to_confirm: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    content_copy.set_line(
        "helplines/ch.toml", "to_confirm", f"to_confirm = {str(to_confirm).lower()}"
    )
    assert main(["check", "--content", str(content_copy.root)]) == 0
    assert ("helplines/ch.toml: ch-doctors: 0800 0 73633" in capsys.readouterr().out) is to_confirm


def test_app_starts_without_the_editorial_modules() -> None:
    code = (
        "import sys, sv_app.data.content as c; c.load_contents();"
        "print([m for m in sys.modules if m.startswith(('sv_app.editorial', 'fontTools'))])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_cli_runs_as_a_module() -> None:
    command = [sys.executable, "-m", "sv_app.cli", "check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout

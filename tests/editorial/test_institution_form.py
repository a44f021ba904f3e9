"""`sv-app institution`: its questions in each language, and the file that the answers make."""

import builtins
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sv_app import cli
from sv_app.data.content import load_contents
from sv_app.project import CONTENT
from tests.languages import LANGUAGES

Answer = Callable[[list[str]], list[str]]
YES_NO = {"fr": ("oui", "n"), "en": ("YES", "no"), "es": ("si", "no")}


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Answer:
    """Make `input` return the given lines, then the end of the input; return the questions."""

    def give(lines: list[str]) -> list[str]:
        questions: list[str] = []
        rest: Iterator[str] = iter(lines)

        def read(question: str = "") -> str:
            questions.append(question)
            try:
                return next(rest)
            except StopIteration:
                raise EOFError from None

        monkeypatch.setattr(builtins, "input", read)
        return questions

    return give


def run(path: Path, *options: str) -> int:
    return cli.main(["institution", "--out", str(path), *options])


@pytest.mark.parametrize("code", LANGUAGES)
def test_answers_make_a_file_that_the_app_reads(
    code: str, tmp_path: Path, answer: Answer, capsys: pytest.CaptureFixture[str]
) -> None:
    yes, no = YES_NO[code]
    words = load_contents()[code].labels.institution
    contact = ["05 55 55 55 01", "45 12", "a@b.example", "2", "9-17", 'L’unité "A"']
    questions = answer(["CHU de l’Exemple", "be", yes, *contact, no, no, no, no, no])
    path = tmp_path / "folder" / "our.toml"
    assert run(path, "--language", code) == 0
    asked = "".join(questions)
    for role in (words.psychologist, words.insurer):
        assert role.replace("\u00a0", " ") in asked
    content = load_contents(institution=path)[code]
    assert content.institution
    assert (content.institution.name, content.region) == ("CHU de l’Exemple", "be")
    (read,) = content.institution.contacts
    assert read.uri == "tel:0555555501;ext=4512"
    assert f" {words.extension} 45" in str(read.phone)
    assert (read.email, read.place, read.hours) == ("a@b.example", "2", "9-17")
    assert read.label == 'L’unité "A"'
    summary = capsys.readouterr().out.splitlines()[-3]
    assert [letter for letter in summary if letter.isdigit()] == ["1", "1"]
    assert [item.name for item in path.parent.iterdir()] == ["our.toml"]


def test_first_question_chooses_the_language(
    tmp_path: Path, answer: Answer, capsys: pytest.CaptureFixture[str]
) -> None:
    questions = answer(
        ["de", "es", "H", "", "no", "no", "no", "no", "sí", "", "", "3", "", "", "no"]
    )
    assert run(tmp_path / "our.toml") == 0
    assert questions[0] == questions[1]
    assert "Nombre del centro" in questions[2]
    assert "Responde a cada pregunta" in capsys.readouterr().out


def test_each_answer_is_checked_at_once_and_asked_again(
    tmp_path: Path, answer: Answer, capsys: pytest.CaptureFixture[str]
) -> None:
    questions = answer(
        [
            *("", "中", "H"),  # a name is required, in letters that the app can draw
            *("list", "xx", "GB"),
            *("perhaps", "y"),
            *("", "", ""),  # no phone, no address, no place: the contact is asked again
            *("call me", "020 7946 0123", "ext 4", "4", "me at b", "", "", "", ""),
            *("n", "n", "n", "n", "n"),
        ]
    )
    path = tmp_path / "our.toml"
    assert run(path, "--language", "en") == 0
    said = capsys.readouterr().out
    for message in (
        "This answer is needed.",
        "cannot draw this character: 中",
        "  gb     United Kingdom",
        "There is no such code.",
        "Answer yes or no.",
        "Give at least a telephone number",
        "Write the number in digits, for instance",
        "Write only the digits of the extension",
        "Write one address and nothing else",
    ):
        assert message in said, message
    assert len(questions) == 25
    assert tomllib.loads(path.read_text("utf-8")) == {
        "name": "H",
        "region": "gb",
        "psychologist": {"phone": "020 7946 0123", "extension": "4"},
    }


@pytest.mark.parametrize("code", LANGUAGES)
def test_number_that_lacks_a_digit_is_asked_again(
    code: str, tmp_path: Path, answer: Answer, capsys: pytest.CaptureFixture[str]
) -> None:
    yes, no = YES_NO[code]
    short, whole = ["01 23 45 67", "01 23 45 67 9"], "01 23 45 67 89"
    questions = answer(["H", "fr", yes, *short, whole, *[""] * 5, *[no] * 5])
    path = tmp_path / "our.toml"
    assert run(path, "--language", code) == 0
    assert questions[3] == questions[4] == questions[5]
    assert capsys.readouterr().out.count(" + ") == 2
    assert tomllib.loads(path.read_text("utf-8"))["psychologist"] == {"phone": whole}


@pytest.mark.parametrize("code", LANGUAGES)
def test_yes_or_no_is_no_text_of_a_contact(code: str, tmp_path: Path, answer: Answer) -> None:
    """The place and the hours are free texts; a lone letter may name a building."""
    yes, no = YES_NO[code]
    none = {"fr": "Aucun", "en": "None", "es": "ninguno"}[code]
    long_no = {"fr": "Non", "en": "No", "es": "NO"}[code]
    contact = ["", "a@b.example", long_no, yes, "N", none, "", ""]
    answer([long_no, "H", "fr", yes, *contact, *[no] * 5])
    path = tmp_path / "our.toml"
    assert run(path, "--language", code) == 0
    read = tomllib.loads(path.read_text("utf-8"))
    assert (read["name"], read["psychologist"]) == ("H", {"email": "a@b.example", "place": "N"})


def test_fault_of_an_address_is_named(
    tmp_path: Path, answer: Answer, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = ["soutien.hopital.example", "soutien@hôpital.example", "a@b, c@d"]
    answer(["H", "fr", "oui", "", *wrong, "a@b.example", "", "", "", *["non"] * 5])
    assert run(tmp_path / "our.toml", "--language", "fr") == 0
    said = capsys.readouterr().out.replace("\u00a0", " ")
    for message in ("Il manque le signe @", "pas ce caractère : ô", "  Écrivez une seule adresse"):
        assert message in said


def test_last_lines_name_the_next_commands(
    tmp_path: Path, answer: Answer, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(["H", "", "y", "15", "", "", "", "", "", "n", "n", "n", "n", "n"])
    path = tmp_path / "our.toml"
    assert run(path, "--language", "en") == 0
    serve, kit = capsys.readouterr().out.splitlines()[-2:]
    assert f"sv-app serve --institution {path}" in serve
    assert f"sv-app kit --institution {path} --url " in kit


def test_extension_is_not_asked_when_the_number_has_one(tmp_path: Path, answer: Answer) -> None:
    questions = answer(
        ["H", "", "y", "05 55 55 55 01 poste 4", "", "", "", "", "n", "n", "n", "n", "n"]
    )
    assert run(tmp_path / "our.toml", "--language", "en") == 0
    assert not any("Extension" in question for question in questions)


def test_at_least_one_contact_is_asked_for(
    tmp_path: Path, answer: Answer, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(["H", "", *["n"] * 5, *["n"] * 4, "y", "15", "", "", "", "", "", "n"])
    assert run(tmp_path / "our.toml", "--language", "en") == 0
    assert "Give at least one contact." in capsys.readouterr().out


def test_existing_file_is_replaced_only_after_a_yes(
    tmp_path: Path, answer: Answer, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "our.toml"
    path.write_text("broken = ")
    questions = answer(["non"])
    assert run(path, "--language", "fr") == 0
    assert len(questions) == 1
    assert path.read_text() == "broken = "
    assert "Rien n’a changé." in capsys.readouterr().out
    answer(["oui", "H", "", "oui", "15", "", "", "", "", "", "n", "n", "n", "n", "n"])
    assert run(path, "--language", "fr") == 0
    assert 'name = "H"' in path.read_text("utf-8")


@pytest.mark.parametrize("code", LANGUAGES)
def test_stopped_form_goes_on_from_the_answers_of_last_time(
    code: str, tmp_path: Path, answer: Answer, capsys: pytest.CaptureFixture[str]
) -> None:
    yes, no = YES_NO[code]
    path, unfinished = tmp_path / "our.toml", tmp_path / "our.toml.unfinished"
    answer(["L’hôpital", "", yes])
    assert run(path, "--language", code) == 1
    assert str(unfinished) in capsys.readouterr().err
    assert [item.name for item in tmp_path.iterdir()] == [unfinished.name]
    questions = answer([yes, "15", *[""] * 5, *[no] * 5])
    assert run(path, "--language", code) == 0
    assert "L’hôpital\n" in capsys.readouterr().out
    assert len(questions) == 12
    assert tomllib.loads(path.read_text("utf-8"))["psychologist"] == {"phone": "15"}
    assert not unfinished.exists()


def test_answers_of_last_time_are_replaced_after_a_no(tmp_path: Path, answer: Answer) -> None:
    path = tmp_path / "our.toml"
    answer(["Old"])
    assert run(path, "--language", "en") == 1
    answer(["no", "New", "", "yes", "15", *[""] * 5, *["no"] * 5])
    assert run(path, "--language", "en") == 0
    assert tomllib.loads(path.read_text("utf-8"))["name"] == "New"


@pytest.mark.parametrize("code", LANGUAGES)
def test_several_contacts_of_a_role_are_told_apart(
    code: str, tmp_path: Path, answer: Answer
) -> None:
    yes, no = YES_NO[code]
    first, second = ["15", *[""] * 5], ["", "a@b.example", "", "", "", "Second"]
    answer(["H", "be", yes, *first, yes, *second, *[no] * 5])
    path = tmp_path / "our.toml"
    assert run(path, "--language", code) == 0
    content = load_contents(institution=path)[code]
    assert content.institution
    labels = [contact.label for contact in content.institution.contacts]
    assert labels == [content.labels.institution.psychologist, "Second"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_back_asks_the_question_before_again(
    code: str, tmp_path: Path, answer: Answer, capsys: pytest.CaptureFixture[str]
) -> None:
    """A refused answer is no question of its own."""
    yes, no = YES_NO[code]
    back = {"fr": "retour", "en": "Back", "es": "atras"}[code]
    wrong, right = ["Old", "fr", yes, "call me", back, back, back], ["New", "fr", yes, "15"]
    questions = answer([back, *wrong, *right, *[""] * 5, *[no] * 5])
    path = tmp_path / "our.toml"
    assert run(path, "--language", code) == 0
    assert questions[:2] == [questions[0]] * 2
    assert questions[8] == questions[0]
    read = tomllib.loads(path.read_text("utf-8"))
    assert (read["name"], read["psychologist"]) == ("New", {"phone": "15"})
    assert "Old" not in capsys.readouterr().out


def test_answers_are_kept_when_the_keyboard_interrupts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = iter(["H", ""])

    def read(_: str = "") -> str:
        if (line := next(lines, None)) is None:
            raise KeyboardInterrupt
        return line

    monkeypatch.setattr(builtins, "input", read)
    assert run(tmp_path / "our.toml", "--language", "en") == 1
    assert "Your answers are kept" in capsys.readouterr().err
    assert (tmp_path / "our.toml.unfinished").read_text("utf-8") == "H\n\n"


def test_nothing_is_written_when_no_answer_was_given_or_an_option_is_wrong(
    tmp_path: Path, answer: Answer, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "our.toml"
    answer([])
    assert run(path, "--language", "en") == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert run(path, "--language", "de") == 1
    assert "'de' is no language of content/: en, es, fr" in capsys.readouterr().err
    assert run(tmp_path, "--language", "en") == 1
    assert "is not a file" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_default_file_is_the_one_that_the_app_reads() -> None:
    options = cli._parser().parse_args(["institution"])
    assert options.out == CONTENT / "institution.toml"

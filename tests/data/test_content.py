import shutil
from pathlib import Path

import pytest

from sv_app.cli import main
from sv_app.data.content import load_contents
from sv_app.data.content_files import Fault
from sv_app.project import CONTENT
from tests.data.content_copy import Words
from tests.data.invalid_content_cases import BREAKS, LABELS, LINES, NUMBERS, SCRIPT, SOURCES


@pytest.fixture
def words(tmp_path: Path) -> Words:
    return Words(tmp_path)


def says(faults: tuple[Fault, ...], file: str, key: str, reason: str) -> bool:
    return any(f.file == file and f.key == key and f.reason and reason in f.reason for f in faults)


def test_a_copy_of_the_words_has_nothing_to_mend(words: Words) -> None:
    assert words.faults() == ()
    assert load_contents(words.root) == load_contents()


@pytest.mark.parametrize("name", BREAKS)
def test_a_fault_names_the_file_the_key_and_the_reason(words: Words, name: str) -> None:
    break_it, file, key, reason = BREAKS[name]
    break_it(words)
    faults = words.faults()
    assert says(faults, file, key, reason), [str(fault) for fault in faults]


def test_faults_of_several_files_are_all_told_at_once(words: Words) -> None:
    together = [
        "no translation",
        "an id that is not the file's name",
        "an unknown source of a phrase",
        "a label that lost its number",
        "no answer",
    ]
    for name in together:
        BREAKS[name][0](words)
    words.line("en/signs.toml", "today", "today = ")
    faults = words.faults()
    told = [says(faults, *BREAKS[name][1:]) for name in together]
    assert dict(zip(together, told, strict=True)) == dict.fromkeys(together, True)
    assert says(faults, "en/signs.toml", "", "TOML")


@pytest.mark.parametrize(("file", "key"), [(SOURCES, "read_on"), (NUMBERS, "number")])
def test_faults_across_files_are_told_beside_one_of_the_sources_or_the_numbers(
    words: Words, file: str, key: str
) -> None:
    words.line(file, key, "")
    BREAKS["an id that is not the file's name"][0](words)
    faults = words.faults()
    assert {fault.file for fault in faults} == {file, SCRIPT}, [str(f) for f in faults]


def test_the_language_everyone_falls_back_to_cannot_be_missing(words: Words) -> None:
    shutil.rmtree(words.root / "fr")
    assert words.faults()


@pytest.mark.parametrize(
    ("file", "item_id"),
    [
        (SOURCES, "foryou"),
        (NUMBERS, "sps"),
        (LINES, "sps"),
        ("fr/attitudes.toml", "blame"),
        ("fr/team.toml", "legitimate"),
    ],
)
def test_an_id_that_a_list_gives_twice_is_told(words: Words, file: str, item_id: str) -> None:
    words.again(file, item_id)
    told = [fault for fault in words.faults() if fault.file == file]
    assert any(item_id in f"{fault.key} {fault.reason}" for fault in told)


def test_what_one_language_alone_has_is_told_of_every_other(words: Words) -> None:
    shutil.copytree(words.root / "en", words.root / "zz")
    for file in ("en/scripts/first-minute.toml", "fr/scripts/first-minute.toml"):
        words.without(file, "stay")
    told = {fault.file for fault in words.faults()}
    assert told == {"en/scripts/first-minute.toml", "fr/scripts/first-minute.toml"}


def test_every_fault_of_a_file_is_told(words: Words) -> None:
    words.line(LABELS, "copied", 'copied = ""')
    words.line(LABELS, "back", "")
    words.under(LABELS, "home", 'x = "x"')
    assert [f.key for f in words.faults()] == ["app.back", "call.copied", "home.x"]


def test_check_says_every_fault_and_fails(words: Words, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("no translation", "no answer", "a label that lost its number"):
        BREAKS[name][0](words)
    faults = words.faults()
    assert main(["check", "--content", str(words.root)]) == 1
    said = capsys.readouterr()
    assert [fault for fault in faults if str(fault) not in said.err.splitlines()] == []
    assert said.out == ""


@pytest.mark.parametrize("where", [[], ["--content", str(CONTENT)]])
def test_check_has_nothing_to_say_of_the_words_as_they_are(
    where: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", *where]) == 0
    assert capsys.readouterr().err == ""


def test_scripts_come_in_the_order_they_say(words: Words) -> None:
    for language in ("fr", "en"):
        words.line(f"{language}/scripts/first-minute.toml", "order", "order = 99")
    for content in load_contents(words.root).values():
        assert content.scripts[-1].id == "first-minute"


def test_a_folder_more_is_a_language_more(words: Words) -> None:
    shutil.copytree(words.root / "en", words.root / "de")
    assert sorted(load_contents(words.root)) == ["de", "en", "fr"]

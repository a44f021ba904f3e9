"""The content files: each fault is reported with its file, key and reason."""

import shutil

import pytest

from sv_app.cli import main
from sv_app.data.content import load_contents
from sv_app.data.content_files import Fault
from sv_app.project import CONTENT
from tests.data.content_copy import ContentCopy
from tests.data.invalid_content_cases import (
    CASES,
    HELPLINE_FACTS,
    HELPLINE_TEXTS,
    LABELS,
    SCRIPT,
    SOURCES,
)
from tests.languages import LANGUAGES


def reports(faults: tuple[Fault, ...], file: str, key: str, reason: str) -> bool:
    return any(f.file == file and f.key == key and f.reason and reason in f.reason for f in faults)


def test_unchanged_content_has_no_fault(content_copy: ContentCopy) -> None:
    assert content_copy.faults() == ()
    assert load_contents(content_copy.root) == load_contents()


@pytest.mark.parametrize("name", CASES)
def test_fault_names_its_file_key_and_reason(content_copy: ContentCopy, name: str) -> None:
    edit, file, key, reason = CASES[name]
    edit(content_copy)
    faults = content_copy.faults()
    assert reports(faults, file, key, reason), [str(fault) for fault in faults]


def test_faults_of_several_files_are_reported_together(content_copy: ContentCopy) -> None:
    together = [
        "no translation",
        "an id that is not the file's name",
        "an unknown source of a phrase",
        "a label without its placeholder",
        "no answer",
    ]
    for name in together:
        CASES[name][0](content_copy)
    content_copy.set_line("en/signs.toml", "today", "today = ")
    faults = content_copy.faults()
    reported = [reports(faults, *CASES[name][1:]) for name in together]
    assert dict(zip(together, reported, strict=True)) == dict.fromkeys(together, True)
    assert reports(faults, "en/signs.toml", "", "TOML")


@pytest.mark.parametrize(("file", "key"), [(SOURCES, "read_on"), (HELPLINE_FACTS, "number")])
def test_faults_across_files_are_reported_beside_a_fault_of_sources_or_numbers(
    content_copy: ContentCopy, file: str, key: str
) -> None:
    content_copy.set_line(file, key, "")
    CASES["an id that is not the file's name"][0](content_copy)
    faults = content_copy.faults()
    assert {fault.file for fault in faults} == {file, SCRIPT}, [str(f) for f in faults]


def test_default_language_cannot_be_missing(content_copy: ContentCopy) -> None:
    shutil.rmtree(content_copy.root / "fr")
    assert content_copy.faults()


@pytest.mark.parametrize(
    ("file", "item_id"),
    [
        (SOURCES, "foryou"),
        (HELPLINE_FACTS, "sps"),
        (HELPLINE_TEXTS, "sps"),
        ("fr/attitudes.toml", "blame"),
        ("fr/team.toml", "legitimate"),
    ],
)
def test_duplicate_id_in_a_list_is_reported(
    content_copy: ContentCopy, file: str, item_id: str
) -> None:
    content_copy.duplicate_item(file, item_id)
    reported = [fault for fault in content_copy.faults() if fault.file == file]
    assert any(item_id in f"{fault.key} {fault.reason}" for fault in reported)


def test_item_in_one_language_is_reported_missing_in_every_other(content_copy: ContentCopy) -> None:
    shutil.copytree(content_copy.root / "en", content_copy.root / "zz")
    for file in ("en/scripts/first-minute.toml", "fr/scripts/first-minute.toml"):
        content_copy.remove_item(file, "stay")
    reported = {fault.file for fault in content_copy.faults()}
    assert reported == {"en/scripts/first-minute.toml", "fr/scripts/first-minute.toml"}


def test_every_fault_of_a_file_is_reported(content_copy: ContentCopy) -> None:
    content_copy.set_line(LABELS, "copied", 'copied = ""')
    content_copy.set_line(LABELS, "back", "")
    content_copy.add_to_table(LABELS, "home", 'x = "x"')
    assert [f.key for f in content_copy.faults()] == ["app.back", "call.copied", "home.x"]


def test_check_prints_every_fault_and_fails(
    content_copy: ContentCopy, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("no translation", "no answer", "a label without its placeholder"):
        CASES[name][0](content_copy)
    faults = content_copy.faults()
    assert main(["check", "--content", str(content_copy.root)]) == 1
    output = capsys.readouterr()
    assert [fault for fault in faults if str(fault) not in output.err.splitlines()] == []
    assert output.out == ""


@pytest.mark.parametrize("options", [[], ["--content", str(CONTENT)]])
def test_check_reports_nothing_for_the_shipped_content(
    options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", *options]) == 0
    assert capsys.readouterr().err == ""


def test_scripts_are_sorted_by_their_order(content_copy: ContentCopy) -> None:
    for language in LANGUAGES:
        content_copy.set_line(f"{language}/scripts/first-minute.toml", "order", "order = 99")
    for content in load_contents(content_copy.root).values():
        assert content.scripts[-1].id == "first-minute"


def test_new_folder_adds_a_language(content_copy: ContentCopy) -> None:
    shutil.copytree(content_copy.root / "en", content_copy.root / "de")
    assert sorted(load_contents(content_copy.root)) == sorted(["de", *LANGUAGES])

"""The fingerprint of the site's input files: any change of them causes a new build."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sv_app.pwa import build

FILES = {"a/one.txt": "1", "a/two.txt": "2", "__pycache__/one.pyc": "compiled"}


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "content"
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    for name in ("PACKAGE", "CONTENT", "ASSETS"):
        monkeypatch.setattr(build, name, folder if name == "CONTENT" else tmp_path / name)
    return folder


def move_to_another_folder(content: Path) -> None:
    (content / "b").mkdir()
    (content / "a" / "one.txt").rename(content / "b" / "one.txt")


def exchange_names(content: Path) -> None:
    first, second = content / "a" / "one.txt", content / "a" / "two.txt"
    first.write_text("2")
    second.write_text("1")


@pytest.mark.parametrize(
    "change",
    [
        move_to_another_folder,
        exchange_names,
        lambda content: (content / "a" / "one.txt").write_text("3"),
        lambda content: (content / "a" / "one.txt").unlink(),
    ],
    ids=["moved", "exchanged", "written", "deleted"],
)
def test_change_of_an_input_file_changes_the_fingerprint(
    content: Path, change: Callable[[Path], object]
) -> None:
    before = build.fingerprint()
    change(content)
    assert build.fingerprint() != before


def test_bytecode_and_the_place_of_the_project_do_not_change_the_fingerprint(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = build.fingerprint()
    (content / "__pycache__" / "one.pyc").unlink()
    (content.parent / "elsewhere").mkdir()
    moved = content.rename(content.parent / "elsewhere" / "content")
    monkeypatch.setattr(build, "CONTENT", moved)
    assert build.fingerprint() == before


@pytest.mark.usefixtures("content")
def test_hospital_file_is_part_of_the_fingerprint(tmp_path: Path) -> None:
    hospital = tmp_path / "hospital.toml"
    hospital.write_text("a")
    assert build.fingerprint(hospital) != build.fingerprint()

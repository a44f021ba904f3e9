"""`sv-app kit`: the files that it writes, and one sentence for each reason why it does not."""

import pickle
from pathlib import Path

import pytest

from sv_app import cli
from sv_app.data.content import load_contents
from sv_app.data.content_files import KIT
from sv_app.project import CONTENT
from tests.institutions import write_institution
from tests.languages import LANGUAGES

URL = "https://cote-a-cote.hopital.example/"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Set the working folder of the command."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(folder: Path, *options: str, institution: bool = True, url: str = URL) -> int:
    named = ["--institution", str(write_institution(folder))] if institution else []
    return cli.main(["kit", "--url", url, *named, *options])


def test_kit_has_a_folder_for_each_language_and_says_what_was_read(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, "--out", "new/kit") == 0
    names = {
        code: {path.name for path in (folder / "new/kit" / code).iterdir()} for code in LANGUAGES
    }
    assert names["fr"] == names["en"] == names["es"]
    assert {"poster-a3.pdf", "card-front.svg", "banner.svg", "signature.html"} <= names["fr"]
    said = capsys.readouterr().out.replace("\u00a0", " ")
    assert "Centre hospitalier de l’Exemple: 5 contacts, 3 with a telephone." in said
    assert "our-hospital.toml: psychologist.label.es" in said
    assert f"Wrote {3 * len(names['fr'])} files to new/kit/" in said
    assert sorted(path.name for path in folder.iterdir()) == ["new", "our-hospital.toml"]


def test_empty_folder_is_filled(folder: Path) -> None:
    (folder / "kit").mkdir()
    assert run(folder) == 0
    assert (folder / "kit/fr/poster-a4.pdf").exists()


def test_nothing_is_replaced(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "kit").mkdir()
    (folder / "kit/mine.txt").write_text("mine")
    (folder / "file").write_text("a file")
    for out, reason in (("kit", "is not empty"), ("file", "is not a folder")):
        assert run(folder, "--out", out) == 1
        error = capsys.readouterr().err
        assert reason in error
        assert error.count("\n") == 1
    assert [path.name for path in (folder / "kit").iterdir()] == ["mine.txt"]


def test_bad_address_and_missing_hospital_are_one_sentence_each(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, url="http://hopital.example/") == 1
    assert (
        "--url: 'http://hopital.example/' does not begin with https://" in capsys.readouterr().err
    )
    assert run(folder, institution=False) == 1
    assert "write one with sv-app institution" in capsys.readouterr().err
    assert not (folder / "kit").exists()


def test_address_of_a_private_network_gets_a_warning(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, "--out", "private", url="https://soutien.hopital.local/") == 0
    (warning,) = [line for line in capsys.readouterr().out.splitlines() if "Warning" in line]
    assert "https://soutien.hopital.local/" in warning
    assert run(folder, "--out", "public") == 0
    assert "Warning" not in capsys.readouterr().out


def test_app_does_not_hold_the_words_of_the_kit() -> None:
    """They would be downloaded by everybody, and the app never shows them."""
    packed = pickle.dumps(load_contents())
    for code in LANGUAGES:
        words = (CONTENT / code / KIT).read_text("utf-8").splitlines()
        titles = [
            line.split(' = "')[1].rstrip('"') for line in words if line.startswith("title = ")
        ]
        assert len(titles) > 5
        assert [title for title in titles if title.encode() in packed] == []

"""institution.toml: one hospital's own help, and every way it can be wrong."""

from pathlib import Path

import pytest

from sv_app.cli import main
from sv_app.data.content import load_contents
from sv_app.data.content_files import ContentError
from sv_app.domain.institution import Role
from tests.data.content_copy import Words
from tests.institutions import example, written


@pytest.mark.parametrize("code", ["fr", "en"])
def test_the_example_of_the_readme_says_who_is_inside_in_each_language(
    code: str, tmp_path: Path
) -> None:
    own = load_contents(institution=written(tmp_path))[code].institution
    assert own
    assert [contact.role for contact in own.contacts] == list(Role)
    first = own.contacts[0]
    assert (first.uri, first.shown) == ("tel:0555555501", "05\u00a055\u00a055\u00a055\u00a001")
    assert first.mailto == "mailto:soutien@hopital.example"
    assert own.contacts[-1].uri == "tel:+33555555503"


def test_texts_are_those_of_the_language_and_a_role_names_who_has_no_label(tmp_path: Path) -> None:
    contents = load_contents(institution=written(tmp_path))
    places = {}
    for code, content in contents.items():
        assert content.institution
        by_role = {contact.role: contact for contact in content.institution.contacts}
        health = by_role[Role.OCCUPATIONAL_HEALTH]
        assert health.label == content.labels.institution.occupational_health
        places[code] = by_role[Role.QUALITY_RISK].place
    assert places["fr"] != places["en"]
    assert contents["fr"].institution != contents["en"].institution


def test_without_a_file_there_is_no_hospital() -> None:
    assert {content.institution for content in load_contents().values()} == {None}


def test_a_file_in_the_folder_of_the_words_is_found_and_another_takes_its_place(
    tmp_path: Path,
) -> None:
    words = Words(tmp_path)
    words.write("institution.toml", example())
    other = written(tmp_path, 'name = "Other"\n[insurer]\nphone = "15"\n')
    assert all(content.institution for content in load_contents(words.root).values())
    for content in load_contents(words.root, other).values():
        assert content.institution
        assert content.institution.name == "Other"


BREAKS = {
    # what is wrong: the text, the key told, what the reason names
    "no name": ('[insurer]\nphone = "15"', "name", "required"),
    "nobody": ('name = "H"', "", "contact"),
    "no way to reach": ('name = "H"\n[insurer]\nhours = "9-5"', "insurer", "phone, email or place"),
    "a phone that is none": ('name = "H"\n[insurer]\nphone = "ask"', "insurer.phone", ""),
    "a bare number": ('name = "H"\n[insurer]\nphone = 15', "insurer.phone", ""),
    "an address that is none": ('name = "H"\n[insurer]\nemail = "a b@c"', "insurer.email", ""),
    "an address with a subject": (
        'name = "H"\n[insurer]\nemail = "a@b.example?subject=x"',
        "insurer.email",
        "",
    ),
    "a role that is none": ('name = "H"\n[boss]\nphone = "15"', "boss", ""),
    "a field that is none": ('name = "H"\n[insurer]\ntel = "15"', "insurer.tel", ""),
    "a language it lacks": (
        'name = "H"\n[insurer]\nphone = "15"\nlabel = { fr = "A" }',
        "insurer.label.en",
        "missing",
    ),
    "a language the app lacks": (
        'name = { fr = "H", en = "H", tlh = "H" }\n[insurer]\nphone = "15"',
        "name.tlh",
        "speak",
    ),
    "an empty text": ('name = " "\n[insurer]\nphone = "15"', "name", "1"),
    "a region that is none": ('name = "H"\nregion = "x"\n[insurer]\nphone = "15"', "region", "'x'"),
    "no TOML": ("name = H", "", "toml"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_fault_names_the_file_the_key_and_the_reason(name: str, tmp_path: Path) -> None:
    text, key, reason = BREAKS[name]
    path = written(tmp_path, text)
    with pytest.raises(ContentError) as raised:
        load_contents(institution=path)
    told = raised.value.faults
    assert {fault.file for fault in told} == {path.as_posix()}
    assert any(f.key.startswith(key) and reason in f.reason.lower() for f in told), str(told)


def test_check_reads_the_file_it_is_told_and_says_when_it_is_not_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--institution", str(written(tmp_path))]) == 0
    assert main(["check", "--institution", str(tmp_path / "nowhere.toml")]) == 1
    assert "nowhere.toml" in capsys.readouterr().err

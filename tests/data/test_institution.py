"""institution.toml: the internal contacts of a hospital, and the fault of each invalid file."""

from pathlib import Path

import pytest

from sv_app.cli import main
from sv_app.data.content import load_contents
from sv_app.data.content_files import ContentError
from sv_app.domain.institution import HospitalRole
from tests.data.content_copy import ContentCopy
from tests.institutions import example_institution, write_institution
from tests.languages import LANGUAGES


@pytest.mark.parametrize("code", LANGUAGES)
def test_readme_example_has_a_contact_of_every_role_in_each_language(
    code: str, tmp_path: Path
) -> None:
    institution = load_contents(institution=write_institution(tmp_path))[code].institution
    assert institution
    assert [contact.role for contact in institution.contacts] == list(HospitalRole)
    first = institution.contacts[0]
    assert (first.uri, first.display_number) == (
        "tel:0555555501",
        "05\u00a055\u00a055\u00a055\u00a001",
    )
    assert first.mailto == "mailto:soutien@hopital.example"
    assert institution.contacts[-1].uri == "tel:+33555555503"


def test_texts_are_in_the_language_and_the_role_replaces_a_missing_label(tmp_path: Path) -> None:
    contents = load_contents(institution=write_institution(tmp_path))
    places = {}
    for code, content in contents.items():
        assert content.institution
        by_role = {contact.role: contact for contact in content.institution.contacts}
        health = by_role[HospitalRole.OCCUPATIONAL_HEALTH]
        assert health.label == content.labels.institution.occupational_health
        places[code] = by_role[HospitalRole.QUALITY_RISK].place
    assert places["fr"] != places["en"]
    assert contents["fr"].institution != contents["en"].institution


def test_institution_is_none_without_a_file() -> None:
    assert {content.institution for content in load_contents().values()} == {None}


def test_file_in_the_content_folder_is_read_unless_another_is_given(
    tmp_path: Path,
) -> None:
    copy = ContentCopy(tmp_path)
    copy.write("institution.toml", example_institution())
    other = write_institution(tmp_path, 'name = "Other"\n[insurer]\nphone = "15"\n')
    assert all(content.institution for content in load_contents(copy.root).values())
    for content in load_contents(copy.root, other).values():
        assert content.institution
        assert content.institution.name == "Other"


CASES = {
    # name: the text, then the key and a part of the reason of the fault
    "no name": ('[insurer]\nphone = "15"', "name", "required"),
    "no contact": ('name = "H"', "", "contact"),
    "no way to reach": ('name = "H"\n[insurer]\nhours = "9-5"', "insurer", "phone, email or place"),
    "an invalid phone": (
        'name = "H"\n[insurer]\nphone = "ask"',
        "insurer.phone",
        "write the number in digits, for instance 01 23 45 67 89",
    ),
    "a phone that is not a text": (
        'name = "H"\n[insurer]\nphone = 15',
        "insurer.phone",
        'write it between quotation marks: "15"',
    ),
    "a phone that lacks a digit": (
        'name = "H"\nregion = "fr"\n[insurer]\nphone = "01 23 45 67 9"',
        "insurer.phone",
        "lack a digit in the region 'fr': write all of them",
    ),
    "a phone that lacks a digit in the region that is meant without a name": (
        'name = "H"\n[insurer]\nphone = "01 23 45 67"',
        "insurer.phone",
        "seems to lack a digit",
    ),
    "an invalid email": (
        'name = "H"\n[insurer]\nemail = "a b@c"',
        "insurer.email",
        "write one address",
    ),
    "an email with a subject": (
        'name = "H"\n[insurer]\nemail = "a@b.example?subject=x"',
        "insurer.email",
        "write one address",
    ),
    "an unknown role": ('name = "H"\n[boss]\nphone = "15"', "boss", "[second-victim-liaison]"),
    "an unknown field": (
        'name = "H"\n[insurer]\ntel = "15"',
        "insurer.tel",
        "only label, phone, extension",
    ),
    "a field of the second contact": (
        'name = "H"\n[[insurer]]\nphone = "15"\n[[insurer]]\nlabel = "B"\nphone = "x"',
        "insurer[2].phone",
        "write the number in digits",
    ),
    "an unknown field of the second contact": (
        'name = "H"\n[[insurer]]\nphone = "15"\n[[insurer]]\nlabel = "B"\ntel = "15"',
        "insurer[2].tel",
        "only label, phone, extension",
    ),
    "two contacts without a label": (
        'name = "H"\n[[insurer]]\nphone = "15"\n[[insurer]]\nphone = "17"',
        "insurer[2].label",
        "name this contact",
    ),
    "a contact that is a text": ('name = "H"\ninsurer = "15"', "insurer", "as a table"),
    "contacts that are texts": ('name = "H"\ninsurer = ["15"]', "insurer", "as a table"),
    "an extension that is no number": (
        'name = "H"\n[insurer]\nphone = "15 16"\nextension = "x4"',
        "insurer.extension",
        "only the digits",
    ),
    "an extension without a phone": (
        'name = "H"\n[insurer]\nplace = "2"\nextension = "4"',
        "insurer",
        "only beside a phone without an extension",
    ),
    "two extensions": (
        'name = "H"\n[insurer]\nphone = "15 16 poste 4"\nextension = "4"',
        "insurer",
        "only beside a phone without an extension",
    ),
    "an unknown language": (
        'name = { fr = "H", en = "H", tlh = "H" }\n[insurer]\nphone = "15"',
        "name.tlh",
        "no such language",
    ),
    "an empty text": ('name = " "\n[insurer]\nphone = "15"', "name", "1"),
    "an unknown region": ('name = "H"\nregion = "x"\n[insurer]\nphone = "15"', "region", "'x'"),
    "an address of the site without encryption": (
        'name = "H"\n[insurer]\nphone = "15"\n[site]\nurl = "http://h.example/"',
        "site.url",
        "for instance https://",
    ),
    "a recipient that is no address": (
        'name = "H"\n[insurer]\nphone = "15"\n[site]\nsecurity = "Camille"',
        "site.security",
        "one e-mail address, or a page",
    ),
    "an unknown line of the site": (
        'name = "H"\n[insurer]\nphone = "15"\n[site]\ndpo = "a@b.example"',
        "site.dpo",
        "only url, accessibility, data-protection, security",
    ),
    "a site without a contact": (
        'name = "H"\n[site]\nurl = "https://h.example/"',
        "",
        "at least one contact",
    ),
    "a name of a country": (
        'name = "H"\nregion = "France"\n[insurer]\nphone = "15"',
        "region",
        "such as fr for france: ",
    ),
    "no TOML": ("name = H", "", "toml"),
    "curly quotes": ("name = “H”", "", "line 1, column 8): write straight quotation marks"),
    "French quotes": ("name = « H »", "", "straight quotation marks"),
    "a curly quote at the end": ('name = "H”\nregion = "fr"', "", "straight quotation marks"),
    "a key in curly quotes": ('“name” = "H"', "", "straight quotation marks"),
    "a key with an accent": ('tél = "L’appel"', "", "has no accents"),
    "a table with an accent": ('name = "H"\n[médecine]\nphone = "15"', "", "has no accents"),
}


@pytest.mark.parametrize("name", CASES)
def test_fault_names_its_file_key_and_reason(name: str, tmp_path: Path) -> None:
    text, key, reason = CASES[name]
    path = write_institution(tmp_path, text)
    with pytest.raises(ContentError) as raised:
        load_contents(institution=path)
    faults = raised.value.faults
    assert {fault.file for fault in faults} == {path.as_posix()}
    assert any(f.key.startswith(key) and reason in f.reason.lower() for f in faults), str(faults)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_file_in_another_encoding_is_named(encoding: str, tmp_path: Path) -> None:
    path = write_institution(tmp_path, "")
    path.write_text('name = "Hôpital"\n[insurer]\nphone = "15"\n', encoding)
    with pytest.raises(ContentError, match="save it again with the encoding UTF-8"):
        load_contents(institution=path)


@pytest.mark.parametrize("code", LANGUAGES)
def test_extension_is_shown_in_each_language_and_dialled(code: str, tmp_path: Path) -> None:
    text = 'name = "H"\n[insurer]\nphone = "05 55 55 55 01"\nextension = "45 12"'
    content = load_contents(institution=write_institution(tmp_path, text))[code]
    assert content.institution
    (contact,) = content.institution.contacts
    word = content.labels.institution.extension
    assert contact.display_number == f"05 55 55 55 01 {word} 45 12".replace(" ", "\u00a0")
    assert contact.uri == "tel:0555555501;ext=4512"


def test_file_of_a_windows_editor_is_read(tmp_path: Path) -> None:
    path = write_institution(tmp_path, "")
    path.write_text(example_institution(), "utf-8-sig")
    assert load_contents(institution=path)["fr"].institution


@pytest.mark.parametrize(
    ("contacts", "summary"),
    [
        ('[insurer]\nphone = "15"', "H: 1 contact, 1 with a telephone."),
        (
            '[insurer]\nplace = "2"\n[psychologist]\nemail = "a@b.example"',
            "H: 2 contacts, none with a telephone.",
        ),
    ],
)
def test_check_says_what_was_read(
    contacts: str, summary: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_institution(tmp_path, f'name = "H"\n{contacts}')
    assert main(["check", "--institution", str(path)]) == 0
    assert summary in capsys.readouterr().out.splitlines()


def test_missing_translation_is_listed_and_another_language_is_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A hospital's file stays valid when the app gets another language."""
    text = 'name = "H"\n[insurer]\nphone = "15"\nlabel = { fr = "A" }\nhours = { en = "B" }'
    path = write_institution(tmp_path, text)
    for content in load_contents(institution=path).values():
        assert content.institution
        (insurer,) = content.institution.contacts
        assert (insurer.label, insurer.hours) == ("A", "B")
    assert main(["check", "--institution", str(path)]) == 0
    listed = capsys.readouterr().out
    assert f"{path.name}: insurer.label.en" in listed
    assert f"{path.name}: insurer.hours.fr" in listed


def test_check_reads_the_given_file_and_names_a_missing_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--institution", str(write_institution(tmp_path))]) == 0
    assert main(["check", "--institution", str(tmp_path / "nowhere.toml")]) == 1
    assert "nowhere.toml" in capsys.readouterr().err

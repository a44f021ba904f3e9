"""The phone number of a contact: validated, and dialled with digits only."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from sv_app.domain.content import Content
from sv_app.domain.helplines import is_dialable, split_extension
from sv_app.domain.journal import Contact, NewContact

ID = "c" * 32
DIALLED = {
    "01 55 55 55 55": "tel:0155555555",
    "01.55.55.55.55": "tel:0155555555",
    "01-55-55-55-55": "tel:0155555555",
    "01/55/55/55/55": "tel:0155555555",
    "(01) 55 55 55 55": "tel:0155555555",
    "+33 1 55 55 55 55": "tel:+33155555555",
    "+33 (0)1 55 55 55 55": "tel:+33155555555",
    "01\u00a055\u00a055\u202f55\u00a055": "tel:0155555555",
    "55 55 55": "tel:555555",
    "01 55 55 55 55 poste 45 12": "tel:0155555555;ext=4512",
    "01 55 55 55 55, Poste 4512": "tel:0155555555;ext=4512",
    "01 55 55 55 55 p. 45": "tel:0155555555;ext=45",
    "+33 (0)1 55 55 55 55 ext. 4512": "tel:+33155555555;ext=4512",
    "0155555555 extension: 7": "tel:0155555555;ext=7",
    "(01) 55 55 55 55 x45": "tel:0155555555;ext=45",
}
REFUSED = (
    *("*21*0600000000#", "**61*0600000000#", "##002#", "*#06#", "#31#0600000000"),
    *("15", "112", "3114", "36 24", "4512", "55555"),
    *("0155555555,123", "0155555555;ext=2", "0155555555p1", "tel:0155555555", "01+55555555"),
    *("poste 4512", "4512 poste 12", "112 ext. 1", "*21*0600000000# poste 1", "0155555555 poste"),
    *("0155555555 poste *21#", "0155555555 ext. 123456789", "01 55 55 55 55 poste 1 poste 2"),
    *("", "no number", "javascript:1", "٠١٢٣٤٥٦٧٨", "1" * 16, "01 55 55 55 55" + " " * 20 + "5"),
)


@pytest.mark.parametrize("number", DIALLED)
def test_number_with_usual_separators_is_dialled(number: str) -> None:
    contact = NewContact(id=ID, name="Unit", phone=number)
    assert contact.uri == DIALLED[number]
    assert Contact.model_validate(contact.model_dump()) == Contact(**contact.model_dump())


@pytest.mark.parametrize("number", REFUSED)
def test_service_codes_and_other_texts_are_refused(number: str) -> None:
    with pytest.raises(ValidationError):
        NewContact(id=ID, name="Unit", phone=number)


@pytest.mark.parametrize("number", ["*21*0600000000#", "#31#0600000000", "4512", "15"])
def test_contact_stored_with_a_service_code_loads_and_is_not_dialled(number: str) -> None:
    assert Contact(id=ID, name="Unit", phone=number).uri is None


@given(st.text("0123456789+*#() .-/,;px", max_size=32))
def test_dialled_number_has_only_digits(number: str) -> None:
    contact = Contact.model_construct(id=ID, name="Unit", phone=number)
    if contact.uri is None:
        assert not is_dialable(number)
    else:
        main, _, extension = contact.uri.removeprefix("tel:").partition(";ext=")
        digits = main.removeprefix("+")
        assert digits.isdecimal()
        assert 5 <= len(digits) <= 15
        assert not extension or (extension.isdecimal() and len(extension) <= 8)


def test_extension_of_each_language_is_read_again(contents: Mapping[str, Content]) -> None:
    for content in contents.values():
        number = f"01 55 55 55 55 {content.labels.contacts.extension_word} 4512"
        assert split_extension(number) == ("01 55 55 55 55", "4512")

"""Who comes first among the contacts, the role of the buddy, texts, numbers that look short."""

from urllib.parse import parse_qs, unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sv_app.data.content import load_contents
from sv_app.domain.helplines import sms_uri
from sv_app.domain.journal import Contact, ContactRole
from sv_app.domain.people import first_to_reach, supporters_first, with_contact, with_one_buddy
from sv_app.domain.regions import lacks_digit


def contact(name: str, role: ContactRole | None = None, phone: str = "06 12 34 56 78") -> Contact:
    return Contact(id=f"{ord(name[0]):032x}", name=name, phone=phone, role=role)


ANNE = contact("Anne", ContactRole.BUDDY)
BILL = contact("Bill", ContactRole.PEER_SUPPORTER)
CHEF = contact("Chef", ContactRole.MANAGER)
DESK = contact("Desk")
DOCTOR = contact("Elle", ContactRole.DOCTOR)


def test_buddy_is_reached_first_then_a_peer_supporter_and_nobody_else() -> None:
    assert first_to_reach((DESK, CHEF, BILL, ANNE)) == ANNE
    assert first_to_reach((DESK, CHEF, BILL)) == BILL
    assert first_to_reach((DESK, CHEF)) is None


def test_contact_that_may_not_be_dialled_is_never_the_first_to_reach() -> None:
    forwarding = contact("Anne", ContactRole.BUDDY, "*21*0600000000#")
    assert first_to_reach((forwarding, BILL)) == BILL
    assert not forwarding.receives_texts


def test_buddy_is_listed_first_and_the_others_keep_their_order() -> None:
    assert supporters_first((DESK, CHEF, BILL, ANNE)) == [ANNE, BILL, DESK, CHEF]


def test_second_buddy_takes_the_role_and_the_first_stays_a_contact() -> None:
    dora = contact("Dora", ContactRole.BUDDY)
    anne, _, new = with_contact((ANNE, BILL), dora)
    assert (anne.name, anne.role, anne.phone) == ("Anne", None, ANNE.phone)
    assert new == dora


def test_a_changed_contact_replaces_the_stored_one() -> None:
    changed = ANNE.model_copy(update={"name": "Anna"})
    assert with_contact((ANNE, BILL), changed) == (BILL, changed)


def test_only_the_first_of_several_buddies_keeps_the_role() -> None:
    dora = contact("Dora", ContactRole.BUDDY)
    assert [c.role for c in with_one_buddy((BILL, ANNE, dora))] == [BILL.role, ANNE.role, None]


@pytest.mark.parametrize(
    ("number", "digits"),
    [
        ("06 12 34 56 78", "0612345678"),
        ("+33 (0)6 12 34 56 78", "+33612345678"),
        ("06 12 34 56 78 poste 4", "0612345678"),
    ],
)
def test_text_is_addressed_to_the_digits_of_the_number(number: str, digits: str) -> None:
    assert sms_uri(number, "x") == f"sms:{digits}?&body=x"


@given(st.text(st.characters(blacklist_categories=["Cs"]), min_size=1, max_size=160))
def test_every_message_arrives_whole_in_its_own_parameter(message: str) -> None:
    address, query = sms_uri("0612345678", message).split("?", 1)
    assert address == "sms:0612345678"
    plain = unquote(query.removeprefix("&body="))
    assert parse_qs(query, keep_blank_values=True) == {"body": [plain]}
    no_breaks = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f"), " ") | {0x2011: "-"}
    assert plain == message.translate(no_breaks)


def test_extension_receives_no_text() -> None:
    assert ANNE.receives_texts
    assert not contact("Ward", phone="05 55 55 55 01 poste 45").receives_texts


@pytest.mark.parametrize(
    ("region", "number", "lacks"),
    [
        ("fr", "06 12 34 56 7", True),
        ("fr", "06 12 34 56 78", False),
        ("fr", "06.12.34.56.7 poste 12", True),
        ("fr", "+33 6 12 34 56 7", False),
        ("fr", "55 55 55", False),
        ("be", "0470 12 34 56", False),
        ("be", "0470 12 34 5", True),
        ("be", "04 222 22 22", False),
        ("be", "+32 81 72 6", True),
        ("be", "02 123 45 6", True),
        ("gb", "07700 900123", False),
        ("gb", "07700 9001", True),
        ("us", "212-555-0123", False),
        ("es", "612 34 56 7", False),
        ("de", "030 12345", False),
        ("other", "012345", False),
    ],
)
def test_number_is_flagged_as_short_only_by_the_formats_of_its_region(
    region: str, number: str, lacks: bool
) -> None:
    content = load_contents()["fr"].in_region(region)
    assert lacks_digit(number, content.current_region.number_formats) is lacks


def test_prewritten_messages_fit_one_text_and_hold_no_name_and_no_answer() -> None:
    for content in load_contents().values():
        answers = {*content.self_check.degrees.values(), *content.self_check.dangers.values()}
        for message in {
            m for each in (ANNE, DOCTOR, DESK) for m in content.people.messages_to(each)
        }:
            assert len(message) <= 160
            assert "{" not in message
            assert not any(answer in message for answer in answers)


def test_prewritten_messages_depend_on_the_role() -> None:
    words = load_contents()["fr"].people
    therapist = contact("Flo", ContactRole.PSYCHOLOGIST)
    assert (
        words.messages_to(DOCTOR) == words.messages_to(therapist) == (words.messages.appointment,)
    )
    assert words.messages_to(ANNE) == (*words.messages_to(BILL), words.ask)
    messages = words.messages
    assert words.messages_to(contact("Lou", ContactRole.MANAGER)) == (messages.appointment,)
    # A friend, or an office: nothing is known of them.
    assert words.messages_to(DESK) == (messages.call_me, messages.appointment)

import pytest

from sv_app.domain import passcode
from sv_app.domain.content import Kit
from sv_app.domain.passcode import Worth


@pytest.mark.parametrize(
    ("code", "worth"),
    [
        ("", Worth.SHORT),
        ("1234", Worth.SHORT),
        ("99999999999999", Worth.SHORT),
        ("a", Worth.SHORT),
        ("soleil rivage", Worth.SHORT),
        ("aaaa aaaa aaaa aaaa", Worth.SHORT),
        ("ouvre toi sesame", Worth.FAIR),
        ("7h-kR!2", Worth.FAIR),
        ("7h-kR!2q+z9P", Worth.LONG),
    ],
)
def test_a_code_is_worth_what_it_takes_to_guess_it(code: str, worth: Worth) -> None:
    assert passcode.worth(code, ["abeille", "abri"]) is worth


def test_the_proposed_words_are_worth_the_most_and_change(kits: dict[str, Kit]) -> None:
    for kit in kits.values():
        words = kit.privacy.passcode.words
        one = " ".join(words[:: len(words) // passcode.WORDS][: passcode.WORDS])
        assert passcode.worth(one, words) is Worth.LONG
        proposals = {passcode.proposed(words) for _ in range(20)}
        assert len(proposals) == 20
        assert all(len(said.split()) == passcode.WORDS for said in proposals)


def test_a_code_is_the_same_however_a_keyboard_spells_it() -> None:
    assert passcode.read("  e\u0301te\u0301\u00a0 bleu ") == passcode.read("été bleu") == "été bleu"

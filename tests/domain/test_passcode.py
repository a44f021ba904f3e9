import pytest

from sv_app.domain import passcode
from sv_app.domain.content import Content
from sv_app.domain.passcode import PasscodeStrength


@pytest.mark.parametrize(
    ("code", "worth"),
    [
        ("", PasscodeStrength.SHORT),
        ("1234", PasscodeStrength.SHORT),
        ("99999999999999", PasscodeStrength.SHORT),
        ("a", PasscodeStrength.SHORT),
        ("soleil rivage", PasscodeStrength.SHORT),
        ("aaaa aaaa aaaa aaaa", PasscodeStrength.SHORT),
        ("ouvre toi sesame", PasscodeStrength.FAIR),
        ("7h-kR!2", PasscodeStrength.FAIR),
        ("7h-kR!2q+z9P", PasscodeStrength.LONG),
    ],
)
def test_a_code_is_worth_what_it_takes_to_guess_it(code: str, worth: PasscodeStrength) -> None:
    assert passcode.passcode_strength(code, ["abeille", "abri"]) is worth


def test_the_proposed_words_are_worth_the_most_and_change(contents: dict[str, Content]) -> None:
    for content in contents.values():
        words = content.privacy.passcode.words
        one = " ".join(words[:: len(words) // passcode.WORDS][: passcode.WORDS])
        assert passcode.passcode_strength(one, words) is PasscodeStrength.LONG
        proposals = {passcode.propose_passphrase(words) for _ in range(20)}
        assert len(proposals) == 20
        assert all(len(said.split()) == passcode.WORDS for said in proposals)


def test_a_code_is_the_same_however_a_keyboard_spells_it() -> None:
    assert (
        passcode.normalize("  e\u0301te\u0301\u00a0 bleu ")
        == passcode.normalize("été bleu")
        == "été bleu"
    )

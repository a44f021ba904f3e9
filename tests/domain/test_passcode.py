import pytest

from sv_app.domain import passcode
from sv_app.domain.content import Content
from sv_app.domain.passcode import PasscodeStrength


@pytest.mark.parametrize(
    ("code", "strength"),
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
def test_strength_of_a_passcode(code: str, strength: PasscodeStrength) -> None:
    assert passcode.passcode_strength(code, ["abeille", "abri"]) is strength


def test_proposed_passphrases_are_strong_and_differ(contents: dict[str, Content]) -> None:
    for content in contents.values():
        words = content.privacy.passcode.words
        passphrase = " ".join(words[:: len(words) // passcode.WORDS][: passcode.WORDS])
        assert passcode.passcode_strength(passphrase, words) is PasscodeStrength.LONG
        proposals = {passcode.propose_passphrase(words) for _ in range(20)}
        assert len(proposals) == 20
        assert all(len(proposal.split()) == passcode.WORDS for proposal in proposals)


def test_passcode_is_normalised() -> None:
    assert (
        passcode.normalize("  e\u0301te\u0301\u00a0 bleu ")
        == passcode.normalize("été bleu")
        == "été bleu"
    )

"""Passcodes: strength, proposals, normalisation and the attempt delay."""

import time
from inspect import signature

import pytest

from sv_app.domain.content import Content
from sv_app.domain.passcode import (
    WORDS,
    AttemptDelay,
    PasscodeStrength,
    normalize,
    passcode_strength,
    propose_passphrase,
)


@pytest.mark.parametrize(
    ("passcode", "strength"),
    [
        ("", PasscodeStrength.WEAK),
        ("1234", PasscodeStrength.WEAK),
        ("99999999999999", PasscodeStrength.WEAK),
        ("a", PasscodeStrength.WEAK),
        ("soleil rivage", PasscodeStrength.WEAK),
        ("aaaa aaaa aaaa aaaa", PasscodeStrength.WEAK),
        ("ouvre toi sesame", PasscodeStrength.FAIR),
        ("7h-kR!2", PasscodeStrength.FAIR),
        ("7h-kR!2q+z9P", PasscodeStrength.STRONG),
    ],
)
def test_strength_of_a_passcode(passcode: str, strength: PasscodeStrength) -> None:
    assert passcode_strength(passcode, ["abeille", "abri"]) is strength


def test_proposed_passphrases_are_strong_and_differ(contents: dict[str, Content]) -> None:
    for content in contents.values():
        words = content.privacy.passcode.words
        proposals = {propose_passphrase(words) for _ in range(200)}
        assert len(proposals) == 200
        assert all(len(set(proposal.split())) == WORDS for proposal in proposals)
        assert {passcode_strength(each, words) for each in proposals} == {PasscodeStrength.STRONG}


def test_passcode_is_normalised() -> None:
    assert normalize("  e\u0301te\u0301\u00a0 bleu ") == normalize("été bleu") == "été bleu"


def test_attempt_delay_has_a_clock_that_no_setting_of_the_device_changes() -> None:
    assert signature(AttemptDelay).parameters["clock"].default is time.monotonic

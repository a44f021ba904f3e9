"""Lines do not end in a hyphenated word, before an hour, or before a last short word."""

import re
from collections.abc import Mapping

import pytest

from sv_app.domain.content import Content
from sv_app.domain.line_breaks import (
    HOUR,
    NO_BREAK_HYPHEN,
    NO_BREAK_SPACE,
    host_without_breaks,
    without_bad_breaks,
)
from sv_app.domain.placeholders import fill
from sv_app.domain.self_check import Sign
from tests.content.texts import every_string

HYPHENATED_PRONOUN = re.compile(r"-(vous|tu|il|elle|je|on)\b")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Souffrez-vous plus souvent\u00a0?", "Souffrez‑vous plus souvent\u00a0?"),
        ("Pourra-t-elle travailler demain\u00a0?", "Pourra‑t‑elle travailler demain\u00a0?"),
        ("de 9 h à 17 h tous les jours", "de 9\u00a0h à 17\u00a0h tous les\u00a0jours"),
        ("En cas de danger ou d’idées de suicide", "En cas de danger ou d’idées de\u00a0suicide"),
        ("Un professionnel de l’établissement", "Un professionnel de l’établissement"),
        ("Une ligne", "Une ligne"),
        ("Côte à côte", "Côte à côte"),
        ("first-minute", "first-minute"),
        ("soutien-nuit@hopital.example", "soutien-nuit@hopital.example"),
        ("20-25 personnes sur les 40 ici", "20-25 personnes sur les 40\u00a0ici"),
        ("Une ligne professionnelle-et-sociale", "Une ligne professionnelle-et-sociale"),
    ],
)
def test_text_breaks_only_where_it_may(text: str, shown: str) -> None:
    assert without_bad_breaks(text) == shown


def test_host_has_no_place_to_break() -> None:
    assert host_without_breaks("www.asso-sps.fr") == "www.asso‑sps.fr"


def may_break_badly(text: str) -> bool:
    """Return whether `without_bad_breaks` still binds the last word of `text`."""
    return without_bad_breaks(text) != text and NO_BREAK_SPACE not in text.split(" ")[-1]


def test_no_text_of_the_content_breaks_badly(contents: Mapping[str, Content]) -> None:
    for content in contents.values():
        quotation = content.messages.key.text
        said = [phrase.text for script in content.scripts for phrase in script.say]
        assert quotation in said, "the quotation is changed"
        texts = {
            key: text
            for key, text in every_string(content)
            if len(text.split()) > 1
            and text != quotation
            and not key.startswith(("crisis.", "messages.key.original."))
        }
        assert len(texts) > 1000
        # The numbers of a region are filled in later: they may change the last word.
        filled = {fill(text, content.current_region) for text in content.templates}
        loose = {
            key: text
            for key, text in texts.items()
            if HYPHENATED_PRONOUN.search(text)
            or HOUR.search(text)
            or (text not in filled and may_break_badly(text))
        }
        assert loose == {}
    assert "‑vous" in contents["fr"].self_check.questions[Sign.WITHDRAWAL].ask


def test_words_that_a_person_types_are_not_changed(contents: Mapping[str, Content]) -> None:
    """They are compared letter by letter."""
    for content in contents.values():
        words = (*content.privacy.passcode.words, *content.crisis.examples)
        assert not [word for word in words if set(word) & {NO_BREAK_HYPHEN, NO_BREAK_SPACE}]

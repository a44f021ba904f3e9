"""A region's numbers in the sentences that are written for every region."""

from collections.abc import Mapping

import pytest

from sv_app.data.schema import iter_leaf_fields
from sv_app.domain.content import Content
from sv_app.domain.model import Model
from sv_app.domain.placeholders import PLACEHOLDERS, fill, replace_texts, texts_with_placeholders


class Leaf(Model):
    text: str
    rank: int = 1


class Tree(Model):
    name: str
    leaf: Leaf
    leaves: tuple[Leaf, ...]


TREE = Tree(name="Call {danger}", leaf=Leaf(text="a"), leaves=(Leaf(text="b"), Leaf(text="{x}?")))


def texts(content: Content) -> list[str]:
    parts = (*content.scripts, content.team, content.messages)
    return [text for part in parts for _, text in iter_leaf_fields(part) if isinstance(text, str)]


def test_every_blank_is_found_and_reworded_however_deep_it_lies() -> None:
    assert list(texts_with_placeholders(TREE)) == ["Call {danger}", "{x}?"]
    got = replace_texts(TREE, {"Call {danger}": "Call 112", "{x}?": "you?"})
    assert got.name == "Call 112"
    assert [leaf.text for leaf in got.leaves] == ["b", "you?"]


def test_what_has_no_blank_is_left_as_it_was() -> None:
    got = replace_texts(TREE, {"Call {danger}": "Call 112"})
    assert got.leaf is TREE.leaf
    assert got.leaves is TREE.leaves
    assert replace_texts(TREE, {}) is TREE


def test_no_sentence_is_shown_with_its_blanks(contents: Mapping[str, Content]) -> None:
    for content in contents.values():
        assert len(content.blanks) > 10
        assert not [text for text in texts(content) if "{" in text]


@pytest.mark.parametrize("code", ["be", "ch", "ca-qc", "ca", "gb", "us", "es", "de"])
def test_in_a_region_every_sentence_names_its_numbers(
    contents: Mapping[str, Content], code: str
) -> None:
    for content in contents.values():
        there = content.in_region(code)
        said = texts(there)
        for blank in content.blanks:
            assert fill(blank, there.here) in said
        numbers = {getattr(content.here.words, name) for name in PLACEHOLDERS}
        assert not [text for text in said if any(number in text for number in numbers)]


def test_going_from_region_to_region_leaves_no_trace(contents: Mapping[str, Content]) -> None:
    for content in contents.values():
        assert content.in_region("be").in_region("us").in_region("fr") == content
        assert content.in_region("be").in_region("us") == content.in_region("us")


def test_the_numbers_of_a_sentence_are_lines_of_the_region(contents: Mapping[str, Content]) -> None:
    for content in contents.values():
        for region in content.regions:
            lines = {line.facts.shown for line in region.emergency_lines}
            words = region.words
            assert any(line in words.suicide for line in lines), region.code
            assert any(line in words.danger for line in lines), region.code

"""Placeholders: the numbers of a region in sentences that are written for every region."""

from collections.abc import Mapping

import pytest

from sv_app.data.content_files import iter_leaf_fields
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


TREE = Tree(
    name="Call {emergency_number}", leaf=Leaf(text="a"), leaves=(Leaf(text="b"), Leaf(text="{x}?"))
)


def texts_of(content: Content) -> list[str]:
    parts = (*content.scripts, content.team, content.messages, content.tools)
    return [text for part in parts for _, text in iter_leaf_fields(part) if isinstance(text, str)]


def test_placeholders_are_found_and_replaced_at_any_depth() -> None:
    assert list(texts_with_placeholders(TREE)) == ["Call {emergency_number}", "{x}?"]
    replaced = replace_texts(TREE, {"Call {emergency_number}": "Call 112", "{x}?": "you?"})
    assert replaced.name == "Call 112"
    assert [leaf.text for leaf in replaced.leaves] == ["b", "you?"]


def test_models_without_a_replaced_text_are_not_copied() -> None:
    replaced = replace_texts(TREE, {"Call {emergency_number}": "Call 112"})
    assert replaced.leaf is TREE.leaf
    assert replaced.leaves is TREE.leaves
    assert replace_texts(TREE, {}) is TREE


def test_no_text_contains_a_placeholder(contents: Mapping[str, Content]) -> None:
    for content in contents.values():
        assert len(content.templates) > 10
        assert not [text for text in texts_of(content) if "{" in text]


@pytest.mark.parametrize("code", ["be", "ch", "ca-qc", "ca", "gb", "us", "es", "de"])
def test_texts_of_a_region_name_its_own_numbers(contents: Mapping[str, Content], code: str) -> None:
    for content in contents.values():
        in_region = content.in_region(code)
        texts = texts_of(in_region)
        for sentence in content.templates:
            assert fill(sentence, in_region.current_region) in texts
        numbers = {getattr(content.current_region.words, name) for name in PLACEHOLDERS}
        assert not [text for text in texts if any(number in text for number in numbers)]


def test_changing_the_region_twice_equals_changing_it_once(contents: Mapping[str, Content]) -> None:
    for content in contents.values():
        assert content.in_region("be").in_region("us").in_region("fr") == content
        assert content.in_region("be").in_region("us") == content.in_region("us")


def test_numbers_in_placeholders_are_lines_of_the_region(contents: Mapping[str, Content]) -> None:
    for content in contents.values():
        for region in content.regions:
            lines = {line.facts.display_number for line in region.emergency_lines}
            words = region.words
            assert any(line in words.suicide for line in lines), region.code
            assert any(line in words.emergency_number for line in lines), region.code

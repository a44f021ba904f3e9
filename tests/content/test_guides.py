"""The guide to the words, in English and in French: the same parts, commands, names and tables."""

import re

import pytest

from sv_app.domain.institution import HospitalRole
from sv_app.project import CONTENT

GUIDES = {name: (CONTENT / name).read_text("utf-8") for name in ("README.md", "README.fr.md")}
ENGLISH, FRENCH = GUIDES.values()
IN_FRENCH_ONLY = {"[psychologist]", "[occupational-health]", "[second-victim-liaison]"} | {
    "[quality-risk]",
    "[insurer]",
}
"""The table of the roles: their names are English words."""


def sections(guide: str) -> list[str]:
    """Return each part of a guide, with its heading."""
    return re.split(r"^## ", guide, flags=re.MULTILINE)


def code_blocks(guide: str) -> list[str]:
    """Return the blocks of code, without the notes in them, which are translated."""
    blocks = re.findall(r"^```\w*\n(.*?)^```", guide, re.DOTALL | re.MULTILINE)
    return [re.sub(r"\s+#(?!:).*", "", block) for block in blocks]


def names(guide: str) -> list[str]:
    """Return everything in code style outside of blocks: commands, files, keys and values."""
    return re.findall("`([^`\n]+)`", re.sub(r"^```.*?^```", "", guide, flags=re.DOTALL | re.M))


def test_guides_have_the_same_number_of_sections_steps_and_rows() -> None:
    english, french = sections(ENGLISH), sections(FRENCH)
    assert len(english) == len(french) > 15
    for part, translated in zip(english, french, strict=True):
        for kind, pattern in (("steps", r"^\d+\. "), ("points", r"^- "), ("code", r"^```")):
            counts = [len(re.findall(pattern, text, re.MULTILINE)) for text in (part, translated)]
            assert counts[0] == counts[1], f"{kind}: {part.splitlines()[0]}"


def test_guides_show_the_same_commands_and_examples() -> None:
    assert code_blocks(ENGLISH) == code_blocks(FRENCH)
    assert len(code_blocks(ENGLISH)) == 3


@pytest.mark.parametrize("number", range(len(sections(ENGLISH))))
def test_sections_name_the_same_files_keys_and_commands(number: int) -> None:
    english, french = (set(names(sections(guide)[number])) for guide in GUIDES.values())
    assert english == french - IN_FRENCH_ONLY


def test_tables_of_names_are_the_same() -> None:
    rows = [
        re.findall(r"^\|(?! (?:In|En) )(?:[^|\n]*\|){4}$", guide, re.MULTILINE)
        for guide in GUIDES.values()
    ]
    assert rows[0] == rows[1]
    assert len(rows[0]) > 10


def test_guides_link_to_each_other_and_the_french_one_explains_each_role() -> None:
    assert "(README.fr.md)" in ENGLISH
    assert "(README.md)" in FRENCH
    assert {f"[{role}]" for role in HospitalRole} == IN_FRENCH_ONLY


def test_french_guide_has_french_typography() -> None:
    prose = re.sub(r"^```.*?^```|`[^`]*`|^\|.*$", "", FRENCH, flags=re.DOTALL | re.MULTILINE)
    assert re.findall(r"\w [:;?!»](?=\s)|« \w", prose) == []
    assert re.findall(r"\w'\w", prose) == []

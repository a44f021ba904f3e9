"""What a screen is made of, as a screen reader tells it: main, call, a choice, a list.

Flet has no word for these, nor for words of another language. Each is a mark on a node;
in a browser, semantics.js gives the node its role and its language.
"""

from enum import StrEnum

import flet as ft


class Role(StrEnum):
    """What a node is; semantics.js knows the same names, except `words`: it has no role."""

    MAIN = "main"
    NAVIGATION = "navigation"
    CALL = "call"
    CHOICES = "choices"
    CHOICE = "choice"
    LIST = "list"
    ITEM = "item"
    TOLD = "told"
    WORDS = "words"


def in_language(mark: Role, language: str | None) -> str:
    """The mark of what is said in `language`; None is the language of the screen."""
    return f"{mark} {language}" if language else mark


def with_role(
    mark: Role,
    content: ft.Control,
    label: str | None = None,
    expand: bool = False,
    language: str | None = None,
) -> ft.Semantics:
    """`content`, as one part of the screen; `label` tells it from its like."""
    name = in_language(mark, language)
    return ft.Semantics(
        identifier=name, label=label, container=True, content=content, expand=expand
    )

"""Roles and languages for screen readers: landmarks, radio groups, tabs, lists, messages.

Flet has no roles for these, nor for words of another language. The semantics identifier of a
node carries both; in a browser, semantics.js sets the role and the language of the node.
"""

from enum import StrEnum

import flet as ft


class SemanticRole(StrEnum):
    """The ARIA role of a node; the value is its name in semantics.js.

    `SECOND_NAVIGATION` has the role of `NAVIGATION`, for links beside those of the rail. `TEXT`
    only carries a language. `VALID_FIELD` and `INVALID_FIELD` set `aria-invalid` of the text field
    inside: Flet cannot. They also carry its text until it first has the focus: before that, the
    engine leaves it empty for a screen reader.
    """

    MAIN = "main"
    NAVIGATION = "navigation"
    COMPLEMENTARY = "call"
    RADIOGROUP = "choices"
    RADIO = "choice"
    TABLIST = "tabs"
    TAB = "tab"
    SECOND_NAVIGATION = "links"
    LIST = "list"
    LISTITEM = "item"
    STATUS = "status"
    TEXT = "text"
    VALID_FIELD = "field"
    INVALID_FIELD = "invalid"


def identifier_of(role: SemanticRole, language: str | None, value: str | None = None) -> str:
    """Return the identifier of a role and a language; None is the language of the screen.

    `value` is the text of a text field, on a line of its own.
    """
    identifier = f"{role} {language}" if language else role
    return identifier if value is None else f"{identifier}\n{value}"


def with_role(
    role: SemanticRole,
    content: ft.Control,
    label: str | None = None,
    expand: bool = False,
    language: str | None = None,
    value: str | None = None,
) -> ft.Semantics:
    """Wrap `content` in a node with a role; `label` distinguishes nodes of the same role.

    `value` is the text of the text field in `content`, for `semantics.js`.
    """
    identifier = identifier_of(role, language, value)
    return ft.Semantics(
        identifier=identifier, label=label, container=True, content=content, expand=expand
    )

"""An HTML document, parsed strictly: a fault that a browser would repair is an error."""

from dataclasses import dataclass
from typing import Any

import html5lib


@dataclass(eq=False)
class Element:
    tag: str
    attributes: dict[str, str]
    language: str
    text: str
    """The text of the element and of its descendants, without outer spaces."""
    ancestors: tuple["Element", ...] = ()

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    def in_class(self, name: str) -> bool:
        """Return whether this element, or an ancestor, has the class `name`."""
        return any(name in element.classes for element in (*self.ancestors, self))


class HtmlDocument:
    """Every element in document order, with its language and its ancestors."""

    def __init__(self, html: str) -> None:
        # Strict: markup that a browser would have to repair is an error.
        parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
        self.elements: list[Element] = []
        self._add(parser.parse(html), (), "")

    def _add(self, node: Any, ancestors: tuple["Element", ...], language: str) -> None:
        if not isinstance(node.tag, str):  # a comment
            return
        tag = node.tag.rpartition("}")[2]  # without the namespace of SVG
        language = node.attrib.get("lang", language)
        element = Element(
            tag, dict(node.attrib), language, "".join(node.itertext()).strip(), ancestors
        )
        self.elements.append(element)
        for child in node:
            self._add(child, (*ancestors, element), language)

    def all(self, tag: str, language: str | None = None) -> list[Element]:
        """Return the elements with this tag, in `language` if it is given."""
        elements = [element for element in self.elements if element.tag == tag]
        return [e for e in elements if language in (None, e.language)]

    def of_class(self, name: str, language: str | None = None) -> list[Element]:
        """Return the elements with this class, in `language` if it is given."""
        elements = [element for element in self.elements if name in element.classes]
        return [e for e in elements if language in (None, e.language)]

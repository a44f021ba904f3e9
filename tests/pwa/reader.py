"""The page, read as a browser reads it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

EMPTY = {"meta", "link", "br", "hr", "img", "input"}


@dataclass(eq=False)
class Element:
    tag: str
    attributes: dict[str, str]
    language: str
    around: tuple["Element", ...] = ()
    own: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.own).strip()

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    def within(self, name: str) -> bool:
        """Whether this is, or is inside, an element of that class."""
        return any(name in element.classes for element in (*self.around, self))


class Page(HTMLParser):
    """Every element in order; a text belongs to each element around it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.open: list[Element] = []
        self.feed(html)
        self.close()
        assert self.open == [], f"never closed: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        language = self.open[-1].language if self.open else ""
        element = Element(tag, attributes, attributes.get("lang", language), tuple(self.open))
        self.elements.append(element)
        if tag not in EMPTY:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.own.append(data)

    def all(self, tag: str, language: str | None = None) -> list[Element]:
        found = [element for element in self.elements if element.tag == tag]
        return [e for e in found if language in (None, e.language)]

    def of_class(self, name: str, language: str | None = None) -> list[Element]:
        found = [element for element in self.elements if name in element.classes]
        return [e for e in found if language in (None, e.language)]

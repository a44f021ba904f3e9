"""Printed pages of the managers' tools: the list, the debrief, and the two documents.

The list and the debrief hold only the content, the ticks and blanks to fill in by hand. The
documents hold what a person has entered: they use only the elements that `print-report.js` prints.
"""

from collections.abc import Collection, Iterable, Mapping

from sv_app.domain.content import Content
from sv_app.domain.html_document import bullets, cite, element, escape, text_element
from sv_app.domain.sources import Claim
from sv_app.domain.team import Action
from sv_app.domain.team_tools import BLANK_LINE

MAX_POINTS = 2
"""The points that a debrief may write down, as its words say."""


def first_hour_page(content: Content, ticked: Collection[str] = ()) -> str:
    """Return the list of the first hour; `ticked` are the ids of the items that are done."""
    words, team = content.team_tools.first_hour, content.labels.team
    who = content.labels.team_tools.who
    items = "".join(_tick(item, item.id in ticked, who) for item in words.items)
    return "".join(
        (
            text_element("h1", words.title),
            text_element("p", words.lead),
            element("ul", items, "ticks"),
            cite(content, (item.source for item in words.items)),
            text_element("h2", team.step_up),
            text_element("h3", team.step_up_when),
            bullets(content.team.step_up_when),
            text_element("h3", content.labels.call.bar),
            bullets(slot_numbers(content)),
        )
    )


def debrief_page(content: Content) -> str:
    """Return the debrief, with blanks for what is decided; it fits on one sheet."""
    words, labels = content.team_tools.debrief, content.labels.team_tools
    parts = (
        text_element("h3", f"{part.name} · {labels.minutes.format(n=part.minutes)}")
        + text_element("p", content.in_quotes(part.say), "phrase")
        + _after_death(content, part.say_after_death)
        + text_element("p", part.about)
        for part in words.parts
    )
    return "".join(
        (
            text_element("h1", words.title),
            *(text_element("p", claim.text) for claim in words.lead),
            *parts,
            text_element("h3", labels.points),
            *[text_element("p", labels.who, "point")] * MAX_POINTS,
            text_element("h2", labels.never),
            bullets(claim.text for claim in words.never),
            cite(content, (*_sources(words.lead), *_sources(words.never))),
        )
    )


def _after_death(content: Content, say: str | None) -> str:
    if say is None:
        return ""
    words = f"{content.labels.team_tools.after_death} {content.in_quotes(say)}"
    return text_element("p", words, "phrase")


def return_plan_page(content: Content, values: Mapping[str, str]) -> str:
    """Return the plan, with `values` by id of field."""
    words = content.team_tools.return_plan
    rows = (
        text_element("dt", field.name)
        + element("dd", _lines(values.get(field.id, "").strip() or BLANK_LINE))
        for field in words.fields
    )
    return (
        text_element("h1", words.title)
        + element("dl", "".join(rows))
        + _paragraphs(words.filled_paragraphs(values))
    )


def letter_page(content: Content, values: Mapping[str, str]) -> str:
    """Return the letter, with `values` by id of field, and the numbers of the call bar under it."""
    return (
        _paragraphs(content.team_tools.letter.filled_paragraphs(values))
        + text_element("p", content.labels.team_tools.numbers)
        + bullets(slot_numbers(content))
    )


def slot_numbers(content: Content) -> list[str]:
    """Return the numbers of the call bar with their names, as they are printed."""
    return [
        f"{slot.helpline.facts.display_number}, {content.name_beside_number(slot.helpline)}"
        for slot in content.call_slots()
    ]


def _tick(item: Action, ticked: bool, who: str) -> str:
    """Return an item with its box, and with a blank for the person who does it."""
    box = f'<input type="checkbox"{" checked" if ticked else ""}>'
    label = f"<label>{box} {text_element('b', item.name)}</label>"
    return element("li", f"{text_element('span', who, 'who')}{label} {escape(item.about)}")


def _sources(claims: Iterable[Claim]) -> Iterable[str]:
    return (source for claim in claims for source in claim.sources)


def _paragraphs(texts: Iterable[str]) -> str:
    return "".join(element("p", _lines(text)) for text in texts)


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")

"""Passages: everything a Kit says, cut into pieces that have the same address in every language."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from pydantic import BaseModel

from sv_app.domain.kit import Kit
from sv_app.domain.scripts import AvoidPhrase, Script


class Place(StrEnum):
    """The screens that say things."""

    SCRIPT = "script"
    ATTITUDES = "attitudes"
    TEAM = "team"
    UNDERSTAND = "understand"
    HELPLINES = "helplines"
    INSIDE = "inside"
    SIGNS = "signs"


SAY, AVOID, REHEARSE = "say", "avoid", "rehearse"
CITED = ("id", "source", "sources", "stages_source")
"""Fields that hold ids: nobody reads them."""
SCRIPT_LISTS = ("before", "gestures", "not_promise", "closing")


@dataclass(frozen=True)
class Passage:
    """One thing said: `text`, what is said `about` it, and where.

    `owner` is the moment of a script, else empty; `part` is the list it is of, `key`
    its id or its place in the list. The heavier, the sooner it answers a search.
    """

    place: Place
    owner: str
    part: str
    key: str
    text: str
    about: str = ""
    title: str = ""
    weight: int = 0

    @property
    def address(self) -> tuple[str, ...]:
        """The same in every language."""
        return (self.place, self.owner, self.part, self.key)


def passages(kit: Kit) -> Iterator[Passage]:
    """Everything `kit` says, in the order of the screens."""
    for script in kit.scripts:
        yield from _script(script)
    for attitude in kit.attitudes.items:
        about = f"{attitude.why} {attitude.instead}"
        yield Passage(Place.ATTITUDES, "", "items", attitude.id, attitude.text, about, weight=1)
    yield from _walk(Place.TEAM, "", "", kit.team)
    yield from _walk(Place.UNDERSTAND, "", "", kit.understand)
    yield from _inside(kit)
    for line in kit.helplines:
        words, number = line.words, line.facts.number
        about = f"{words.who_answers}. {words.for_whom}. {number} {number.replace(' ', '')}"
        yield Passage(Place.HELPLINES, "", "line", line.id, words.name, about, weight=1)
    for question, said in kit.self_check.questions.items():
        yield Passage(Place.SIGNS, "", "questions", question, said.ask, said.hint)


def _script(script: Script) -> Iterator[Passage]:
    def of(part: str, key: str, text: str, about: str = "", weight: int = 0) -> Passage:
        return Passage(Place.SCRIPT, script.id, part, key, text, about, script.title, weight)

    yield of("", "", script.title, script.aim, weight=3)
    yield of("opening", "", script.opening.text, script.opening.how, weight=2)
    for phrase in (*script.say, *script.avoid):
        hurts = isinstance(phrase, AvoidPhrase)
        about = f"{phrase.why} {phrase.instead}" if isinstance(phrase, AvoidPhrase) else phrase.why
        yield of(AVOID if hurts else SAY, phrase.id, phrase.text, about, weight=1 if hurts else 2)
    for part in SCRIPT_LISTS:
        for n, text in enumerate(getattr(script, part)):
            yield of(part, str(n), text)
    yield of("step_up", "", script.step_up, weight=1)
    for rehearsal in script.rehearse:
        yield of(REHEARSE, rehearsal.id, rehearsal.line)


def _inside(kit: Kit) -> Iterator[Passage]:
    """This hospital's own help, which comes before any other answer of the same words."""
    hospital = kit.institution
    for who in hospital.contacts if hospital else ():
        number = who.phone or ""
        role = kit.labels.institution.role(who.role)
        told = (role, who.hours, who.place, who.email, number, number.replace(" ", ""))
        about = " ".join(filter(None, told))
        yield Passage(Place.INSIDE, "", "contacts", who.role, who.label, about, weight=4)


def _walk(place: Place, part: str, key: str, value: object) -> Iterator[Passage]:
    """What a model says, whatever its shape: texts, lists of them, models of them."""
    if isinstance(value, str):
        yield Passage(place, "", part, key, value)
    elif isinstance(value, BaseModel):
        said = {name: v for name, v in value if name not in CITED and v is not None}
        lines = [v for v in said.values() if isinstance(v, str)]
        if part and len(lines) == len(said):
            yield Passage(place, "", part, key, lines[0], " ".join(lines[1:]))
        else:
            for name, inside in said.items():
                yield from _walk(place, "/".join(filter(None, (part, key, name))), "", inside)
    elif isinstance(value, Iterable):
        for n, item in enumerate(value):
            yield from _walk(place, part, getattr(item, "id", str(n)), item)

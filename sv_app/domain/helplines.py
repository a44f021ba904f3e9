"""Helplines: who answers, for whom, hours, cost, when and where it was checked."""

import datetime as dt
import re
from enum import StrEnum
from typing import Annotated

from pydantic import Field, HttpUrl, StringConstraints

from sv_app.domain.model import Model, Slug, Text

Number = Annotated[
    str,
    StringConstraints(
        pattern=r"^([0-9]{2,4}|0[0-9]( [0-9]{2}){4}|0[0-9]{3}(( [0-9]{2}){3}|( [0-9]{3}){2}))$"
    ),
]


class Channel(StrEnum):
    """How a line is reached."""

    CALL = "call"
    SMS = "sms"


class HelplineFacts(Model):
    """What does not change with the language.

    `number` is written as people read it, with spaces; short codes stay short,
    because turning them into +33… breaks them.
    """

    id: Slug
    number: Number
    channel: Channel = Channel.CALL
    emergency: bool = False
    checked_on: dt.date
    source: HttpUrl

    @property
    def shown(self) -> str:
        """The number as a screen shows it: its spaces never break."""
        return self.number.replace(" ", "\u00a0")

    @property
    def uri(self) -> str:
        """What a tap opens: `tel:0805232336` or `sms:114`."""
        scheme = "sms" if self.channel is Channel.SMS else "tel"
        return f"{scheme}:{re.sub(r'[^0-9]', '', self.number)}"


class Region(Model):
    """The lines of one region, most fitting first; `first` is the call button's."""

    region: Slug
    first: Slug
    line: tuple[HelplineFacts, ...] = Field(min_length=1)


class HelplineWords(Model):
    """What a language says of one line."""

    id: Slug
    name: Text
    who_answers: Text
    for_whom: Text
    hours: Text
    cost: Text


class Helpline(Model):
    """A line as a screen shows it: its facts and its words."""

    facts: HelplineFacts
    words: HelplineWords

    @property
    def id(self) -> str:
        """The id shared by the facts and the words."""
        return self.facts.id

"""Sentences with blanks to fill, checked for the blanks they must hold."""

from collections.abc import Callable
from string import Formatter
from typing import Annotated

from pydantic import AfterValidator

from sv_app.domain.model import Text


def _holding(*names: str) -> Callable[[str], str]:
    def check(text: str) -> str:
        # A form ({n:d}) or a conversion ({n!r}) could fail, or show code: none is known.
        found = [hole[1:] for hole in Formatter().parse(text) if hole[1] is not None]
        if set(found) != {(name, "", None) for name in names}:
            wanted = ", ".join(f"{{{name}}}" for name in names)
            raise ValueError(f"must hold exactly {wanted}")
        return text

    return check


Progress = Annotated[Text, AfterValidator(_holding("n", "total"))]
Dated = Annotated[Text, AfterValidator(_holding("date"))]
Numbered = Annotated[Text, AfterValidator(_holding("number"))]
Written = Annotated[Text, AfterValidator(_holding("address"))]
Regional = Annotated[Text, AfterValidator(_holding("region"))]
Spanning = Annotated[Text, AfterValidator(_holding("first", "last"))]
Quoted = Annotated[Text, AfterValidator(_holding("text"))]
Days = Annotated[Text, AfterValidator(_holding("day", "month", "year"))]
Named = Annotated[Text, AfterValidator(_holding("name"))]
Counted = Annotated[Text, AfterValidator(_holding("n"))]
Weekdays = Annotated[Text, AfterValidator(_holding("weekday", "date"))]
Times = Annotated[Text, AfterValidator(_holding("hour", "minute"))]
Period = Annotated[Text, AfterValidator(_holding("first", "last"))]
Expired = Annotated[Text, AfterValidator(_holding("n", "date"))]
Seconds = Annotated[Text, AfterValidator(_holding("seconds"))]

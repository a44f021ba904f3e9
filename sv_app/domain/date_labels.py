"""How days and times are written."""

import datetime as dt

from pydantic import Field

from sv_app.domain.model import Model, Text
from sv_app.domain.templates import Days, Times, Weekdays


class DateLabels(Model):
    """How a day is written: "{day} {month} {year}", the `first` of a month, and the months."""

    day: Days
    first: Text
    weekday: Weekdays
    time: Times
    weekdays: tuple[Text, ...] = Field(min_length=7, max_length=7)
    months: tuple[Text, ...] = Field(min_length=12, max_length=12)

    def written(self, date: dt.date) -> str:
        """The date in words: `23 novembre 2026`, `1er décembre 2026`."""
        month = self.months[date.month - 1]
        day = self.first if date.day == 1 else date.day
        return self.day.format(day=day, month=month, year=date.year)

    def with_weekday(self, date: dt.date) -> str:
        """The date in words, and its day of the week: `lundi 23 novembre 2026`."""
        weekday = self.weekdays[date.weekday()]
        return self.weekday.format(weekday=weekday, date=self.written(date))

    def clock(self, time: dt.time) -> str:
        """The time in words: `14 h 05`."""
        return self.time.format(hour=time.hour, minute=f"{time.minute:02}")

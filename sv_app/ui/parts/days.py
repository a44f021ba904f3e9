"""Dates, written as the language writes them."""

import datetime as dt

from sv_app.domain.labels import DateLabels


def day(labels: DateLabels, date: dt.date) -> str:
    """The date in words: `23 novembre 2026`."""
    month = labels.months[date.month - 1]
    return labels.day.format(day=date.day, month=month, year=date.year)

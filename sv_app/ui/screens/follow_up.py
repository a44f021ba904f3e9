"""The follow-up with a colleague: a calendar file with a day and a time; neither is stored."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from uuid import uuid4

import flet as ft

from sv_app import routes
from sv_app.domain.calendar import create_event
from sv_app.ui.components.buttons import primary, stepper, tertiary
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.options import Option, chip_group
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.typography import heading, muted, status_message, text, title
from sv_app.ui.context import AppContext, today, use_state
from sv_app.ui.theme import TextSize

DAY, QUARTER = dt.timedelta(days=1), dt.timedelta(minutes=15)
DAYS_BY_LABEL = {"today": 0, "tomorrow": 1, "two_days": 2, "three_days": 3, "week": 7, "month": 30}
"""Days from today, by label: soon after the event, then as peer-support programmes advise."""
TIMES = (dt.time(8, 30), dt.time(12, 30), dt.time(14), dt.time(17), dt.time(20))
"""Times around the shifts of a hospital; a quarter of an hour at a time leads to any other."""
DEFAULT_TIME = dt.time(14)
DURATION, REMINDER = dt.timedelta(minutes=30), QUARTER
"""The content says both in words: the length of the appointment, and the reminder before it."""

Choose = Callable[[dt.datetime], None]


@screen
def follow_up(context: AppContext) -> ft.View:
    """The choice of a day and a time, and the button that makes the file."""
    labels = context.content.labels.next_contact
    when, set_when = use_state(lambda: dt.datetime.combine(today() + DAY, DEFAULT_TIME))
    status, set_status = use_state(str)

    def choose(chosen: dt.datetime) -> None:
        set_status("")
        set_when(chosen)

    async def make() -> None:
        now = dt.datetime.now(dt.UTC)
        # With the UTC offset of that day, which may differ from today's (summer time).
        start = when.astimezone()
        if start <= now:
            set_status(labels.past)
        else:
            data = create_event(labels.event, start, DURATION, REMINDER, str(uuid4()), now)
            set_status(labels.made if await _save(context, data) else labels.not_made)

    return page_shell(
        context,
        title(labels.title),
        [
            text(labels.lead),
            text(_contents(context, when)),
            muted(labels.private, TextSize.SMALL),
            *_day(context, when, choose),
            *_time(context, when, choose),
            *_tally_link(context),
        ],
        back_to=routes.SCRIPTS,
        footer=[*status_message(status), primary(labels.make, make, ft.Icons.EVENT)],
    )


async def _save(context: AppContext, data: bytes) -> bool:
    """Save the file; return False when the person cancelled or the device refused."""
    try:
        return await context.files.save(context.content.labels.next_contact.file, data)
    except RuntimeError as error:
        context.report(error)
        return False


def _tally_link(context: AppContext) -> list[ft.Control]:
    """A button that opens the tally, for a peer supporter who has turned it on."""
    if not context.journal.tally():
        return []
    words = context.content.team_tools.tally.title
    return [tertiary(words, lambda: context.go(routes.TALLY), ft.Icons.CALENDAR_VIEW_MONTH)]


def _contents(context: AppContext, when: dt.datetime) -> str:
    """The sentence that says what the file will hold."""
    dates = context.content.labels.date
    day, time = dates.with_weekday(when.date()), dates.format_time(when.time())
    return context.content.labels.next_contact.contents.format(day=day, time=time)


def _day(context: AppContext, when: dt.datetime, choose: Choose) -> list[ft.Control]:
    labels, current_day = context.content.labels.next_contact, today()

    def choose_day(day: dt.date) -> None:
        choose(_in_the_future(dt.datetime.combine(max(day, current_day), when.time())))

    days = {
        current_day + dt.timedelta(days=n): getattr(labels, name)
        for name, n in DAYS_BY_LABEL.items()
    }
    options = [
        Option(name, when.date() == day, partial(choose_day, day)) for day, name in days.items()
    ]
    return [
        heading(labels.day),
        chip_group(labels.day, options),
        stepper(
            context,
            context.content.labels.date.with_weekday(when.date()),
            (labels.day_before, lambda: choose_day(when.date() - DAY)),
            (labels.day_after, lambda: choose_day(when.date() + DAY)),
        ),
    ]


def _time(context: AppContext, when: dt.datetime, choose: Choose) -> list[ft.Control]:
    labels = context.content.labels.next_contact

    def choose_time(time: dt.time) -> None:
        choose(dt.datetime.combine(when.date(), time))

    format_time = context.content.labels.date.format_time
    options = [
        Option(format_time(time), when.time() == time, partial(choose_time, time))
        for time in _times_left(when.date())
    ]
    return [
        heading(labels.time),
        *([chip_group(labels.time, options)] if options else []),
        stepper(
            context,
            context.content.labels.date.format_time(when.time()),
            (labels.earlier, lambda: choose(_shift_time(when, -QUARTER))),
            (labels.later, lambda: choose(_shift_time(when, QUARTER))),
        ),
    ]


def _now() -> dt.datetime:
    """The local time without an offset.

    It is compared with the times that the person chooses, which have none either.
    """
    return dt.datetime.now()  # noqa: DTZ005


def _times_left(day: dt.date) -> list[dt.time]:
    """Return the usual times of `day` that have not passed."""
    return [time for time in TIMES if dt.datetime.combine(day, time) > _now()]


def _in_the_future(when: dt.datetime) -> dt.datetime:
    """Return `when`, or the next of the usual times of today once it has passed, if any is left."""
    left = _times_left(when.date())
    return when if when > _now() or not left else dt.datetime.combine(when.date(), left[0])


def _shift_time(when: dt.datetime, by: dt.timedelta) -> dt.datetime:
    """Shift the time of `when` by `by`, on the same day: it wraps around at midnight.

    A time that has passed becomes the next quarter of an hour, which may be that of tomorrow.
    """
    shifted, now = dt.datetime.combine(when.date(), (when + by).time()), _now()
    if shifted > now:
        return shifted
    midnight = dt.datetime.combine(now.date(), dt.time())
    return midnight + QUARTER * ((now - midnight) // QUARTER + 1)

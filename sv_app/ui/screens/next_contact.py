"""The next contact: a day, a time, and a file for one's calendar; nothing is kept."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from uuid import uuid4

import flet as ft

from sv_app import routes
from sv_app.domain.calendar import appointment
from sv_app.ui.components.buttons import button_grid, primary, secondary, stepper
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.typography import heading, muted, said_aloud, text, title
from sv_app.ui.context import AppContext, use_state
from sv_app.ui.theme import Size

DAY, HALF_HOUR = dt.timedelta(days=1), dt.timedelta(minutes=30)
SOON = {"tomorrow": 1, "three_days": 3, "week": 7, "month": 30}
"""Days from now, by their label: the rhythm that peer-support programmes advise."""
AFTERNOON = dt.time(14)
LONG = dt.timedelta(minutes=30)

Choose = Callable[[dt.datetime], None]


@screen
def next_contact(context: AppContext) -> ft.View:
    """A day and a time to choose, then the file."""
    labels = context.content.labels.next_contact
    when, put = use_state(lambda: dt.datetime.combine(_today() + DAY, AFTERNOON))
    said, say = use_state(str)

    def choose(chosen: dt.datetime) -> None:
        say("")
        put(chosen)

    async def make() -> None:
        now = dt.datetime.now(dt.UTC)
        # Chosen on the wall clock of that day, whose zone may not be today's.
        start = when.astimezone()
        if start <= now:
            say(labels.past)
        else:
            data = appointment(labels.event, start, LONG, str(uuid4()), now)
            say(labels.made if await _given(context, data) else labels.not_made)

    return page_shell(
        context,
        [
            title(labels.title),
            text(labels.lead),
            *_day(context, when, choose),
            *_time(context, when, choose),
            muted(labels.private, Size.SMALL),
        ],
        back_to=routes.SCRIPTS,
        footer=[*said_aloud(said), primary(labels.make, make, ft.Icons.EVENT)],
    )


async def _given(context: AppContext, data: bytes) -> bool:
    """Whether the device took the file; no when the person or the device refused it."""
    try:
        return await context.files.save(context.content.labels.next_contact.file, data)
    except RuntimeError as refusal:
        context.report(refusal)
        return False


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()


def _day(context: AppContext, when: dt.datetime, choose: Choose) -> list[ft.Control]:
    labels, today = context.content.labels.next_contact, _today()

    def on(day: dt.date) -> None:
        choose(dt.datetime.combine(max(day, today), when.time()))

    days = {today + dt.timedelta(days=n): getattr(labels, name) for name, n in SOON.items()}
    soon = [secondary(name, partial(on, day), tight=True) for day, name in days.items()]
    return [
        heading(labels.day),
        button_grid(soon, paired=not context.compact),
        stepper(
            context,
            context.content.labels.date.with_weekday(when.date()),
            (labels.day_before, lambda: on(when.date() - DAY)),
            (labels.day_after, lambda: on(when.date() + DAY)),
        ),
    ]


def _time(context: AppContext, when: dt.datetime, choose: Choose) -> list[ft.Control]:
    labels = context.content.labels.next_contact
    return [
        heading(labels.time),
        stepper(
            context,
            context.content.labels.date.clock(when.time()),
            (labels.earlier, lambda: choose(_moved(when, -HALF_HOUR))),
            (labels.later, lambda: choose(_moved(when, HALF_HOUR))),
        ),
    ]


def _moved(when: dt.datetime, by: dt.timedelta) -> dt.datetime:
    """Another time of the same day."""
    return dt.datetime.combine(when.date(), (when + by).time())

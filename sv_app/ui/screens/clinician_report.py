"""A plain page of one's answers, to print and bring to a doctor."""

import datetime as dt
from enum import StrEnum

import flet as ft

from sv_app import routes
from sv_app.domain.clinician_report import document, render_report
from sv_app.domain.journal import Entry
from sv_app.ui.components.buttons import primary
from sv_app.ui.components.choices import Option, choices
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.passcode import locked_view
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.typography import said_aloud, text, title
from sv_app.ui.context import AppContext, use_state, use_storage

DAYS = 30


class Which(StrEnum):
    """How much of the journal goes on the page."""

    LATEST = "latest"
    MONTH = "month"
    ALL = "all"


@screen
def clinician_report(context: AppContext) -> ft.View:
    """How much to print, and the button."""
    storage = use_storage()
    which, choose = use_state(lambda: Which.LATEST)
    said, say = use_state(str)
    if storage.locked:
        return locked_view(context, routes.SETTINGS)
    labels = context.content.privacy.doctor

    async def prepare() -> None:
        try:
            found = await _entries(context, which)
            if found:
                page = render_report(context.content, found)
                await context.files.print(
                    page, f"{labels.file}.html", document(context.content, page)
                )
            say("" if found else labels.empty)
        except Exception as error:  # a device's printers fail in ways of their own
            context.report(error)
            say(labels.failed)

    def option(each: Which) -> Option:
        return Option(getattr(labels, each), each is which, lambda: choose(each))

    shown = [
        title(labels.title),
        text(labels.about),
        choices(labels.which, [option(each) for each in Which]),
        *said_aloud(said),
        primary(labels.go, prepare, ft.Icons.PRINT_OUTLINED),
    ]
    return page_shell(context, shown, back_to=routes.SETTINGS)


async def _entries(context: AppContext, which: Which) -> list[Entry]:
    """Those that go on the page, newest first."""
    page = await context.journal.page()
    if which is Which.LATEST:
        return list(page.entries[:1])
    after = dt.datetime.now(dt.UTC) - dt.timedelta(days=DAYS)
    found = list(page.entries)
    while page.older is not None and (which is Which.ALL or found[-1].at >= after):
        page = await context.journal.page(page.older)
        found.extend(page.entries)
    return [entry for entry in found if which is Which.ALL or entry.at >= after]

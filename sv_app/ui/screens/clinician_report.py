"""The clinician report: a plain page of answers, to print and give to a doctor."""

import datetime as dt
from enum import StrEnum

import flet as ft

from sv_app import routes
from sv_app.domain.clinician_report import render_report
from sv_app.domain.html_document import html_document
from sv_app.domain.journal import Entry
from sv_app.ui.components.buttons import primary
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.options import Option, radio_group
from sv_app.ui.components.passcode import locked_view
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.typography import status_message, text, title
from sv_app.ui.context import AppContext, use_state, use_storage

DAYS = 30


class ReportRange(StrEnum):
    """Which entries the report includes."""

    LATEST = "latest"
    MONTH = "month"
    ALL = "all"


@screen
def clinician_report(context: AppContext) -> ft.View:
    """The choice of entries, and the button that prints."""
    storage = use_storage()
    report_range, choose = use_state(lambda: ReportRange.LATEST)
    status, set_status = use_state(str)
    if storage.locked:
        return locked_view(context, routes.SETTINGS)
    labels = context.content.privacy.clinician_report

    async def prepare() -> None:
        try:
            entries = await _entries(context, report_range)
            if entries:
                page = render_report(context.content, entries)
                await context.files.print(
                    page,
                    f"{context.content.labels.printing.file}.html",
                    html_document(context.content, page, labels.page_title),
                )
            set_status("" if entries else labels.empty)
        except Exception as error:  # printing raises errors that differ by device
            context.report(error)
            set_status(labels.failed)

    def option(choice: ReportRange) -> Option:
        return Option(getattr(labels, choice), choice is report_range, lambda: choose(choice))

    controls = [
        text(labels.about),
        radio_group(labels.choose_range, [option(choice) for choice in ReportRange]),
        *status_message(status),
        primary(labels.prepare, prepare, ft.Icons.PRINT_OUTLINED),
    ]
    return page_shell(context, title(labels.title), controls, back_to=routes.SETTINGS)


async def _entries(context: AppContext, report_range: ReportRange) -> list[Entry]:
    """The entries of `report_range`, newest first."""
    if report_range is ReportRange.LATEST:
        return list((await context.journal.batch()).entries[:1])
    month_ago = dt.datetime.now(dt.UTC) - dt.timedelta(days=DAYS)
    return await context.entries_since(month_ago if report_range is ReportRange.MONTH else None)

"""What this app has asked the network for: the request ledger, and how the person can check it."""

import flet as ft

from sv_app import routes
from sv_app.domain.labels import NetworkLabels
from sv_app.domain.request_ledger import RequestedFile, RequestLedger
from sv_app.ui.components.cards import card
from sv_app.ui.components.disclosure import disclosure
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.typography import bullets, fact, heading, muted, text, title
from sv_app.ui.context import AppContext, use_effect, use_state
from sv_app.ui.theme import TextSize


@screen
def network(context: AppContext) -> ft.View:
    """The counts, the files one by one, and three ways to check them."""
    labels = context.content.privacy.network
    loaded, set_loaded = use_state(_not_loaded)

    async def load() -> None:
        set_loaded([await context.request_ledger()])

    use_effect(load, [])
    controls = [
        text(labels.about),
        *(control for ledger in loaded for control in _counts(context, ledger)),
        heading(labels.check_title),
        bullets(labels.checks),
        heading(labels.limits_title),
        bullets(labels.limits),
    ]
    return page_shell(context, title(labels.title), controls, back_to=routes.SETTINGS)


def _not_loaded() -> list[RequestLedger | None]:
    """An empty list until the page has answered.

    Then it has one item: the ledger, or None if there is none.
    """
    return []


def _counts(context: AppContext, ledger: RequestLedger | None) -> list[ft.Control]:
    """The ledger; else the sentence that the app cannot keep it here."""
    labels = context.content.privacy.network
    if ledger is None:
        return [text(labels.not_available)]
    if ledger.local_since is None:
        return [text(labels.nothing_counted)]
    since = context.content.labels.date.format_datetime(ledger.local_since)
    counts = [
        fact(labels.from_device, str(ledger.from_device)),
        fact(labels.from_host, str(ledger.from_host)),
        fact(labels.unlisted, str(ledger.unlisted)),
        fact(labels.refused, " ".join(ledger.refused) or "0"),
    ]
    return [
        card([heading(labels.since.format(date=since)), *counts]),
        *([] if ledger.complete else [text(labels.incomplete)]),
        disclosure(labels.files, [_file(labels, file) for file in ledger.files]),
    ]


def _file(labels: NetworkLabels, file: RequestedFile) -> ft.Control:
    """A file, and how often it was requested."""
    counts = {labels.device_count: file.device, labels.host_count: file.host}
    words = " · ".join(count.format(n=n) for count, n in counts.items() if n)
    return muted(f"{file.name}: {words}", TextSize.SMALL)

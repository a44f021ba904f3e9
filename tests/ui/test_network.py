"""The screen that shows what the app has asked the network for."""

import datetime as dt
from collections.abc import Mapping

import pytest

from sv_app import routes
from sv_app.data import device
from sv_app.domain.content import Content
from sv_app.domain.request_ledger import RequestedFile, RequestLedger
from tests.fakes import Client
from tests.ui.conftest import RunApp, in_every_language

SINCE = dt.datetime(2026, 11, 23, 13, 5, tzinfo=dt.UTC)
LEDGER = RequestLedger(
    since=SINCE,
    complete=True,
    files=(
        RequestedFile(name="app.zip", device=2, host=0),
        RequestedFile(name="index.html", device=40, host=1),
    ),
    unlisted=3,
    refused=("https://other.example",),
)


def use_ledger(monkeypatch: pytest.MonkeyPatch, ledger: RequestLedger | None) -> None:
    async def request_ledger() -> RequestLedger | None:
        return ledger

    monkeypatch.setattr(device, "request_ledger", request_ledger)


@in_every_language
def test_requests_are_shown_with_the_time_since_they_are_counted(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = contents[language]
    labels = content.privacy.network
    use_ledger(monkeypatch, LEDGER)

    async def scenario(client: Client) -> None:
        await client.visit(routes.SETTINGS)
        await client.press(content.privacy.settings_menu.network)
        texts = " ".join(client.texts())
        assert (
            labels.since.format(date=content.labels.date.format_datetime(SINCE.astimezone()))
            in texts
        )
        for name, value in (
            (labels.from_device, "42"),
            (labels.from_host, "1"),
            (labels.unlisted, "3"),
            (labels.refused, "https://other.example"),
        ):
            assert f"{name}  {value}" in texts
        assert "app.zip" not in texts
        await client.press(labels.files)
        counts = f"{labels.device_count.format(n=40)} · {labels.host_count.format(n=1)}"
        assert f"index.html: {counts}" in client.texts()
        assert f"app.zip: {labels.device_count.format(n=2)}" in client.texts()
        assert labels.incomplete not in client.texts()

    run_app(scenario)


NOTHING = RequestLedger(since=None, complete=False, files=(), unlisted=0, refused=())


@pytest.mark.parametrize(
    ("ledger", "expected"),
    [
        (None, "not_available"),
        (NOTHING, "nothing_counted"),
        (LEDGER.model_copy(update={"complete": False}), "incomplete"),
    ],
)
def test_missing_or_partial_ledger_is_stated_beside_the_ways_to_check(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    monkeypatch: pytest.MonkeyPatch,
    ledger: RequestLedger | None,
    expected: str,
) -> None:
    labels = contents[language].privacy.network
    use_ledger(monkeypatch, ledger)

    async def scenario(client: Client) -> None:
        await client.visit(routes.NETWORK)
        stated = ("not_available", "nothing_counted", "incomplete")
        texts = client.texts()
        assert [name for name in stated if getattr(labels, name) in texts] == [expected]
        assert set(labels.checks) <= set(texts)

    run_app(scenario)


def test_erasing_everything_begins_the_count_again(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    labels = contents[language].privacy.erase
    messages: list[str] = []
    monkeypatch.setattr(device, "post_message", lambda name, _=None: messages.append(name))

    async def scenario(client: Client) -> None:
        await client.visit(routes.ERASE)
        await client.press(labels.start)
        assert "forget-requests" not in messages
        await client.press(labels.erase)
        await client.wait_for_text(labels.done)
        assert messages.count("forget-requests") == 1

    run_app(scenario)

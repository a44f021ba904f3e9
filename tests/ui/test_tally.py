"""The tally on screen: off at first, only on the person's own device, and never a small number."""

import csv
import datetime as dt
import io
from collections.abc import Mapping

import flet as ft
import pytest

from sv_app import routes
from sv_app.data.journal import Journal
from sv_app.domain.content import Content
from sv_app.domain.journal import SaveError
from sv_app.domain.tally import HIDDEN
from sv_app.ui.screens import tally
from tests.fakes import Client
from tests.ui.actions import saved_files
from tests.ui.conftest import RunApp
from tests.ui.controls import has_control_named


def numbers(client: Client) -> list[str | None]:
    """Return the value of each line of the months on the screen."""
    return [text.spans[-1].text for text in client.controls(ft.Text) if text.spans]


def test_tally_is_off_until_turned_on_and_erased_when_turned_off(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    labels, words = contents[language].labels.tally, contents[language].team_tools.tally

    async def turn_on(client: Client) -> None:
        await client.visit(routes.TALLY)
        assert not has_control_named(client, words.kinds[0].name)
        await client.press(labels.turn_on)
        await client.press(words.kinds[0].name)
        await client.wait_for_text(labels.counted.format(name=words.kinds[0].name))

    async def turn_off(client: Client) -> None:
        await client.visit(routes.TALLY)
        assert not has_control_named(client, labels.turn_on)
        assert not has_control_named(client, labels.undo)
        await client.press(labels.turn_off)
        await client.press(labels.turn_off)
        await client.wait_for_text(labels.turned_off)
        assert has_control_named(client, labels.turn_on)

    run_app(turn_on)
    run_app(turn_off)


def test_tally_asks_whose_device_it_is_and_is_not_kept_on_a_shared_one(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    labels, device = content.labels.tally, content.privacy.device

    async def shared(client: Client) -> None:
        await client.visit(routes.TALLY)
        await client.press(labels.turn_on)
        assert device.ask in client.texts()
        await client.press(device.shared)
        await client.wait_for_text(labels.own_device)
        assert not has_control_named(client, labels.turn_on)

    async def own(client: Client) -> None:
        await client.visit(routes.TALLY)
        await client.press(labels.turn_on)
        await client.press(device.own)
        await client.wait_for_text(labels.this_month)

    run_app(shared, own_device=False)
    run_app(own, own_device=False)


def test_numbers_under_five_are_hidden_and_the_last_encounter_can_be_undone(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    labels, words = content.labels.tally, content.team_tools.tally
    first = words.kinds[0].name

    async def scenario(client: Client) -> None:
        await client.visit(routes.TALLY)
        await client.press(labels.turn_on)
        for number in range(1, 6):
            await client.press(first)
            assert numbers(client)[0] == (HIDDEN if number < 5 else "5")
        assert numbers(client)[1:] == [HIDDEN] * 3 + [labels.total_hidden]
        await client.press(labels.undo)
        await client.wait_for_text(labels.undone)
        assert numbers(client)[0] == HIDDEN

    run_app(scenario)


def test_file_holds_the_months_that_are_over(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = contents[language]
    labels, words = content.labels.tally, content.team_tools.tally

    async def november(client: Client) -> None:
        await client.visit(routes.TALLY)
        await client.press(labels.turn_on)
        for _ in range(6):
            await client.press(words.kinds[1].name)
        assert labels.nothing_past in client.texts()
        assert not has_control_named(client, labels.export)

    async def december(client: Client) -> None:
        await client.visit(routes.TALLY)
        client.connection.answers["save_file"] = "/tally.csv"
        await client.press(labels.export)
        assert labels.done in client.texts()
        [file] = saved_files(client)
        text = io.StringIO(file["src_bytes"].decode("utf-8-sig"), newline="")
        table = list(csv.reader(text, delimiter=words.separator))
        assert table[1] == ["2026-11", HIDDEN, "6", HIDDEN, HIDDEN, labels.total_hidden]
        assert table[2] == []

    monkeypatch.setattr(tally, "today", lambda: dt.date(2026, 11, 24))
    run_app(november)
    monkeypatch.setattr(tally, "today", lambda: dt.date(2026, 12, 3))
    run_app(december)


def test_encounter_that_could_not_be_saved_is_not_called_counted(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    labels, words = contents[language].labels.tally, contents[language].team_tools.tally

    async def refuse(*_: object) -> None:
        raise SaveError

    async def scenario(client: Client) -> None:
        await client.visit(routes.TALLY)
        await client.press(labels.turn_on)
        monkeypatch.setattr(Journal, "save_tally", refuse)
        await client.press(words.kinds[0].name)
        assert labels.not_kept in client.texts()
        assert labels.counted.format(name=words.kinds[0].name) not in client.texts()
        assert not has_control_named(client, labels.undo)

    run_app(scenario)

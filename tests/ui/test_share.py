"""Sharing the app: its address and nothing else, in a code, in a link and in the share sheet."""

from collections.abc import Mapping

import flet as ft
import pytest

from sv_app import routes
from sv_app.data import device
from sv_app.domain.content import Content
from sv_app.domain.line_breaks import with_plain_characters
from sv_app.ui.components import sharing
from tests.fakes import Client
from tests.ui.conftest import RunApp

ADDRESS = "https://cote-a-cote.hopital.example/"


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch) -> str:
    """Make the app believe that a browser opened it at this address."""
    monkeypatch.setattr(device, "address", lambda: ADDRESS)
    return ADDRESS


@pytest.fixture
def content(contents: Mapping[str, Content], language: str) -> Content:
    return contents[language]


def buttons(client: Client) -> list[object]:
    return [button.content for button in client.controls(ft.OutlinedButton)]


def actions(client: Client) -> list[object]:
    return [button.action for button in client.controls(ft.OutlinedButton)]


def test_screen_shows_the_address_and_copies_it(
    run_app: RunApp, address: str, content: Content
) -> None:
    labels = content.labels.share

    async def scenario(client: Client) -> None:
        await client.visit(routes.SHARE)
        assert {labels.title, address} <= set(client.texts())
        assert labels.copy_link in buttons(client)
        assert labels.send not in buttons(client)
        assert labels.no_address not in client.texts()
        (copy,) = [a for a in actions(client) if isinstance(a, ft.CopyToClipboard)]
        assert copy.args["data"] == address
        names = [control.label for control in client.controls(ft.Semantics)]
        assert labels.scan.format(address=address) in names
        await client.press(labels.copy_link)
        assert labels.copied in client.texts()

    run_app(scenario)


def test_phone_shares_the_address_with_one_sentence_and_never_by_an_email_address(
    run_app: RunApp, address: str, content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sharing, "is_mobile", lambda: True)

    async def scenario(client: Client) -> None:
        await client.visit(routes.SHARE)
        assert content.labels.share.send in buttons(client)
        (sheet,) = [a for a in actions(client) if isinstance(a, ft.ShareText)]
        assert sheet.args["text"] == with_plain_characters(
            content.labels.share.message.format(address=address)
        )
        assert sheet.args["mail_to_fallback_enabled"] is False

    run_app(scenario)


@pytest.mark.parametrize("path", [routes.SETTINGS, routes.SCRIPTS, routes.TEAM])
def test_share_link_is_shown_only_when_the_app_has_a_url(
    run_app: RunApp, path: str, content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    for address, expected in ((ADDRESS, True), ("", False)):
        monkeypatch.setattr(device, "address", lambda address=address: address)

        async def scenario(client: Client, expected: bool = expected) -> None:
            await client.visit(path)
            assert (content.labels.share.title in client.texts()) is expected

        run_app(scenario)


def test_without_an_address_only_the_card_can_be_printed(run_app: RunApp, content: Content) -> None:
    async def scenario(client: Client) -> None:
        await client.visit(routes.SHARE)
        assert content.labels.share.no_address in client.texts()
        assert content.labels.printing.card in buttons(client)
        assert content.labels.share.copy_link not in buttons(client)

    run_app(scenario)


def test_long_address_is_shown_without_a_code(
    run_app: RunApp, content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"https://hopital.example/{'a' * 100}/"
    monkeypatch.setattr(device, "address", lambda: address)

    async def scenario(client: Client) -> None:
        await client.visit(routes.SHARE)
        assert address in client.texts()
        names = [control.label for control in client.controls(ft.Semantics)]
        assert content.labels.share.scan.format(address=address) not in names

    run_app(scenario)

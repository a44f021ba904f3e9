"""Favourites and contacts: saved, shown after a restart, changed and erased."""

from collections.abc import Mapping

import flet as ft
import pytest

from sv_app import routes
from sv_app.data.journal import Journal
from sv_app.domain.content import Content
from sv_app.domain.journal import SaveError
from tests.fakes import Client
from tests.titles import MOMENT
from tests.ui.actions import fill_fields
from tests.ui.conftest import RunApp


def test_pinned_phrase_is_among_favourites_after_restart_until_unpinned(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    labels = content.labels.favourites
    phrase = content.scripts[0].say[0]

    async def pin(client: Client) -> None:
        await client.visit(routes.FAVOURITES)
        assert labels.empty in client.texts()
        await client.visit(routes.script(MOMENT))
        await client.press(labels.pin)
        await client.visit(routes.FAVOURITES)
        assert content.in_quotes(phrase.text) in client.texts()

    async def unpin(client: Client) -> None:
        await client.visit(routes.FAVOURITES)
        assert content.in_quotes(phrase.text) in client.texts()
        await client.press(labels.unpin)
        assert labels.empty in client.texts()

    run_app(pin)
    run_app(unpin)


def test_pinning_asks_whose_device_it_is_then_saves_the_pin(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    device = content.privacy.device
    phrase = content.in_quotes(content.scripts[0].say[0].text)

    async def pin(client: Client) -> None:
        await client.visit(routes.script(MOMENT))
        await client.press(content.labels.favourites.pin)
        assert device.ask in client.texts()
        assert not [
            b
            for b in client.controls(ft.IconButton)
            if b.tooltip == content.labels.favourites.unpin
        ]
        await client.press(device.own)
        await client.wait_until_gone(device.ask)
        await client.visit(routes.FAVOURITES)
        assert phrase in client.texts()

    async def restart(client: Client) -> None:
        await client.visit(routes.FAVOURITES)
        assert phrase in client.texts()

    run_app(pin, own_device=False)
    run_app(restart)


def test_pin_to_a_removed_phrase_shows_nothing(
    run_app: RunApp, contents: Mapping[str, Content], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Journal, "pins", lambda _: ("gone/one", f"{MOMENT}/gone"))

    async def scenario(client: Client) -> None:
        await client.visit(routes.FAVOURITES)
        assert contents[language].labels.favourites.empty in client.texts()

    run_app(scenario)


async def refuse_to_save(*_: object) -> None:
    raise SaveError


def test_pin_that_cannot_be_saved_is_not_shown_as_pinned(
    run_app: RunApp, contents: Mapping[str, Content], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    labels = contents[language].labels.favourites
    monkeypatch.setattr(Journal, "save_pins", refuse_to_save)

    async def scenario(client: Client) -> None:
        await client.visit(routes.script(MOMENT))
        await client.press(labels.pin)
        assert not [b for b in client.controls(ft.IconButton) if b.tooltip == labels.unpin]

    run_app(scenario)


def test_contact_comes_before_external_lines_and_can_be_changed_and_erased(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    labels = content.labels.contacts

    async def add(client: Client) -> None:
        await client.visit(routes.TEAM)
        assert content.team.internal[0].name in client.texts()
        await client.press(labels.about)
        assert labels.empty in client.texts()
        await client.press(labels.add)
        await fill_fields(client, "Unit", "05 55 55 55 01", "9-17", "")
        await client.press(labels.save)
        assert "tel:0555555501" in client.calls()

    async def change(client: Client) -> None:
        for path in (routes.TEAM, routes.HELPLINES):
            await client.visit(path)
            assert "tel:0555555501" in client.calls()
            assert "9-17" in client.texts()
        outside = content.support_lines[0].facts.uri
        assert client.calls().index("tel:0555555501") < client.calls().index(outside)
        await client.visit(routes.CONTACTS)
        await client.press(labels.change.format(name="Unit"))
        await fill_fields(client, "Desk")
        await client.press(labels.save)
        assert "Desk" in client.texts()
        erase = labels.delete.format(name="Desk")
        await client.press(erase)
        assert labels.delete_ask.format(name="Desk") in client.texts()
        await client.press(labels.keep)
        assert labels.delete_ask.format(name="Desk") not in client.texts()
        await client.press(erase)
        await client.press(erase)
        assert labels.empty in client.texts()

    run_app(add)
    run_app(change)


def test_contact_without_a_number_is_refused_and_its_fields_keep_their_text(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    labels = contents[language].labels.contacts

    async def scenario(client: Client) -> None:
        await client.visit(routes.CONTACTS)
        await client.press(labels.add)
        await fill_fields(client, "Unit", "no number")
        await client.press(labels.save)
        assert labels.wrong in client.texts()
        assert [field.value for field in client.controls(ft.TextField)][:2] == ["Unit", "no number"]
        await client.press(labels.cancel)
        assert labels.empty in client.texts()
        assert labels.wrong not in client.texts()

    run_app(scenario)


def test_contact_that_cannot_be_saved_says_so(
    run_app: RunApp, contents: Mapping[str, Content], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    labels = contents[language].labels.contacts
    monkeypatch.setattr(Journal, "save_contacts", refuse_to_save)

    async def scenario(client: Client) -> None:
        await client.visit(routes.CONTACTS)
        await client.press(labels.add)
        await fill_fields(client, "Unit", "0555555501")
        await client.press(labels.save)
        assert labels.not_kept in client.texts()
        assert client.controls(ft.TextField), "the fields were removed"

    run_app(scenario)

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
from tests.ui.actions import expand_all, fill_fields, press_enter
from tests.ui.conftest import RunApp
from tests.ui.controls import errors_of, focused_label, has_control_named


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
        assert "scroll_to" in client.invoked(), "the question may be under the call bar"
        assert device.ask in client.texts()
        assert not has_control_named(client, content.labels.favourites.unpin)
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
        assert not has_control_named(client, labels.unpin)

    run_app(scenario)


def test_contact_comes_before_external_lines_and_can_be_changed_and_erased(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    labels = content.labels.contacts

    async def add(client: Client) -> None:
        await client.visit(routes.TEAM)
        await client.press(content.labels.team.internal)
        assert content.team.internal[0].name in client.texts()
        await client.press(labels.about)
        assert labels.empty in client.texts()
        await client.press(labels.add)
        await fill_fields(client, "Unit", "05 55 55 55 01", "", "9-17")
        await client.press(labels.save)
        assert "tel:0555555501" in client.button_urls()

    async def change(client: Client) -> None:
        for path in (routes.TEAM, routes.HELPLINES):
            await client.visit(path)
            await expand_all(client)
            assert "tel:0555555501" in client.button_urls()
            assert "9-17" in client.texts()
            roles = {role.about for role in content.team.internal}
            assert path != routes.TEAM or roles <= set(client.texts()), "a role is not explained"
        outside = content.support_lines[0].facts.uri
        assert client.button_urls().index("tel:0555555501") < client.button_urls().index(outside)
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


def test_contact_with_an_error_says_so_at_the_field_and_keeps_its_text(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    labels = contents[language].labels.contacts

    async def scenario(client: Client) -> None:
        await client.visit(routes.CONTACTS)
        await client.press(labels.add)
        await fill_fields(client, "", "no number", "poste")
        await client.press(labels.save)
        errors = [labels.name_missing, labels.phone_wrong, labels.extension_wrong]
        assert errors_of(client) == errors
        assert focused_label(client) == labels.name
        await fill_fields(client, "Unit")
        await client.press(labels.save)
        assert errors_of(client) == errors[1:]
        assert focused_label(client) == labels.phone
        values = [field.value for field in client.controls(ft.TextField)]
        assert values[:3] == ["Unit", "no number", "poste"]
        await client.press(labels.cancel)
        assert labels.empty in client.texts()

    run_app(scenario)


EXTENSIONS = [
    (("01 23 45 67 89", "4512"), "01 23 45 67 89", "4512"),
    (("01 23 45 67 89", "45 12"), "01 23 45 67 89", "4512"),
    (("01 23 45 67 89 poste 45 12", ""), "01 23 45 67 89", "4512"),
    (("+33 1 23 45 67 89, ext. 45", ""), "+33 1 23 45 67 89", "45"),
    (("0123456789 p. 45", ""), "0123456789", "45"),
]


@pytest.mark.parametrize(("typed", "phone", "extension"), EXTENSIONS)
def test_extension_is_saved_dialled_and_shown_in_its_field_again(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    typed: tuple[str, str],
    phone: str,
    extension: str,
) -> None:
    labels = contents[language].labels.contacts
    bound = phone.replace(" ", "\u00a0")

    async def add(client: Client) -> None:
        await client.visit(routes.CONTACTS)
        await client.press(labels.add)
        await fill_fields(client, "Unit", *typed)
        await client.press(labels.save)
        assert errors_of(client) == []

    async def change(client: Client) -> None:
        await client.visit(routes.CONTACTS)
        assert f"tel:{phone.replace(' ', '')};ext={extension}" in client.button_urls()
        # A line may break before the extension only.
        shown = f"{phone} {labels.extension_word}\u00a0{extension}".replace(phone, bound)
        assert has_control_named(client, contents[language].labels.call.call.format(number=shown))
        await client.press(labels.change.format(name="Unit"))
        values = [field.value for field in client.controls(ft.TextField)]
        assert values[:3] == ["Unit", phone, extension]

    run_app(add)
    run_app(change)


def test_enter_goes_to_the_next_field_and_submits_from_the_last(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    labels = contents[language].labels.contacts
    order = [labels.name, labels.phone, labels.extension, labels.hours, labels.place]

    async def scenario(client: Client) -> None:
        await client.visit(routes.CONTACTS)
        await client.press(labels.add)
        await fill_fields(client, "Unit", "0555555501")
        for position, following in enumerate(order[1:]):
            await press_enter(client, position)
            assert focused_label(client) == following
        await press_enter(client, len(order) - 1)
        assert "Unit" in client.texts()
        assert not client.controls(ft.TextField)

    run_app(scenario)


def test_fields_of_digits_open_a_keyboard_of_digits(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    labels = contents[language].labels.contacts

    async def scenario(client: Client) -> None:
        await client.visit(routes.CONTACTS)
        await client.press(labels.add)
        keyboards = {field.label: field.keyboard_type for field in client.controls(ft.TextField)}
        assert keyboards[labels.phone] is ft.KeyboardType.PHONE
        assert keyboards[labels.extension] is ft.KeyboardType.NUMBER
        assert keyboards[labels.name] is ft.KeyboardType.TEXT

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

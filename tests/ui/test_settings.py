"""The settings: their groups, and what is offered on a phone."""

from collections.abc import Mapping

import flet as ft
import pytest

from sv_app import routes
from sv_app.data import device
from sv_app.domain.content import Content
from tests.fakes import Client
from tests.ui.conftest import RunApp, in_every_language
from tests.ui.controls import has_control_named


@in_every_language
def test_settings_are_in_groups(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    menu = contents[language].privacy.settings_menu
    groups = {
        menu.locale_group: (menu.language, menu.region),
        menu.data_group: (menu.device, menu.retention, menu.export, menu.erase),
        menu.protection_group: (menu.passcode, menu.quick_exit, menu.protection, menu.network),
        menu.about_group: (menu.sources, menu.keyboard),
    }

    async def scenario(client: Client) -> None:
        await client.visit(routes.SETTINGS)
        texts = client.texts()
        starts = [texts.index(name) for name in groups]
        assert starts == sorted(starts)
        for (_, names), start, end in zip(
            groups.items(), starts, [*starts[1:], len(texts)], strict=True
        ):
            assert set(names) <= set(texts[start:end])

    run_app(scenario)


def is_new_tab(action: ft.OpenUrl) -> bool:
    return action.target is ft.UrlTarget.BLANK


@in_every_language
def test_statements_open_in_another_tab_where_a_site_serves_the_app(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    menu = contents[language].privacy.settings_menu
    statements = {
        menu.accessibility: f"accessibility-{language}.html",
        menu.data_protection: f"data-protection-{language}.html",
    }
    for address in ("https://hopital.example/app/", ""):
        monkeypatch.setattr(device, "address", lambda address=address: address)

        async def scenario(client: Client, address: str = address) -> None:
            await client.visit(routes.SETTINGS)
            actions = [button.action for button in client.controls(ft.OutlinedButton)]
            urls = {a.url for a in actions if isinstance(a, ft.OpenUrl) and is_new_tab(a)}
            assert urls == ({address + page for page in statements.values()} if address else set())
            for name in statements:
                assert has_control_named(client, name) is bool(address)

        run_app(scenario)


@pytest.mark.parametrize("platform", ft.PagePlatform)
def test_keyboard_is_described_only_where_there_is_one(
    run_app: RunApp, contents: Mapping[str, Content], language: str, platform: ft.PagePlatform
) -> None:
    menu = contents[language].privacy.settings_menu

    async def scenario(client: Client) -> None:
        client.page.platform = platform
        await client.visit(routes.SETTINGS)
        assert has_control_named(client, menu.keyboard) is not platform.is_mobile()

    run_app(scenario)


def test_region_in_use_is_shown_and_leads_to_the_choice(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]

    async def scenario(client: Client) -> None:
        await client.visit(routes.SETTINGS)
        assert content.current_region.name in client.texts()
        await client.press(content.privacy.settings_menu.region)
        assert client.heading() == content.labels.helplines.title

    run_app(scenario)

"""The screens that show help, with the contacts of a hospital first, and without a hospital."""

from collections.abc import Mapping

import flet as ft
import pytest

from sv_app import app, routes
from sv_app.domain.content import Content
from sv_app.domain.institution import HospitalContact, HospitalRole, Institution
from tests.fakes import Client, walk
from tests.titles import paths
from tests.ui.actions import expand_all
from tests.ui.conftest import RunApp, in_every_language
from tests.ui.controls import call_bar_urls, slot_urls

UNIT = HospitalContact(
    role=HospitalRole.PSYCHOLOGIST, label="Unit", phone="05 55 55 55 01", hours="9-17"
)
DESK = HospitalContact(role=HospitalRole.INSURER, label="Desk", email="desk@hospital.example")
HOSPITAL = Institution(name="The hospital", contacts=(UNIT, DESK))


@pytest.fixture
def hospital_contents(
    contents: Mapping[str, Content], monkeypatch: pytest.MonkeyPatch
) -> Mapping[str, Content]:
    """The content of a hospital that has internal contacts."""
    with_hospital = {
        code: content.model_copy(update={"institution": HOSPITAL})
        for code, content in contents.items()
    }
    monkeypatch.setattr(app, "CONTENTS", with_hospital)
    return with_hospital


@pytest.mark.parametrize("path", [routes.TEAM, routes.HELPLINES])
def test_hospital_contacts_come_before_external_lines(
    run_app: RunApp, hospital_contents: Mapping[str, Content], language: str, path: str
) -> None:
    content = hospital_contents[language]

    async def scenario(client: Client) -> None:
        await client.visit(path)
        await expand_all(client)
        on_screen = client.texts()
        assert {HOSPITAL.name, UNIT.label, UNIT.hours, DESK.label} <= set(on_screen)
        assert "tel:0555555501" in client.button_urls()
        actions = [button.action for button in client.controls(ft.OutlinedButton)]
        assert f"mailto:{DESK.email}" in [a.url for a in actions if isinstance(a, ft.OpenUrl)]
        outside = content.support_lines[0].facts.uri
        assert client.button_urls().index("tel:0555555501") < client.button_urls().index(outside)

    run_app(scenario)


def test_first_hospital_contact_is_on_every_screen_beside_a_line_open_at_any_hour(
    run_app: RunApp, hospital_contents: Mapping[str, Content], language: str
) -> None:
    content = hospital_contents[language]

    async def scenario(client: Client) -> None:
        for path in paths():
            await client.visit(path)
            assert call_bar_urls(client) == [UNIT.uri, *slot_urls(content)], path

    run_app(scenario)


def test_hospital_comes_before_national_lines_and_emergency_lines_stay_visible(
    run_app: RunApp, hospital_contents: Mapping[str, Content], language: str
) -> None:
    content = hospital_contents[language]

    async def scenario(client: Client) -> None:
        await client.visit(routes.HELPLINES)
        assert client.button_urls()[0] == UNIT.uri
        scrolled = [column for column in client.controls(ft.Column) if column.scroll]
        scrolled_ids = {id(control) for column in scrolled for control in walk(column)}
        fixed = [b for b in client.controls(ft.FilledButton) if id(b) not in scrolled_ids]
        opened = [b.action.url for b in fixed if isinstance(b.action, ft.OpenUrl)]
        urgent = [line.facts.uri for line in content.emergency_lines]
        assert opened == [*urgent, UNIT.uri, *slot_urls(content)]

    run_app(scenario)


def test_hospital_comes_first_on_the_fallback_screen(
    run_app: RunApp, hospital_contents: Mapping[str, Content], language: str
) -> None:
    async def scenario(client: Client) -> None:
        await client.visit("/nowhere")
        assert client.heading() == hospital_contents[language].labels.fallback.not_found
        assert client.button_urls()[0] == UNIT.uri
        assert DESK.label in client.texts()

    run_app(scenario)


def test_without_a_hospital_emergency_lines_come_first(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]

    async def scenario(client: Client) -> None:
        await client.visit(routes.HELPLINES)
        urgent = [line.facts.uri for line in content.emergency_lines]
        assert client.button_urls()[: len(urgent)] == urgent
        in_bar = slot_urls(content).count(urgent[0])
        assert client.button_urls().count(urgent[0]) == 1 + in_bar

    run_app(scenario)


@in_every_language
def test_team_screen_shows_the_sequence_and_the_step_up_actions(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]

    async def scenario(client: Client) -> None:
        await client.visit(routes.TEAM)
        on_screen = client.texts()
        assert [p.title for p in content.team.sequence if p.title not in on_screen] == []
        today, *later = content.team.sequence
        assert len(later) == 2
        assert {action.about for action in today.actions} <= set(on_screen)
        collapsed = {action.about for period in later for action in period.actions}
        assert not collapsed & set(on_screen), "a later period is open"
        await expand_all(client)
        on_screen = client.texts()
        assert collapsed <= set(on_screen)
        assert [a.how for a in content.team.step_up_actions if a.how not in on_screen] == []
        assert [a.instead for a in content.attitudes.items if a.instead not in on_screen] == []
        assert content.team.legal.text in on_screen

    run_app(scenario)

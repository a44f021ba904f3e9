"""Storage that is refused, full, torn, slow, damaged or another window's, through the screens."""

import asyncio
from collections.abc import Mapping

import pytest

from sv_app import routes
from sv_app.data import device
from sv_app.domain.kit import Kit
from tests.fakes import Client, Fault, FaultyPlace
from tests.ui.conftest import Tell
from tests.ui.test_keeping import answer_one, save


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> FaultyPlace:
    kept = FaultyPlace()
    monkeypatch.setattr(device, "journal_place", lambda served: kept)
    return kept


@pytest.mark.parametrize("fault", [Fault.REFUSED, Fault.FULL])
def test_a_device_that_refuses_is_said_and_what_is_on_screen_stays(
    tell: Tell, kits: Mapping[str, Kit], language: str, place: FaultyPlace, fault: Fault
) -> None:
    kit = kits[language]
    place.fault = fault

    async def story(client: Client) -> None:
        await client.visit(routes.ME)
        await client.sees(kit.privacy.keeping.refused)
        await save(client, kit)
        await client.sees(kit.privacy.saving.saved_here)
        await client.visit(routes.JOURNAL)
        await client.sees(kit.labels.journal.lead)

    tell(story)
    assert not place.records


@pytest.mark.parametrize("fault", [Fault.FULL, Fault.TORN])
def test_what_could_not_be_saved_is_never_said_to_be_and_can_be_saved_later(
    tell: Tell, kits: Mapping[str, Kit], language: str, place: FaultyPlace, fault: Fault
) -> None:
    kit = kits[language]

    async def story(client: Client) -> None:
        await answer_one(client, kit)
        place.fault = fault
        await client.press(kit.labels.result.save)
        await client.sees(kit.labels.result.not_saved)
        assert kit.labels.result.saved not in client.texts()
        place.fault = None
        await client.press(kit.labels.result.save)
        await client.sees(kit.labels.result.saved)

    tell(story)


def test_saved_is_said_only_once_it_is(
    tell: Tell, kits: Mapping[str, Kit], language: str, place: FaultyPlace
) -> None:
    kit = kits[language]

    async def story(client: Client) -> None:
        await answer_one(client, kit)
        place.fault = Fault.SLOW
        saving = asyncio.ensure_future(client.press(kit.labels.result.save))
        await client.sees(kit.privacy.saving.busy)
        assert kit.labels.result.saved not in client.texts()
        place.go_on.set()
        await saving
        await client.sees(kit.labels.result.saved)

    tell(story)


def test_a_journal_open_elsewhere_can_be_read_and_taken_over(
    tell: Tell,
    kits: Mapping[str, Kit],
    language: str,
    place: FaultyPlace,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kit, labels = kits[language], kits[language].privacy.keeping

    async def fill(client: Client) -> None:
        await save(client, kit)
        await client.sees(kit.labels.result.saved)

    async def claim(force: bool = False) -> bool:
        return force

    async def story(client: Client) -> None:
        await client.visit(routes.JOURNAL)
        await client.sees(labels.elsewhere)
        await client.sees(kit.labels.journal.lead)
        await answer_one(client, kit)
        await client.press(kit.labels.result.save)
        await client.sees(kit.privacy.saving.lost_turn)
        await client.press(labels.take_over)
        await client.gone(labels.elsewhere)
        await client.press(kit.labels.result.save)
        await client.sees(kit.labels.result.saved)

    tell(fill)
    monkeypatch.setattr(place, "claim", claim)
    tell(story)


def test_what_is_damaged_is_said_and_can_be_taken_away(
    tell: Tell, kits: Mapping[str, Kit], language: str, place: FaultyPlace
) -> None:
    labels = kits[language].privacy.keeping

    async def fill(client: Client) -> None:
        await save(client, kits[language])
        await client.sees(kits[language].labels.result.saved)

    async def story(client: Client) -> None:
        client.connection.answers["save_file"] = "/somewhere"
        await client.visit(routes.JOURNAL)
        await client.sees(labels.damaged)
        await client.press(labels.damaged_export)
        await client.until(lambda: "save_file" in client.invoked())

    tell(fill)
    place.records["entries-0"] = b"{damaged"
    tell(story)

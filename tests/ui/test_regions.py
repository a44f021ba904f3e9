"""Lines of one's region: guessed from the device, chosen by the person, dated, scanned."""

import datetime as dt
from collections.abc import Mapping

import pytest
from flet import canvas

from sv_app import app, routes
from sv_app.domain.helplines import HelplineFacts
from sv_app.domain.kit import Kit
from tests.fakes import Client
from tests.ui.conftest import Tell


def test_the_device_says_which_lines_come_first_until_the_person_does(
    tell: Tell, kits: Mapping[str, Kit], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def spoken(_: object) -> list[str]:
        return [f"{language}-BE"]

    monkeypatch.setattr(app, "spoken_languages", spoken)
    belgium, swiss = (kits[language].in_region(code) for code in ("be", "ch"))

    async def choose(client: Client) -> None:
        assert belgium.first_helpline.facts.uri in client.calls()
        await client.visit(routes.HELPLINES)
        assert {line.facts.uri for line in belgium.helplines} <= set(client.calls())
        await client.press(swiss.here.name)
        assert {line.facts.uri for line in swiss.helplines} <= set(client.calls())
        await client.visit(routes.HOME)
        assert swiss.first_helpline.facts.uri in client.calls()

    async def again(client: Client) -> None:
        assert swiss.first_helpline.facts.uri in client.calls()

    tell(choose)
    tell(again)


@pytest.mark.parametrize("old", [True, False])
def test_a_line_checked_long_ago_says_so(
    tell: Tell, kits: Mapping[str, Kit], language: str, old: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def is_old(_: HelplineFacts, on: dt.date) -> bool:
        return old

    monkeypatch.setattr(HelplineFacts, "is_old", is_old)

    async def story(client: Client) -> None:
        await client.visit(routes.HELPLINES)
        assert (kits[language].labels.helplines.old in client.texts()) is old

    tell(story)


@pytest.mark.parametrize("width", [390, 1280])
def test_a_wide_screen_alone_shows_a_code_to_scan_beside_each_line(
    tell: Tell, kits: Mapping[str, Kit], language: str, width: int
) -> None:
    kit = kits[language]

    async def story(client: Client) -> None:
        await client.resize(width)
        await client.visit(routes.HELPLINES)
        codes = client.controls(canvas.Canvas)
        assert len(codes) == (len(kit.helplines) if width > 1000 else 0)
        words = kit.labels.helplines.scan
        scans = {words.format(number=line.facts.shown) for line in kit.helplines}
        assert (scans <= set(client.texts())) is (width > 1000)

    tell(story)

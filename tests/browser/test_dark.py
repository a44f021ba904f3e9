"""A device that turns dark, as it does by itself in the evening, loses nothing of the screen."""

from collections.abc import Mapping
from typing import Literal

import pytest
from PIL import Image
from playwright.sync_api import expect

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.ui.theme import DARK, LIGHT
from tests.browser.app_driver import Person, TakePicture
from tests.browser.languages import FRENCH, TURN
from tests.titles import MOMENT

pytestmark = pytest.mark.browser

GROUND = {"light": LIGHT.surface, "dark": DARK.surface}
BESIDE = 4, 420
"""A point of the screen where there is nothing but its ground."""
LOOKS = 20
DRAWN = 600
"""Milliseconds after which all is drawn in the new colours: what goes is gone by then."""


@TURN("drawing")
@FRENCH
def test_every_number_is_still_there_once_the_device_turns_dark(
    person: Person, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    urgent = next(script for script in content.scripts if script.urgent)
    first = content.script(MOMENT)
    assert first is not None
    with person.finely_drawn() as picture:
        for _ in range(4):  # the first times, nothing was ever gone
            person.go(routes.script(first.id))
            person.heading(first.title)
            turn(person, picture, "light")
            person.go(routes.script(urgent.id))
            person.heading(urgent.title)
            turn(person, picture, "dark")
            for line in content.emergency_lines:
                expect(person.button(content.named(line))).to_be_attached()


def turn(person: Person, picture: TakePicture, theme: Literal["light", "dark"]) -> None:
    person.page.emulate_media(color_scheme=theme)
    for _ in range(LOOKS):
        person.page.wait_for_timeout(DRAWN)
        if (seen := ground(picture())) == GROUND[theme]:
            break
    assert seen == GROUND[theme]
    calls = person.page.get_by_role("complementary").get_by_role("button")
    expect(calls).to_have_count(2)


def ground(picture: Image.Image) -> str:
    """The colour of the screen, where nothing else is."""
    across, down = BESIDE
    return "#" + picture.crop((across, down, across + 1, down + 1)).tobytes().hex().upper()

"""A change to the dark theme, as devices make in the evening, keeps the whole screen."""

from collections.abc import Mapping
from typing import Literal

import pytest
from PIL import Image
from playwright.sync_api import expect

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.ui.theme import DARK, LIGHT
from tests.browser.app_driver import AppPage, TakePicture
from tests.browser.daily_selection import FRENCH_IN_DEFAULT_PROFILE, WEEKLY
from tests.titles import MOMENT

pytestmark = [pytest.mark.browser, WEEKLY]

BACKGROUNDS = {"light": LIGHT.surface, "dark": DARK.surface}
BACKGROUND_POINT = 4, 420
"""A point of the screen that shows only the background."""
ATTEMPTS = 20
REDRAW_TIME = 600
"""Milliseconds until the screen is drawn in the new colours.

By then, content that the change has lost is gone.
"""
SLOTS = 3
"""The buttons of the call bar: to talk, for a danger, and all numbers."""


@FRENCH_IN_DEFAULT_PROFILE
def test_every_number_stays_after_a_change_to_the_dark_theme(
    app_page: AppPage, contents: Mapping[str, Content], language: str
) -> None:
    """Flet's `ResponsiveRow` lost numbers at a change of theme after a change of route."""
    content = contents[language]
    urgent = next(script for script in content.scripts if script.urgent)
    first = content.script(MOMENT)
    assert first is not None
    with app_page.at_full_resolution() as picture:
        for _ in range(4):  # the fault never appeared in the first rounds
            app_page.go(routes.script(first.id))
            app_page.wait_for_heading(first.title)
            set_theme(app_page, picture, "light")
            app_page.go(routes.script(urgent.id))
            app_page.wait_for_heading(urgent.title)
            set_theme(app_page, picture, "dark")
            for line in content.emergency_lines:
                expect(app_page.button(content.helpline_name(line))).to_be_attached()


def set_theme(app_page: AppPage, picture: TakePicture, theme: Literal["light", "dark"]) -> None:
    app_page.page.emulate_media(color_scheme=theme)
    for _ in range(ATTEMPTS):
        app_page.page.wait_for_timeout(REDRAW_TIME)
        if (colour := background(picture())) == BACKGROUNDS[theme]:
            break
    assert colour == BACKGROUNDS[theme]
    calls = app_page.page.get_by_role("complementary").get_by_role("button")
    expect(calls).to_have_count(SLOTS)


def background(picture: Image.Image) -> str:
    """Return the colour of the background."""
    x, y = BACKGROUND_POINT
    return "#" + picture.crop((x, y, x + 1, y + 1)).tobytes().hex().upper()

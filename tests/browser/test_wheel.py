"""The wheel scrolls the app by the distance that the browser gives, at every pixel density."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from sv_app import routes
from tests.browser.app_driver import AppPage
from tests.browser.daily_selection import WEEKLY

pytestmark = [pytest.mark.browser, WEEKLY]

RECORD_DISTANCE = """addEventListener("wheel", (event) => {
  if (event.isTrusted) window.distance = event.deltaY;
}, true)"""
TITLE_TOP = "document.querySelector('#app h1').getBoundingClientRect().top"


@pytest.mark.parametrize("density", [1, 1.5])
def test_wheel_scrolls_by_its_distance(
    browser: Browser, site: Path, origin: str, density: float
) -> None:
    with browser.new_context(
        viewport={"width": 1280, "height": 800}, device_scale_factor=density
    ) as context:
        page = context.new_page()
        page.add_init_script(RECORD_DISTANCE)
        app_page = AppPage(page, origin)
        app_page.open(routes.UNDERSTAND)
        page.mouse.move(700, 400)
        before = page.evaluate(TITLE_TOP)
        page.mouse.wheel(0, 120)
        page.wait_for_function("() => window.distance > 0")
        page.wait_for_function(
            f"before => Math.abs(before - {TITLE_TOP} - window.distance) < 1", arg=before
        )

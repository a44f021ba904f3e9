"""An emulated phone: touch, pinch zoom, scrolling, and an accessibility tree from the start."""

from collections.abc import Mapping

import pytest
from playwright.sync_api import Browser, Page, Playwright

from sv_app import routes
from sv_app.domain.content import Content
from tests.browser.app_driver import SCROLL_OFFSET, watched
from tests.browser.daily_selection import WEEKLY, of_the_day

pytestmark = [pytest.mark.browser, WEEKLY]

STEPS = 11
SWIPE = {"x": 200, "y": 450, "yDistance": -400, "gestureSourceType": "touch", "speed": 800}


@pytest.mark.parametrize("model", of_the_day(["Pixel 7", "iPhone 14"]))
def test_touch_pinch_zoom_and_scrolling_work_on_a_phone(
    playwright: Playwright,
    webgl_browser: Browser,
    origin: str,
    contents: Mapping[str, Content],
    model: str,
) -> None:
    phone = dict(playwright.devices[model])
    del phone["default_browser_type"]  # the installed browser is used instead
    content = contents["fr"]
    with webgl_browser.new_context(**phone, locale="fr") as context:
        page = context.new_page()
        with watched(page, origin) as app_page:
            app_page.open()
            app_page.wait_for_heading(content.labels.home.title)
            pinch(page, 20, 90)
            page.wait_for_function("() => visualViewport.scale > 1.5")  # pinch zoom
            pinch(page, 90, 10)
            page.wait_for_function("() => visualViewport.scale === 1")
            app_page.button(content.labels.home.me).tap()
            app_page.wait_for_heading(content.labels.me.title)
            app_page.go(routes.script(content.scripts[0].id))
            app_page.wait_for_heading(content.scripts[0].title)
            context.new_cdp_session(page).send("Input.synthesizeScrollGesture", SWIPE)
            page.wait_for_function(f"() => ({SCROLL_OFFSET.strip()})() > 100")


def pinch(page: Page, near: float, far: float) -> None:
    """Move two fingers from `near` to `far` pixels from the middle between them."""
    devtools = page.context.new_cdp_session(page)
    for step in range(STEPS + 1):
        distance = near + (far - near) * step / STEPS
        points = [{"x": 200 + side * distance, "y": 450, "id": side + 1} for side in (-1, 1)]
        kind = "touchMove" if step else "touchStart"
        devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        page.wait_for_timeout(30)
    devtools.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_timeout(500)
    devtools.detach()

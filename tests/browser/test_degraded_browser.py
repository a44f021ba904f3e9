"""Browsers without a feature, hosts without a file: the app starts, or the page says it cannot."""

import json
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Playwright, Route, expect

from sv_app import routes
from sv_app.domain.content import Content
from tests.browser.app_driver import SCREEN, AppPage, watched
from tests.browser.conftest import FLAGS, RENDERER
from tests.browser.daily_selection import FRENCH_IN_DEFAULT_PROFILE, WEEKLY, of_the_day
from tests.profile import LONG, PROFILE

pytestmark = [pytest.mark.browser, WEEKLY]

COOKIES_BLOCKED = {"profile": {"default_content_setting_values": {"cookies": 2}}}
"""The setting "block all cookies and site data" of Chromium."""
INTRANET = "cote-a-cote.intranet"
API_REMOVALS = {
    "locks": "for (const Owner of [globalThis.Navigator, globalThis.WorkerNavigator]) "
    "if (Owner) Object.defineProperty(Owner.prototype, 'locks', { value: undefined });",
    "cache storage": "Object.defineProperty(globalThis, 'caches', { value: undefined });",
    "IndexedDB": "Object.defineProperty(globalThis, 'indexedDB', { value: undefined });",
    "persistence": "if (globalThis.StorageManager) StorageManager.prototype.persist = "
    "() => Promise.reject(new TypeError('refused'));",
    "storage buckets": "for (const Owner of [globalThis.Navigator, globalThis.WorkerNavigator]) "
    "if (Owner) Object.defineProperty(Owner.prototype, 'storageBuckets', { value: undefined });",
}
"""APIs that a browser may lack; the service worker is blocked in all of these tests."""
ALL_REMOVALS = "\n".join(API_REMOVALS.values())
SINGLE_REMOVALS = API_REMOVALS if PROFILE is LONG else {}
SCRIPTS = ("worker.js", "pyodide/pyodide.asm.mjs")
WEB_ASSEMBLY = ("pyodide/pyodide.asm.wasm", RENDERER)
KINDS = ("missing", "rewritten", "wrong MIME type")
BROKEN = [
    (name, broken)
    for index, name in enumerate((*SCRIPTS, "boot.js", *WEB_ASSEMBLY))
    # WebAssembly of the wrong type is no failure: a browser compiles it without streaming.
    for broken in of_the_day(KINDS[:2] if name in WEB_ASSEMBLY else KINDS, index)
]
"""Files that the app needs, and how a host may break each."""
FAILURE_TIMEOUT = 20_000 + 5_000
"""Milliseconds within which the page must report the failed start, on a busy machine.

Without a script it waits for twenty seconds, as long as a slow network may take.
"""
INSETS = {"top": 47, "topMax": 47, "bottom": 34, "bottomMax": 34, "left": 0, "right": 0}
UNDER_AN_INSET = """([top, bottom]) => [
  // The app itself is measured too: scrolled content is clipped at its edges.
  ...document.querySelectorAll("#app, #app :is([role=button], [flt-tappable]), #quick-exit"),
].filter((target) => !target.closest("flt-semantics:has(> flt-semantics-scroll-overflow)"))
.filter((target) => {
  const box = target.getBoundingClientRect();
  return box.height && (box.top < top || box.bottom > innerHeight - bottom);
}).map((target) => target.textContent)"""


def expect_storage_refused(app_page: AppPage, content: Content) -> None:
    """Expect the app to work, and to say that it cannot save."""
    app_page.wait_for_heading(content.labels.home.title)
    app_page.go(routes.ME)
    app_page.wait_for_heading(content.labels.me.title)
    app_page.wait_for_text(content.privacy.storage.refused)
    app_page.go(routes.HELPLINES)
    app_page.wait_for_heading(content.labels.helplines.title)


def test_app_starts_with_cookies_and_site_data_blocked(
    playwright: Playwright,
    chromium: str,
    origin: str,
    contents: Mapping[str, Content],
    tmp_path: Path,
) -> None:
    content = contents["fr"]
    (tmp_path / "Default").mkdir()
    (tmp_path / "Default" / "Preferences").write_text(json.dumps(COOKIES_BLOCKED))
    with playwright.chromium.launch_persistent_context(
        tmp_path, executable_path=chromium, args=FLAGS, **SCREEN, locale="fr"
    ) as context:
        app_page = AppPage(context.new_page(), origin)
        app_page.open()
        expect_storage_refused(app_page, content)


def test_plain_http_on_an_intranet_host_asks_for_https(
    playwright: Playwright, chromium: str, origin: str, contents: Mapping[str, Content]
) -> None:
    content = contents["fr"]
    port = urlsplit(origin).port
    names = f"--host-resolver-rules=MAP {INTRANET} 127.0.0.1"
    running = playwright.chromium.launch(executable_path=chromium, args=[*FLAGS, names])
    with running.new_context(**SCREEN, locale="fr") as context:
        page = context.new_page()
        with watched(page, f"http://{INTRANET}:{port}") as app_page:
            app_page.open()
            assert page.evaluate("() => isSecureContext") is False
            for path, title in (
                (routes.ME, content.labels.me.title),
                (routes.SETTINGS, content.labels.settings.title),
                (routes.PASSCODE, content.privacy.passcode.title),
                (routes.HELPLINES, content.labels.helplines.title),
            ):
                app_page.go(path)
                app_page.wait_for_heading(title)
            app_page.choose_own_device(content)
            app_page.go(routes.ME)
            app_page.wait_for_text(content.privacy.storage.insecure)
            # Chromium logs an error for a policy that needs https.
            errors = [e for e in app_page.page_errors if "Cross-Origin-Opener-Policy" not in e]
            app_page.page_errors[:] = errors
    running.close()


@pytest.mark.parametrize(
    "removal", [ALL_REMOVALS, *SINGLE_REMOVALS.values()], ids=["all of them", *SINGLE_REMOVALS]
)
@FRENCH_IN_DEFAULT_PROFILE
def test_app_starts_without_a_browser_api(
    first_visit: AppPage, contents: Mapping[str, Content], language: str, removal: str
) -> None:
    content, app_page, page = contents[language], first_visit, first_visit.page

    def prepend(route: Route) -> None:
        response = route.fetch()
        # Imports are evaluated first, so the script is a module, imported before the others.
        route.fulfill(response=response, body=f'import "./removed.js";\n{response.text()}')

    page.route("**/worker.js", prepend)
    page.route(
        "**/removed.js",
        lambda route: route.fulfill(content_type="text/javascript", body=removal),
    )
    page.add_init_script(removal)
    app_page.open()
    app_page.wait_for_heading(content.labels.home.title)
    if removal == ALL_REMOVALS:
        expect_storage_refused(app_page, content)


@pytest.mark.parametrize(("name", "broken"), BROKEN)
def test_page_says_that_the_app_could_not_start(
    browser: Browser, origin: str, contents: Mapping[str, Content], name: str, broken: str
) -> None:
    content = contents["fr"]

    def break_file(route: Route) -> None:
        if broken == "missing":
            route.fulfill(status=404, body="")
        elif broken == "rewritten":
            route.fulfill(body="<!DOCTYPE html><title>Sign in</title>", content_type="text/html")
        else:
            response = route.fetch()
            route.fulfill(
                body=response.body(),
                headers={"Content-Type": "text/plain", "X-Content-Type-Options": "nosniff"},
            )

    with browser.new_context(**SCREEN, locale="fr", service_workers="block") as context:
        context.route(f"**/{name}", break_file)
        page = context.new_page()
        console: list[str] = []
        page.on("console", lambda message: console.append(message.text))
        page.goto(f"{origin}/")
        notice = page.locator("#page .language:visible").get_by_text(content.labels.app.cannot_load)
        expect(notice).to_be_visible(timeout=FAILURE_TIMEOUT)
        for line in content.emergency_lines:
            assert page.locator(f'#page a[href="{line.facts.uri}"]').first.is_visible()
        if name != "boot.js" and not any(text.startswith(name) for text in console):
            page.wait_for_event("console", lambda message: message.text.startswith(name))


@FRENCH_IN_DEFAULT_PROFILE
def test_no_target_is_under_a_safe_area(
    app_page: AppPage, contents: Mapping[str, Content], language: str
) -> None:
    devtools = app_page.page.context.new_cdp_session(app_page.page)
    devtools.send("Emulation.setSafeAreaInsetsOverride", {"insets": INSETS})
    app_page.go(routes.ME)
    app_page.wait_for_heading(contents[language].labels.me.title)
    for width, height in ((390, 844), (844, 390)):
        app_page.page.set_viewport_size({"width": width, "height": height})
        app_page.page.wait_for_timeout(1000)
        assert app_page.page.evaluate(UNDER_AN_INSET, [47, 34]) == []
    devtools.send("Emulation.setSafeAreaInsetsOverride", {"insets": {}})
    devtools.detach()


@FRENCH_IN_DEFAULT_PROFILE
def test_back_button_of_the_app_goes_back_in_history(
    first_visit: AppPage, contents: Mapping[str, Content], language: str
) -> None:
    """The app's Back button goes back in the history of the browser instead of adding to it."""
    content, app_page = contents[language], first_visit
    app_page.open()
    field = app_page.page.get_by_role("textbox").first
    app_page.type_in(field, "faute")
    field.press("Enter")
    app_page.wait_for_heading(content.labels.search.title)
    script = content.script("my-fault")
    assert script is not None
    app_page.click_button(content.labels.scripts.title)  # the card of the script itself comes first
    app_page.wait_for_heading(script.title)
    app_page.click_button(content.labels.app.back)
    app_page.wait_for_heading(content.labels.search.title)
    app_page.wait_for_text(content.labels.search.found.split("}")[1])
    app_page.click_button(content.labels.app.back)
    app_page.wait_for_heading(content.labels.home.title)
    app_page.page.go_back()
    app_page.page.wait_for_url("about:blank")
    # A script that is opened by its URL has no previous screen.
    app_page.open(routes.script("my-fault"))
    app_page.wait_for_heading(script.title)
    app_page.click_button(content.labels.app.back)
    app_page.wait_for_heading(content.labels.scripts.title)

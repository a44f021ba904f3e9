"""Drives Debian's Firefox through WebDriver BiDi: Playwright supports only its own build."""

import json
import re
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

from websockets.exceptions import ConnectionClosed

from tests.browser.bidi import Connection
from tests.browser.display import virtual_display
from tests.browser.engine import HEIGHT, POLL, WIDTH, WebDriverEngine

PROGRAM = "firefox-esr"
START_TIMEOUT = 120.0  # seconds; a first start fills a profile
CLOSE_TIMEOUT = 60.0  # seconds to close and write the profile

PREFS: dict[str, bool | int | str] = {
    "intl.accept_languages": "fr-FR",
    # Only the requested page opens.
    "browser.aboutwelcome.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "browser.startup.page": 0,
    "termsofuse.bypassNotification": True,
    # The browser itself sends, fetches and updates nothing.
    "app.normandy.enabled": False,
    "app.update.disabledForTesting": True,
    "browser.region.network.url": "",
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "datareporting.healthreport.uploadEnabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "dom.push.connection.enabled": False,
    "extensions.update.enabled": False,
    "media.gmp-manager.updateEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
    "toolkit.telemetry.server": "data:,",
    # Stored data survives a restart: tests read a journal after a restart.
    "privacy.sanitize.sanitizeOnShutdown": False,
}


class Firefox(WebDriverEngine):
    """A Firefox on a profile; the end of the `with` block writes the profile to the disk."""

    name = "Firefox"

    def __init__(self, profile: Path, private: bool = False, webgl: bool = False) -> None:
        """Start it, with `private` in its private mode, and with `webgl` on a virtual display.

        A Firefox without a display has no WebGL, and uses Flutter's JavaScript client.
        """
        self.requests = []
        self._profile = profile
        self._webgl = webgl
        _prepare(profile, private, webgl)
        self._start()

    def _start(self) -> None:
        with ExitStack() as resources:
            self._process, url = resources.enter_context(_running(self._profile, self._webgl))
            self._bidi = resources.enter_context(Connection.to(url, self._on_event))
            session = self._bidi.command("session.new", capabilities={})
            self._version = str(session["capabilities"]["browserVersion"])
            self._bidi.command("session.subscribe", events=["network.beforeRequestSent"])
            self._context = self._bidi.command("browsingContext.getTree")["contexts"][0]["context"]
            viewport = {"width": WIDTH, "height": HEIGHT}
            self._command("browsingContext.setViewport", viewport=viewport)
            self._resources = resources.pop_all()

    @property
    def version(self) -> str:
        return self._version

    def open(self, url: str) -> None:
        self._command("browsingContext.navigate", url=url, wait="complete")

    def run_first(self, script: str) -> None:
        """Run `script` before the scripts of every page that is opened from now on."""
        declaration = f"() => {{{script}}}"
        self._bidi.command("script.addPreloadScript", functionDeclaration=declaration)

    def evaluate(self, js_expression: str) -> Any:
        return self._bidi.evaluate(self._context, js_expression)

    def restart(self) -> None:
        self.close()
        self._start()

    def close(self) -> None:
        with self._resources:
            with suppress(ConnectionClosed):  # it crashed, or was closed before
                self._bidi.command("browser.close")
            self._process.wait(CLOSE_TIMEOUT)

    def _perform(self, actions: Sequence[dict[str, Any]]) -> None:
        self._command("input.performActions", actions=actions)

    def _command(self, method: str, **params: Any) -> dict[str, Any]:
        return self._bidi.command(method, context=self._context, **params)

    def _on_event(self, _: str, event: dict[str, Any]) -> None:
        url = event["request"]["url"]
        if not url.startswith("data:"):  # data URLs cause no request
            self.requests.append(url)


def _prepare(profile: Path, private: bool, webgl: bool) -> None:
    """Write the preferences that the browser reads at its start."""
    profile.mkdir(parents=True, exist_ok=True)
    # It refuses to draw WebGL without a graphics card, unless it is forced to.
    prefs = PREFS | {"browser.privatebrowsing.autostart": private, "webgl.force-enabled": webgl}
    lines = [
        f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in prefs.items()
    ]
    (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")


@contextmanager
def _running(profile: Path, webgl: bool) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """Start the browser, and yield its process and address; kill it at the end if it still runs."""
    command = [PROGRAM, "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0"]
    log = profile / "messages.log"
    with ExitStack() as resources:
        environment = None
        if webgl:
            environment = resources.enter_context(virtual_display())
        else:
            command.append("--headless")
        with log.open("wb") as messages:  # an unread pipe would fill up and block the browser
            process = subprocess.Popen(command, stdout=messages, stderr=messages, env=environment)
        try:
            yield process, f"{_address(process, log)}/session"
        finally:
            process.kill()
            process.wait()


def _address(process: subprocess.Popen[bytes], log: Path) -> str:
    """Return the address that the browser listens on, as its log says."""
    end = time.monotonic() + START_TIMEOUT
    while process.poll() is None and time.monotonic() < end:
        if match := re.search(r"BiDi listening on (ws://\S+)\n", log.read_text(errors="replace")):
            return match[1]
        time.sleep(POLL)
    raise RuntimeError(f"{PROGRAM} does not listen:\n{log.read_text(errors='replace')}")

"""Drives Debian's Firefox through WebDriver BiDi: Playwright supports only its own build."""

import base64
import json
import re
import subprocess
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any, Self

from websockets.exceptions import ConnectionClosed

from tests.browser.bidi import Connection

PROGRAM = "firefox-esr"
START_TIMEOUT = 120.0  # seconds; a first start fills a profile
CLOSE_TIMEOUT = 60.0  # seconds to close and write the profile
REACH_TIMEOUT = 60.0  # seconds until a pointer reaches an element
POLL = 0.1
CONTROL = "\ue009"
"""The Control key in WebDriver's encoding."""

PREFS: dict[str, bool | int | str] = {
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
    "browser.privatebrowsing.autostart": False,
    "privacy.sanitize.sanitizeOnShutdown": False,
}

# A button or link by its accessible name. An exact match is preferred: "Non" may be
# part of a longer name.
FIND_BY_NAME = """((name) => {
  const nameOf = (element) => (element.ariaLabel ?? element.textContent).trim();
  const appControls = "flt-semantics:is([role=button], [role=radio])";
  const all = [...document.querySelectorAll(`${appControls}, button, a[href]`)];
  return all.find((element) => nameOf(element) === name)
    ?? all.find((element) => nameOf(element).includes(name));
})(%s)"""

# The centre of an element once a pointer there would hit it: unmoved for two frames, and
# not covered. For half a second after each pointer event, Flutter sets `overflow-y: hidden`
# on its semantics, and its canvas does not follow scrolling.
CENTRE = """(async (element) => {
  if (!element) return null;
  const frame = () => new Promise(requestAnimationFrame);
  const before = element.getBoundingClientRect();
  await frame();
  await frame();
  const { x, y, width, height } = element.getBoundingClientRect();
  if (before.x !== x || before.y !== y) return null;
  const centre = [Math.floor(x + width / 2), Math.floor(y + height / 2)];
  if (element.contains(document.elementFromPoint(...centre))) return centre;
  const scroller = element.closest("flt-semantics:has(> flt-semantics-scroll-overflow)");
  if (scroller?.style.overflowY !== "hidden") element.scrollIntoView({ block: "center" });
  return null;
})(%s)"""


class Firefox:
    """A Firefox on a profile; the end of the `with` block writes the profile to the disk."""

    def __init__(
        self, profile: Path, width: int = 390, height: int = 844, languages: str = "fr-FR"
    ) -> None:
        self.requests: list[str] = []
        """Every URL that the page or its workers requested, up to the last command."""
        with ExitStack() as resources:
            _prepare(profile, languages)
            self._process, url = resources.enter_context(_running(profile))
            self._bidi = resources.enter_context(Connection.to(url, self._on_event))
            self._bidi.command("session.new", capabilities={})
            self._bidi.command("session.subscribe", events=["network.beforeRequestSent"])
            self._context = self._bidi.command("browsingContext.getTree")["contexts"][0]["context"]
            viewport = {"width": width, "height": height}
            self._command("browsingContext.setViewport", viewport=viewport)
            self._resources = resources.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def open(self, url: str) -> None:
        """Go to `url`, and wait for its load event."""
        self._command("browsingContext.navigate", url=url, wait="complete")

    def run_first(self, script: str) -> None:
        """Run `script` before the scripts of every page that is opened from now on."""
        declaration = f"() => {{{script}}}"
        self._bidi.command("script.addPreloadScript", functionDeclaration=declaration)

    def evaluate(self, js_expression: str) -> Any:
        """Return the value of an expression in the page; a promise is awaited."""
        return self._bidi.evaluate(self._context, js_expression)

    def wait_for(self, js_expression: str, timeout: float = 60) -> Any:
        """Wait until an expression is truthy, and return its value.

        Raises:
            TimeoutError: after `timeout` seconds.
        """
        return self._until(js_expression, timeout, js_expression)

    def click(self, target: str) -> None:
        """Click the first element of a CSS selector, or the result of a `document.…` expression."""
        is_script = target.startswith("document.")
        element = target if is_script else f"document.querySelector({json.dumps(target)})"
        self._click(element, target)

    def tap_button(self, name: str) -> None:
        """Click the button or link whose name is `name`, or else contains it."""
        self._click(FIND_BY_NAME % json.dumps(name), f"a button named {name!r}")

    def write(self, label: str, words: str) -> None:
        """Replace the value of the field with this label with the keyboard."""
        field = f"[aria-label={json.dumps(label, ensure_ascii=False)}]"
        self.click(field)
        self.wait_for(f"document.activeElement.matches({json.dumps(field)})")
        # The engine ignores input for a moment, and does not report when it listens.
        for _ in range(5):
            self._type([(CONTROL, "a"), *((letter,) for letter in words)])
            if self.evaluate("document.activeElement.value") == words:
                return
        raise AssertionError(f"{label!r} does not hold what was typed in it")

    def screenshot(self, path: Path) -> None:
        """Write a screenshot of the window as a PNG."""
        response = self._command("browsingContext.captureScreenshot")
        path.write_bytes(base64.b64decode(response["data"]))

    def close(self) -> None:
        """Close the browser, and wait until its profile is on the disk."""
        with self._resources:
            with suppress(ConnectionClosed):  # it crashed, or was closed before
                self._bidi.command("browser.close")
            self._process.wait(CLOSE_TIMEOUT)

    def _type(self, chords: Iterable[tuple[str, ...]]) -> None:
        """Press the chords in order; the keys of a chord are held together."""
        keys = [
            {"type": kind, "value": key}
            for chord in chords
            for kind, order in (("keyDown", chord), ("keyUp", chord[::-1]))
            for key in order
        ]
        keyboard = {"type": "key", "id": "keyboard", "actions": keys}
        self._command("input.performActions", actions=[keyboard])

    def _click(self, element: str, description: str) -> None:
        x, y = self._until(
            CENTRE % element, REACH_TIMEOUT, f"{description}, where a pointer can reach it"
        )
        moves = [
            {"type": "pointerMove", "x": x, "y": y},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        mouse = {"type": "pointer", "id": "mouse", "actions": moves}
        self._command("input.performActions", actions=[mouse])

    def _until(self, js_expression: str, timeout: float, description: str) -> Any:
        end = time.monotonic() + timeout
        while not (value := self.evaluate(js_expression)):
            if time.monotonic() > end:
                raise TimeoutError(f"Not within {timeout:g} s: {description}")
            time.sleep(POLL)
        return value

    def _command(self, method: str, **params: Any) -> dict[str, Any]:
        return self._bidi.command(method, context=self._context, **params)

    def _on_event(self, _: str, event: dict[str, Any]) -> None:
        url = event["request"]["url"]
        if not url.startswith("data:"):  # data URLs cause no request
            self.requests.append(url)


def _prepare(profile: Path, languages: str) -> None:
    """Write the preferences that the browser reads at its start."""
    profile.mkdir(parents=True, exist_ok=True)
    prefs = PREFS | {"intl.accept_languages": languages}
    lines = [
        f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in prefs.items()
    ]
    (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")


@contextmanager
def _running(profile: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """Start the browser, and yield its process and address; kill it at the end if it still runs."""
    command = [PROGRAM, "--headless", "--no-remote", "--profile", str(profile)]
    command += ["--remote-debugging-port", "0"]
    log = profile / "messages.log"
    with log.open("wb") as messages:  # an unread pipe would fill up and block the browser
        process = subprocess.Popen(command, stdout=messages, stderr=messages)
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

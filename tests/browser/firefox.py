"""Debian's Firefox, driven through WebDriver BiDi: Playwright only drives its own build."""

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
START = 120.0  # seconds; a first start fills a profile
END = 60.0
REACH = 60.0
POLL = 0.1
CONTROL = "\ue009"
"""The key of that name, as WebDriver spells it."""

PREFS: dict[str, bool | int | str] = {
    # Nothing opens but the page asked for.
    "browser.aboutwelcome.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "browser.startup.page": 0,
    "termsofuse.bypassNotification": True,
    # Nothing is sent, fetched or updated behind the page.
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
    # What the page stores outlives the browser: a journal is read after a restart.
    "browser.privatebrowsing.autostart": False,
    "privacy.sanitize.sanitizeOnShutdown": False,
}

# A button or link by the words a screen reader says. The exact name wins: "Non"
# may be within longer ones.
NAMED = """((name) => {
  const words = (element) => (element.ariaLabel ?? element.textContent).trim();
  const ours = "flt-semantics:is([role=button], [role=radio])";
  const all = [...document.querySelectorAll(`${ours}, button, a[href]`)];
  return all.find((element) => words(element) === name)
    ?? all.find((element) => words(element).includes(name));
})(%s)"""

# The centre of an element once a pointer there would touch it: still for two
# frames, and under nothing else. Flutter's canvas follows no scrolling while its
# semantics hide their overflow, half a second from each pointer event.
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
    """One Firefox with a profile of its own; leaving the `with` writes the profile to disk."""

    def __init__(
        self, profile: Path, width: int = 390, height: int = 844, languages: str = "fr-FR"
    ) -> None:
        self.requests: list[str] = []
        """Every URL asked for, by the page or its workers, up to the last command."""
        with ExitStack() as opened:
            _prepare(profile, languages)
            self._process, url = opened.enter_context(_running(profile))
            self._bidi = opened.enter_context(Connection.to(url, self._heard))
            self._bidi.command("session.new", capabilities={})
            self._bidi.command("session.subscribe", events=["network.beforeRequestSent"])
            self._context = self._bidi.command("browsingContext.getTree")["contexts"][0]["context"]
            viewport = {"width": width, "height": height}
            self._command("browsingContext.setViewport", viewport=viewport)
            self._opened = opened.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def open(self, url: str) -> None:
        """Go to `url`, until the page's load event."""
        self._command("browsingContext.navigate", url=url, wait="complete")

    def run_first(self, script: str) -> None:
        """Have every page that is opened from now on run `script` before its own."""
        declaration = f"() => {{{script}}}"
        self._bidi.command("script.addPreloadScript", functionDeclaration=declaration)

    def evaluate(self, js_expression: str) -> Any:
        """The value of an expression in the page, awaited when it is a promise."""
        return self._bidi.evaluate(self._context, js_expression)

    def wait_for(self, js_expression: str, timeout: float = 60) -> Any:
        """The first truthy value of an expression."""
        return self._until(js_expression, timeout, js_expression)

    def click(self, target: str) -> None:
        """Click a CSS selector's first element, or the one a `document.…` expression gives."""
        is_script = target.startswith("document.")
        element = target if is_script else f"document.querySelector({json.dumps(target)})"
        self._click(element, target)

    def tap_button(self, name: str) -> None:
        """Click the button or link whose words are `name`, or else contain it."""
        self._click(NAMED % json.dumps(name), f"a button named {name!r}")

    def write(self, label: str, words: str) -> None:
        """Replace what the field of that label holds, as a keyboard does."""
        field = f"[aria-label={json.dumps(label, ensure_ascii=False)}]"
        self.click(field)
        self.wait_for(f"document.activeElement.matches({json.dumps(field)})")
        for _ in range(5):  # the engine takes a moment to listen, and says so nowhere
            self._type([(CONTROL, "a"), *((letter,) for letter in words)])
            if self.evaluate("document.activeElement.value") == words:
                return
        raise AssertionError(f"{label!r} does not hold what was typed in it")

    def screenshot(self, path: Path) -> None:
        """Write what the window shows, as a PNG."""
        answer = self._command("browsingContext.captureScreenshot")
        path.write_bytes(base64.b64decode(answer["data"]))

    def close(self) -> None:
        """End the browser, and wait until its profile is on the disk."""
        with self._opened:
            with suppress(ConnectionClosed):  # it crashed, or was closed before
                self._bidi.command("browser.close")
            self._process.wait(END)

    def _type(self, chords: Iterable[tuple[str, ...]]) -> None:
        """Press keys one after another; those of a chord are held together."""
        keys = [
            {"type": kind, "value": key}
            for chord in chords
            for kind, order in (("keyDown", chord), ("keyUp", chord[::-1]))
            for key in order
        ]
        keyboard = {"type": "key", "id": "keyboard", "actions": keys}
        self._command("input.performActions", actions=[keyboard])

    def _click(self, element: str, words: str) -> None:
        x, y = self._until(CENTRE % element, REACH, f"{words}, where a pointer can reach it")
        moves = [
            {"type": "pointerMove", "x": x, "y": y},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        mouse = {"type": "pointer", "id": "mouse", "actions": moves}
        self._command("input.performActions", actions=[mouse])

    def _until(self, js_expression: str, timeout: float, words: str) -> Any:
        end = time.monotonic() + timeout
        while not (value := self.evaluate(js_expression)):
            if time.monotonic() > end:
                raise TimeoutError(f"Not within {timeout:g} s: {words}")
            time.sleep(POLL)
        return value

    def _command(self, method: str, **params: Any) -> dict[str, Any]:
        return self._bidi.command(method, context=self._context, **params)

    def _heard(self, _: str, event: dict[str, Any]) -> None:
        url = event["request"]["url"]
        if not url.startswith("data:"):  # it is its own answer: nothing is asked
            self.requests.append(url)


def _prepare(profile: Path, languages: str) -> None:
    """Write what the browser reads of its preferences when it starts."""
    profile.mkdir(parents=True, exist_ok=True)
    prefs = PREFS | {"intl.accept_languages": languages}
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(to)});" for name, to in prefs.items()]
    (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")


@contextmanager
def _running(profile: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """A browser's process and address; one that is still there at the end is killed."""
    command = [PROGRAM, "--headless", "--no-remote", "--profile", str(profile)]
    command += ["--remote-debugging-port", "0"]
    log = profile / "messages.log"
    with log.open("wb") as messages:  # a pipe nobody reads would fill, and stop the browser
        process = subprocess.Popen(command, stdout=messages, stderr=messages)
    try:
        yield process, f"{_address(process, log)}/session"
    finally:
        process.kill()
        process.wait()


def _address(process: subprocess.Popen[bytes], log: Path) -> str:
    """Where the browser says it listens."""
    end = time.monotonic() + START
    while process.poll() is None and time.monotonic() < end:
        if said := re.search(r"BiDi listening on (ws://\S+)\n", log.read_text(errors="replace")):
            return said[1]
        time.sleep(POLL)
    raise RuntimeError(f"{PROGRAM} does not listen:\n{log.read_text(errors='replace')}")

"""Every screen in every state, to whoever looks, listens or touches: nothing keeps them out.

With `--update`, what is heard is written to be reviewed anew, and its screens are not measured.
"""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Route

from sv_app import routes
from sv_app.domain.kit import Kit
from tests.browser.conftest import PHONE
from tests.browser.person import START, Person
from tests.browser.reviewed import Listener
from tests.browser.walk import Walk
from tests.state import name
from tests.states import every_state
from tests.titles import paths

pytestmark = pytest.mark.browser

STATES = 80
"""There are at least as many: a walk cut short would find nothing."""


def test_every_screen_in_every_state(
    person: Person,
    kits: Mapping[str, Kit],
    language: str,
    pytestconfig: pytest.Config,
    capsys: pytest.CaptureFixture[str],
) -> None:
    kit = kits[language]
    update = bool(pytestconfig.getoption("update"))
    person.open()
    # What is said of working offline is the same from here on.
    person.page.wait_for_selector("html[data-offline=yes]", state="attached", timeout=START)
    listener = Listener(person, kit, update)
    # A colour is the same in every language.
    walk = Walk(person, kit, drawn=language == "fr")

    def seen(state: str) -> None:
        listener.hear(state)
        if not update:
            walk.see(state)

    every_state(person, kit, seen)
    listener.end()
    faults = [*listener.faults, *walk.faults]
    with capsys.disabled():
        axed = f"{len(walk.nodes)} times through axe, {min(walk.nodes, default=0)} nodes or more"
        print(f"\n{language}: {len(walk.states)} states, {axed}, {len(faults)} faults")
    assert not faults, "\n".join(faults)
    assert listener.differences() == ""
    assert {name(path) for path in paths()} <= set(listener.heard)
    if not update:
        assert len(walk.states) >= STATES


BROKEN = """
from sv_app.ui.parts.guarded import screen


@screen
def team(services):
    raise RuntimeError
"""


def break_team(route: Route) -> None:
    """Give the app a screen that fails."""
    archive = BytesIO(route.fetch().body())
    with ZipFile(archive, "a") as files:
        files.writestr("sv_app/ui/screens/team.py", BROKEN)
    route.fulfill(body=archive.getvalue())


def test_a_second_window_and_a_screen_that_failed(
    browser: Browser, origin: str, kits: Mapping[str, Kit], language: str
) -> None:
    kit = kits[language]
    with browser.new_context(viewport=PHONE, locale=language, service_workers="block") as context:
        first = Person(context.new_page(), origin)
        first.open()
        first.own_device(kit)
        person = Person(context.new_page(), origin)
        person.page.route("**/app.zip", break_team)
        person.open(routes.ME)
        person.sees(kit.privacy.keeping.take_over)
        walk = Walk(person, kit, drawn=True)
        walk.see("me-elsewhere")
        person.go(routes.TEAM)
        person.heading(kit.labels.fallback.title)
        walk.see("fallback")
    assert not walk.faults, "\n".join(walk.faults)

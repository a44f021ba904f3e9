"""Every screen in every state, to whoever looks, listens or touches: nothing keeps them out."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Route

from sv_app import routes
from sv_app.domain.kit import Kit
from tests.browser.conftest import PHONE
from tests.browser.person import Person
from tests.browser.walk import Walk
from tests.states import every_state

pytestmark = pytest.mark.browser

STATES = 80
"""There are at least as many: a walk cut short would find nothing."""


def test_every_screen_in_every_state(
    person: Person, kits: Mapping[str, Kit], language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    person.open()
    # A colour is the same in every language.
    walk = Walk(person, kits[language], drawn=language == "fr")
    every_state(person, kits[language], walk.see)
    with capsys.disabled():
        axed = f"{len(walk.nodes)} times through axe, {min(walk.nodes)} nodes or more each"
        print(f"\n{language}: {len(walk.states)} states, {axed}, {len(walk.faults)} faults")
    assert len(walk.states) >= STATES
    assert not walk.faults, "\n".join(walk.faults)


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

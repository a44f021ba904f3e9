"""Some of what shows only when something fails: measured and heard as every other screen.

`--update` writes what is heard anew, as for the others.
"""

from collections.abc import Callable, Mapping
from io import BytesIO
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Route

from sv_app import routes
from sv_app.domain.kit import Kit
from tests.browser.conftest import PHONE
from tests.browser.person import Person
from tests.browser.reviewed import Listener
from tests.browser.test_main_job import answer_all, check_oneself
from tests.browser.test_store_refused import FULL, REFUSED, opened
from tests.browser.walk import Walk

pytestmark = pytest.mark.browser

BROKEN = """
from sv_app.ui.parts.guarded import screen


@screen
def team(services):
    raise RuntimeError
"""
NO_PINS_KEPT = FULL.replace('"entries"', '"pins"')
JUNK_KEPT = """{
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (value, key) {
    const kept = String(key).startsWith("entries") ? new Uint8Array([1, 2, 3]) : value;
    return put.call(this, kept, key);
  };
}"""

Looked = Callable[[Person, str], None]


def break_team(route: Route) -> None:
    """Give the app a screen that fails."""
    archive = BytesIO(route.fetch().body())
    with ZipFile(archive, "a") as files:
        files.writestr("sv_app/ui/screens/team.py", BROKEN)
    route.fulfill(body=archive.getvalue())


def test_every_screen_of_trouble(
    browser: Browser,
    origin: str,
    kits: Mapping[str, Kit],
    language: str,
    pytestconfig: pytest.Config,
) -> None:
    kit = kits[language]
    update = bool(pytestconfig.getoption("update"))
    heard: dict[str, list[str]] = {}
    listeners: list[Listener] = []
    faults: list[str] = []

    def look(person: Person, state: str) -> None:
        listeners.append(listener := Listener(person, kit, update, f"{language}-trouble", heard))
        listener.hear(state)
        faults.extend(listener.faults)
        if not update:
            walk = Walk(person, kit, drawn=language == "fr")
            walk.see(state)
            faults.extend(walk.faults)

    beside_another(browser, origin, kit, look)
    with opened(browser, origin, REFUSED, language) as person:
        where_nothing_may_be_kept(person, kit, look)
    with opened(browser, origin, NO_PINS_KEPT, language) as person:
        where_a_pin_was_not_kept(person, kit, look)
    with opened(browser, origin, JUNK_KEPT, language) as person:
        where_what_was_kept_is_damaged(person, kit, look)
    listeners[-1].end()
    assert not faults, "\n".join(faults)
    assert listeners[-1].differences() == ""


def beside_another(browser: Browser, origin: str, kit: Kit, look: Looked) -> None:
    """A second window; and, in it, a screen that fails."""
    with browser.new_context(viewport=PHONE, locale=kit.code, service_workers="block") as context:
        first = Person(context.new_page(), origin)
        first.open()
        first.own_device(kit)
        person = Person(context.new_page(), origin)
        person.page.route("**/app.zip", break_team)
        person.open(routes.ME)
        person.sees(kit.privacy.keeping.take_over)
        look(person, "me-elsewhere")
        person.go(routes.TEAM)
        person.heading(kit.labels.fallback.title)
        look(person, "fallback")


def where_nothing_may_be_kept(person: Person, kit: Kit, look: Looked) -> None:
    person.press(kit.privacy.device.own)
    person.go(routes.SELF_CHECK)
    answer_all(person, kit)
    person.sees(kit.privacy.keeping.refused)
    look(person, "next-steps-refused")


def where_a_pin_was_not_kept(person: Person, kit: Kit, look: Looked) -> None:
    labels, script = kit.labels.card, kit.scripts[0]
    person.own_device(kit)
    person.go(routes.script(script.id))
    person.heading(script.title)
    person.tap(person.page.get_by_role("button", name=labels.pin).first)
    person.sees(labels.not_kept)
    look(person, "script-not-kept")


def where_what_was_kept_is_damaged(person: Person, kit: Kit, look: Looked) -> None:
    check_oneself(person, kit)
    person.page.reload()
    person.ready()
    person.go(routes.ME)
    person.sees(kit.privacy.keeping.damaged)
    look(person, "me-damaged")

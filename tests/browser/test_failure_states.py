"""States that only a failure shows: accessible as every other screen, and true.

With `--update`, the accessibility trees are written to be reviewed again, and nothing is audited.
"""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZipFile

import pytest
from playwright.sync_api import Route, expect

from sv_app import routes
from sv_app.domain.content import Content
from tests.browser.app_driver import Person
from tests.browser.checks import answer_all, answer_one
from tests.browser.languages import FRENCH, TURN
from tests.browser.layout_audit import ScreenAudit
from tests.browser.reviewed import Listener
from tests.browser.test_screen_states import depth_for

pytestmark = [pytest.mark.browser, pytest.mark.start_early]

BROKEN_SCREEN = """
from sv_app.ui.components.error_boundary import screen


@screen
def team(context):
    raise RuntimeError
"""
REFUSED = """IDBFactory.prototype.open = () => {
  throw new DOMException("refused", "SecurityError");
};"""
FAULTS = """{
  let fault = { kind: "none", records: "" };
  const told = new BroadcastChannel("fault");
  told.onmessage = ({ data }) => {
    fault = data;
    new BroadcastChannel("fault-set").postMessage(data.kind);
  };
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (value, key) {
    const hit = fault.records && String(key).startsWith(fault.records);
    // As a disk that is full does: once all was asked for, nothing of it is kept.
    if (hit && fault.kind === "full") queueMicrotask(() => this.transaction.abort());
    return put.call(this, hit && fault.kind === "junk" ? new Uint8Array([1, 2, 3]) : value, key);
  };
}"""
"""Lets a test choose a fault of the store while the app is open."""
SET_FAULT = """(fault) => new Promise((resolve) => {
  new BroadcastChannel("fault-set").onmessage = resolve;
  new BroadcastChannel("fault").postMessage(fault);
}).then(() => null)"""


class Auditor:
    """Audits a state of whichever page shows it."""

    def __init__(
        self,
        person: Person,
        content: Content,
        contents: Mapping[str, Content],
        group: str,
        update: bool,
    ) -> None:
        self.listener = Listener(person, content, group, update)
        self.audit = ScreenAudit(person, content, depth_for(content, contents))
        self._update = update

    def see(self, person: Person, state: str) -> None:
        self.listener.look_at(person)
        self.listener.hear(state)
        if not self._update:
            self.audit.look_at(person)
            self.audit.see(state)

    def end(self) -> None:
        self.listener.end()
        faults = [*self.listener.faults, *self.audit.faults]
        assert not faults, "\n".join(faults)
        assert not (differences := self.listener.differences()), differences


def run_first(person: Person, script: str) -> None:
    """Have the app's workers run `script` first."""

    def prepend(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=f"{script}\n{answer.text()}")

    person.page.route("**/storage-locations.js", prepend)


def break_team(route: Route) -> None:
    """Give the app a screen that fails."""
    archive = BytesIO(route.fetch().body())
    with ZipFile(archive, "a") as files:
        files.writestr("sv_app/ui/screens/team.py", BROKEN_SCREEN)
    route.fulfill(body=archive.getvalue())


def set_fault(person: Person, kind: str, records: str) -> None:
    person.page.evaluate(SET_FAULT, {"kind": kind, "records": records})


@TURN("failure")
@FRENCH
def test_each_state_of_a_store_that_fails_is_accessible_and_true(
    first_visit: Person,
    contents: Mapping[str, Content],
    language: str,
    pytestconfig: pytest.Config,
) -> None:
    content, person = contents[language], first_visit
    run_first(person, FAULTS)
    update = bool(pytestconfig.getoption("update"))
    auditor = Auditor(person, content, contents, "failures", update)
    person.open()
    person.own_device(content)
    second_tab_is_read_only(person, content, auditor)
    pin_is_not_kept(person, content, auditor)
    entry_is_not_saved(person, content)
    damaged_entry_is_reported(person, content, auditor)
    auditor.end()


@TURN("failure")
@FRENCH
def test_storage_that_is_refused_is_accessible_and_true(
    first_visit: Person,
    contents: Mapping[str, Content],
    language: str,
    pytestconfig: pytest.Config,
) -> None:
    content, person = contents[language], first_visit
    run_first(person, REFUSED)
    update = bool(pytestconfig.getoption("update"))
    auditor = Auditor(person, content, contents, "refused", update)
    person.open()
    storage_is_refused(person, content, auditor)
    auditor.end()


def second_tab_is_read_only(person: Person, content: Content, auditor: Auditor) -> None:
    """A second tab says that it only reads; a screen that fails in it shows the helplines."""
    second = Person(person.page.context.new_page(), person.origin)
    run_first(second, FAULTS)
    second.page.route("**/app.zip", break_team)
    second.open(routes.ME)
    second.sees(content.privacy.keeping.take_over)
    auditor.see(second, "me-elsewhere")
    second.go(routes.TEAM)
    second.heading(content.labels.fallback.title)
    auditor.see(second, "fallback")
    second.page.close()
    person.page.bring_to_front()


def pin_is_not_kept(person: Person, content: Content, auditor: Auditor) -> None:
    labels, script = content.labels.card, content.scripts[0]
    set_fault(person, "full", "pins")
    person.go(routes.script(script.id))
    person.heading(script.title)
    person.tap(person.page.get_by_role("button", name=labels.pin).first)
    person.sees(labels.not_kept)
    auditor.see(person, "script-not-kept")


def entry_is_not_saved(person: Person, content: Content) -> None:
    """The screen does not say "saved", and the answers stay, also after a reload."""
    set_fault(person, "full", "entries")
    answer_one(person, content)
    person.press(content.labels.result.save)
    person.sees(content.labels.result.not_saved)
    expect(person.app.get_by_text(content.labels.result.saved)).to_have_count(0)
    person.heading(content.labels.result.title)
    person.page.reload()
    person.ready()
    person.go(routes.ME)
    person.sees(content.labels.me.resume)


def damaged_entry_is_reported(person: Person, content: Content, auditor: Auditor) -> None:
    set_fault(person, "junk", "entries")
    person.go(routes.NEXT_STEPS)
    person.press(content.labels.result.save)
    person.sees(content.labels.result.saved)
    person.page.reload()
    person.ready()
    person.go(routes.ME)
    person.sees(content.privacy.keeping.damaged)
    auditor.see(person, "me-damaged")


def storage_is_refused(person: Person, content: Content, auditor: Auditor) -> None:
    """Everything works, and says that nothing is kept."""
    person.press(content.privacy.device.own)
    person.go(routes.SELF_CHECK)
    answer_all(person, content)
    person.sees(content.privacy.keeping.refused)
    auditor.see(person, "next-steps-refused")
    person.press(content.privacy.saving.keep_until_closed)
    person.sees(content.privacy.saving.saved_here)
    expect(person.app.get_by_text(content.labels.result.saved)).to_have_count(0)
    person.go(routes.JOURNAL)
    person.sees(content.labels.journal.lead)

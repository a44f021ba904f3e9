"""States that appear only after a failure: they are accessible, and say what happened.

With `--update`, the accessibility trees are written for review, but layout and contrast are not
audited.
"""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZipFile

import pytest
from playwright.sync_api import Route, expect

from sv_app import routes
from sv_app.domain.content import Content
from tests.browser.app_driver import AppPage
from tests.browser.ax_snapshots import TreeComparison
from tests.browser.conftest import NO_SERVICE_WORKER
from tests.browser.daily_selection import FRENCH_IN_DEFAULT_PROFILE, WEEKLY
from tests.browser.layout_audit import ScreenAudit, depth_for
from tests.browser.self_check_actions import answer_all, answer_first_and_finish
from tests.titles import resume_label

pytestmark = [pytest.mark.browser, pytest.mark.start_early, WEEKLY]

BROKEN_SCREEN = """
from sv_app.ui.components.error_boundary import screen


@screen
def team(context):
    raise RuntimeError
"""
REFUSE_STORAGE = """IDBFactory.prototype.open = () => {
  throw new DOMException("refused", "SecurityError");
};"""
INJECT_FAULTS = """{
  let fault = { kind: "none", records: "" };
  const channel = new BroadcastChannel("fault");
  channel.onmessage = ({ data }) => {
    fault = data;
    new BroadcastChannel("fault-set").postMessage(data.kind);
  };
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (value, key) {
    const hit = fault.records && String(key).startsWith(fault.records);
    // Like a full disk: the whole transaction is aborted after its last request.
    if (hit && fault.kind === "full") queueMicrotask(() => this.transaction.abort());
    return put.call(this, hit && fault.kind === "junk" ? new Uint8Array([1, 2, 3]) : value, key);
  };
}"""
"""Lets a test set a fault of the store while the app is open."""
SET_FAULT = """(fault) => new Promise((resolve, reject) => {
  new BroadcastChannel("fault-set").onmessage = () => resolve(null);
  new BroadcastChannel("fault").postMessage(fault);
  setTimeout(() => reject(new Error("no worker has the script that injects faults")), 10_000);
})"""


class Auditor:
    """Compares and audits states, each on the page that shows it."""

    def __init__(
        self,
        app_page: AppPage,
        content: Content,
        contents: Mapping[str, Content],
        group: str,
        update: bool,
    ) -> None:
        self.comparison = TreeComparison(app_page, content, group, update)
        self.audit = ScreenAudit(app_page, content, depth_for(content, contents))
        self._update = update

    def audit_state(self, app_page: AppPage, state: str) -> None:
        self.comparison.use_page(app_page)
        self.comparison.record(state)
        if not self._update:
            self.audit.use_page(app_page)
            self.audit.audit(state)

    def finish(self) -> None:
        self.comparison.finish()
        faults = [*self.comparison.faults, *self.audit.faults]
        assert not faults, "\n".join(faults)
        assert not (differences := self.comparison.differences()), differences


def run_first(app_page: AppPage, script: str) -> None:
    """Run `script` in each worker of the app before it opens a database."""

    def prepend(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=f"{script}\n{response.text()}")

    app_page.page.route("**/storage-locations.js", prepend)


def break_team(route: Route) -> None:
    """Replace the team screen of the app with a screen that raises an error."""
    archive = BytesIO(route.fetch().body())
    with ZipFile(archive, "a") as files:
        files.writestr("sv_app/ui/screens/team.py", BROKEN_SCREEN)
    route.fulfill(body=archive.getvalue())


def set_fault(app_page: AppPage, kind: str, records: str) -> None:
    app_page.page.evaluate(SET_FAULT, {"kind": kind, "records": records})


@FRENCH_IN_DEFAULT_PROFILE
def test_states_of_a_failing_store_are_accessible_and_correct(
    first_visit: AppPage,
    contents: Mapping[str, Content],
    language: str,
    pytestconfig: pytest.Config,
) -> None:
    content, app_page = contents[language], first_visit
    run_first(app_page, INJECT_FAULTS)
    update = bool(pytestconfig.getoption("update"))
    auditor = Auditor(app_page, content, contents, "failures", update)
    app_page.open()
    app_page.choose_own_device(content)
    open_read_only_tab(app_page, content, auditor)
    fail_to_save_a_pin(app_page, content, auditor)
    fail_to_save_an_entry(app_page, content)
    save_a_damaged_entry(app_page, content, auditor)
    auditor.finish()


@FRENCH_IN_DEFAULT_PROFILE
def test_states_of_refused_storage_are_accessible_and_correct(
    first_visit: AppPage,
    contents: Mapping[str, Content],
    language: str,
    pytestconfig: pytest.Config,
) -> None:
    content, app_page = contents[language], first_visit
    run_first(app_page, REFUSE_STORAGE)
    update = bool(pytestconfig.getoption("update"))
    auditor = Auditor(app_page, content, contents, "refused", update)
    app_page.open()
    use_the_app_without_storage(app_page, content, auditor)
    auditor.finish()


def open_read_only_tab(app_page: AppPage, content: Content, auditor: Auditor) -> None:
    """A second tab says that it is read-only; a screen that fails in it shows the helplines."""
    second = AppPage(app_page.page.context.new_page(), app_page.origin)
    second.page.add_init_script(NO_SERVICE_WORKER)  # it would serve scripts without the faults
    run_first(second, INJECT_FAULTS)
    second.page.route("**/app.zip", break_team)
    second.open(routes.ME)
    second.wait_for_text(content.privacy.storage.take_over)
    auditor.audit_state(second, "me-elsewhere")
    second.go(routes.TEAM)
    second.wait_for_heading(content.labels.fallback.title)
    auditor.audit_state(second, "fallback")
    second.page.close()
    app_page.page.bring_to_front()


def fail_to_save_a_pin(app_page: AppPage, content: Content, auditor: Auditor) -> None:
    labels, script = content.labels.favourites, content.scripts[0]
    set_fault(app_page, "full", "pins")
    app_page.go(routes.script(script.id))
    app_page.wait_for_heading(script.title)
    app_page.click(app_page.page.get_by_role("button", name=labels.pin).first)
    app_page.wait_for_text(labels.not_kept)
    auditor.audit_state(app_page, "script-not-kept")


def fail_to_save_an_entry(app_page: AppPage, content: Content) -> None:
    """The screen does not say "saved", and the answers stay, even after a reload."""
    set_fault(app_page, "full", "entries")
    answer_first_and_finish(app_page, content)
    app_page.click_button(content.labels.result.save)
    app_page.wait_for_text(content.labels.result.not_saved)
    expect(app_page.app.get_by_text(content.labels.result.saved)).to_have_count(0)
    app_page.wait_for_heading(content.labels.result.title)
    app_page.page.reload()
    app_page.wait_until_ready()
    app_page.go(routes.ME)
    app_page.wait_for_text(resume_label(content))


def save_a_damaged_entry(app_page: AppPage, content: Content, auditor: Auditor) -> None:
    set_fault(app_page, "junk", "entries")
    app_page.go(routes.RESULT)
    app_page.click_button(content.labels.result.save)
    app_page.wait_for_text(content.labels.result.saved)
    app_page.page.reload()
    app_page.wait_until_ready()
    app_page.go(routes.ME)
    app_page.wait_for_text(content.privacy.storage.damaged)
    auditor.audit_state(app_page, "me-damaged")


def use_the_app_without_storage(app_page: AppPage, content: Content, auditor: Auditor) -> None:
    """Everything works, and the app says that nothing is stored."""
    app_page.choose_own_device(content)
    app_page.go(routes.SELF_CHECK)
    answer_all(app_page, content)
    app_page.wait_for_text(content.privacy.storage.refused)
    auditor.audit_state(app_page, "result-refused")
    app_page.click_button(content.privacy.saving.keep_until_closed)
    app_page.wait_for_text(content.privacy.saving.until_closed)
    expect(app_page.app.get_by_text(content.labels.result.saved)).to_have_count(0)
    app_page.go(routes.JOURNAL)
    app_page.wait_for_text(content.labels.journal.lead)

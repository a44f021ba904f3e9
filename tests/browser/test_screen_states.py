"""Every state of every screen: accessibility tree, layout, contrast, call bar.

With `--update` and SV_LONG=1, the accessibility trees are written for review, but layout and
contrast are not audited.
"""

from collections.abc import Mapping

import pytest

from sv_app.domain.content import Content
from tests.browser.app_driver import AppPage
from tests.browser.ax_snapshots import TreeComparison
from tests.browser.daily_selection import screen_groups_of_the_day
from tests.browser.layout_audit import ScreenAudit, depth_for
from tests.screen_states import GROUPS
from tests.screen_states.names import state_name
from tests.titles import paths

pytestmark = [pytest.mark.browser, pytest.mark.start_early]

MIN_STATES = {"routes": 31, "scripts": 17, "journal": 19, "settings": 18}
"""The least number of states of each group, so that a group that ends too early fails."""
WIDE = {"home", "scripts", "script-urgent", "helplines", "self-check-answered"}
"""States with another layout on a desktop: a rail, a list beside a script, two columns."""


@pytest.mark.parametrize(("language", "group"), screen_groups_of_the_day([*GROUPS]))
def test_every_state_is_accessible(
    app_page: AppPage,
    contents: Mapping[str, Content],
    language: str,
    group: str,
    pytestconfig: pytest.Config,
    capsys: pytest.CaptureFixture[str],
) -> None:
    content = contents[language]
    update = bool(pytestconfig.getoption("update"))
    comparison = TreeComparison(app_page, content, group, update)
    audit = ScreenAudit(app_page, content, depth_for(content, contents))
    audit.wait_for_toast_to_close()

    def report(state: str) -> None:
        comparison.record(state)
        if not update:
            audit.audit(state)
        if state in WIDE:
            audit.show_desktop()
            comparison.record(f"{state}-wide")
            audit.show_phone()
        if group == "routes":
            audit.press_first_slot()

    GROUPS[group](app_page, content, report)
    comparison.finish()
    if not update:
        audit.finish()
    faults = [*comparison.faults, *audit.faults]
    with capsys.disabled():
        print(f"\n{language}, {group}: {audit.summary()}, {len(faults)} faults")
    assert not faults, "\n".join(faults)
    assert not (differences := comparison.differences()), differences
    if not update:
        assert len(audit.states) >= MIN_STATES[group]
    if group == "routes":
        assert {state_name(path) for path in paths()} <= set(comparison.recorded)
        assert app_page.opened_urls() == [content.call_slots()[0].helpline.facts.uri] * len(paths())

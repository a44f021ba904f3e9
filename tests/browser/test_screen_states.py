"""Every screen in every state: its accessibility tree, its layout, its contrast, its call button.

With `--update` and SV_LONG=1, the accessibility trees are written to be reviewed again, and
nothing is audited.
"""

from collections.abc import Mapping

import pytest

from sv_app.domain.content import Content
from tests.browser.app_driver import Person
from tests.browser.languages import of_the_day
from tests.browser.layout_audit import Depth, ScreenAudit
from tests.browser.reviewed import Listener
from tests.profile import LONG, PROFILE
from tests.screen_states import GROUPS
from tests.screen_states.names import name
from tests.titles import paths

pytestmark = [pytest.mark.browser, pytest.mark.start_early]

STATES = {"routes": 31, "scripts": 17, "journal": 19, "settings": 18}
"""The least number of states of each group: a group that is cut short would find no fault."""
WIDE = {"home", "scripts", "script-urgent", "helplines", "self-check-answered"}
"""States that a computer shows in another layout: a rail, a list beside a script, two columns."""


IN_ENGLISH = of_the_day(list(GROUPS))
"""The groups that are seen in English: tests/ui sees every screen in each language, and what
differs is the length of the words."""
IN_FRENCH = [group for group in GROUPS if PROFILE is LONG or group not in IN_ENGLISH]
WALKS = [*(("fr", group) for group in IN_FRENCH), *(("en", group) for group in IN_ENGLISH)]


def depth_for(content: Content, contents: Mapping[str, Content]) -> Depth:
    """The longest language has the largest layout: geometry and colours are audited in it."""
    if PROFILE is LONG:
        return Depth.EVERYTHING
    longest = max(contents.values(), key=lambda each: len(each.model_dump_json()))
    return Depth.LAYOUT if content is longest else Depth.TREE


@pytest.mark.parametrize(("language", "group"), WALKS)
def test_every_state_is_accessible(
    person: Person,
    contents: Mapping[str, Content],
    language: str,
    group: str,
    pytestconfig: pytest.Config,
    capsys: pytest.CaptureFixture[str],
) -> None:
    content = contents[language]
    update = bool(pytestconfig.getoption("update"))
    listener = Listener(person, content, group, update)
    audit = ScreenAudit(person, content, depth_for(content, contents))
    audit.wait_for_toast_to_close()

    def seen(state: str) -> None:
        listener.hear(state)
        if not update:
            audit.see(state)
        if state in WIDE:
            audit.show_desktop()
            listener.hear(f"{state}-wide")
            audit.show_phone()
        if group == "routes":
            audit.press_call_button()

    GROUPS[group](person, content, seen)
    listener.end()
    audit.end()
    faults = [*listener.faults, *audit.faults]
    with capsys.disabled():
        print(f"\n{language}, {group}: {audit.summary()}, {len(faults)} faults")
    assert not faults, "\n".join(faults)
    assert not (differences := listener.differences()), differences
    if not update:
        assert len(audit.states) >= STATES[group]
    if group == "routes":
        assert {name(path) for path in paths()} <= set(listener.heard)
        assert person.opened() == [content.first_helpline.facts.uri] * len(paths())

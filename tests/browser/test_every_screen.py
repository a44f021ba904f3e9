"""Every screen in every state, to whoever looks, listens or touches: nothing keeps them out.

With `--update`, what is heard is written to be reviewed anew, and its screens are not measured.
"""

from collections.abc import Mapping

import pytest

from sv_app.domain.kit import Kit
from tests.browser.person import START, Person
from tests.browser.reviewed import Listener
from tests.browser.walk import Walk
from tests.state import name
from tests.states import every_state
from tests.titles import paths

pytestmark = pytest.mark.browser

STATES = 85
"""There are at least as many: a walk cut short would find nothing."""
WIDE = {"home", "scripts", "script-urgent", "helplines", "self-check-answered"}
"""What a computer shows in another way: the navigation, the moments beside one, two columns."""


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
        if state in WIDE:
            walk.wide()
            listener.hear(f"{state}-wide")
            walk.phone()
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

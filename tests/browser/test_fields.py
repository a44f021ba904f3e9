"""Every kind of field takes typed text after every kind of navigation, with every input device.

A run of the default profile tries at most one combination; the long profile tries all of them.
"""

import re
from collections.abc import Mapping
from functools import partial
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Locator, ViewportSize, expect

from sv_app import routes
from sv_app.domain.content import Content
from tests.browser import input_pacing
from tests.browser.app_driver import PHONE, Person
from tests.browser.daily_selection import FRENCH, WEEKLY, of_the_day
from tests.browser.field_cases import FIELDS, show_field
from tests.browser.keyboard import MAX_STOPS

pytestmark = [pytest.mark.browser, WEEKLY]

CONTACTS = 4
"""Enough contacts for a list that is longer than the screen."""
LANDSCAPE = ViewportSize(width=PHONE["height"], height=PHONE["width"])


@FRENCH
def test_fields_opened_from_a_scrolled_list_take_text(
    person: Person, contents: Mapping[str, Content], language: str
) -> None:
    """The semantics tree and the drawing agree: a click on the tree reaches the field."""
    content = contents[language]
    labels = content.labels.contacts
    person.choose_own_device(content)
    person.go(routes.CONTACTS)
    person.wait_for_heading(labels.title)
    for rank in range(CONTACTS):
        person.press(labels.add)  # the button is below the list
        person.write(labels.name, f"Nom {rank}")
        person.write(labels.phone, f"060102030{rank}")
        person.press(labels.save)
        person.wait_for_text(f"Nom {rank}")
    person.press(labels.change.format(name=f"Nom {CONTACTS - 1}"))
    expect(person.page.get_by_label(labels.phone, exact=True)).to_be_attached()
    # Where the list was scrolled, the tree would differ from the drawing of the shorter form.
    assert person.scroll_offset() == 0, "the form is not opened at its top"
    person.write(labels.phone, "0102030405")
    person.press(labels.save)
    person.wait_for_text("0102030405")


# --- The navigation before the text is typed ---------------------------------------


def go_back_and_forward(person: Person, content: Content) -> None:
    person.page.go_back()
    person.page.wait_for_timeout(1000)
    person.page.go_forward()


def return_with_back(person: Person, content: Content) -> None:
    person.go(routes.TEAM)
    person.wait_for_heading(content.labels.team.title)
    person.page.go_back()


def reload(person: Person, content: Content) -> None:
    person.page.reload()
    person.wait_until_ready()


def switch_tab(person: Person, content: Content) -> None:
    with person.page.context.new_page() as other:
        other.bring_to_front()
        other.wait_for_timeout(500)
    person.page.bring_to_front()


def rotate(person: Person, content: Content) -> None:
    for size in (LANDSCAPE, PHONE):
        person.page.set_viewport_size(size)
        person.page.wait_for_timeout(500)


NAVIGATION = {
    "Back and Forward": go_back_and_forward,
    "Back": return_with_back,
    "reload": reload,
    "other tab": switch_tab,
    "rotation": rotate,
}


# --- The input devices --------------------------------------------------------------


def click(person: Person, field: Locator) -> None:
    field.click()


def tap(person: Person, field: Locator) -> None:
    field.scroll_into_view_if_needed()
    person.page.wait_for_timeout(1000)  # the drawing follows the tree
    box = field.bounding_box()
    assert box
    point = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    devtools = person.page.context.new_cdp_session(person.page)
    devtools.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
    devtools.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [point]})
    devtools.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(field).to_be_focused()
    devtools.send("Emulation.setTouchEmulationEnabled", {"enabled": False})
    devtools.detach()


def press_tab(person: Person, field: Locator) -> None:
    for _ in range(MAX_STOPS):
        person.page.keyboard.press("Tab")
        person.page.wait_for_timeout(100)
        if field.evaluate("(field) => field === document.activeElement"):
            return
    raise AssertionError("the Tab key does not reach the field")


INPUT_DEVICES = {"mouse": click, "touch": tap, "keyboard": press_tab}

CASES = list(product(FIELDS, NAVIGATION, INPUT_DEVICES))


@FRENCH
@pytest.mark.parametrize(("name", "navigation", "device"), of_the_day(CASES))
def test_field_takes_text_after_navigation(
    person: Person,
    contents: Mapping[str, Content],
    tmp_path: Path,
    language: str,
    name: str,
    navigation: str,
    device: str,
) -> None:
    content, case = contents[language], FIELDS[name]
    case.prepare(person, content, tmp_path)
    person.go(case.path)
    # The name of an empty field that has the focus ends with its hint.
    field = person.page.get_by_label(re.compile(f"^{re.escape(case.label(content))}"))
    show, focus = partial(case.show, person, content, tmp_path), INPUT_DEVICES[device]
    for navigate in (NAVIGATION[navigation], None):
        show_field(field, show)
        input_pacing.type_in(field, case.text, partial(focus, person, field))
        if navigate:
            navigate(person, content)
    case.expect_received(person, content)

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
from tests.browser.app_driver import PHONE, AppPage
from tests.browser.daily_selection import FRENCH_IN_DEFAULT_PROFILE, WEEKLY, of_the_day
from tests.browser.field_cases import FIELDS, show_field
from tests.browser.keyboard import MAX_STOPS

pytestmark = [pytest.mark.browser, WEEKLY]

CONTACTS = 4
"""Enough contacts for a list that is longer than the screen."""
LANDSCAPE = ViewportSize(width=PHONE["height"], height=PHONE["width"])


@FRENCH_IN_DEFAULT_PROFILE
def test_fields_opened_from_a_scrolled_list_take_text(
    app_page: AppPage, contents: Mapping[str, Content], language: str
) -> None:
    """The semantics tree and the drawing agree: a click on the tree reaches the field."""
    content = contents[language]
    labels = content.labels.contacts
    app_page.choose_own_device(content)
    app_page.go(routes.CONTACTS)
    app_page.wait_for_heading(labels.title)
    for index in range(CONTACTS):
        app_page.click_button(labels.add)  # the button is below the list
        app_page.fill_field(labels.name, f"Nom {index}")
        app_page.fill_field(labels.phone, f"060102030{index}")
        app_page.click_button(labels.save)
        app_page.wait_for_text(f"Nom {index}")
    app_page.click_button(labels.change.format(name=f"Nom {CONTACTS - 1}"))
    expect(app_page.page.get_by_label(labels.phone, exact=True)).to_be_attached()
    # Where the list was scrolled, the tree would differ from the drawing of the shorter form.
    assert app_page.scroll_offset() == 0, "the form is not opened at its top"
    app_page.fill_field(labels.phone, "0102030405")
    app_page.click_button(labels.save)
    app_page.wait_for_text("0102030405")


@FRENCH_IN_DEFAULT_PROFILE
def test_screen_reader_finds_the_text_of_a_field_that_was_restored(
    app_page: AppPage, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    letter = content.team_tools.letter
    field = app_page.page.get_by_label(letter.fields[0].name, exact=True)
    app_page.go(routes.LETTER)
    app_page.wait_for_heading(letter.title)
    app_page.type_in(field, "Anne")
    app_page.go(routes.TEAM)
    app_page.wait_for_heading(content.labels.team.title)
    app_page.go(routes.LETTER)
    app_page.wait_for_heading(letter.title)
    expect(field).to_have_value("Anne")
    expect(field).not_to_be_focused()
    field.click(position=input_pacing.CLICK_POSITION)
    app_page.page.keyboard.press("End")
    app_page.page.keyboard.type(" B", delay=20)
    app_page.wait_for_text(letter.filled_paragraphs({letter.fields[0].id: "Anne B"})[0])


# --- The navigation before the text is typed ---------------------------------------


def go_back_and_forward(app_page: AppPage, content: Content) -> None:
    app_page.page.go_back()
    app_page.page.wait_for_timeout(1000)
    app_page.page.go_forward()


def return_with_back(app_page: AppPage, content: Content) -> None:
    app_page.go(routes.TEAM)
    app_page.wait_for_heading(content.labels.team.title)
    app_page.page.go_back()


def reload(app_page: AppPage, content: Content) -> None:
    app_page.page.reload()
    app_page.wait_until_ready()


def switch_tab(app_page: AppPage, content: Content) -> None:
    with app_page.page.context.new_page() as other:
        other.bring_to_front()
        other.wait_for_timeout(500)
    app_page.page.bring_to_front()


def rotate(app_page: AppPage, content: Content) -> None:
    for size in (LANDSCAPE, PHONE):
        app_page.page.set_viewport_size(size)
        app_page.page.wait_for_timeout(500)


NAVIGATION = {
    "Back and Forward": go_back_and_forward,
    "Back": return_with_back,
    "reload": reload,
    "other tab": switch_tab,
    "rotation": rotate,
}


# --- The input devices --------------------------------------------------------------


def click(app_page: AppPage, field: Locator) -> None:
    field.click()


def tap(app_page: AppPage, field: Locator) -> None:
    field.scroll_into_view_if_needed()
    app_page.page.wait_for_timeout(1000)  # the drawing follows the tree
    box = field.bounding_box()
    assert box
    point = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    devtools = app_page.page.context.new_cdp_session(app_page.page)
    devtools.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
    devtools.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [point]})
    devtools.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(field).to_be_focused()
    devtools.send("Emulation.setTouchEmulationEnabled", {"enabled": False})
    devtools.detach()


def press_tab(app_page: AppPage, field: Locator) -> None:
    for _ in range(MAX_STOPS):
        app_page.page.keyboard.press("Tab")
        app_page.page.wait_for_timeout(100)
        if field.evaluate("(field) => field === document.activeElement"):
            return
    raise AssertionError("the Tab key does not reach the field")


INPUT_DEVICES = {"mouse": click, "touch": tap, "keyboard": press_tab}

CASES = list(product(FIELDS, NAVIGATION, INPUT_DEVICES))


@FRENCH_IN_DEFAULT_PROFILE
@pytest.mark.parametrize(("name", "navigation", "device"), of_the_day(CASES))
def test_field_takes_text_after_navigation(
    app_page: AppPage,
    contents: Mapping[str, Content],
    tmp_path: Path,
    language: str,
    name: str,
    navigation: str,
    device: str,
) -> None:
    content, case = contents[language], FIELDS[name]
    case.prepare(app_page, content, tmp_path)
    app_page.go(case.path)
    # The name of an empty field that has the focus ends with its hint.
    field = app_page.page.get_by_label(re.compile(f"^{re.escape(case.label(content))}"))
    show, focus = partial(case.show, app_page, content, tmp_path), INPUT_DEVICES[device]
    for navigate in (NAVIGATION[navigation], None):
        show_field(field, show)
        input_pacing.type_in(field, case.text, partial(focus, app_page, field))
        if navigate:
            navigate(app_page, content)
    case.expect_received(app_page, content)

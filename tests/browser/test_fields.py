"""Fields take typed text after every kind of navigation."""

from collections.abc import Mapping

import pytest
from playwright.sync_api import expect

from sv_app import routes
from sv_app.domain.content import Content
from tests.browser.app_driver import PHONE, Person
from tests.browser.languages import FRENCH, TURN

pytestmark = pytest.mark.browser

CONTACTS = 4
"""Enough contacts for a list that is longer than the screen."""


@TURN("history")
@FRENCH
def test_fields_opened_from_a_scrolled_list_take_text(
    person: Person, contents: Mapping[str, Content], language: str
) -> None:
    """The accessibility tree and the drawing agree: a click on the tree reaches the field."""
    content = contents[language]
    labels = content.labels.contacts
    person.own_device(content)
    person.go(routes.CONTACTS)
    person.heading(labels.title)
    for rank in range(CONTACTS):
        person.press(labels.add)  # the button is below the list
        person.write(labels.name, f"Nom {rank}")
        person.write(labels.phone, f"060102030{rank}")
        person.press(labels.save)
        person.wait_for_text(f"Nom {rank}")
    person.press(labels.change.format(name=f"Nom {CONTACTS - 1}"))
    person.write(labels.phone, "0102030405")
    person.press(labels.save)
    person.wait_for_text("0102030405")


@TURN("history")
@FRENCH
def test_typed_text_arrives_after_back_forward_reload_and_rotation(
    person: Person, contents: Mapping[str, Content], language: str
) -> None:
    content, page = contents[language], person.page
    person.go(routes.SEARCH)

    def expect_search_answers(words: str) -> None:
        person.heading(content.labels.search.title)
        field = page.get_by_role("textbox").first
        field.click()
        page.wait_for_timeout(1000)
        page.keyboard.type(words, delay=40)
        person.wait_for_text(content.labels.search.found.split("}")[1])

    expect_search_answers("faute")
    page.go_back()
    person.heading(content.labels.home.title)
    page.go_forward()
    expect_search_answers("erreur")
    person.go(routes.TEAM)
    person.heading(content.labels.team.title)
    page.go_back()
    expect_search_answers("honte")
    page.reload()
    person.ready()
    expect_search_answers("peur")
    page.set_viewport_size({"width": 844, "height": 390})
    page.wait_for_timeout(1000)
    page.keyboard.type("s", delay=40)
    page.set_viewport_size(PHONE)
    expect(page.get_by_role("textbox").first).to_have_value("peurs")

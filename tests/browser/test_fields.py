"""Fields: what is typed arrives, wherever the person came from."""

from collections.abc import Mapping

import pytest
from playwright.sync_api import expect

from sv_app import routes
from sv_app.domain.content import Content
from tests.browser.app_driver import PHONE, Person
from tests.browser.languages import FRENCH, TURN

pytestmark = pytest.mark.browser

CONTACTS = 4
"""As many as make the list longer than the screen."""


@TURN("history")
@FRENCH
def test_fields_opened_from_a_scrolled_list_take_what_is_typed(
    person: Person, contents: Mapping[str, Content], language: str
) -> None:
    """The accessibility tree and the drawing agree: a click in the tree is a click in the field."""
    content = contents[language]
    labels = content.labels.contacts
    person.own_device(content)
    person.go(routes.CONTACTS)
    person.heading(labels.title)
    for rank in range(CONTACTS):
        person.press(labels.add)  # under the list: it is scrolled to
        person.write(labels.name, f"Nom {rank}")
        person.write(labels.phone, f"060102030{rank}")
        person.press(labels.save)
        person.sees(f"Nom {rank}")
    person.press(labels.change.format(name=f"Nom {CONTACTS - 1}"))
    person.write(labels.phone, "0102030405")
    person.press(labels.save)
    person.sees("0102030405")


@TURN("history")
@FRENCH
def test_typing_is_heard_after_back_forward_and_reload(
    person: Person, contents: Mapping[str, Content], language: str
) -> None:
    content, page = contents[language], person.page
    person.go(routes.SEARCH)

    def is_heard(words: str) -> None:
        person.heading(content.labels.find.title)
        field = page.get_by_role("textbox").first
        field.click()
        page.wait_for_timeout(1000)
        page.keyboard.type(words, delay=40)
        person.sees(content.labels.find.found.split("}")[1])

    is_heard("faute")
    person.go(routes.TEAM)
    person.heading(content.labels.team.title)
    page.go_back()
    is_heard("honte")
    page.reload()
    person.ready()
    is_heard("peur")
    page.set_viewport_size({"width": 844, "height": 390})
    page.wait_for_timeout(1000)
    page.keyboard.type("s", delay=40)
    page.set_viewport_size(PHONE)
    expect(page.get_by_role("textbox").first).to_have_value("peurs")

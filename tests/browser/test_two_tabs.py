"""Two tabs on one journal: both read it, one writes, and each says which it is."""

from collections.abc import Mapping

import pytest
from playwright.sync_api import Browser, expect

from sv_app import routes
from sv_app.domain.content import Content
from tests.browser.checks import answer_one, save_a_check
from tests.browser.person import SCREEN, Person, watched

pytestmark = pytest.mark.browser


def in_front(person: Person) -> Person:
    """Bring the tab to the front: behind another it draws once a second."""
    person.page.bring_to_front()
    return person


def lists(person: Person, kit: Content, entries: int) -> None:
    """The journal shows that many entries."""
    person.go(routes.HOME)
    person.heading(kit.labels.home.title)
    person.go(routes.JOURNAL)
    person.sees(kit.labels.journal.lead)
    start = kit.labels.journal.entry.split("{")[0]
    expect(person.page.get_by_role("button").filter(has_text=start)).to_have_count(entries)


def test_the_second_reads_and_says_so_cannot_write_and_can_take_over(
    browser: Browser, origin: str, kits: Mapping[str, Content]
) -> None:
    kit = kits["fr"]
    keeping, result = kit.privacy.keeping, kit.labels.result
    with (
        browser.new_context(**SCREEN, locale="fr", service_workers="block") as context,
        watched(context.new_page(), origin) as first,
        watched(context.new_page(), origin) as second,
    ):
        in_front(first).open()
        save_a_check(first, kit)
        in_front(second).open(routes.JOURNAL)
        second.sees(keeping.elsewhere)
        lists(second, kit, 1)
        answer_one(second, kit)
        second.press(result.save)
        second.sees(kit.privacy.saving.lost_turn)
        lists(in_front(first), kit, 1)
        expect(first.app.get_by_text(keeping.elsewhere)).to_have_count(0)
        in_front(second).press(keeping.take_over)
        expect(second.app.get_by_text(keeping.elsewhere)).to_have_count(0)
        second.press(result.save)
        second.sees(result.saved)
        in_front(first).sees(keeping.elsewhere)
        lists(first, kit, 2)
        answer_one(first, kit)
        first.press(result.save)
        first.sees(kit.privacy.saving.lost_turn)
        lists(in_front(second), kit, 2)

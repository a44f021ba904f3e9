"""A browser that keeps nothing, or no more: the app says so, and what is on screen stays."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Route, expect

from sv_app import routes
from sv_app.domain.kit import Kit
from tests.browser.conftest import PHONE
from tests.browser.person import Person, watched
from tests.browser.test_main_job import answer_all

pytestmark = pytest.mark.browser

REFUSED = """IDBFactory.prototype.open = () => {
  throw new DOMException("refused", "SecurityError");
};"""
FULL = """{
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (value, key) {
    // As a disk that is full does: once all was asked for, nothing of it is kept.
    if (String(key).startsWith("entries")) queueMicrotask(() => this.transaction.abort());
    return put.call(this, value, key);
  };
}"""


@contextmanager
def opened(browser: Browser, origin: str, before: str, language: str = "fr") -> Iterator[Person]:
    """The app in a browser whose workers run `before` first."""

    def prepend(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=f"{before}\n{answer.text()}")

    with browser.new_context(viewport=PHONE, locale=language, service_workers="block") as context:
        context.route("**/homes.js", prepend)
        person = Person(context.new_page(), origin)
        person.open()
        yield person


def test_where_nothing_may_be_kept_all_of_it_works_and_says_so(
    browser: Browser, origin: str, kits: Mapping[str, Kit]
) -> None:
    kit = kits["fr"]
    with opened(browser, origin, REFUSED) as person:
        person.press(kit.privacy.device.own)
        person.go(routes.SELF_CHECK)
        answer_all(person, kit)
        person.sees(kit.privacy.keeping.refused)
        person.press(kit.labels.result.save)
        person.sees(kit.privacy.saving.saved_here)
        expect(person.page.get_by_text(kit.labels.result.saved)).to_have_count(0)
        person.go(routes.JOURNAL)
        person.sees(kit.labels.journal.lead)


def test_what_no_longer_fits_is_not_said_to_be_saved_and_stays_on_screen(
    browser: Browser, origin: str, kits: Mapping[str, Kit]
) -> None:
    kit = kits["fr"]
    with opened(browser, origin, FULL) as person, watched(person.page, origin):
        person.own_device(kit)
        person.go(routes.SELF_CHECK)
        answer_all(person, kit)
        person.press(kit.labels.result.save)
        person.sees(kit.labels.result.not_saved)
        expect(person.page.get_by_text(kit.labels.result.saved)).to_have_count(0)
        person.heading(kit.labels.result.title)
        person.page.reload()
        person.ready()
        person.go(routes.ME)
        person.sees(kit.labels.me.resume)

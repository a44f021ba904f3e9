"""The main job, in a real browser: a check, saved, found after a restart."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Playwright

from sv_app import routes
from sv_app.domain.kit import Kit
from sv_app.domain.self_check import QUESTIONS, Degree, Sign, StepUp, Topic, YesNo
from tests.browser.conftest import FLAGS
from tests.browser.languages import FRENCH
from tests.browser.person import SCREEN, Person, watched

pytestmark = pytest.mark.browser


def check_oneself(person: Person, kit: Kit) -> None:
    """Answer everything from home, and save."""
    person.own_device(kit)
    person.press(kit.labels.home.me)
    person.press(kit.labels.me.start)
    answer_all(person, kit)
    person.press(kit.labels.result.save)
    person.sees(kit.labels.result.saved)


def answer_all(person: Person, kit: Kit) -> None:
    """Answer everything from the first question, up to the next steps."""
    labels, words = kit.labels, kit.self_check
    for question in QUESTIONS:
        person.heading(words.questions[question].ask)
        if isinstance(question, StepUp):
            person.press(words.yes_no[YesNo.NO])
        elif question is Topic.SINCE:
            person.press(labels.self_check.skip)
        else:
            person.press(words.degrees[Degree.A_LOT])
    person.heading(labels.result.title)


def delete_the_entry(person: Person, kit: Kit) -> None:
    """From the journal: read it, then erase it, once one was asked."""
    labels = kit.labels.journal
    person.press(labels.entry.split("{")[0])
    person.sees(kit.self_check.questions[Sign.GUILT].ask)
    person.press(labels.delete)
    # The answer that erases has the words of the button before it: a tap too soon is on that one.
    person.button(labels.keep).wait_for()
    person.press(labels.delete)
    person.sees(labels.empty)


@FRENCH
def test_a_saved_check_is_found_after_a_restart_and_no_answer_is_in_an_address_or_a_title(
    playwright: Playwright,
    chromium: str,
    origin: str,
    kits: Mapping[str, Kit],
    tmp_path: Path,
    language: str,
) -> None:
    kit = kits[language]

    def launch() -> BrowserContext:
        return playwright.chromium.launch_persistent_context(
            tmp_path, executable_path=chromium, args=FLAGS, **SCREEN, locale=language
        )

    with launch() as context, watched(context.new_page(), origin) as person:
        person.open()
        check_oneself(person, kit)
        seen = " ".join([*person.requests, person.page.url, person.page.title()])
        said = [*Degree, *YesNo, *kit.self_check.degrees.values()]
        assert not [answer for answer in said if answer in seen]
        assert person.page.title() == kit.labels.app.name

    with launch() as context, watched(context.new_page(), origin) as person:
        person.open(routes.JOURNAL)
        delete_the_entry(person, kit)

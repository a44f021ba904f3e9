"""A self-check half-way through, in the real app: no update loses an answer."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.self_check import ContextQuestion, Degree, Draft, Sign
from sv_app.pwa import service_worker
from tests.browser.app_driver import SCREEN, START, Person, watched
from tests.browser.flaky_server import flaky
from tests.browser.store_harness import RAW
from tests.browser.test_plain_page import axe
from tests.profile import PROFILE

pytestmark = pytest.mark.browser

FAR = len([*Sign, *ContextQuestion]) - 1
"""The question from which to go back to the first; those after it ask of danger."""
KEPT = f"""({RAW})(0, async ({{ records, own }}) => {{
  const {{ unseal }} = await import("./crypto.js");
  const draft = await unseal(own.key, "draft", records.draft);
  return Object.values(JSON.parse(new TextDecoder().decode(draft)))[0];
}})"""


def publish(site: Path, version: int) -> None:
    with (site / "boot.js").open("a") as file:
        file.write(f"// {version}\n")
    service_worker.write(site)


def turn(person: Person, content: Content, draft: Draft, version: int) -> Draft:
    """Answer the question on screen, or go back to the one before; what is left to do."""
    labels = content.labels.self_check
    if (version // FAR) % 2:
        person.press(labels.previous)
        return draft.back()
    if isinstance(draft.question, ContextQuestion):
        person.press(labels.skip)
        return draft.skipped()
    degree = list(Degree)[version % len(Degree)]
    person.press(content.self_check.degrees[degree])
    return draft.answered(degree)


def offered(person: Person, content: Content) -> Locator:
    """The button that takes a new version."""
    person.page.evaluate("navigator.serviceWorker.ready.then(r => r.update()).then(() => 1)")
    offer = person.page.get_by_role("status").filter(has_text=content.labels.offline.update)
    now = offer.get_by_role("button", name=content.labels.offline.now)
    now.wait_for(timeout=START)
    return now


def test_a_check_half_way_through_survives_every_update(
    browser: Browser, site: Path, tmp_path: Path, contents: Mapping[str, Content]
) -> None:
    content, copy, draft = contents["fr"], tmp_path / "site", Draft()
    opened: list[str] = []
    shutil.copytree(site, copy)
    with (
        flaky(copy) as server,
        browser.new_context(**SCREEN, locale="fr") as context,
        watched(context.new_page(), server.origin) as person,
    ):
        person.open()
        person.own_device(content)
        person.go(routes.SELF_CHECK)
        person.page.wait_for_selector("html[data-offline=yes]", state="attached", timeout=START)
        person.page.on("domcontentloaded", lambda page: opened.append(page.url))
        for version in range(PROFILE.updates):
            publish(copy, version)
            take = offered(person, content)
            if not version:
                axe(person.page)
            draft = turn(person, content, draft, version)
            asked = content.self_check.questions[draft.question].ask
            person.heading(asked)
            with person.page.expect_event("load", timeout=START):
                person.tap(take)
            person.ready()
            person.heading(asked)
            assert Draft.model_validate(person.page.evaluate(KEPT)) == draft
            assert len(opened) == version + 1
    assert draft.check.answers

"""An update of the real app keeps every answer of an unfinished self-check."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.self_check import QUESTIONS_BY_STEP, ContextQuestion, Degree, Draft, Step
from sv_app.pwa import service_worker
from tests.browser.app_driver import SCREEN, START_TIMEOUT, AppPage, watched
from tests.browser.daily_selection import WEEKLY
from tests.browser.limited_server import serve_limited
from tests.browser.self_check_actions import pass_safety
from tests.browser.static_page_checks import run_axe
from tests.browser.store_harness import READ_DATABASE
from tests.profile import PROFILE

pytestmark = [pytest.mark.browser, WEEKLY]

STEPS_FORWARD = len(QUESTIONS_BY_STEP) - 1
"""How many questions to answer before going back to the first."""
READ_DRAFT = f"""({READ_DATABASE})(0, async ({{ records, own }}) => {{
  const {{ decrypt }} = await import("./crypto.js");
  const draft = await decrypt(own.key, "draft", records.draft);
  return Object.values(JSON.parse(new TextDecoder().decode(draft)))[0];
}})"""


def publish(site: Path, version: int) -> None:
    with (site / "boot.js").open("a") as file:
        file.write(f"// {version}\n")
    service_worker.write(site)


def answer_or_go_back(
    app_page: AppPage, content: Content, draft: Draft, step: Step, version: int
) -> tuple[Draft, Step]:
    """Answer the question of `step`, or go back by one; return the expected draft and step."""
    if (version // STEPS_FORWARD) % 2:
        app_page.click_button(content.labels.app.back)
        assert step.previous
        return draft, step.previous
    if isinstance(step.question, ContextQuestion):
        app_page.click_button(content.labels.self_check.skip)
        return draft.with_answer(step, None), step.next
    degree = list(Degree)[version % len(Degree)]
    app_page.click_button(content.self_check.degrees[degree])
    return draft.with_answer(step, degree), step.next


def wait_for_offer(app_page: AppPage, content: Content) -> Locator:
    """Wait for the offer of a new version, and return the button that accepts it."""
    app_page.page.evaluate("navigator.serviceWorker.ready.then(r => r.update()).then(() => 1)")
    offer = app_page.page.get_by_role("status").filter(has_text=content.labels.offline.update)
    now = offer.get_by_role("button", name=content.labels.offline.now)
    now.wait_for(timeout=START_TIMEOUT)
    return now


def test_draft_survives_every_update(
    browser: Browser, site: Path, tmp_path: Path, contents: Mapping[str, Content]
) -> None:
    content, copy = contents["fr"], tmp_path / "site"
    draft, step = Draft().with_safety_answered(), Step.SAFETY.next
    opened: list[str] = []
    shutil.copytree(site, copy)
    with (
        serve_limited(copy) as server,
        browser.new_context(**SCREEN, locale="fr") as context,
        watched(context.new_page(), server.origin) as app_page,
    ):
        app_page.open()
        app_page.choose_own_device(content)
        app_page.go(routes.SELF_CHECK)
        pass_safety(app_page, content)
        app_page.page.wait_for_selector(
            "html[data-offline=yes]", state="attached", timeout=START_TIMEOUT
        )
        app_page.page.on("domcontentloaded", lambda page: opened.append(page.url))
        for version in range(PROFILE.updates):
            publish(copy, version)
            accept = wait_for_offer(app_page, content)
            if not version:
                run_axe(app_page.page)
            draft, step = answer_or_go_back(app_page, content, draft, step, version)
            question = content.self_check.questions[QUESTIONS_BY_STEP[step]].ask
            app_page.wait_for_heading(question)
            with app_page.page.expect_event("load", timeout=START_TIMEOUT):
                app_page.click(accept)
            app_page.wait_until_ready()
            app_page.wait_for_heading(question)
            stored = Draft.model_validate(app_page.page.evaluate(READ_DRAFT))
            assert stored.begun
            assert stored.model_copy(update={"begun": None}) == draft
            assert len(opened) == version + 1
    assert draft.check.answers

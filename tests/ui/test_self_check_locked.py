"""A self-check while the journal is locked: completed first, saved after the passcode is given."""

from collections.abc import Mapping

import pytest

from sv_app import routes
from sv_app.data.journal import Journal
from sv_app.data.storage.memory import MemoryBackend
from sv_app.domain.content import Content
from sv_app.domain.self_check import QUESTIONS_BY_STEP, Degree, Draft, Sign, Step
from sv_app.ui.context import ObservedDraft
from tests.data.journal_builder import DRAFT, PASSCODE, all_entries, open_journal, open_own_journal
from tests.fakes import Client
from tests.loop import run_in_event_loop
from tests.titles import resume_label
from tests.ui.actions import begin_self_check, enter_passcode, save_self_check, set_passcode
from tests.ui.conftest import RunApp
from tests.ui.controls import errors_of
from tests.ui.test_self_check_flow import answer_all

NEW_DRAFT = Draft().with_answer(Step.WITHDRAWAL, Degree.A_LOT)


def test_self_check_done_while_locked_is_saved_after_the_passcode(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content, labels = contents[language], contents[language].labels

    async def lock(client: Client) -> None:
        await save_self_check(client, content)
        await set_passcode(client, content)

    async def scenario(client: Client) -> None:
        await client.press(labels.home.me)
        await client.press(labels.me.start)
        await answer_all(client, content, Degree.A_LOT)
        assert client.heading() == labels.result.title
        assert content.call_slots()[0].helpline.facts.uri in client.button_urls()
        assert content.privacy.saving.locked in client.texts()
        await client.press(labels.result.save)
        await enter_passcode(client, content, "another one")
        await client.wait_until(lambda: content.privacy.unlock.wrong in errors_of(client))
        assert labels.result.saved not in client.texts()
        await enter_passcode(client, content)
        await client.wait_for_text(labels.result.saved)
        await client.press(labels.result.journal)
        await client.wait_for_text(labels.journal.lead)
        prefix = labels.journal.entry.split("{")[0]
        assert sum(text.startswith(prefix) for text in client.texts()) == 2

    run_app(lock)
    run_app(scenario)


@pytest.mark.parametrize("path", [routes.ME, routes.SELF_CHECK, routes.RESULT])
def test_self_check_opens_by_its_link_while_locked_and_shows_nothing_private(
    run_app: RunApp, contents: Mapping[str, Content], language: str, path: str
) -> None:
    content, labels = contents[language], contents[language].labels

    async def lock(client: Client) -> None:
        await set_passcode(client, content)
        await begin_self_check(client, content)
        await client.press(content.self_check.degrees[Degree.A_LOT])

    async def scenario(client: Client) -> None:
        await client.visit(path)
        assert client.heading() != content.privacy.unlock.title
        assert content.call_slots()[0].helpline.facts.uri in client.button_urls()
        assert resume_label(content) not in client.texts()
        if path == routes.SELF_CHECK:
            assert client.heading() == labels.self_check.safety

    run_app(lock)
    run_app(scenario)


def test_locked_draft_is_resumed_in_place_after_the_passcode(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]

    async def lock(client: Client) -> None:
        await set_passcode(client, content)
        await begin_self_check(client, content)
        await client.press(content.self_check.degrees[Degree.A_LOT])

    async def scenario(client: Client) -> None:
        await client.visit(routes.self_check(Step.GUILT))
        await client.press(content.privacy.storage.open)
        await enter_passcode(client, content)
        await client.wait_until(
            lambda: client.heading() == content.self_check.questions[Sign.GUILT].ask
        )

    run_app(lock)
    run_app(scenario)


def test_locked_draft_is_resumed_after_the_new_check_is_saved(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content, labels = contents[language], contents[language].labels

    async def lock(client: Client) -> None:
        await set_passcode(client, content)
        await begin_self_check(client, content)
        for _ in range(3):
            await client.press(content.self_check.degrees[Degree.A_LOT])

    async def scenario(client: Client) -> None:
        await begin_self_check(client, content)
        await client.press(content.self_check.degrees[Degree.SOMEWHAT])
        assert labels.self_check.in_memory in client.texts()
        for _ in tuple(QUESTIONS_BY_STEP)[1:]:
            await client.press(labels.self_check.skip)
        await client.press(labels.result.save)
        await enter_passcode(client, content)
        await client.wait_for_text(labels.result.saved)

    async def after_restart(client: Client) -> None:
        await client.visit(routes.JOURNAL)
        await enter_passcode(client, content)
        await client.wait_for_text(labels.journal.lead)
        await client.visit(routes.ME)
        await client.press(resume_label(content))
        assert client.heading() == content.self_check.questions[Sign.MEDICO_LEGAL].ask

    run_app(lock)
    run_app(scenario)
    run_app(after_restart)


async def locked_journal(backend: MemoryBackend, draft: Draft | None) -> Journal:
    journal = await open_own_journal(backend)
    await journal.set_passcode(PASSCODE)
    if draft:
        await journal.save_draft(draft)
    return await open_journal(backend)


@run_in_event_loop
async def test_draft_begun_while_locked_survives_another_lock_and_the_unlock() -> None:
    journal = await locked_journal(MemoryBackend(), draft=None)
    observed_draft = ObservedDraft(journal)
    await observed_draft.set_draft(NEW_DRAFT)
    assert observed_draft.detached
    assert not observed_draft.save_failed
    observed_draft.refresh(locked=True)
    assert observed_draft.draft == NEW_DRAFT
    await journal.unlock(PASSCODE)
    observed_draft.refresh(locked=False)
    assert observed_draft.draft == NEW_DRAFT
    await observed_draft.set_draft(NEW_DRAFT.with_step(Step.ANXIETY))
    assert not observed_draft.detached
    assert journal.draft() == NEW_DRAFT.with_step(Step.ANXIETY)


@run_in_event_loop
async def test_draft_begun_while_locked_never_replaces_the_stored_draft() -> None:
    backend = MemoryBackend()
    journal = await locked_journal(backend, DRAFT)
    observed_draft = ObservedDraft(journal)
    assert observed_draft.draft is None
    await observed_draft.set_draft(NEW_DRAFT)
    await journal.unlock(PASSCODE)
    observed_draft.refresh(locked=False)
    await observed_draft.set_draft(NEW_DRAFT.with_step(Step.ANXIETY))
    assert journal.draft() == DRAFT
    await journal.add(NEW_DRAFT.check, next_draft=observed_draft.hidden_draft)
    observed_draft.drop_draft_on_screen()
    assert [observed_draft.draft, journal.draft()] == [DRAFT, DRAFT]
    assert not observed_draft.detached
    assert [entry.check for entry in await all_entries(journal)] == [NEW_DRAFT.check]


@run_in_event_loop
async def test_discarding_a_draft_begun_while_locked_leaves_the_stored_draft() -> None:
    journal = await locked_journal(MemoryBackend(), DRAFT)
    observed_draft = ObservedDraft(journal)
    await observed_draft.set_draft(NEW_DRAFT)
    assert await observed_draft.discard()
    assert observed_draft.draft is None
    await journal.unlock(PASSCODE)
    observed_draft.refresh(locked=False)
    assert observed_draft.draft == DRAFT


@run_in_event_loop
async def test_locking_hides_the_stored_draft_and_keeps_the_new_one() -> None:
    journal = await locked_journal(MemoryBackend(), DRAFT)
    observed_draft = ObservedDraft(journal)
    await observed_draft.set_draft(NEW_DRAFT)
    await journal.unlock(PASSCODE)
    observed_draft.refresh(locked=False)
    assert observed_draft.hidden_draft == DRAFT
    journal.lock()
    observed_draft.refresh(locked=True)
    assert observed_draft.hidden_draft is None
    assert observed_draft.draft == NEW_DRAFT

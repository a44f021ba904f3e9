"""A reload in the middle of a self-check, while the device is undecided."""

from collections.abc import Awaitable, Callable, Mapping

import pytest

from sv_app import routes
from sv_app.data import device
from sv_app.data.storage.memory import MemoryBackend
from sv_app.domain.content import Content
from sv_app.domain.self_check import Degree, Draft, Sign, Step
from tests.fakes import Client
from tests.titles import resume_label
from tests.ui.actions import begin_self_check, complete_self_check, decide_device
from tests.ui.conftest import RunApp


class FakeBrowserPage:
    """A fake page: it keeps a draft in memory, and the next start of the app takes it."""

    def __init__(self) -> None:
        self.draft: Draft | None = None

    async def get_draft(self) -> Draft | None:
        return self.draft

    def keep_draft(self, draft: Draft | None) -> None:
        self.draft = draft


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> FakeBrowserPage:
    page = FakeBrowserPage()
    monkeypatch.setattr(device, "get_draft_after_reload", page.get_draft)
    monkeypatch.setattr(device, "keep_draft_for_reload", page.keep_draft)
    return page


async def answer_first(client: Client, content: Content) -> None:
    await begin_self_check(client, content)
    await client.press(content.self_check.degrees[Degree.A_LOT])


def test_self_check_on_an_undecided_device_is_resumed_after_a_reload_and_nothing_is_stored(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    page: FakeBrowserPage,
    backend: MemoryBackend,
) -> None:
    content = contents[language]

    async def begin(client: Client) -> None:
        await answer_first(client, content)

    async def resume(client: Client) -> None:
        await client.visit(routes.self_check(Step.GUILT))
        assert client.heading() == content.self_check.questions[Sign.GUILT].ask
        for _ in range(3):
            await client.press(content.labels.app.back)
        assert resume_label(content) in client.texts()

    run_app(begin, own_device=False)
    assert page.draft
    assert page.draft.step is Step.GUILT
    run_app(resume, own_device=False)
    assert page.draft
    assert not backend.records


def test_result_on_an_undecided_device_is_shown_again_after_a_reload(
    run_app: RunApp, contents: Mapping[str, Content], language: str, page: FakeBrowserPage
) -> None:
    content = contents[language]

    async def finish(client: Client) -> None:
        await complete_self_check(client, content)

    async def reopen(client: Client) -> None:
        await client.visit(routes.RESULT)
        assert content.labels.result.save in client.texts()
        await client.press(content.labels.result.save)
        await client.press(content.privacy.device.own)
        await client.wait_for_text(content.labels.result.saved)

    run_app(finish, own_device=False)
    run_app(reopen, own_device=False)
    assert page.draft is None


async def decide_shared(client: Client, content: Content) -> None:
    await decide_device(client, content, own=False)


async def decide_own(client: Client, content: Content) -> None:
    await decide_device(client, content, own=True)


async def discard(client: Client, content: Content) -> None:
    await client.visit(routes.ME)
    await client.press(content.labels.me.discard)
    await client.press(content.labels.me.discard)


async def erase(client: Client, content: Content) -> None:
    await client.visit(routes.ERASE)
    await client.press(content.privacy.erase.start)
    await client.press(content.privacy.erase.erase)


@pytest.mark.parametrize("act", [decide_shared, decide_own, discard, erase])
def test_page_forgets_the_draft_once_it_is_saved_or_discarded(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    page: FakeBrowserPage,
    backend: MemoryBackend,
    act: Callable[[Client, Content], Awaitable[None]],
) -> None:
    content = contents[language]

    async def scenario(client: Client) -> None:
        await answer_first(client, content)
        assert page.draft
        await act(client, content)
        await client.wait_until(lambda: page.draft is None)

    run_app(scenario, own_device=False)
    assert ("draft" in backend.records) is (act is decide_own)


def test_page_never_holds_a_draft_of_a_decided_device(
    run_app: RunApp, contents: Mapping[str, Content], language: str, page: FakeBrowserPage
) -> None:
    async def scenario(client: Client) -> None:
        await answer_first(client, contents[language])
        assert page.draft is None

    run_app(scenario)


def test_self_check_resumed_after_a_reload_is_saved_once_the_device_is_own(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    page: FakeBrowserPage,
    backend: MemoryBackend,
) -> None:
    content = contents[language]
    page.draft = Draft().with_answer(Step.WITHDRAWAL, Degree.A_LOT)

    async def resume(client: Client) -> None:
        await decide_own(client, content)
        assert page.draft is None

    async def after_restart(client: Client) -> None:
        await client.visit(routes.self_check(Step.GUILT))
        assert client.heading() == content.self_check.questions[Sign.GUILT].ask

    run_app(resume, own_device=False)
    assert "draft" in backend.records
    run_app(after_restart)


def test_draft_held_by_the_page_is_ignored_on_an_own_device(
    run_app: RunApp, contents: Mapping[str, Content], language: str, page: FakeBrowserPage
) -> None:
    async def use_own_device(client: Client) -> None:
        await client.visit(routes.ME)

    async def scenario(client: Client) -> None:
        await client.visit(routes.ME)
        assert contents[language].labels.me.start in client.texts()

    run_app(use_own_device)
    page.draft = Draft().with_answer(Step.WITHDRAWAL, Degree.A_LOT)
    run_app(scenario)
    assert page.draft is None

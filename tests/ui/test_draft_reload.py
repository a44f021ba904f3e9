"""A reload in the middle of a check, before anybody has said whose device this is."""

from collections.abc import Awaitable, Callable, Mapping

import pytest

from sv_app import routes
from sv_app.data import device
from sv_app.data.storage.memory import MemoryBackend
from sv_app.domain.content import Content
from sv_app.domain.self_check import QUESTIONS, Degree, Draft
from tests.fakes import Client
from tests.ui.conftest import RunApp
from tests.ui.test_keeping import answer_one


class Page:
    """The page around the app: what it holds now is what the next app is given."""

    def __init__(self) -> None:
        self.draft: Draft | None = None

    async def take(self) -> Draft | None:
        return self.draft

    def hold(self, draft: Draft | None) -> None:
        self.draft = draft


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> Page:
    page = Page()
    monkeypatch.setattr(device, "take_draft", page.take)
    monkeypatch.setattr(device, "hold_draft", page.hold)
    return page


async def answer_first(client: Client, content: Content) -> None:
    await client.visit(routes.SELF_CHECK)
    await client.press(content.self_check.degrees[Degree.A_LOT])


def test_undecided_check_is_resumed_after_a_reload_and_nothing_is_stored(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    page: Page,
    backend: MemoryBackend,
) -> None:
    content = contents[language]

    async def begin(client: Client) -> None:
        await answer_first(client, content)

    async def resume(client: Client) -> None:
        await client.visit(routes.SELF_CHECK)
        assert client.heading() == content.self_check.questions[QUESTIONS[1]].ask
        await client.press(content.labels.self_check.previous)
        await client.press(content.labels.app.back)
        assert content.labels.me.resume in client.texts()

    run_app(begin, said=False)
    assert page.draft
    assert page.draft.position == 1
    run_app(resume, said=False)
    assert page.draft
    assert not backend.records


def test_undecided_result_is_shown_again_after_a_reload(
    run_app: RunApp, contents: Mapping[str, Content], language: str, page: Page
) -> None:
    content = contents[language]

    async def finish(client: Client) -> None:
        await answer_one(client, content)

    async def again(client: Client) -> None:
        await client.visit(routes.NEXT_STEPS)
        assert content.labels.result.save in client.texts()
        await client.press(content.labels.result.save)
        await client.press(content.privacy.device.own)
        await client.sees(content.labels.result.saved)

    run_app(finish, said=False)
    run_app(again, said=False)
    assert page.draft is None


async def say_shared(client: Client, content: Content) -> None:
    await client.visit(routes.HOME)
    await client.press(content.privacy.device.shared)
    await client.gone(content.privacy.device.ask)


async def say_own(client: Client, content: Content) -> None:
    await client.visit(routes.HOME)
    await client.press(content.privacy.device.own)
    await client.gone(content.privacy.device.ask)


async def discard(client: Client, content: Content) -> None:
    await client.visit(routes.ME)
    await client.press(content.labels.me.discard)


async def erase(client: Client, content: Content) -> None:
    await client.visit(routes.ERASE)
    await client.press(content.privacy.erase.start)
    await client.press(content.privacy.erase.erase)


@pytest.mark.parametrize("act", [say_shared, say_own, discard, erase])
def test_page_forgets_the_draft_once_it_has_another_place_or_none(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    page: Page,
    backend: MemoryBackend,
    act: Callable[[Client, Content], Awaitable[None]],
) -> None:
    content = contents[language]

    async def story(client: Client) -> None:
        await answer_first(client, content)
        assert page.draft
        await act(client, content)
        await client.until(lambda: page.draft is None)

    run_app(story, said=False)
    assert ("draft" in backend.records) is (act is say_own)


def test_decided_device_never_gives_the_page_an_answer(
    run_app: RunApp, contents: Mapping[str, Content], language: str, page: Page
) -> None:
    async def story(client: Client) -> None:
        await answer_first(client, contents[language])
        assert page.draft is None

    run_app(story)


def test_check_resumed_after_a_reload_is_kept_once_the_device_is_own(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    page: Page,
    backend: MemoryBackend,
) -> None:
    content = contents[language]
    page.draft = Draft().answered(Degree.A_LOT)

    async def resume(client: Client) -> None:
        await say_own(client, content)
        assert page.draft is None

    async def later(client: Client) -> None:
        await client.visit(routes.SELF_CHECK)
        assert client.heading() == content.self_check.questions[QUESTIONS[1]].ask

    run_app(resume, said=False)
    assert "draft" in backend.records
    run_app(later)


def test_draft_held_by_the_page_is_ignored_where_the_journal_is_kept(
    run_app: RunApp, contents: Mapping[str, Content], language: str, page: Page
) -> None:
    async def own(client: Client) -> None:
        await client.visit(routes.ME)

    async def story(client: Client) -> None:
        await client.visit(routes.ME)
        assert contents[language].labels.me.start in client.texts()

    run_app(own)
    page.draft = Draft().answered(Degree.A_LOT)
    run_app(story)
    assert page.draft is None

"""Every state of what is kept, said and acted on through the screens."""

from collections.abc import Mapping

import flet as ft
import pytest

from sv_app import routes
from sv_app.data import device
from sv_app.data.storage.memory import MemoryBackend
from sv_app.domain.content import Content
from sv_app.domain.journal import Retention
from sv_app.domain.self_check import QUESTIONS
from tests.fakes import Client
from tests.ui.conftest import RunApp
from tests.ui.controls import offers

CODE = "six mots au hasard"


async def answer_one(client: Client, content: Content) -> None:
    """Answer the first question, skip the others, and end at the next steps."""
    await client.visit(routes.SELF_CHECK)
    await client.press(next(iter(content.self_check.degrees.values())))
    for _ in QUESTIONS[1:]:
        await client.press(content.labels.self_check.skip)
    assert client.heading() == content.labels.result.title


async def save(client: Client, content: Content) -> None:
    await answer_one(client, content)
    await client.press(content.labels.result.save)


async def keep_until_closed(client: Client, content: Content) -> None:
    """Put a check in a journal that lasts until the app is closed."""
    await answer_one(client, content)
    await client.press(content.privacy.saving.keep_until_closed)


async def saved(client: Client, content: Content) -> None:
    """Save a check, until the device is said to have it."""
    await save(client, content)
    await client.sees(content.labels.result.saved)


async def set_code(client: Client, content: Content) -> None:
    labels = content.privacy.passcode
    await client.visit(routes.NEW_PASSCODE)
    await client.write(CODE, 0)
    await client.write(CODE, 1)
    await client.press(labels.set)
    await client.sees(labels.done)


def test_undecided_device_keeps_nothing_until_its_question_is_answered(
    run_app: RunApp, contents: Mapping[str, Content], language: str, backend: MemoryBackend
) -> None:
    content = contents[language]

    async def story(client: Client) -> None:
        await answer_one(client, content)
        assert content.privacy.device.ask not in client.texts()
        assert content.privacy.keeping.undecided in client.texts()
        await client.press(content.labels.result.save)
        assert content.privacy.device.ask in client.texts()
        assert content.labels.result.saved not in client.texts()
        assert not backend.records
        await client.press(content.privacy.device.own)
        await client.sees(content.labels.result.saved)

    run_app(story, said=False)
    assert "entries-0" in backend.records


def test_a_shared_device_keeps_nothing_until_it_is_ones_own(
    run_app: RunApp, contents: Mapping[str, Content], language: str, backend: MemoryBackend
) -> None:
    content, labels = contents[language], contents[language].privacy.device

    async def story(client: Client) -> None:
        await client.press(labels.shared)
        await client.gone(labels.ask)
        await keep_until_closed(client, content)
        await client.sees(content.privacy.saving.saved_here)
        assert not backend.records
        await client.visit(routes.DEVICE)
        await client.press(labels.to_own)
        await client.sees(labels.own_now)
        await client.visit(routes.JOURNAL)
        await client.sees(content.labels.journal.lead)

    run_app(story, said=False)
    assert "entries-0" in backend.records


def test_nothing_written_on_a_shared_device_is_there_after_a_restart(
    run_app: RunApp, contents: Mapping[str, Content], language: str, backend: MemoryBackend
) -> None:
    content, labels = contents[language], contents[language].privacy.device

    async def write(client: Client) -> None:
        await client.press(labels.shared)
        await client.gone(labels.ask)
        await client.visit(routes.SELF_CHECK)
        await client.press(next(iter(content.self_check.degrees.values())))
        await client.visit(routes.ME)
        assert offers(client, content.labels.me.resume)
        assert not backend.records

    async def restart(client: Client) -> None:
        assert labels.ask in client.texts()
        await client.visit(routes.ME)
        assert not offers(client, content.labels.me.resume)

    run_app(write, said=False)
    run_app(restart, said=False)


def test_a_device_that_becomes_shared_is_erased_after_one_question(
    run_app: RunApp, contents: Mapping[str, Content], language: str, backend: MemoryBackend
) -> None:
    content, labels = contents[language], contents[language].privacy.device

    async def story(client: Client) -> None:
        await saved(client, content)
        await client.visit(routes.DEVICE)
        await client.press(labels.to_shared)
        assert labels.erase_ask in client.texts()
        assert backend.records, "it asks before it erases"
        await client.press(labels.erase)
        await client.sees(labels.shared_now)

    run_app(story)
    assert not backend.records


def test_a_note_is_kept_and_its_field_is_learnt_by_no_keyboard(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]

    async def story(client: Client) -> None:
        await answer_one(client, content)
        [field] = client.controls(ft.TextField)
        assert field.helper == content.privacy.saving.note_about
        learnt = (field.autocorrect, field.enable_suggestions)
        assert not any((*learnt, field.enable_ime_personalized_learning))
        await client.write("une nuit\u202e de pluie")
        await client.press(content.labels.result.save)
        await client.sees(content.labels.result.saved)
        await client.press(content.labels.result.journal)
        await client.sees(content.labels.journal.lead)
        await client.press(content.labels.journal.entry.split("{")[0])
        await client.sees("une nuit  de pluie")

    run_app(story)


def test_how_long_it_is_kept_is_said_at_the_first_save_alone(
    run_app: RunApp, contents: Mapping[str, Content], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    content, labels = contents[language], contents[language].privacy
    asked: list[bool] = []

    async def persist() -> bool:
        asked.append(True)
        return False

    monkeypatch.setattr(device, "persist", persist)

    async def story(client: Client) -> None:
        await client.visit(routes.RETENTION)
        await client.press(labels.retention.names[Retention.MONTH])
        await client.sees(labels.retention.chosen)
        await save(client, content)
        await client.sees(labels.saving.retention[Retention.MONTH])
        assert labels.saving.not_persistent in client.texts()
        await saved(client, content)
        assert labels.saving.not_persistent not in client.texts()

    run_app(story)
    assert asked == [True]


@pytest.mark.parametrize("path", [routes.JOURNAL, routes.EXPORT, routes.CLINICIAN_REPORT])
def test_a_locked_journal_shows_its_lock_and_whom_to_call(
    run_app: RunApp, contents: Mapping[str, Content], language: str, path: str
) -> None:
    content, labels = contents[language], contents[language].privacy.unlock

    async def close(client: Client) -> None:
        await saved(client, content)
        await set_code(client, content)

    async def later(client: Client) -> None:
        await client.visit(path)
        assert client.heading() == labels.title
        assert content.first_helpline.facts.uri in client.calls()
        await client.press(labels.forgotten)
        await client.write("autre chose")
        await client.press(labels.open)
        await client.sees(labels.wrong)
        assert labels.forgotten_ask not in client.texts()
        await client.write(f"  {CODE} ")
        await client.press(labels.open)
        await client.until(lambda: client.heading() != labels.title)
        await client.visit(routes.JOURNAL)
        await client.sees(content.labels.journal.lead)

    run_app(close)
    run_app(later)


def test_a_forgotten_code_leaves_erasing_everything(
    run_app: RunApp, contents: Mapping[str, Content], language: str, backend: MemoryBackend
) -> None:
    content, labels = contents[language], contents[language].privacy.unlock

    async def story(client: Client) -> None:
        await set_code(client, content)
        await client.visit(routes.PASSCODE)
        await client.press(content.privacy.passcode.lock_now)
        await client.sees(labels.title)
        await client.press(labels.forgotten)
        assert labels.forgotten_ask in client.texts()
        await client.press(labels.erase)
        await client.until(lambda: client.page.route == routes.HOME)

    run_app(story)
    assert not backend.records


@pytest.mark.parametrize(
    ("one", "other", "fault"), [("abc", "abc", "too_short"), ("abcd", "abce", "different")]
)
def test_a_code_that_would_not_do_is_refused_in_a_sentence(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    one: str,
    other: str,
    fault: str,
) -> None:
    labels = contents[language].privacy.passcode

    async def story(client: Client) -> None:
        await client.visit(routes.NEW_PASSCODE)
        await client.write(one, 0)
        await client.write(other, 1)
        await client.press(labels.set)
        assert getattr(labels, fault) in client.texts()

    run_app(story)


def test_hiding_leaves_a_page_that_says_nothing(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    async def story(client: Client) -> None:
        await client.press(contents[language].labels.app.hide)
        assert all("°" in text for text in client.texts())
        assert not client.page.title

    run_app(story)

"""What each action on the journal does and shows in each storage state."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum

import pytest

from sv_app import routes
from sv_app.data import device
from sv_app.data.journal import Journal
from sv_app.domain.content import Content
from sv_app.domain.journal import StorageState
from tests.data.export_files import CONTACT_FILE
from tests.data.journal_builder import CONTACT, FIRST_CHECK, PASSCODE, all_entries, open_journal
from tests.fakes import Client, FaultyBackend, StorageFault
from tests.loop import run_in_event_loop
from tests.ui.actions import choose_file, decide_device, fill_fields, save_or_keep_self_check
from tests.ui.conftest import RunApp


class Action(StrEnum):
    """What a person does."""

    SAVE = "save"
    ERASE = "erase"
    SHARE = "this device is shared"
    EXPORT = "export"
    IMPORT = "import"
    PASSCODE = "passcode"
    TAKE_OVER = "take over"


class WriterLockBackend(FaultyBackend):
    """A backend whose writer lock another window may hold."""

    is_open_elsewhere = False

    async def acquire_writer(self, steal: bool = False) -> bool:
        if self.is_open_elsewhere and not steal:
            return False
        self.is_open_elsewhere = False
        return await super().acquire_writer(steal)


@pytest.fixture
def backend(monkeypatch: pytest.MonkeyPatch) -> WriterLockBackend:
    faulty = WriterLockBackend()
    monkeypatch.setattr(device, "journal_backend", lambda on_server: faulty)
    return faulty


async def prepare_device(state: StorageState, backend: WriterLockBackend) -> None:
    """Fill the backend as it is when the app starts in `state`."""
    if state in (StorageState.UNDECIDED, StorageState.SHARED, StorageState.ON_SERVER):
        return
    journal = await open_journal(backend)
    await journal.set_own_device(True)
    await journal.add(FIRST_CHECK)
    if state is StorageState.LOCKED:
        await journal.set_passcode(PASSCODE)
    backend.is_open_elsewhere = state is StorageState.READ_ONLY
    backend.fault = StorageFault.FULL if state is StorageState.REFUSED else None


async def visit_and_press(client: Client, path: str, *buttons: str) -> None:
    await client.visit(path)
    for words in buttons:
        await client.press(words)


async def act(client: Client, content: Content, action: Action) -> None:
    """Do `action` through the screens."""
    labels = content.privacy
    match action:
        case Action.SAVE:
            await save_or_keep_self_check(client, content)
        case Action.ERASE:
            await visit_and_press(client, routes.ERASE, labels.erase.start, labels.erase.erase)
        case Action.SHARE:
            await visit_and_press(
                client, routes.DEVICE, labels.device.to_shared, labels.device.erase
            )
        case Action.EXPORT:
            client.connection.answers["save_file"] = "/somewhere"
            await visit_and_press(client, routes.EXPORT, labels.export.export_plain)
        case Action.IMPORT:
            await client.visit(routes.IMPORT)
            await choose_file(client, content, CONTACT_FILE)
            await client.wait_for_text(labels.import_journal.content_title)
            await client.press(labels.import_journal.confirm)
        case Action.PASSCODE:
            await client.visit(routes.NEW_PASSCODE)
            await fill_fields(client, PASSCODE, PASSCODE)
            await client.press(labels.passcode.submit)
        case Action.TAKE_OVER:
            await visit_and_press(client, routes.ME, labels.storage.take_over)


Sentence = Callable[[Content], str]
SENTENCES: dict[str, Sentence] = {
    "saved": lambda content: content.labels.result.saved,
    "in memory": lambda content: content.privacy.saving.until_closed,
    "another window writes": lambda content: content.privacy.saving.writer_lock_lost,
    "shared": lambda content: content.privacy.device.shared_now,
    "exported": lambda content: content.privacy.export.done,
    "imported": lambda content: content.privacy.import_journal.done,
    "imported in memory": lambda content: content.privacy.saving.until_closed,
    "asked": lambda content: content.privacy.device.ask,
    "asked for the passcode": lambda content: content.privacy.storage.locked,
    "not imported": lambda content: content.privacy.import_journal.failed,
    "set": lambda content: content.privacy.passcode.done,
    "no passcode here": lambda content: content.privacy.passcode.not_here,
    "no passcode while read-only": lambda content: content.privacy.storage.read_only,
    "locked": lambda content: content.privacy.unlock.title,
}
NOT_OFFERED = "not offered"
MEMORY = {
    Action.SAVE: "in memory",
    Action.ERASE: "erased",
    Action.SHARE: NOT_OFFERED,
    Action.EXPORT: "exported",
    Action.IMPORT: "imported in memory",
    Action.PASSCODE: "no passcode here",
    Action.TAKE_OVER: NOT_OFFERED,
}
TABLE: dict[StorageState, dict[Action, str]] = {
    StorageState.UNDECIDED: {
        **MEMORY,
        Action.SAVE: "asked",
        Action.IMPORT: "asked",
        Action.PASSCODE: "asked",
    },
    StorageState.SHARED: MEMORY,
    StorageState.ON_SERVER: MEMORY,
    StorageState.REFUSED: {**MEMORY, Action.SHARE: "shared"},
    StorageState.ON_DEVICE: {
        Action.SAVE: "saved",
        Action.ERASE: "erased",
        Action.SHARE: "shared",
        Action.EXPORT: "exported",
        Action.IMPORT: "imported",
        Action.PASSCODE: "set",
        Action.TAKE_OVER: NOT_OFFERED,
    },
    StorageState.READ_ONLY: {
        Action.SAVE: "another window writes",
        Action.ERASE: "erased",
        Action.SHARE: "shared",
        Action.EXPORT: "exported",
        Action.IMPORT: "not imported",
        Action.PASSCODE: "no passcode while read-only",
        Action.TAKE_OVER: "saved",
    },
    StorageState.LOCKED: {
        Action.SAVE: "asked for the passcode",
        Action.ERASE: "erased",
        Action.SHARE: "shared",
        Action.EXPORT: "locked",
        Action.IMPORT: "locked",
        Action.PASSCODE: "locked",
        Action.TAKE_OVER: NOT_OFFERED,
    },
}
CELLS = [(state, action) for state, row in TABLE.items() for action in row]
BUTTONS = {
    Action.SHARE: lambda content: content.privacy.device.to_shared,
    Action.TAKE_OVER: lambda content: content.privacy.storage.take_over,
}
BUTTON_SCREEN = {Action.SHARE: routes.DEVICE, Action.TAKE_OVER: routes.ME}
LOCKED_SCREEN = {
    Action.EXPORT: routes.EXPORT,
    Action.IMPORT: routes.IMPORT,
    Action.PASSCODE: routes.NEW_PASSCODE,
}


def test_table_has_every_state_and_every_action() -> None:
    assert set(TABLE) == set(StorageState) - {StorageState.ERASED}  # tested at the end
    assert all(set(row) == set(Action) for row in TABLE.values())


@contextmanager
def record_opened(journals: list[Journal]) -> Iterator[None]:
    """Append to `journals` each journal that the app opens."""
    real_open = Journal.open

    async def record_and_open(*args: object, **kwargs: object) -> Journal:
        journals.append(await real_open(*args, **kwargs))  # type: ignore[arg-type]
        return journals[-1]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Journal, "open", record_and_open)
        yield


@pytest.mark.parametrize(("state", "action"), CELLS, ids=lambda cell: cell.value)
@pytest.mark.parametrize("language", ["fr"], indirect=True)
def test_shown_outcome_matches_the_storage(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    backend: WriterLockBackend,
    state: StorageState,
    action: Action,
) -> None:
    content, outcome = contents[language], TABLE[state][action]
    journals: list[Journal] = []

    async def scenario(client: Client) -> None:
        if state is StorageState.SHARED:
            await decide_device(client, content, own=False)
        [journal] = journals
        assert journal.storage_state is state
        before = dict(backend.records)
        if outcome == "locked":
            await client.visit(LOCKED_SCREEN[action])
            await client.wait_for_text(SENTENCES[outcome](content))
            assert backend.records == before
            return
        if outcome == NOT_OFFERED:
            await client.visit(BUTTON_SCREEN[action])
            assert BUTTONS[action](content) not in client.texts()
            return
        if outcome.startswith("no passcode"):
            await client.visit(routes.NEW_PASSCODE)
            await client.wait_for_text(SENTENCES[outcome](content))
            assert content.privacy.passcode.submit not in client.texts()
            assert backend.records == before
            return
        await act(client, content, action)
        if action is Action.TAKE_OVER:
            await client.wait_until_gone(content.privacy.storage.take_over)
            await act(client, content, Action.SAVE)
        if outcome == "erased":  # shown as a toast on the home screen
            await client.wait_until(lambda: client.page.route == routes.HOME)
        else:
            await client.wait_for_text(SENTENCES[outcome](content))
        await assert_outcome(backend, outcome, before, journal)

    prepare = run_in_event_loop(prepare_device)
    prepare(state, backend)
    with record_opened(journals):
        run_app(scenario, on_server=state is StorageState.ON_SERVER, own_device=False)


async def assert_outcome(
    backend: WriterLockBackend, outcome: str, before: Mapping[str, bytes], journal: Journal
) -> None:
    """Assert that the backend and the journal hold what `outcome` announces."""
    match outcome:
        case "erased" | "shared":
            assert not backend.records
            assert await all_entries(journal) == ()
        case "saved":
            assert len(await all_entries(await open_journal(backend))) == (
                1 + any(name.startswith("entries") for name in before)
            )
        case "set":
            assert "passcode" in backend.records
            assert b"a-lot" not in b"".join(backend.records.values())
        case "imported":
            assert "contacts" in backend.records
        case "imported in memory":
            assert journal.contacts() == (CONTACT,)
            assert backend.records == before
        case "in memory":
            assert len(await all_entries(journal)) == (
                1 + any(name.startswith("entries") for name in before)
            )
            assert backend.records == before
        case "asked":
            assert not backend.records
            assert await all_entries(journal) == ()
        case "asked for the passcode":
            assert journal.storage_state is StorageState.LOCKED
            assert backend.records == before
        case _:
            assert backend.records.keys() == before.keys()


@pytest.mark.parametrize("language", ["fr"], indirect=True)
def test_self_check_saved_after_erasure_in_another_window_stays_in_memory_until_stored_again(
    run_app: RunApp, contents: Mapping[str, Content], language: str, backend: WriterLockBackend
) -> None:
    content, journals = contents[language], list[Journal]()

    async def scenario(client: Client) -> None:
        [journal] = journals
        await all_entries(journal)
        await backend.erase()
        await journal.handle_writer_lock_loss(erased=True)
        await act(client, content, Action.SAVE)
        await client.wait_for_text(content.privacy.saving.until_closed)
        assert not backend.records
        await client.visit(routes.JOURNAL)
        await client.press(content.privacy.storage.keep_again)
        await client.wait_until(lambda: journal.storage_state is StorageState.ON_DEVICE)
        assert len(await all_entries(await open_journal(backend))) == 2

    run_in_event_loop(prepare_device)(StorageState.ON_DEVICE, backend)
    with record_opened(journals):
        run_app(scenario, own_device=False)

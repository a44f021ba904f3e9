"""Every state of the storage × every action on the journal: what happens, and what is said."""

from collections.abc import Callable, Mapping
from enum import StrEnum

import pytest

from sv_app import routes
from sv_app.data import device
from sv_app.data.crypto import cipher
from sv_app.data.crypto.native import NativeKeys
from sv_app.data.journal import Journal
from sv_app.domain import export_format
from sv_app.domain.content import Content
from sv_app.domain.export_format import ExportFile
from sv_app.domain.journal import StorageState
from tests.data.journal_builder import CONTACT, FIRST, entries
from tests.fakes import Client, Fault, FaultyBackend
from tests.loop import in_a_loop
from tests.ui.conftest import RunApp
from tests.ui.test_keeping import CODE, answer_one


class Action(StrEnum):
    """What a person does."""

    SAVE = "save"
    ERASE = "erase"
    SHARE = "this device is shared"
    EXPORT = "export"
    IMPORT = "import"
    PASSCODE = "passcode"
    TAKE_OVER = "take over"


class Place(FaultyBackend):
    """The device of the tests; another window may be the one that writes."""

    other_window = False

    async def claim(self, force: bool = False) -> bool:
        if self.other_window and not force:
            return False
        self.other_window = False
        return await super().claim(force)


@pytest.fixture
def backend(monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.setattr(cipher, "ROUNDS", 2)
    kept = Place()
    monkeypatch.setattr(device, "journal_backend", lambda served: kept)
    return kept


async def prepared(state: StorageState, backend: Place) -> None:
    """What the device holds when the app starts in that state."""
    if state in (StorageState.UNDECIDED, StorageState.SHARED, StorageState.SERVED):
        return
    journal = await Journal.open(backend, NativeKeys())
    await journal.own_device(True)
    await journal.add(FIRST)
    if state is StorageState.LOCKED:
        await journal.set_passcode(CODE)
    backend.other_window = state is StorageState.ELSEWHERE
    backend.fault = Fault.FULL if state is StorageState.REFUSED else None


async def press_path(client: Client, path: str, *pressed: str) -> None:
    await client.visit(path)
    for words in pressed:
        await client.press(words)


async def act(client: Client, content: Content, action: Action) -> None:
    """Do it as a person does, through the screens; LookupError-like failures are the test's."""
    labels = content.privacy
    match action:
        case Action.SAVE:
            await answer_one(client, content)
            keep = labels.saving.keep_until_closed
            await client.press(keep if keep in client.texts() else content.labels.result.save)
        case Action.ERASE:
            await press_path(client, routes.ERASE, labels.erase.start, labels.erase.erase)
        case Action.SHARE:
            await press_path(client, routes.DEVICE, labels.device.to_shared, labels.device.erase)
        case Action.EXPORT:
            client.connection.answers["save_file"] = "/somewhere"
            await press_path(client, routes.EXPORT, labels.export.plain_go)
        case Action.IMPORT:
            data = export_format.dump(ExportFile(entries=(), contacts=(CONTACT,), pins=()))
            picked = {"id": 1, "name": "f", "size": len(data), "bytes": data}
            client.connection.answers["pick_files"] = [picked]
            await press_path(client, routes.IMPORT, labels.bring_back.choose)
            await client.sees(labels.bring_back.found)
            await client.press(labels.bring_back.confirm)
        case Action.PASSCODE:
            await client.visit(routes.NEW_PASSCODE)
            await client.write(CODE, 0)
            await client.write(CODE, 1)
            await client.press(labels.passcode.set)
        case Action.TAKE_OVER:
            await press_path(client, routes.ME, labels.keeping.take_over)


Said = Callable[[Content], str]
SAID: dict[str, Said] = {
    "saved": lambda content: content.labels.result.saved,
    "in memory": lambda content: content.privacy.saving.saved_here,
    "other window": lambda content: content.privacy.saving.lost_turn,
    "shared": lambda content: content.privacy.device.shared_now,
    "exported": lambda content: content.privacy.export.done,
    "imported": lambda content: content.privacy.bring_back.done,
    "imported in memory": lambda content: content.privacy.saving.saved_here,
    "asked": lambda content: content.privacy.device.ask,
    "asked for the code": lambda content: content.privacy.keeping.locked,
    "not imported": lambda content: content.privacy.bring_back.failed,
    "set": lambda content: content.privacy.passcode.done,
    "no passcode here": lambda content: content.privacy.passcode.not_here,
    "no passcode in two windows": lambda content: content.privacy.keeping.elsewhere,
    "locked": lambda content: content.privacy.unlock.title,
    "not offered": lambda content: "",
}
A, K = Action, StorageState
MEMORY = {
    A.SAVE: "in memory",
    A.ERASE: "erased",
    A.SHARE: "not offered",
    A.EXPORT: "exported",
    A.IMPORT: "imported in memory",
    A.PASSCODE: "no passcode here",
    A.TAKE_OVER: "not offered",
}
TABLE: dict[StorageState, dict[Action, str]] = {
    K.UNDECIDED: {**MEMORY, A.SAVE: "asked", A.IMPORT: "asked", A.PASSCODE: "asked"},
    K.SHARED: MEMORY,
    K.SERVED: MEMORY,
    K.REFUSED: {**MEMORY, A.SHARE: "shared"},
    K.KEPT: {
        A.SAVE: "saved",
        A.ERASE: "erased",
        A.SHARE: "shared",
        A.EXPORT: "exported",
        A.IMPORT: "imported",
        A.PASSCODE: "set",
        A.TAKE_OVER: "not offered",
    },
    K.ELSEWHERE: {
        A.SAVE: "other window",
        A.ERASE: "erased",
        A.SHARE: "shared",
        A.EXPORT: "exported",
        A.IMPORT: "not imported",
        A.PASSCODE: "no passcode in two windows",
        A.TAKE_OVER: "saved",
    },
    K.LOCKED: {
        A.SAVE: "asked for the code",
        A.ERASE: "erased",
        A.SHARE: "shared",
        A.EXPORT: "locked",
        A.IMPORT: "locked",
        A.PASSCODE: "locked",
        A.TAKE_OVER: "not offered",
    },
}
CELLS = [(state, action) for state, row in TABLE.items() for action in row]
OFFERED = {
    A.SHARE: lambda content: content.privacy.device.to_shared,
    A.TAKE_OVER: lambda content: content.privacy.keeping.take_over,
}
SCREEN = {A.SHARE: routes.DEVICE, A.TAKE_OVER: routes.ME}
LOCKED_SCREEN = {
    A.EXPORT: routes.EXPORT,
    A.IMPORT: routes.IMPORT,
    A.PASSCODE: routes.NEW_PASSCODE,
}


def test_table_has_every_state_and_every_action() -> None:
    assert set(TABLE) == set(StorageState) - {StorageState.ERASED}, "that one has tests of its own"
    assert all(set(row) == set(Action) for row in TABLE.values())


@pytest.mark.parametrize(("state", "action"), CELLS, ids=lambda cell: cell.value)
@pytest.mark.parametrize("language", ["fr"], indirect=True)
def test_what_is_said_of_an_action_is_true(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    backend: Place,
    state: StorageState,
    action: Action,
) -> None:
    content, outcome = contents[language], TABLE[state][action]
    journals: list[Journal] = []
    real = Journal.open

    async def opened(*given: object, **named: object) -> Journal:
        journals.append(await real(*given, **named))  # type: ignore[arg-type]
        return journals[-1]

    async def story(client: Client) -> None:
        if state is StorageState.SHARED:
            await client.press(content.privacy.device.shared)
            await client.gone(content.privacy.device.ask)
        [journal] = journals
        assert journal.storage_state is state
        before = dict(backend.records)
        if outcome == "locked":
            await client.visit(LOCKED_SCREEN[action])
            await client.sees(SAID[outcome](content))
            assert backend.records == before
            return
        if outcome == "not offered":
            await client.visit(SCREEN[action])
            assert OFFERED[action](content) not in client.texts()
            return
        if outcome.startswith("no passcode"):
            await client.visit(routes.NEW_PASSCODE)
            await client.sees(SAID[outcome](content))
            assert content.privacy.passcode.set not in client.texts()
            assert backend.records == before
            return
        await act(client, content, action)
        if action is Action.TAKE_OVER:
            await client.gone(content.privacy.keeping.take_over)
            await act(client, content, Action.SAVE)
        if outcome == "erased":  # told over the home screen, for a moment
            await client.until(lambda: client.page.route == routes.HOME)
        else:
            await client.sees(SAID[outcome](content))
        await is_true(backend, outcome, before, journal)

    prepare = in_a_loop(prepared)
    prepare(state, backend)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Journal, "open", opened)
        run_app(story, web=state is StorageState.SERVED, said=False)


async def is_true(
    backend: Place, outcome: str, before: Mapping[str, bytes], journal: Journal
) -> None:
    """Compare what was said with what the device holds."""
    match outcome:
        case "erased" | "shared":
            assert not backend.records
            assert await entries(journal) == ()
        case "saved":
            assert len(await entries(await Journal.open(backend, NativeKeys()))) == (
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
            assert len(await entries(journal)) >= 1
            assert backend.records == before
        case "asked":
            assert not backend.records
            assert await entries(journal) == ()
        case "asked for the code":
            assert journal.storage_state is StorageState.LOCKED
            assert backend.records == before
        case _:
            assert backend.records.keys() == before.keys()


@pytest.mark.parametrize("language", ["fr"], indirect=True)
def test_check_saved_after_an_erasure_elsewhere_is_in_memory_until_it_is_kept_again(
    run_app: RunApp, contents: Mapping[str, Content], language: str, backend: Place
) -> None:
    content, journals = contents[language], list[Journal]()
    real = Journal.open

    async def opened(*given: object, **named: object) -> Journal:
        journals.append(await real(*given, **named))  # type: ignore[arg-type]
        return journals[-1]

    async def story(client: Client) -> None:
        [journal] = journals
        await entries(journal)
        await backend.erase()
        await journal.lost(erased=True)
        await act(client, content, Action.SAVE)
        await client.sees(content.privacy.saving.saved_here)
        assert not backend.records
        await client.visit(routes.JOURNAL)
        await client.press(content.privacy.keeping.keep_again)
        await client.until(lambda: journal.storage_state is StorageState.KEPT)
        assert len(await entries(await Journal.open(backend, NativeKeys()))) == 2

    in_a_loop(prepared)(StorageState.KEPT, backend)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Journal, "open", opened)
        run_app(story, said=False)

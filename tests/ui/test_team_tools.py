"""The tools of managers: ticked and completed in memory, printed, saved, and forgotten."""

from collections.abc import Mapping
from xml.etree import ElementTree

import flet as ft
import pytest

from sv_app import routes
from sv_app.data import device
from sv_app.domain.content import Content
from sv_app.domain.line_breaks import with_plain_characters
from sv_app.domain.team_tool_pages import first_hour_page, letter_page, return_plan_page
from tests.fakes import Client, FaultyBackend, StorageFault
from tests.ui.actions import saved_files, set_passcode
from tests.ui.conftest import RunApp
from tests.ui.controls import has_control_named

SECRET = "Camille, 4512"


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """Return the list of the pages that are printed, and whether each is personal."""
    pages: list[tuple[str, bool]] = []

    async def print_page(html: str, personal: bool = True) -> bool:
        pages.append((html, personal))
        return True

    monkeypatch.setattr(device, "print_page", print_page)
    return pages


def ticked(client: Client) -> int:
    return [node.checked for node in client.controls(ft.Semantics)].count(True)


def test_every_tool_is_one_tap_from_the_team(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]

    async def scenario(client: Client) -> None:
        for _, tool in content.team_tools:
            await client.visit(routes.TEAM)
            await client.press(tool.title)
            assert client.heading() == tool.title

    run_app(scenario)


def test_ticks_stay_while_the_app_is_open_and_are_printed(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    printed: list[tuple[str, bool]],
) -> None:
    content = contents[language]
    items, labels = content.team_tools.first_hour.items, content.labels.team_tools

    async def tick(client: Client) -> None:
        await client.visit(routes.FIRST_HOUR)
        await client.press(labels.print_blank)
        await client.press(items[0].name)
        await client.press(items[3].name)
        await client.visit(routes.TEAM)
        await client.visit(routes.FIRST_HOUR)
        assert ticked(client) == 2
        assert labels.progress.format(n=2, total=len(items)) in client.texts()
        await client.press(labels.print_ticked)
        pages = first_hour_page(content), first_hour_page(content, {items[0].id, items[3].id})
        assert printed == [(page, False) for page in pages]
        await client.press(labels.untick)
        assert ticked(client) == 0
        await client.press(items[0].name)

    async def reopen(client: Client) -> None:
        await client.visit(routes.FIRST_HOUR)
        assert ticked(client) == 0

    run_app(tick)
    run_app(reopen)


def test_ticks_are_kept_on_an_own_device_when_the_person_asks(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    items, labels = content.team_tools.first_hour.items, content.labels.team_tools

    async def keep(client: Client) -> None:
        await client.visit(routes.FIRST_HOUR)
        await client.press(items[0].name)
        await client.press(labels.keep_ticks)
        assert labels.ticks_kept in client.texts()
        assert labels.in_memory not in client.texts()
        await client.press(items[3].name)

    async def keep_no_longer(client: Client) -> None:
        await client.visit(routes.FIRST_HOUR)
        await client.press(labels.stop_keeping_ticks)
        assert {labels.ticks_no_longer_kept, labels.in_memory} <= set(client.texts())
        assert ticked(client) == 2
        await client.press(labels.keep_ticks)

    async def untick(client: Client) -> None:
        await client.visit(routes.FIRST_HOUR)
        assert ticked(client) == 2
        assert not has_control_named(client, labels.keep_ticks)
        await client.press(labels.untick)
        assert ticked(client) == 0

    async def tick_again(client: Client) -> None:
        await client.visit(routes.FIRST_HOUR)
        assert ticked(client) == 0
        assert labels.in_memory not in client.texts()
        await client.press(items[1].name)

    async def reopen(client: Client) -> None:
        await client.visit(routes.FIRST_HOUR)
        assert ticked(client) == 1

    for scenario in (keep, keep_no_longer, untick, tick_again, reopen):
        run_app(scenario)


@pytest.mark.parametrize("is_own", [True, False])
def test_ticks_are_kept_after_the_question_whose_device_it_is_only_on_an_own_device(
    run_app: RunApp, contents: Mapping[str, Content], language: str, is_own: bool
) -> None:
    content = contents[language]
    item, labels = content.team_tools.first_hour.items[0], content.labels.team_tools
    device_labels = content.privacy.device

    async def answer(client: Client) -> None:
        await client.visit(routes.FIRST_HOUR)
        await client.press(item.name)
        await client.press(labels.keep_ticks)
        await client.press(device_labels.own if is_own else device_labels.shared)
        assert (labels.in_memory in client.texts()) is not is_own
        assert not has_control_named(client, labels.keep_ticks)
        assert ticked(client) == 1

    async def reopen(client: Client) -> None:
        await client.visit(routes.FIRST_HOUR)
        assert ticked(client) == is_own

    run_app(answer, own_device=False)
    run_app(reopen, own_device=False)


def test_tick_that_could_not_be_kept_stays_ticked_and_is_not_called_kept(
    run_app: RunApp, contents: Mapping[str, Content], language: str, backend: FaultyBackend
) -> None:
    content = contents[language]
    items, labels = content.team_tools.first_hour.items, content.labels.team_tools

    async def scenario(client: Client) -> None:
        await client.visit(routes.FIRST_HOUR)
        await client.press(items[0].name)
        await client.press(labels.keep_ticks)
        backend.fault = StorageFault.FULL
        await client.press(items[1].name)
        assert labels.ticks_not_kept in client.texts()
        assert ticked(client) == 2

    run_app(scenario)


@pytest.mark.parametrize("path", [routes.LETTER, routes.RETURN_PLAN])
def test_document_is_printed_and_saved_with_what_was_written_and_never_stored(
    path: str,
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    printed: list[tuple[str, bool]],
    backend: FaultyBackend,
) -> None:
    content = contents[language]
    tools, labels = content.team_tools, content.labels.team_tools
    template = tools.letter if path == routes.LETTER else tools.return_plan
    make_page = letter_page if path == routes.LETTER else return_plan_page

    async def complete(client: Client) -> None:
        await client.visit(path)
        assert {labels.warning, labels.not_kept} <= set(client.texts())
        await client.write(SECRET, 1)
        await client.press(labels.print)
        page = make_page(content, {template.fields[1].id: SECRET})
        assert SECRET in page
        assert printed == [(page, True)]
        await client.press(labels.save)
        assert labels.cancelled in client.texts()
        client.connection.answers["save_file"] = "/document.html"
        await client.press(labels.save)
        [_, file] = saved_files(client)
        assert file["file_name"] == f"{template.file}.html"
        assert page in file["src_bytes"].decode()
        assert labels.done in client.texts()
        await client.visit(routes.TEAM)
        await client.visit(path)
        await client.press(labels.clear)
        await client.press(labels.clear)
        assert labels.cleared in client.texts()
        assert not has_control_named(client, labels.clear)
        await client.write(SECRET)
        assert labels.cleared not in client.texts()

    async def reopen(client: Client) -> None:
        await client.visit(path)
        assert not has_control_named(client, labels.clear)

    run_app(complete)
    assert not any(SECRET.encode() in record for record in backend.records.values())
    run_app(reopen)


@pytest.mark.parametrize("path", [routes.LETTER, routes.RETURN_PLAN])
def test_document_shows_every_text_that_will_be_printed(
    path: str, run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    tools = content.team_tools
    template = tools.letter if path == routes.LETTER else tools.return_plan
    make_page = letter_page if path == routes.LETTER else return_plan_page

    def printed_texts(values: Mapping[str, str]) -> set[str]:
        texts = ElementTree.fromstring(f"<main>{make_page(content, values)}</main>").itertext()
        return set(map(with_plain_characters, texts))

    def shown_texts(client: Client) -> set[str]:
        return set(map(with_plain_characters, client.texts()))

    async def scenario(client: Client) -> None:
        await client.visit(path)
        assert printed_texts({}) <= shown_texts(client)
        await client.write(SECRET)
        assert printed_texts({template.fields[0].id: SECRET}) <= shown_texts(client)

    run_app(scenario)


def test_no_capital_is_added_within_a_sentence_of_the_letter(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    letter = contents[language].team_tools.letter

    async def scenario(client: Client) -> None:
        await client.visit(routes.LETTER)
        capitals = [field.capitalization for field in client.controls(ft.TextField)]
        none, sentences = ft.TextCapitalization.NONE, ft.TextCapitalization.SENTENCES
        assert capitals == [none if f.within_sentence else sentences for f in letter.fields]
        assert {none, sentences} == set(capitals)

    run_app(scenario)


def test_lock_hides_a_document_and_erasing_everything_forgets_it(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    erase = content.privacy.erase

    async def scenario(client: Client) -> None:
        await set_passcode(client, content)
        await client.visit(routes.LETTER)
        await client.write(SECRET)
        await client.visit(routes.FIRST_HOUR)
        await client.press(content.team_tools.first_hour.items[0].name)
        await client.visit(routes.PASSCODE)
        await client.press(content.privacy.passcode.lock_now)
        await client.visit(routes.LETTER)
        assert client.heading() == content.privacy.unlock.title
        await client.visit(routes.RETURN_PLAN)
        assert client.heading() == content.team_tools.return_plan.title
        await client.visit(routes.ERASE)
        await client.press(erase.start)
        await client.press(erase.erase)
        await client.wait_until(lambda: client.page.route == routes.HOME)
        await client.visit(routes.LETTER)
        assert client.heading() == content.team_tools.letter.title
        assert not any(SECRET in words for words in client.texts())
        await client.visit(routes.FIRST_HOUR)
        assert ticked(client) == 0

    run_app(scenario)

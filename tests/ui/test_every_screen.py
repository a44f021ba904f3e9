"""Every screen in every language: title, call bar, names, language, and each helpline."""

import asyncio
from collections.abc import Iterator, Mapping
from typing import Any

import flet as ft
import pytest

from sv_app import routes
from sv_app.data.storage.memory import MemoryBackend
from sv_app.domain.content import Content
from sv_app.domain.helplines import Channel, Helpline, HelplineWords
from sv_app.domain.journal import Entry
from sv_app.pwa.usage_trace.controls import walk
from sv_app.ui.components.semantics import SemanticRole
from sv_app.ui.theme import Breakpoint
from tests.data.journal_builder import FIRST_CHECK, open_own_journal
from tests.fakes import Client
from tests.titles import paths, title
from tests.ui.actions import choose_region, expand_all
from tests.ui.conftest import RunApp, in_every_language
from tests.ui.controls import (
    call_bar_urls,
    has_control_named,
    name_of,
    repeated_keys,
    semantics_labels,
    semantics_with_role,
    slot_urls,
    unnamed,
    url_buttons,
)

NOTE = "a short note"


@in_every_language
def test_each_screen_has_a_title_call_bar_names_and_language(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]

    async def scenario(client: Client) -> None:
        for path in paths():
            await client.visit(path)
            assert client.heading() == title(content, path), path
            assert call_bar_urls(client) == slot_urls(content), path
            assert list(unnamed(client.view())) == [], path
            assert repeated_keys(client.view()) == [], path
            assert client.page.title == content.labels.app.name, path
            locale = client.page.locale_configuration
            assert locale, path
            assert locale.current_locale, path
            assert locale.current_locale.language_code == language, path

    run_app(scenario)


def test_each_screen_at_the_desktop_breakpoint_has_names_and_its_call_bar(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]

    async def scenario(client: Client) -> None:
        await client.resize(Breakpoint.DESKTOP)
        for path in paths():
            await client.visit(path)
            assert client.heading() == title(content, path), path
            for slot in content.call_slots():
                assert has_control_named(client, slot.name), path
            assert has_control_named(client, content.labels.call.all_name), path
            assert list(unnamed(client.view())) == [], path

    run_app(scenario)


@pytest.mark.parametrize("platform", [ft.PagePlatform.WINDOWS, ft.PagePlatform.IOS])
def test_slot_shows_the_number_on_a_computer_and_dials_on_a_tablet(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    platform: ft.PagePlatform,
) -> None:
    content = contents[language]
    [slot, *_] = content.call_slots()

    async def scenario(client: Client) -> None:
        client.page.platform = platform
        await client.resize(Breakpoint.DESKTOP)
        await client.visit(routes.TEAM)
        if platform is ft.PagePlatform.IOS:
            assert call_bar_urls(client) == slot_urls(content)
            return
        await client.press(slot.name)
        assert client.heading() == content.helpline_name(slot.helpline)
        assert slot.helpline.facts.display_number in client.texts()
        assert slot.helpline.facts.uri in client.button_urls()
        scan = content.labels.helplines.scan.format(number=slot.helpline.facts.display_number)
        assert scan in [node.label for node in client.controls(ft.Semantics)]

    run_app(scenario)


@pytest.mark.parametrize(
    "control",
    [
        ft.IconButton(ft.Icons.ADD, on_click=print),
        ft.OutlinedButton(ft.Icon(ft.Icons.ADD), on_click=print),
        ft.Container(ft.Icon(ft.Icons.ADD), on_click=print),
        ft.TextButton("", on_click=print),
        ft.TextField(),
    ],
)
def test_control_without_a_name_is_found(control: ft.Control) -> None:
    assert list(unnamed(ft.Column([control])))


def test_control_with_a_name_is_not_found() -> None:
    named = [
        ft.IconButton(ft.Icons.ADD, tooltip="Add", on_click=print),
        ft.Semantics(label="Add", on_tap=print, content=ft.Text("")),
        ft.OutlinedButton(ft.Row([ft.Text("Add")]), on_click=print),
        ft.TextField(label="Name"),
    ]
    assert list(unnamed(named)) == []


def dial_button_of(content: Content, line: Helpline) -> tuple[str, str]:
    """Return the name and the URL of the button of a line on the helplines screen."""
    call = content.labels.call
    words = call.send_text if line.facts.channel is Channel.SMS else call.call
    return words.format(number=line.facts.display_number), line.facts.uri


def copy_buttons(root: Any) -> list[tuple[str, str]]:
    """Return the name of each copy button, and the text that it copies."""
    buttons = [control for control in walk(root) if isinstance(control, ft.IconButton)]
    return [
        (name_of(button), button.action.data or "")
        for button in buttons
        if isinstance(button.action, ft.CopyToClipboard)
    ]


@in_every_language
def test_each_helpline_of_each_region_opens_its_own_number(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    copy = contents[language].labels.call.copy_number

    async def scenario(client: Client) -> None:
        for region in contents[language].regions:
            content = contents[language].in_region(region.code)
            await choose_region(client, content, region.name)
            [main] = semantics_with_role(client.view(), SemanticRole.MAIN)
            lines = (*content.emergency_lines, *content.support_lines)
            assert len(lines) == len(content.helplines) > 0
            assert url_buttons(main) == [dial_button_of(content, line) for line in lines]
            await client.press(content.labels.helplines.details)
            [main] = semantics_with_role(client.view(), SemanticRole.MAIN)
            assert copy_buttons(main) == [
                (copy.format(number=line.facts.display_number), line.facts.number)
                for line in (*content.support_lines, *content.helplines)
            ]
            on_screen = client.texts()
            assert [line.id for line in lines if content.helpline_name(line) not in on_screen] == []
            facts = [fact for line in lines for fact in facts_of(line.words)]
            assert [fact for fact in facts if not any(fact in text for text in on_screen)] == []
            assert call_bar_urls(client) == slot_urls(content)
            to_confirm = [line for line in lines if line.facts.to_confirm]
            assert (content.labels.helplines.to_confirm_about in on_screen) is bool(to_confirm)
            assert [line.id for line in to_confirm if line.words.name in on_screen] == []
            for script in (script for script in content.scripts if script.urgent):
                await client.visit(routes.script(script.id))
                on_screen = client.texts()
                assert script.step_up in on_screen
                assert content.current_region.words.emergency_number in script.step_up
                assert emergency_buttons(content) <= set(url_buttons(client.view()))
                assert emergency_names_shown(client, content)
                assert [line.id for line in to_confirm if line.words.name in on_screen] == []

    run_app(scenario)


def emergency_names_shown(client: Client, content: Content) -> bool:
    """Return whether the screen names each emergency line, with its remark if it has one.

    A screen reader says the name in place of the number. If a number is still to be confirmed, the
    name is visible beside it.
    """
    names = {content.helpline_name(line) for line in content.emergency_lines}
    if any(line.facts.to_confirm for line in content.emergency_lines):
        visible = client.texts()
        return all(any(name in text for text in visible) for name in names)
    return names <= semantics_labels(client.view())


def emergency_buttons(content: Content) -> set[tuple[str, str]]:
    """Return the accessible name, which says who answers, and the URL of each emergency line."""
    unsure = any(line.facts.to_confirm for line in content.emergency_lines)
    name = emergency_button_name if unsure else Content.helpline_name
    return {(name(content, line), line.facts.uri) for line in content.emergency_lines}


def emergency_button_name(content: Content, line: Helpline) -> str:
    """Return the name of the button of an emergency line: its number, then who answers."""
    name = content.helpline_name(line)
    return (
        name
        if name.startswith(line.facts.display_number)
        else f"{line.facts.display_number}, {name}"
    )


def facts_of(words: HelplineWords) -> Iterator[str]:
    """Yield everything that a card says about a line, besides its name."""
    facts = (words.who_answers, words.for_whom, words.hours, words.cost)
    yield from filter(None, facts)


def languages_of(root: Any, role: SemanticRole) -> dict[str, str]:
    """Return the language in which each part with this role is read, by its text."""
    parts = semantics_with_role(root, role)
    return {name_of(part): (part.identifier or "").removeprefix(role).strip() for part in parts}


@in_every_language
def test_texts_of_another_language_are_marked_with_it(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    titles = {
        source.title: "" if source.language == language else source.language or ""
        for source in content.sources
    }
    assert len(set(titles.values())) > 1, "no source is in another language"

    async def scenario(client: Client) -> None:
        await client.visit(routes.LANGUAGE)
        choices = languages_of(client.view(), SemanticRole.RADIO)
        assert choices == {content.labels.settings.automatic: ""} | {
            other.labels.app.language: "" if code == language else code
            for code, other in contents.items()
        }
        await client.visit(routes.SOURCES)
        original = content.messages.key.original
        quoted = {content.in_quotes(original.text): original.language} if original else {}
        assert languages_of(client.view(), SemanticRole.TEXT) == titles | quoted
        for script in content.scripts:
            await client.visit(routes.script(script.id))
            await client.press(content.labels.scripts.after_tab)
            await expand_all(client)
            cited = {content.source(source).title for source in script.sources}
            assert languages_of(client.view(), SemanticRole.TEXT) == {
                source_title: code for source_title, code in titles.items() if source_title in cited
            }

    run_app(scenario)


@in_every_language
def test_saved_entry_has_its_date_as_title(
    run_app: RunApp, backend: MemoryBackend, contents: Mapping[str, Content], language: str
) -> None:
    labels = contents[language].labels
    entry = asyncio.run(add_entry(backend))

    async def scenario(client: Client) -> None:
        await client.visit(routes.entry(entry.id))
        await client.wait_for_text(NOTE)
        date = labels.date.format_datetime(entry.local_time)
        assert client.heading() == labels.journal.entry.format(date=date)

    run_app(scenario)


async def add_entry(backend: MemoryBackend) -> Entry:
    """Save an entry with a note."""
    journal = await open_own_journal(backend)
    return await journal.add(FIRST_CHECK, NOTE)

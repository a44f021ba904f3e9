"""Search: results, crisis queries, opening a result, and copying or sharing a phrase."""

from collections.abc import Callable, Mapping
from pathlib import Path

import flet as ft
import pytest

from sv_app import app, routes
from sv_app.data import device
from sv_app.data.content import load_contents
from sv_app.domain.content import Content
from sv_app.domain.line_breaks import with_plain_characters
from sv_app.domain.regions import Region
from sv_app.domain.search import AVOID, SAY, SEND, ResultSection, SearchIndex
from sv_app.ui.components.scroll_anchor import scroll_anchor
from sv_app.ui.context import AppContext
from tests.fakes import Client
from tests.institutions import write_institution
from tests.ui.actions import choose_region
from tests.ui.conftest import RunApp, in_every_language
from tests.ui.controls import focused_label, has_control_named, texts_of

SCROLLED = {
    "event_type": "update",
    "pixels": 640.0,
    "min_scroll_extent": 0.0,
    "max_scroll_extent": 2000.0,
    "viewport_dimension": 800.0,
}


@in_every_language
def test_query_in_any_language_finds_results_in_the_shown_language(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    script = content.script("my-fault")
    assert script is not None

    async def scenario(client: Client) -> None:
        for query in ("faute", "fault", "FAUTE", "culpa"):
            await client.visit(routes.HOME)
            await client.write(query)
            await client.press(content.labels.search.title)
            assert client.heading() == content.labels.search.title
            assert query_of(client) == query
            assert script.title in client.texts()
            await press_result(client, script.title)
            assert client.heading() == script.title

    run_app(scenario)


def test_no_result_is_announced_but_not_for_an_empty_field(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    labels = contents[language].labels.search

    async def scenario(client: Client) -> None:
        await client.visit(routes.SEARCH)
        await client.write("zzzz")
        assert labels.none in client.texts()
        await client.write(" ")
        assert labels.none not in client.texts()

    run_app(scenario)


def result_cards(client: Client) -> list[ft.OutlinedButton]:
    """Return the cards of the results, each of which is one button."""
    buttons = client.controls(ft.OutlinedButton)
    return [button for button in buttons if isinstance(button.content, ft.Row)]


async def press_result(client: Client, words: str) -> None:
    """Press the first card that holds `words`, anywhere on the card."""
    card = next(c for c in result_cards(client) if words in "\n".join(texts_of(c)))
    await client.session.dispatch_event(card._i, "click", None)
    await client.settle()


def test_results_are_shown_a_few_at_a_time(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    labels = contents[language].labels.search

    async def scenario(client: Client) -> None:
        await client.visit(routes.SEARCH)
        await client.write("e")
        first_count = len(result_cards(client))
        await client.press(labels.more)
        assert len(result_cards(client)) == 2 * first_count > 0

    run_app(scenario)


def test_every_kind_of_result_opens_a_screen(
    run_app: RunApp, language: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    contents = load_contents(institution=write_institution(tmp_path))
    monkeypatch.setattr(app, "CONTENTS", contents)
    content = contents[language]
    index = SearchIndex(contents, region="fr")
    assert content.institution
    queries = {
        ResultSection.READINESS: content.readiness.questions[0].ask,
        ResultSection.ATTITUDES: content.attitudes.items[0].text,
        ResultSection.TEAM: content.team.internal[0].name,
        ResultSection.UNDERSTAND: content.understand.stages[0].name,
        ResultSection.SELF_CHECK: next(iter(content.self_check.questions.values())).ask,
        ResultSection.TEAM_TOOLS: content.team_tools.debrief.title,
        ResultSection.EXERCISES: content.tools.exercises.exercises[1].name,
        ResultSection.TONIGHT: content.tools.tonight.part[1].claims[1].text,
        ResultSection.WHAT_NEXT: content.tools.what_next.bring[0],
    }
    numbers = {
        ResultSection.HELPLINES: (content.helplines[0].words.name, content.helplines[0].facts.uri),
        ResultSection.INTERNAL: (
            content.institution.contacts[0].label,
            content.institution.contacts[0].uri,
        ),
    }
    assert {*queries, *numbers, ResultSection.SCRIPT} == set(ResultSection)

    async def scenario(client: Client) -> None:
        for kind, query in queries.items():
            assert index.find(query, language)[0].section is kind
            await client.visit(routes.SEARCH)
            await client.write(query)
            assert query in client.texts()
            before = client.heading()
            await press_result(client, query)
            assert client.heading() not in (before, content.labels.fallback.title)
        for kind, (query, uri) in numbers.items():
            assert index.find(query, language)[0].section is kind
            await client.visit(routes.SEARCH)
            await client.write(query)
            assert uri in client.button_urls()

    run_app(scenario)


def query_of(client: Client) -> str:
    [field] = client.controls(ft.TextField)
    return field.value


def test_query_and_place_survive_back_but_not_a_new_search(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]

    async def scenario(client: Client) -> None:
        await client.visit(routes.SCRIPTS)
        await client.press(content.labels.search.title)
        await client.write("faute")
        before = client.texts()
        [column] = [c for c in client.controls(ft.Column) if c.on_scroll]
        await client.session.dispatch_event(column._i, "scroll", SCROLLED)
        script = content.script("my-fault")
        assert script
        await press_result(client, script.title)
        assert client.page.route == routes.script(script.id)
        # As Back does: it does not go through the app's own navigation.
        await client.visit(routes.SEARCH)
        assert (query_of(client), client.texts()) == ("faute", before)
        assert client.connection.invoked[-1].args["offset"] == SCROLLED["pixels"]
        await client.visit(routes.SCRIPTS)
        await client.press(content.labels.search.title)
        assert query_of(client) == ""

    run_app(scenario)


def test_query_is_in_no_address(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]

    async def scenario(client: Client) -> None:
        await client.visit(routes.SEARCH)
        await client.write("plainte")
        assert client.page.route == routes.SEARCH
        assert "plainte" not in str(client.page.title)
        await press_result(client, content.script("fear-complaint").title)  # type: ignore[union-attr]
        assert "plainte" not in client.page.route

    run_app(scenario)


@in_every_language
def test_examples_are_offered_without_a_query_and_without_a_result(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    examples = content.search.examples

    async def scenario(client: Client) -> None:
        await client.visit(routes.SEARCH)
        for query in ("", "zzzz"):
            await client.write(query)
            assert all(has_control_named(client, example) for example in examples)
        await client.press(examples[0])
        assert query_of(client) == examples[0]
        assert result_cards(client)
        await client.press(content.labels.search.clear)
        assert query_of(client) == ""
        assert focused_label(client) == content.labels.search.field
        assert all(has_control_named(client, example) for example in examples)

    run_app(scenario)


def test_query_does_not_stay_on_the_start_screen(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    async def scenario(client: Client) -> None:
        await client.visit(routes.HOME)
        await client.write("plainte")
        await client.press(contents[language].labels.search.title)
        assert query_of(client) == "plainte"
        await client.visit(routes.HOME)
        assert query_of(client) == ""

    run_app(scenario)


def test_search_opens_with_a_query_from_another_screen(
    run_app: RunApp, contents: Mapping[str, Content], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    contexts: list[AppContext] = []
    make_context = app.App.context

    def spy(self: app.App, content: Content, go: Callable[[str], None]) -> AppContext:
        contexts.append(make_context(self, content, go))
        return contexts[-1]

    monkeypatch.setattr(app.App, "context", spy)

    async def scenario(client: Client) -> None:
        await client.visit(routes.HOME)
        contexts[-1].open_search("plainte")
        await client.settle()
        await client.wait_for_text(contents[language].labels.search.title)
        assert query_of(client) == "plainte"
        assert result_cards(client)

    run_app(scenario)


def test_results_dial_only_lines_of_the_chosen_region(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    """One query finds lines of several regions; tests/domain/test_search.py tries every word."""
    labels = contents[language].labels

    async def scenario(client: Client) -> None:
        for region in contents[language].regions:
            await choose_region(client, contents[language], region.name)
            await client.visit(routes.SEARCH)
            await client.write("em")
            assert client.heading() == labels.search.title, region.code
            numbers = {line.facts.uri for line in region.lines}
            assert set(client.button_urls()) <= numbers, region.code

    run_app(scenario)


def assert_emergency_lines_are_first(
    client: Client, content: Content, region: Region, has_results: bool
) -> None:
    lines = [line.facts.uri for line in region.emergency_lines]
    assert client.button_urls()[: len(lines)] == lines, region.code
    first = (*region.suicide_lines, *region.emergency_lines)[0]
    assert lines[0] == first.facts.uri, region.code
    on_screen = client.texts()
    assert region.words.emergency in on_screen, region.code
    count_positions = [n for n, text in enumerate(on_screen) if text in _count_texts(content)]
    assert bool(count_positions) is has_results, region.code
    assert all(on_screen.index(region.words.emergency) < n for n in count_positions)
    assert content.labels.search.none not in on_screen


def test_query_about_suicide_leads_to_the_script_and_to_nothing_that_hurts(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    [urgent] = [script for script in content.scripts if script.urgent]

    async def scenario(client: Client) -> None:
        for query in CRISIS_QUERIES:
            await client.visit(routes.SEARCH)
            await client.write(query)
            avoid = {content.in_quotes(p.text) for s in content.scripts for p in s.avoid}
            assert not avoid & set(client.texts()), query
            await client.press(urgent.title)
            assert client.heading() == urgent.title

    run_app(scenario)


def test_query_about_suicide_shows_emergency_lines_of_the_region_first(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    async def scenario(client: Client) -> None:
        for region in contents[language].regions:
            await choose_region(client, contents[language], region.name)
            await client.visit(routes.SEARCH)
            await client.write("suicide")
            assert_emergency_lines_are_first(client, contents[language], region, has_results=True)

    run_app(scenario)


CRISIS_QUERIES = ("suicidal", "sucide", "je veux mourir", "I want to die", "3114", "988")


def test_each_crisis_query_shows_the_emergency_lines_first(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    index = SearchIndex(contents, content.region)
    results = {query: index.find(query, language) for query in CRISIS_QUERIES}
    assert any(results.values())

    async def scenario(client: Client) -> None:
        await client.visit(routes.SEARCH)
        for query in CRISIS_QUERIES:
            await client.write("sommeil")
            assert content.current_region.words.emergency not in client.texts()
            await client.write(query)
            has_results = any(entry.part != AVOID for entry in results[query])
            assert_emergency_lines_are_first(client, content, content.current_region, has_results)

    run_app(scenario)


def _count_texts(content: Content) -> set[str]:
    labels = content.labels.search
    return {labels.found_one, *(labels.found.format(n=n) for n in range(2, 2000))}


def test_ordinary_query_shows_no_emergency_card(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    async def scenario(client: Client) -> None:
        await client.visit(routes.SEARCH)
        await client.write("sommeil")
        assert contents[language].current_region.words.emergency not in client.texts()

    run_app(scenario)


def test_found_phrase_opens_its_script_at_the_phrase(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    script = content.scripts[1]
    texts_by_anchor = {
        "say-" + script.say[-1].id: script.say[-1].text,
        "avoid-" + script.avoid[-1].id: script.avoid[-1].text,
        "opening": script.opening.text,
        "before": script.before[0],
        "gestures": script.gestures[0],
        "not_promise": script.not_promise[0],
        "step_up": script.step_up,
        "closing": script.closing[0],
    }

    async def scenario(client: Client) -> None:
        for text in texts_by_anchor.values():
            await client.visit(routes.SEARCH)
            await client.write(text)
            await press_result(client, text)
            assert client.heading() == script.title
            [anchor] = [c.args["scroll_key"] for c in client.connection.invoked[-1:]]
            assert texts_by_anchor[anchor] == text
            assert anchor in [str(c.key) for c in client.controls(ft.Control) if c.key]
            shown = client.texts()
            assert text in shown or content.in_quotes(text) in shown, "its part is hidden"
        calls = len(client.connection.invoked)
        await client.visit(routes.HOME)
        await client.visit(routes.script(script.id))
        assert len(client.connection.invoked) == calls, "the script was scrolled"

    run_app(scenario)


def test_found_rehearsal_line_opens_the_rehearsal_at_it(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    script = content.scripts[0]
    line = script.rehearse[-1]

    async def scenario(client: Client) -> None:
        await client.visit(routes.SEARCH)
        await client.write(line.line)
        await press_result(client, line.line)
        assert client.heading() == content.labels.rehearse.title
        assert content.in_quotes(line.line) in client.texts()
        await client.press(content.in_quotes(script.phrase(line.answers[0].phrase).text))
        assert line.answers[0].why in client.texts()
        await client.press(content.labels.rehearse.again)
        assert content.in_quotes(line.line) in client.texts()

    run_app(scenario)


def test_phrase_is_copied_within_the_tap(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    script = content.scripts[0]

    async def scenario(client: Client) -> None:
        await client.visit(routes.script(script.id, scroll_anchor(SAY, script.say[-1].id)))
        actions = [button.action for button in client.controls(ft.TextButton)]
        copied = [a.data for a in actions if isinstance(a, ft.CopyToClipboard)]
        texts = [script.opening.text, *(phrase.text for phrase in script.say)]
        assert copied == list(map(with_plain_characters, texts))
        assert not [a for a in actions if isinstance(a, ft.ShareText)]

    run_app(scenario)


@pytest.mark.parametrize("shares", [True, False])
def test_message_is_copied_as_plain_text_and_shared_where_there_is_a_share_sheet(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    monkeypatch: pytest.MonkeyPatch,
    shares: bool,
) -> None:
    content = contents[language]
    script, labels = content.scripts[0], content.labels
    expected = [with_plain_characters(message.text) for message in script.send]
    monkeypatch.setattr(device, "has_share_sheet", lambda: shares)

    async def scenario(client: Client) -> None:
        await client.visit(routes.script(script.id, scroll_anchor(SEND, script.send[-1].id)))
        actions = [button.action for button in client.controls(ft.TextButton)]
        copied = [a.data for a in actions if isinstance(a, ft.CopyToClipboard)]
        sheets = [a for a in actions if isinstance(a, ft.ShareText)]
        assert copied == expected
        assert [sheet.text for sheet in sheets] == (expected if shares else [])
        assert [s for s in sheets if s.args["mail_to_fallback_enabled"]] == []
        await client.press(labels.favourites.copy_phrase)
        assert labels.scripts.send_copied in client.texts()

    run_app(scenario)


def test_message_is_found_and_opened_in_its_tab(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    script = content.scripts[0]
    message = script.send[0]

    async def scenario(client: Client) -> None:
        await client.visit(routes.SEARCH)
        await client.write(message.text)
        await client.press(f"{content.labels.scripts.send} · {script.title}")
        assert client.heading() == script.title
        assert content.in_quotes(message.text) in client.texts()

    run_app(scenario)


def test_phrase_is_shared_within_the_tap_on_a_phone(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    script = contents[language].scripts[0]

    async def scenario(client: Client) -> None:
        client.page.platform = ft.PagePlatform.IOS
        await client.visit(routes.script(script.id, scroll_anchor(SAY, script.say[-1].id)))
        actions = [button.action for button in client.controls(ft.TextButton)]
        shared = [a.text for a in actions if isinstance(a, ft.ShareText)]
        texts = [script.opening.text, *(phrase.text for phrase in script.say)]
        assert shared == list(map(with_plain_characters, texts))

    run_app(scenario)

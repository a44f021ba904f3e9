"""Finding a phrase, copying it, and going to its screen, without a browser."""

from collections.abc import Mapping
from pathlib import Path

import flet as ft
import pytest

from sv_app import app, routes
from sv_app.data.content import load_contents
from sv_app.domain.content import Content
from sv_app.domain.regions import Region
from sv_app.domain.search import ResultKind, SearchIndex
from tests.fakes import Client
from tests.institutions import written
from tests.ui.conftest import RunApp, in_every_language


@in_every_language
def test_a_word_of_either_language_finds_the_phrases_of_the_language_shown(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    script = content.script("my-fault")
    assert script is not None

    async def story(client: Client) -> None:
        for query in ("faute", "fault", "FAUTE"):
            await client.visit(routes.HOME)
            await client.press(content.labels.find.title)
            assert client.heading() == content.labels.find.title
            await client.write(query)
            assert script.title in client.texts()
            await client.press(content.labels.find.open.format(text=script.title))
            assert client.heading() == script.title

    run_app(story)


def test_no_answer_is_said_and_an_empty_field_says_nothing(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    labels = contents[language].labels.find

    async def story(client: Client) -> None:
        await client.visit(routes.SEARCH)
        await client.write("zzzz")
        assert labels.none in client.texts()
        await client.write(" ")
        assert labels.none not in client.texts()

    run_app(story)


def test_many_answers_come_a_few_at_a_time(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    labels = contents[language].labels.find
    opening = labels.open.split("{")[0]

    def shown(client: Client) -> int:
        return sum(str(b.content).startswith(opening) for b in client.controls(ft.TextButton))

    async def story(client: Client) -> None:
        await client.visit(routes.SEARCH)
        await client.write("e")
        few = shown(client)
        await client.press(labels.more)
        assert shown(client) == 2 * few > 0

    run_app(story)


def test_every_kind_of_answer_is_shown_and_leads_somewhere(
    run_app: RunApp, language: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    contents = load_contents(institution=written(tmp_path))
    monkeypatch.setattr(app, "CONTENTS", contents)
    content = contents[language]
    finder = SearchIndex(contents, "fr")
    assert content.institution
    words = {
        ResultKind.ATTITUDES: content.attitudes.items[0].text,
        ResultKind.TEAM: content.team.internal[0].name,
        ResultKind.UNDERSTAND: content.understand.stages[0].name,
        ResultKind.HELPLINES: content.helplines[0].words.name,
        ResultKind.INSIDE: content.institution.contacts[0].label,
        ResultKind.SIGNS: next(iter(content.self_check.questions.values())).ask,
    }
    assert set(words) | {ResultKind.SCRIPT} == set(ResultKind)

    async def story(client: Client) -> None:
        for place, query in words.items():
            assert finder.find(query, language)[0].place is place
            await client.visit(routes.SEARCH)
            await client.write(query)
            assert query in client.texts()
            before = client.heading()
            await client.press(content.labels.find.open.split("{")[0])
            assert client.heading() not in (before, content.labels.fallback.title)

    run_app(story)


@pytest.mark.parametrize("query", ["em"])
def test_helplines_are_found_in_every_region(
    run_app: RunApp, contents: Mapping[str, Content], language: str, query: str
) -> None:
    """Each word of each line, in each region: tests/domain/test_search.py."""
    labels = contents[language].labels

    async def story(client: Client) -> None:
        for region in contents[language].regions:
            await client.visit(routes.HELPLINES)
            await client.press(region.name)
            await client.visit(routes.SEARCH)
            await client.write(query)
            assert client.heading() == labels.find.title, region.code
            numbers = {line.facts.uri for line in region.lines}
            assert set(client.calls()) <= numbers, region.code

    run_app(story)


def assert_emergency_lines_are_first(client: Client, content: Content, region: Region) -> None:
    lines = [line.facts.uri for line in region.emergency_lines]
    assert client.calls()[: len(lines)] == lines, region.code
    first = (*region.suicide_lines, *region.emergency_lines)[0]
    assert lines[0] == first.facts.uri, region.code
    shown = client.texts()
    assert region.words.emergency in shown, region.code
    counts = [n for n, text in enumerate(shown) if text in _counts(content)]
    assert all(shown.index(region.words.emergency) < n for n in counts)
    assert content.labels.find.none not in shown


def test_a_query_about_suicide_shows_the_emergency_lines_of_the_region_first(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    async def story(client: Client) -> None:
        for region in contents[language].regions:
            await client.visit(routes.HELPLINES)
            await client.press(region.name)
            await client.visit(routes.SEARCH)
            await client.write("suicide")
            assert_emergency_lines_are_first(client, contents[language], region)

    run_app(story)


CRISES = ("suicidal", "sucide", "je veux mourir", "I want to die", "3114", "988")


def test_each_crisis_query_shows_the_emergency_lines_first(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]

    async def story(client: Client) -> None:
        await client.visit(routes.SEARCH)
        for query in CRISES:
            await client.write("sommeil")
            assert content.here.words.emergency not in client.texts()
            await client.write(query)
            assert_emergency_lines_are_first(client, content, content.here)

    run_app(story)


def _counts(content: Content) -> set[str]:
    labels = content.labels.find
    return {labels.found_one, *(labels.found.format(n=n) for n in range(2, 2000))}


def test_an_ordinary_query_shows_no_emergency_card(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    async def story(client: Client) -> None:
        await client.visit(routes.SEARCH)
        await client.write("sommeil")
        assert contents[language].here.words.emergency not in client.texts()

    run_app(story)


def test_a_phrase_found_opens_its_script_where_it_is_said(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    script = content.scripts[1]
    sought = {
        "say-" + script.say[-1].id: script.say[-1].text,
        "avoid-" + script.avoid[-1].id: script.avoid[-1].text,
        "opening": script.opening.text,
        "before": script.before[0],
        "gestures": script.gestures[0],
        "not_promise": script.not_promise[0],
        "step_up": script.step_up,
        "closing": script.closing[0],
    }

    async def story(client: Client) -> None:
        for words in sought.values():
            await client.visit(routes.SEARCH)
            await client.write(words)
            await client.press(content.labels.find.open.format(text=script.title))
            assert client.heading() == script.title
            [place] = [c.args["scroll_key"] for c in client.connection.invoked[-1:]]
            assert sought[place] == words
            assert place in [str(c.key) for c in client.controls(ft.Control) if c.key]
        calls = len(client.connection.invoked)
        await client.visit(routes.HOME)
        await client.visit(routes.script(script.id))
        assert len(client.connection.invoked) == calls, "a script begins at its top"

    run_app(story)


def test_a_colleagues_line_found_opens_the_rehearsal_there(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    script = content.scripts[0]
    line = script.rehearse[-1]

    async def story(client: Client) -> None:
        await client.visit(routes.SEARCH)
        await client.write(line.line)
        await client.press(content.labels.find.open.format(text=script.title))
        assert client.heading() == content.labels.rehearse.title
        assert content.quoted(line.line) in client.texts()
        await client.press(content.quoted(script.phrase(line.answers[0].phrase).text))
        assert line.answers[0].why in client.texts()
        await client.press(content.labels.rehearse.again)
        assert content.quoted(line.line) in client.texts()

    run_app(story)


def test_a_phrase_is_copied_inside_the_tap(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    script = content.scripts[0]

    async def story(client: Client) -> None:
        await client.visit(routes.script(script.id))
        actions = [button.action for button in client.controls(ft.IconButton)]
        copied = [a.data for a in actions if isinstance(a, ft.CopyToClipboard)]
        assert copied == [phrase.text for phrase in script.say]
        assert not [a for a in actions if isinstance(a, ft.ShareText)]

    run_app(story)


def test_a_phone_can_share_a_phrase_inside_the_tap(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    script = contents[language].scripts[0]

    async def story(client: Client) -> None:
        client.page.platform = ft.PagePlatform.IOS
        await client.visit(routes.script(script.id))
        actions = [button.action for button in client.controls(ft.IconButton)]
        shared = [a.text for a in actions if isinstance(a, ft.ShareText)]
        assert shared == [phrase.text for phrase in script.say]

    run_app(story)

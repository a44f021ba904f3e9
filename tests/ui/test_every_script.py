"""Every script in every language: its screen, conversation mode and rehearsal, to the end."""

from collections.abc import Iterator, Mapping

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.conversation import Cue, CueKind, cues
from sv_app.domain.scripts import AvoidPhrase, Rehearsal, Script
from sv_app.domain.search import AVOID, SAY
from sv_app.ui.components.scroll_anchor import scroll_anchor
from sv_app.ui.components.semantics import SemanticRole
from tests.fakes import Client
from tests.ui.actions import expand_all
from tests.ui.conftest import RunApp, in_every_language
from tests.ui.controls import (
    call_bar_urls,
    control_by_key,
    has_control_named,
    name_of,
    semantics_with_role,
    slot_urls,
    texts_of,
    url_buttons,
)


def texts_by_tab(content: Content, script: Script) -> Iterator[tuple[str, list[str]]]:
    """Yield the label of each tab of `script`, with the texts of its part besides the phrases."""
    labels = content.labels.scripts
    opening = [content.in_quotes(script.opening.text), script.opening.how]
    yield labels.say_tab, [script.aim, *opening, *script.before]
    lead = labels.send_after_call if script.urgent else labels.send_lead
    yield labels.send_tab, [lead, *(content.in_quotes(message.text) for message in script.send)]
    yield labels.avoid_tab, []
    sources = [content.source(source) for source in script.sources]
    cited = [source.short_citation for source in sources]
    titles = [source.title for source in sources]
    advice = [*script.gestures, *script.not_promise, *script.closing, script.step_up]
    yield labels.after_tab, [*advice, *cited, *titles]


@in_every_language
def test_tabs_of_each_script_show_every_text_once_expanded(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    labels = content.labels.scripts
    emergency = {line.facts.uri for line in content.emergency_lines}

    async def scenario(client: Client) -> None:
        for script in content.scripts:
            await client.visit(routes.script(script.id))
            assert client.heading() == script.title
            await client.press(labels.more.format(n=len(script.say) - 3))
            for tab, expected in texts_by_tab(content, script):
                await client.press(tab)
                await expand_all(client)
                on_screen = client.texts()
                assert [text for text in expected if text not in on_screen] == []
                assert selected_tab(client) == tab
                shows_step_up = script.urgent or tab == labels.after_tab
                assert on_screen.count(script.step_up) == (1 if shows_step_up else 0)
                assert (emergency <= set(client.button_urls())) is script.urgent
                assert call_bar_urls(client) == slot_urls(content)
                assert_phrases_shown(client, content, script, tab)

    run_app(scenario)


def selected_tab(client: Client) -> str:
    """Return the label of the tab that a screen reader calls selected; there must be one."""
    [chosen] = [t for t in semantics_with_role(client.view(), SemanticRole.TAB) if t.selected]
    return name_of(chosen)


def assert_phrases_shown(client: Client, content: Content, script: Script, tab: str) -> None:
    """Assert that a tab shows each of its phrases, and what helps instead of one to avoid."""
    labels = content.labels.scripts
    if tab == labels.say_tab:
        for phrase in script.say:
            card = texts_of(control_by_key(client, scroll_anchor(SAY, phrase.id)))
            assert card == [content.in_quotes(phrase.text), phrase.why]
    if tab == labels.avoid_tab:
        for avoided in script.avoid:
            assert texts_of(control_by_key(client, scroll_anchor(AVOID, avoided.id))) == [
                *(content.in_quotes(avoided.text), avoided.why),
                *(labels.instead, content.in_quotes(avoided.instead)),
            ]


@in_every_language
def test_script_opens_on_its_first_words_and_three_phrases(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    labels = content.labels.scripts

    async def scenario(client: Client) -> None:
        for script in content.scripts:
            await client.visit(routes.script(script.id))
            assert selected_tab(client) == labels.say_tab
            on_screen = client.texts()
            said = [content.in_quotes(phrase.text) for phrase in script.say]
            assert [text for text in said if text in on_screen] == said[:3]
            opening = content.in_quotes(script.opening.text)
            assert on_screen.index(opening) < on_screen.index(said[0])
            assert on_screen.count(labels.say) == 1, "the kind of a phrase is not said once"
            assert script.before[0] not in on_screen, "the preparation is not collapsed"
            if script.urgent:
                assert on_screen.index(script.step_up) < on_screen.index(script.aim)

    run_app(scenario)


def assert_shows(client: Client, content: Content, cue_list: tuple[Cue, ...], index: int) -> None:
    """Assert that the screen shows the cue at `index`, the progress and the numbers to call."""
    cue, labels = cue_list[index], content.labels.conversation
    on_screen = client.texts()
    cue_text = content.in_quotes(cue.text) if cue.verbatim else cue.text
    progress = labels.progress.format(n=index + 1, total=len(cue_list))
    expected = [getattr(content.labels.scripts, cue.kind), cue_text, cue.about, progress]
    assert [text for text in expected if text and text not in on_screen] == []
    assert (labels.private in on_screen) is (index == 0)
    assert has_control_named(client, labels.previous) is (index > 0)
    urgent = content.emergency_lines if cue.kind is CueKind.STEP_UP else ()
    dialled = [url for _, url in url_buttons(client.view())]
    assert dialled == [line.facts.uri for line in urgent] + slot_urls(content)


@in_every_language
def test_conversation_mode_shows_each_cue_of_each_script_in_order(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    labels = content.labels.conversation
    emergency = {line.facts.uri for line in content.emergency_lines}

    async def scenario(client: Client) -> None:
        for script in content.scripts:
            cue_list = cues(script)
            await client.visit(routes.conversation(script.id))
            assert client.heading() == script.title
            for index in range(len(cue_list)):
                assert_shows(client, content, cue_list, index)
                await client.press(labels.next)
            end = {labels.end, labels.end_about}
            urgent_end = {labels.urgent_end, labels.urgent_end_about}
            shown, hidden = (urgent_end, end) if script.urgent else (end, urgent_end)
            assert shown <= set(client.texts())
            assert not hidden & set(client.texts()), "not the end that fits the danger"
            assert not has_control_named(client, labels.next)
            assert (emergency <= set(client.button_urls())) is script.urgent
            assert call_bar_urls(client) == slot_urls(content)
            assert has_control_named(client, content.labels.next_contact.title)
            await client.press(labels.previous)
            assert_shows(client, content, cue_list, len(cue_list) - 1)
            await client.press(labels.next)
            await client.press(labels.again)
            assert_shows(client, content, cue_list, 0)
            await client.press(labels.next)
            await client.press(labels.previous)
            assert_shows(client, content, cue_list, 0)

    run_app(scenario)


def test_end_of_a_conversation_leads_to_the_script_and_to_the_follow_up(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    labels = content.labels.conversation
    script = content.scripts[-1]

    async def scenario(client: Client) -> None:
        for link, heading in (
            (labels.script, script.title),
            (content.labels.next_contact.title, content.labels.next_contact.title),
        ):
            await client.visit(routes.script(script.id))
            await client.press(labels.open)
            for _ in cues(script):
                await client.press(labels.next)
            await client.press(link)
            assert client.heading() == heading
            await client.visit(routes.conversation(script.id))
            assert has_control_named(client, labels.again), "the position is not remembered"

    run_app(scenario)


async def try_each_answer(
    client: Client, content: Content, script: Script, line: Rehearsal
) -> None:
    """Try each answer of `line`: it shows its effect and, if it hurts, the helpful phrases.

    The last answer stays on the screen.
    """
    labels = content.labels.rehearse
    phrases = {answer.phrase: script.phrase(answer.phrase) for answer in line.answers}
    helpful_phrases = {
        content.in_quotes(phrase.text)
        for phrase in phrases.values()
        if not isinstance(phrase, AvoidPhrase)
    }
    for answer in line.answers:
        assert {content.in_quotes(line.line), labels.choose} <= set(client.texts())
        choices = [
            name_of(choice) for choice in semantics_with_role(client.view(), SemanticRole.RADIO)
        ]
        assert choices == [content.in_quotes(phrase.text) for phrase in phrases.values()]
        phrase_text = content.in_quotes(phrases[answer.phrase].text)
        hurts = isinstance(phrases[answer.phrase], AvoidPhrase)
        await client.press(phrase_text)
        on_screen = client.texts()
        assert {phrase_text, answer.why} <= set(on_screen)
        assert (labels.hurts in on_screen) is hurts
        assert (labels.helps in on_screen) is not hurts
        assert (labels.better in on_screen) is hurts
        assert not hurts or helpful_phrases <= set(on_screen)
        others = [other.why for other in line.answers if other is not answer]
        assert [why for why in others if why in on_screen] == []
        assert call_bar_urls(client) == slot_urls(content)
        if answer is not line.answers[-1]:
            await client.press(labels.again)


@in_every_language
def test_rehearsal_explains_each_answer_to_each_line(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    labels = content.labels.rehearse

    async def scenario(client: Client) -> None:
        for script in content.scripts:
            await client.visit(routes.rehearse(script.id))
            assert client.heading() == labels.title
            assert labels.lead in client.texts()
            total = len(script.rehearse)
            for number, line in enumerate(script.rehearse, start=1):
                assert labels.progress.format(n=number, total=total) in client.texts()
                await try_each_answer(client, content, script, line)
                if number < total:
                    await client.press(labels.next)
            assert labels.end in client.texts()
            await client.press(content.labels.conversation.open)
            assert client.heading() == script.title
            assert content.labels.conversation.next in client.texts()

    run_app(scenario)

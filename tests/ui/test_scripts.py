"""The moments by group, the parts of a script, and the disclosures of screens."""

from collections.abc import Mapping

import flet as ft

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.scripts import MomentGroup
from sv_app.domain.search import SAY, ResultSection, SearchIndex
from sv_app.ui.components.scroll_anchor import scroll_anchor
from sv_app.ui.components.semantics import SemanticRole
from tests.fakes import Client
from tests.ui.conftest import RunApp, in_every_language
from tests.ui.controls import has_control_named, name_of, semantics_with_role, texts_of


@in_every_language
def test_moments_are_in_groups_with_the_danger_first_and_the_follow_up_after_them(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    groups = content.labels.scripts.groups
    expected: list[str] = []
    for group in MomentGroup:
        expected.append(groups[group])
        expected += [script.title for script in content.scripts if script.group is group]
    expected.append(content.labels.next_contact.title)

    async def scenario(client: Client) -> None:
        await client.visit(routes.SCRIPTS)
        assert [text for text in client.texts() if text in expected] == expected
        await client.press(next(script for script in content.scripts if script.urgent).title)
        assert client.heading() in expected

    run_app(scenario)


def test_only_the_card_of_the_danger_is_red(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]

    async def scenario(client: Client) -> None:
        await client.visit(routes.SCRIPTS)
        red = [
            texts_of(button)[0]
            for button in client.controls(ft.OutlinedButton)
            if isinstance(button.style, ft.ButtonStyle)
            and button.style.bgcolor == ft.Colors.ERROR_CONTAINER
        ]
        assert red == [script.title for script in content.scripts if script.urgent]

    run_app(scenario)


def test_chosen_part_survives_a_rotation_and_is_reset_in_another_script(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    labels, (script, other) = content.labels.scripts, content.scripts[:2]

    def chosen(client: Client) -> list[str]:
        tabs = semantics_with_role(client.view(), SemanticRole.TAB)
        return [name_of(tab) for tab in tabs if tab.selected]

    async def scenario(client: Client) -> None:
        await client.visit(routes.script(script.id))
        await client.press(labels.avoid_tab)
        await client.resize(844)
        assert chosen(client) == [labels.avoid_tab]
        assert script.avoid[0].why in client.texts()
        await client.visit(routes.script(other.id))
        assert chosen(client) == [labels.say_tab]

    run_app(scenario)


def test_list_beside_a_script_is_scrolled_to_it_unless_a_conversation_covers_it(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    script = contents[language].scripts[-1]

    def anchors(client: Client) -> list[str]:
        return [c.args["scroll_key"] for c in client.connection.invoked if c.name == "scroll_to"]

    async def scenario(client: Client) -> None:
        await client.resize(1280)
        await client.visit(routes.conversation(script.id))
        assert anchors(client) == []
        await client.visit(routes.script(script.id))
        [anchor] = anchors(client)
        [card] = [c for c in client.controls(ft.MergeSemantics) if str(c.key) == anchor]
        assert texts_of(card) == [script.title]
        await client.press(contents[language].labels.scripts.avoid_tab)
        assert len(anchors(client)) == 1, "the list moves while the script is read"

    run_app(scenario)


def test_button_shows_the_other_phrases_and_a_found_one_is_shown_at_once(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    script = content.scripts[0]
    last = content.in_quotes(script.say[-1].text)
    more = content.labels.scripts.more.format(n=len(script.say) - 3)

    async def scenario(client: Client) -> None:
        await client.visit(routes.script(script.id))
        assert last not in client.texts()
        await client.press(more)
        assert last in client.texts()
        assert not has_control_named(client, more)
        await client.visit(routes.script(script.id, scroll_anchor(SAY, script.say[-1].id)))
        assert last in client.texts()

    run_app(scenario)


def test_collapsed_text_that_a_search_found_is_expanded(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    index = SearchIndex(contents, region="fr")
    month = content.team.sequence[-1].actions[0]
    role = content.team.internal[0]
    attitude = content.attitudes.items[0]
    step_up = content.team.step_up_actions[0]
    found = {
        month.name: (month.about, ResultSection.TEAM),
        role.about: (role.about, ResultSection.TEAM),
        step_up.how: (step_up.how, ResultSection.TEAM),
        attitude.text: (attitude.why, ResultSection.ATTITUDES),
    }
    titles = {
        ResultSection.TEAM: content.labels.team.title,
        ResultSection.ATTITUDES: content.labels.scripts.attitudes,
    }

    async def scenario(client: Client) -> None:
        for query, (text, section) in found.items():
            assert index.find(query, language)[0].section is section, query
            await client.visit(routes.SEARCH)
            await client.write(query)
            await client.press(titles[section])
            assert text in client.texts(), query
            [*_, call] = client.connection.invoked
            anchor = call.args["scroll_key"]
            assert anchor in [str(c.key) for c in client.controls(ft.Control) if c.key]

    run_app(scenario)


def test_disclosure_says_its_state_and_collapses_again(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    title, text = content.labels.team.internal, content.team.internal[0].about

    def states(client: Client) -> list[bool | None]:
        headings = [s for s in client.controls(ft.Semantics) if s.expanded is not None]
        return [heading.expanded for heading in headings if texts_of(heading)[0] == title]

    async def scenario(client: Client) -> None:
        await client.visit(routes.TEAM)
        assert states(client) == [False]
        await client.press(title)
        assert states(client) == [True]
        assert text in client.texts()
        await client.resize(1280)
        assert states(client) == [True], "the rotation collapses what was expanded"
        await client.press(title)
        assert states(client) == [False]
        assert text not in client.texts()

    run_app(scenario)

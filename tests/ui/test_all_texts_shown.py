"""The screens to read and the result of a self-check show their texts, in each language."""

from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from sv_app import routes
from sv_app.data.content_files import iter_leaf_fields
from sv_app.domain.content import Content
from sv_app.domain.self_check import QUESTIONS_BY_STEP, ContextQuestion, Degree
from sv_app.editorial.texts import NON_TEXT_KEYS
from tests.fakes import Client
from tests.ui.actions import expand_all
from tests.ui.conftest import RunApp, in_every_language

SECTIONS = ("step_up", "reaction", "internal", "external", "legal")
"""The labels of the collapsible sections of the result."""


def displayed_texts(*models: BaseModel) -> Iterator[str]:
    """Yield every text of the models, without ids."""
    for model in models:
        for key, value in iter_leaf_fields(model):
            if isinstance(value, str) and not NON_TEXT_KEYS.search(key):
                yield value


def missing_texts(content: Content, client: Client, *models: BaseModel) -> list[str]:
    on_screen = set(client.texts())
    return [
        t
        for t in displayed_texts(*models)
        if t not in on_screen and content.in_quotes(t) not in on_screen
    ]


@in_every_language
def test_reading_screens_show_every_text_and_cite_every_source(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    models_by_path: dict[str, tuple[BaseModel, ...]] = {
        routes.SCRIPTS: (content.attitudes, content.understand.helper_role),
        routes.TEAM: (content.team, content.attitudes),
        routes.FIRST_HOUR: (content.team_tools.first_hour.model_copy(update={"about": None}),),
        routes.DEBRIEF: (content.team_tools.debrief.model_copy(update={"about": None}),),
        routes.TONIGHT: content.tools.tonight.part,
        routes.UNDERSTAND: (content.understand,),
    }

    async def scenario(client: Client) -> None:
        for path, models in models_by_path.items():
            await client.visit(path)
            await expand_all(client)
            assert missing_texts(content, client, *models) == []
            on_screen = "\n".join(client.texts())
            cited = {
                str(v)
                for m in models
                for k, v in iter_leaf_fields(m)
                if "source" in k.split(".")[-1]
            }
            assert cited
            assert [s for s in cited if f"{content.source(s).author}, " not in on_screen] == []
        assert [sign for sign in content.self_check.signs.values() if sign not in on_screen] == []

    run_app(scenario)


@in_every_language
def test_self_check_with_every_sign_shows_every_message_after_it(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    words, labels = content.self_check, content.labels

    async def scenario(client: Client) -> None:
        await client.visit(routes.SELF_CHECK)
        for danger in words.dangers.values():
            await client.press(danger)
        await client.press(labels.self_check.next)
        for question in QUESTIONS_BY_STEP.values():
            assert client.heading() == words.questions[question].ask
            assert words.questions[question].hint in client.texts()
            skipped = question is ContextQuestion.SINCE
            await client.press(labels.self_check.skip if skipped else words.degrees[Degree.A_LOT])
        assert client.heading() == labels.result.title
        for name in SECTIONS:
            await client.press(getattr(labels.result, name))
        others = content.messages.model_copy(update={"advice": None})
        assert missing_texts(content, client, others) == []
        assert content.current_region.words.emergency in client.texts()
        assert content.current_region.words.external in client.texts()

    run_app(scenario)

"""The dot matrix of the journal, and the text that a screen reader says instead."""

from collections.abc import Mapping

import flet as ft

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.self_check import QUESTIONS, Degree, Sign, StepUpCriterion, YesNo
from sv_app.ui.theme import DOT_SIZE
from tests.fakes import Client, walk
from tests.ui.conftest import RunApp


async def save_check_with(client: Client, content: Content, degree: Degree) -> None:
    """Answer every sign with the same degree, and save the check."""
    await client.visit(routes.SELF_CHECK)
    for question in QUESTIONS:
        if isinstance(question, Sign):
            await client.press(content.self_check.degrees[degree])
        elif isinstance(question, StepUpCriterion):
            await client.press(content.self_check.yes_no[YesNo.NO])
        else:
            await client.press(content.labels.self_check.skip)
    await client.press(content.labels.result.save)


def test_each_sign_has_a_row_of_dots_and_an_equivalent_text(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    count = content.labels.journal.picture_count

    async def scenario(client: Client) -> None:
        for degree in (Degree.A_LOT, Degree.NOT_AT_ALL, Degree.SOMEWHAT):
            await save_check_with(client, content, degree)
        await client.visit(routes.JOURNAL)
        rows = {s.label: s for s in client.controls(ft.Semantics) if s.exclude_semantics}
        for sign in Sign:
            row = rows[f"{content.self_check.signs[sign]}\n{count.format(n=2, total=3)}"]
            dots = [c for c in walk(row) if isinstance(c, ft.Container) and c.width == DOT_SIZE]
            assert [dot.bgcolor is not None for dot in dots] == [True, False, True]

    run_app(scenario)


def test_empty_journal_has_no_dot_matrix(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    async def scenario(client: Client) -> None:
        await client.visit(routes.JOURNAL)
        assert contents[language].labels.journal.picture not in client.texts()
        assert contents[language].labels.journal.empty in client.texts()

    run_app(scenario)

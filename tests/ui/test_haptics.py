"""Haptic feedback on a phone, for an answer and for a save."""

from collections.abc import Mapping

import flet as ft
import pytest

from sv_app.domain.content import Content
from sv_app.domain.self_check import QUESTIONS_BY_STEP, possible_answers
from tests.fakes import Client
from tests.ui.actions import begin_self_check
from tests.ui.conftest import RunApp

LIGHT_IMPACT = "light_impact"


@pytest.mark.parametrize(
    ("platform", "vibrates"),
    [
        (ft.PagePlatform.ANDROID, True),
        (ft.PagePlatform.IOS, True),
        (ft.PagePlatform.LINUX, False),
        (None, False),
    ],
)
def test_answers_and_saving_vibrate_only_on_a_phone(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    platform: ft.PagePlatform,
    vibrates: bool,
) -> None:
    content = contents[language]

    async def scenario(client: Client) -> None:
        client.page.platform = platform
        await begin_self_check(client, content)
        for question in QUESTIONS_BY_STEP.values():
            await client.press(content.self_check.answer(possible_answers(question)[-1]))
        assert client.invoked().count(LIGHT_IMPACT) == len(QUESTIONS_BY_STEP) * vibrates
        await client.press(content.labels.result.save)
        await client.wait_for_text(content.labels.result.saved)
        assert client.invoked().count(LIGHT_IMPACT) == (len(QUESTIONS_BY_STEP) + 1) * vibrates

    run_app(scenario)

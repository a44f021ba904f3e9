"""The readiness check: four questions before a conversation; the answers are stored nowhere."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import flet as ft

from sv_app import routes
from sv_app.domain.readiness import ReadinessQuestion
from sv_app.domain.scripts import Script
from sv_app.ui.components.buttons import primary
from sv_app.ui.components.cards import card, nav_card
from sv_app.ui.components.citations import source_list, titled_items
from sv_app.ui.components.disclosure import disclosure
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.moments import urgent_moments, with_script
from sv_app.ui.components.options import Option, chip_group
from sv_app.ui.components.phrases import message_card
from sv_app.ui.components.scroll_anchor import scrolled_into_view
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.typography import heading, live_region, muted, text, title
from sv_app.ui.context import AppContext, use_state
from sv_app.ui.theme import STRETCH, Space, TextSize

Answers = Mapping[str, bool]
"""By the id of a question, whether its answer is the one of somebody who is ready."""


def _unanswered() -> tuple[str, Answers]:
    return "", {}


@screen
def readiness(context: AppContext) -> ft.View:
    """The scripts for a danger, the questions, and once all are answered, what to do."""
    (answered_path, answers), set_answers = use_state(_unanswered)

    def show(script: Script | None) -> ft.View:
        # The state survives a change of path, so it names its path.
        current = answers if answered_path == context.path else {}

        def answer(question: ReadinessQuestion, ready: bool) -> None:
            set_answers((context.path, {**current, question.id: ready}))

        words = context.content.readiness
        questions = [
            control
            for question in words.questions
            for control in _question(question, current.get(question.id), partial(answer, question))
        ]
        cited = source_list(context.content, words.sources)
        return page_shell(
            context,
            title(words.title),
            [
                text(words.lead),
                text(words.danger),
                *urgent_moments(context),
                *questions,
                *_outcome(context, current, script),
                disclosure(context.content.labels.scripts.sources, cited),
            ],
            back_to=routes.script(script.id) if script else routes.SCRIPTS,
        )

    if context.path == routes.READINESS:
        return show(None)
    return with_script(context, show)


def _question(
    question: ReadinessQuestion, ready: bool | None, answer: Callable[[bool], None]
) -> list[ft.Control]:
    options = [
        Option(question.ready, ready is True, partial(answer, True)),
        Option(question.not_ready, ready is False, partial(answer, False)),
    ]
    hint = muted(question.hint, TextSize.SMALL)
    chips = chip_group(question.ask, options)
    group = ft.Column([hint, chips], spacing=Space.SMALL, horizontal_alignment=STRETCH)
    return [heading(question.ask), group]


def _outcome(context: AppContext, answers: Answers, script: Script | None) -> list[ft.Control]:
    """What to do, once every question is answered: go, or hand over."""
    obstacles = context.content.readiness.obstacles(answers)
    if obstacles is None:
        return []
    may_go = context.content.readiness.may_go(obstacles)
    outcome = _go(context, obstacles, script) if may_go else _hand_over(context, obstacles)
    column = ft.Column(outcome, spacing=Space.MEDIUM, horizontal_alignment=STRETCH)
    return [scrolled_into_view(column, "go" if may_go else "hand-over")]


def _go(
    context: AppContext, obstacles: Sequence[ReadinessQuestion], script: Script | None
) -> list[ft.Control]:
    """What to ask for first, if anything, and the button that leads to the script."""
    words, labels = context.content.readiness, context.content.labels.readiness
    path = routes.script(script.id) if script else routes.SCRIPTS
    onward = primary(labels.script if script else labels.moment, lambda: context.go(path))
    messages = [message_card(context, question.say, question.advice) for question in obstacles]
    return [card([live_region(words.outcome(obstacles).text), *messages, onward])]


def _hand_over(context: AppContext, obstacles: Sequence[ReadinessQuestion]) -> list[ft.Control]:
    """What to say, whom to ask, and help for the person, who may be affected as well."""
    words, labels = context.content.readiness, context.content.labels
    return [
        card([live_region(words.outcome(obstacles).text)]),
        heading(labels.readiness.words),
        *(message_card(context, question.say, question.advice) for question in obstacles),
        heading(labels.readiness.ways),
        *titled_items(words.ways),
        nav_card(
            context, labels.home.me, labels.home.me_about, ft.Icons.FAVORITE_BORDER, routes.ME
        ),
    ]

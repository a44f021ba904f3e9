"""A self-check in words: what was asked, and what was answered."""

import flet as ft

from sv_app.domain.content import Kit
from sv_app.domain.self_check import QUESTIONS, Question, SelfCheck
from sv_app.ui.parts.words import bold, pair, soft
from sv_app.ui.services import Services


def answers_list(services: Services, check: SelfCheck) -> list[ft.Control]:
    """Every question, each with its answer or the word for a skipped one."""
    kit = services.kit
    return [_row(kit, question, check) for question in QUESTIONS]


def _row(kit: Kit, question: Question, check: SelfCheck) -> ft.Container:
    answer = check.get(question)
    said = kit.self_check.answer(answer) if answer else kit.labels.journal.skipped
    ask = kit.self_check.questions[question].ask
    return pair(soft(ask), bold(said))

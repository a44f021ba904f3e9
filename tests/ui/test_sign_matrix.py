"""The matrix of the signs in the journal, and the words that say the same."""

import datetime as dt
from collections.abc import Mapping

import flet as ft
import pytest

from sv_app import routes
from sv_app.data.journal import Journal
from sv_app.domain.content import Content
from sv_app.domain.journal import Entry, EntryBatch
from sv_app.domain.self_check import Degree, SelfCheck, Sign, StepUpCriterion, YesNo
from sv_app.ui.theme import DOT_SIZE
from tests.fakes import Client, walk
from tests.ui.conftest import RunApp, in_every_language
from tests.ui.controls import has_control_named

CHECKS = (
    SelfCheck(answers={Sign.GUILT: Degree.A_LOT, StepUpCriterion.DANGER_TO_SOMEONE: YesNo.YES}),
    SelfCheck(answers={Sign.GUILT: Degree.SOMEWHAT, StepUpCriterion.DANGER_TO_SOMEONE: YesNo.NO}),
    SelfCheck(answers={Sign.GUILT: Degree.NOT_AT_ALL}),
    SelfCheck(answers={}),
)
"""Oldest first: a lot, a little, not at all, skipped."""


def entries(*checks: SelfCheck) -> tuple[Entry, ...]:
    """Return an entry a day, newest first."""
    first = dt.datetime(2026, 11, 1, 12, tzinfo=dt.UTC)
    dated = [
        Entry(id=f"{n:032x}", at=first + dt.timedelta(days=n), check=check)
        for n, check in enumerate(checks)
    ]
    return tuple(reversed(dated))


def show(monkeypatch: pytest.MonkeyPatch, *checks: SelfCheck) -> None:
    """Make the journal hold an entry of each of `checks`, oldest first."""

    async def batch(_: Journal, number: int | None = None) -> EntryBatch:
        return EntryBatch(entries=entries(*checks))

    monkeypatch.setattr(Journal, "batch", batch)


async def open_journal(client: Client, content: Content) -> None:
    await client.visit(routes.JOURNAL)
    await client.wait_for_text(content.labels.journal.lead)


def rows(client: Client) -> dict[str, ft.Semantics]:
    """Return the rows of the picture, by the words that a screen reader says."""
    return {str(s.label): s for s in client.controls(ft.Semantics) if s.exclude_semantics}


def marks(row: ft.Semantics) -> list[tuple[object, ...]]:
    """Return what each mark of a row looks like, without its colours."""
    boxes = [c for c in walk(row) if isinstance(c, ft.Container) and c.width == DOT_SIZE]
    return [
        (bool(box.bgcolor), bool(box.gradient), bool(box.border), str(box.border_radius))
        for box in boxes
    ]


@in_every_language
def test_each_answer_has_a_mark_of_its_own_and_its_word(
    run_app: RunApp, contents: Mapping[str, Content], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = contents[language]
    words = content.self_check
    show(monkeypatch, *CHECKS)
    skipped = content.labels.journal.skipped
    answers = [
        *(words.degrees[degree] for degree in (Degree.A_LOT, Degree.SOMEWHAT, Degree.NOT_AT_ALL)),
        skipped,
    ]
    step_up = [words.yes_no[YesNo.YES], words.yes_no[YesNo.NO], skipped, skipped]

    async def scenario(client: Client) -> None:
        await open_journal(client, content)
        guilt = rows(client)[f"{words.signs[Sign.GUILT]}\n{', '.join(answers)}"]
        assert len(set(marks(guilt))) == len(CHECKS)
        help_needed = rows(client)[f"{content.labels.journal.step_up}\n{', '.join(step_up)}"]
        assert len(set(marks(help_needed))) == len(set(step_up))
        assert {*answers, step_up[0]} <= set(client.texts()), "the key of the marks"

    run_app(scenario)


def test_list_shows_degrees_skipped_questions_and_yes_answers(
    run_app: RunApp, contents: Mapping[str, Content], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = contents[language]
    labels, words = content.labels.journal, content.self_check
    show(monkeypatch, *CHECKS)

    async def scenario(client: Client) -> None:
        await open_journal(client, content)
        text = "\n".join(client.texts())
        for degree in (Degree.A_LOT, Degree.SOMEWHAT):
            signs = words.signs[Sign.GUILT]
            assert labels.marked.format(degree=words.degrees[degree], signs=signs) in text
        assert (
            labels.marked.format(degree=labels.skipped, signs=words.signs[Sign.WITHDRAWAL]) in text
        )
        yes = labels.marked.format(degree=labels.step_up, signs=words.yes_no[YesNo.YES])
        assert text.count(yes) == 1

    run_app(scenario)


def test_picture_begins_with_the_second_entry(
    run_app: RunApp, contents: Mapping[str, Content], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = contents[language]
    labels = content.labels.journal

    async def scenario(client: Client) -> None:
        show(monkeypatch, CHECKS[0])
        await open_journal(client, content)
        assert labels.picture not in client.texts()
        assert labels.picture_later in client.texts()
        await client.visit(routes.HOME)
        show(monkeypatch, *CHECKS[:2])
        await open_journal(client, content)
        assert labels.picture in client.texts()
        assert labels.picture_later not in client.texts()

    run_app(scenario)


def test_journal_offers_the_report_and_to_erase_only_if_it_holds_something(
    run_app: RunApp, contents: Mapping[str, Content], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = contents[language]
    report, labels = content.privacy.settings_menu.clinician_report, content.labels.journal

    async def scenario(client: Client) -> None:
        await client.visit(routes.JOURNAL)
        await client.wait_for_text(labels.empty)
        assert not has_control_named(client, report)
        assert not has_control_named(client, labels.delete_all)
        await client.visit(routes.HOME)
        show(monkeypatch, CHECKS[0])
        await open_journal(client, content)
        assert has_control_named(client, labels.delete_all)
        await client.press(report)
        assert client.page.route == routes.CLINICIAN_REPORT

    run_app(scenario)

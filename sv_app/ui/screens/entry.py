"""An entry of the journal: a summary of its answers, and the cards that follow from them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import flet as ft

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.journal import Entry, SaveError
from sv_app.domain.self_check import (
    Answer,
    ContextQuestion,
    Degree,
    Question,
    SelfCheck,
    Sign,
    StepUpCriterion,
)
from sv_app.ui.components.buttons import destructive, secondary
from sv_app.ui.components.cards import Drawing, card, drawing
from sv_app.ui.components.confirm import destructive_confirmation
from sv_app.ui.components.disclosure import controlled_disclosure
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.passcode import locked_view
from sv_app.ui.components.self_check_result import (
    DisclosureState,
    advice_cards,
    section_disclosures,
    use_disclosures,
)
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.storage_notices import not_stored_notice
from sv_app.ui.components.typography import bold, heading, muted, status_message, text, title
from sv_app.ui.context import AppContext, ObservedStorage, use_effect, use_state, use_storage
from sv_app.ui.theme import DANGER_TEXT_COLOR, ICON_SIZE, BorderWidth, Space


@dataclass(frozen=True)
class ReadResult:
    """The entry that was read; else the message to show instead."""

    entry: Entry | None = None
    message: str = ""


@screen
def entry(context: AppContext) -> ft.View:
    """The entry in the path, or a sentence when it no longer exists."""
    storage = use_storage()
    confirming, set_confirming = use_state(bool)
    problem, set_problem = use_state(str)
    loading = ReadResult(message=context.content.privacy.journal_list.loading)
    result, set_result = use_state(lambda: loading)
    advice_open, set_advice_open = use_state(bool)
    disclosures, scroll = use_disclosures(context)
    entry_id = ft.use_route_params().get("entry", "")
    labels = context.content.labels.journal

    async def read() -> None:
        set_result(loading if storage.locked else await _read(context, entry_id))

    async def erase() -> None:
        set_confirming(False)
        try:
            await context.journal.erase_entry(entry_id)
        except SaveError:
            set_problem(labels.failed)
        else:
            context.go(routes.JOURNAL)
            context.show_toast(labels.deleted, routes.JOURNAL)

    use_effect(read, [storage.version, entry_id])
    if storage.locked:
        return locked_view(context, routes.JOURNAL)
    question = destructive_confirmation(
        labels.delete_ask, (labels.delete, erase), (labels.keep, lambda: set_confirming(False))
    )
    button = destructive(labels.delete, lambda: set_confirming(True))
    if result.entry:
        erase_controls = [*([] if confirming else [button]), *status_message(problem)]
        controls = [
            *_summary(context, storage, result.entry),
            _advice(
                context,
                result.entry.check,
                disclosures,
                (advice_open, lambda: set_advice_open(not advice_open)),
            ),
            *erase_controls,
        ]
        headline = context.content.entry_title(result.entry)
    else:
        controls = _missing(context, result.message)
        headline = labels.title
    # In the footer, the question is visible wherever the person has scrolled to.
    # Without the space under it, a double tap on the button that asks would confirm.
    space = ft.Container(height=Space.HUGE)
    footer: list[ft.Control] = [question, space] if confirming and result.entry else []
    return page_shell(
        context, title(headline), controls, back_to=routes.JOURNAL, footer=footer, scroll=scroll
    )


async def _read(context: AppContext, entry_id: str) -> ReadResult:
    try:
        entry_or_none = await context.journal.entry(entry_id)
    except Exception as error:  # the errors of reading differ by device
        context.report(error)
        return ReadResult(message=context.content.privacy.journal_list.failed)
    return ReadResult(entry_or_none, context.content.labels.journal.gone)


def _missing(context: AppContext, message: str) -> list[ft.Control]:
    """Why no entry is shown, and the button to the journal."""
    if message == context.content.privacy.journal_list.loading:
        return [text(message)]
    to_journal = secondary(
        context.content.labels.result.journal, lambda: context.go(routes.JOURNAL)
    )
    return [drawing(Drawing.EMPTY_JOURNAL), text(message), to_journal]


def _summary(context: AppContext, storage: ObservedStorage, saved: Entry) -> list[ft.Control]:
    """The notices, the dangers that were ticked, the note, and each question with its answer."""
    content, check = context.content, saved.check
    signs = [
        _answer_row(MARKS[check.get(sign)], content.self_check.signs[sign], content, check, sign)
        for sign in Sign
    ]
    others = [
        _answer_row(None, content.self_check.ask(question), content, check, question)
        for question in ContextQuestion
    ]
    return [
        *not_stored_notice(context, storage),
        _dangers(content, check),
        *([_note(context, saved.note)] if saved.note else []),
        card([heading(content.labels.result.marked), *signs, *others]),
    ]


MARKS: Mapping[Answer | None, ft.IconData | None] = {
    Degree.A_LOT: ft.Icons.CIRCLE,
    Degree.SOMEWHAT: ft.Icons.CONTRAST,
    Degree.NOT_AT_ALL: ft.Icons.CIRCLE_OUTLINED,
    None: ft.Icons.REMOVE,
}
"""The mark of each answer about a sign: they differ in shape; None is a skipped question."""


def _answer_row(
    mark: ft.IconData | None, words: str, content: Content, check: SelfCheck, question: Question
) -> ft.Control:
    answer = check.get(question)
    answer_text = content.self_check.answer(answer) if answer else content.labels.journal.skipped
    icon = [ft.Icon(mark, size=ICON_SIZE, color=ft.Colors.PRIMARY)] if mark else []
    lines = ft.Column([muted(words), bold(answer_text)], spacing=0, tight=True, expand=True)
    row = ft.Row([*icon, lines], spacing=Space.MEDIUM)
    return ft.Container(row, padding=ft.Padding(top=Space.TINY))


def _dangers(content: Content, check: SelfCheck) -> ft.Control:
    """The dangers that were ticked; else that none was, or that the question was skipped."""
    labels, reasons = content.labels, check.step_up_reasons
    if not reasons:
        skipped = all(check.get(criterion) is None for criterion in StepUpCriterion)
        answer_text = labels.journal.skipped if skipped else labels.journal.no_danger
        return card([heading(labels.journal.safety), text(answer_text)])
    color = DANGER_TEXT_COLOR
    rows = [
        ft.Row(
            [
                ft.Icon(ft.Icons.CHECK_BOX, size=ICON_SIZE, color=color),
                ft.Container(text(content.self_check.dangers[reason], color=color), expand=True),
            ],
            spacing=Space.MEDIUM,
        )
        for reason in reasons
    ]
    return card(
        [heading(labels.journal.safety, color), *rows],
        bgcolor=ft.Colors.ERROR_CONTAINER,
        border=ft.Border.all(BorderWidth.FIRM, ft.Colors.ERROR),
    )


def _advice(
    context: AppContext,
    check: SelfCheck,
    disclosures: DisclosureState,
    heading_state: tuple[bool, Callable[[], None]],
) -> ft.Control:
    """The cards and the collapsible sections, under a heading that opens them.

    `heading_state` is whether this heading is open, and the handler that changes it.
    """
    opened, toggle = heading_state
    controls = [
        *advice_cards(context, check, disclosures),
        *section_disclosures(context, check, disclosures),
    ]
    words = context.content.labels.journal.next_steps
    return controlled_disclosure(words, opened, toggle, controls if opened else [], framed=False)


def _note(context: AppContext, note: str) -> ft.Control:
    return card([heading(context.content.privacy.journal_list.note), text(note)])

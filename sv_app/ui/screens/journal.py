"""The journal: past self-checks by date, a batch at a time, and a matrix of the signs."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import flet as ft

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.journal import Entry
from sv_app.domain.self_check import Answer, Degree, SelfCheck, Sign, StepUpCriterion, YesNo
from sv_app.ui.components.buttons import ClickHandler, destructive, primary, secondary
from sv_app.ui.components.cards import Drawing, card, drawing, nav_card
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.passcode import locked_view
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.storage_notices import (
    expired_notice,
    not_stored_notice,
    notice_card,
)
from sv_app.ui.components.typography import heading, muted, text, title
from sv_app.ui.context import AppContext, use_effect, use_state, use_storage
from sv_app.ui.theme import DOT_SIZE, BorderWidth, Space, TextSize

MATRIX_COLUMNS = 10
"""How many self-checks fit on a phone; the newest are shown."""
MIN_COLUMNS = 2
"""The matrix is shown from two self-checks on: it shows a change."""


def sign_matrix(context: AppContext, entries: Sequence[Entry]) -> ft.Control:
    """A row for each sign, a column for each self-check, oldest first.

    A screen reader reads the name of each sign and its answers instead of the marks.
    """
    content, labels = context.content, context.content.labels.journal
    checks = [entry.check for entry in reversed(entries[:MATRIX_COLUMNS])]
    rows = [
        _row(content, content.self_check.signs[sign], [_mark(check.get(sign)) for check in checks])
        for sign in Sign
    ]
    legend_marks = [*map(Mark, Degree), Mark.SKIPPED]
    if any(check.step_up_reasons for check in checks):
        legend_marks.append(Mark.YES)
        rows.append(_row(content, labels.step_up, [_step_up_mark(check) for check in checks]))
    oldest, newest = entries[:MATRIX_COLUMNS][-1].local_time, entries[0].local_time
    same_day = oldest.date() == newest.date()
    first, last = (
        content.labels.date.format_datetime(at)
        if same_day
        else content.labels.date.format_date(at.date())
        for at in (oldest, newest)
    )
    dates = labels.picture_dates.format(first=first, last=last)
    controls = [
        heading(labels.picture),
        *rows,
        muted(dates, TextSize.SMALL),
        _legend(content, legend_marks),
    ]
    return card(controls)


class Mark(StrEnum):
    """What is drawn for an answer; the marks differ in shape, not only in colour."""

    NOT_AT_ALL = Degree.NOT_AT_ALL
    SOMEWHAT = Degree.SOMEWHAT
    A_LOT = Degree.A_LOT
    SKIPPED = "skipped"
    YES = YesNo.YES
    NO = YesNo.NO


def _mark(answer: Answer | None) -> Mark:
    return Mark(answer) if answer else Mark.SKIPPED


def _step_up_mark(check: SelfCheck) -> Mark:
    """The mark of all step-up questions together: one yes is enough."""
    answers = [check.get(criterion) for criterion in StepUpCriterion]
    if YesNo.YES in answers:
        return Mark.YES
    return Mark.NO if YesNo.NO in answers else Mark.SKIPPED


def _mark_name(content: Content, mark: Mark) -> str:
    words = content.self_check
    names = {**words.degrees, **words.yes_no, Mark.SKIPPED: content.labels.journal.skipped}
    return names[mark]


def _row(content: Content, name: str, marks: Sequence[Mark]) -> ft.Control:
    answers = ", ".join(_mark_name(content, mark) for mark in marks)
    drawn = ft.Row([_drawn_mark(mark) for mark in marks], spacing=Space.SMALL, wrap=True)
    column = ft.Column([muted(name, TextSize.SMALL), drawn], spacing=Space.TINY, tight=True)
    return ft.Semantics(label=f"{name}\n{answers}", exclude_semantics=True, content=column)


def _legend(content: Content, marks: Sequence[Mark]) -> ft.Control:
    """What each mark means; the rows say the same to a screen reader."""
    pairs: list[ft.Control] = [
        ft.Row(
            [_drawn_mark(mark), muted(_mark_name(content, mark), TextSize.SMALL)],
            spacing=Space.SMALL,
            tight=True,
        )
        for mark in marks
    ]
    legend = ft.Row(pairs, spacing=Space.BASE, run_spacing=Space.TINY, wrap=True)
    return ft.Semantics(exclude_semantics=True, content=legend)


def _drawn_mark(mark: Mark) -> ft.Container:
    """A hollow, half or full dot, a dash for a skipped question, a red square for a yes."""
    if mark is Mark.SKIPPED:
        dash = ft.Container(width=DOT_SIZE / 2, height=BorderWidth.FIRM, bgcolor=ft.Colors.OUTLINE)
        return ft.Container(dash, width=DOT_SIZE, height=DOT_SIZE, alignment=ft.Alignment.CENTER)
    felt = mark in (Mark.SOMEWHAT, Mark.A_LOT)
    color = ft.Colors.PRIMARY if felt else ft.Colors.OUTLINE
    yes = mark is Mark.YES
    return ft.Container(
        width=DOT_SIZE,
        height=DOT_SIZE,
        border_radius=Space.TINY if yes else DOT_SIZE / 2,
        border=ft.Border.all(BorderWidth.FIRM, ft.Colors.ERROR if yes else color),
        bgcolor={Mark.A_LOT: ft.Colors.PRIMARY, Mark.YES: ft.Colors.ERROR}.get(mark),
        gradient=_LOWER_HALF if mark is Mark.SOMEWHAT else None,
    )


_LOWER_HALF = ft.LinearGradient(
    begin=ft.Alignment.TOP_CENTER,
    end=ft.Alignment.BOTTOM_CENTER,
    colors=[*[ft.Colors.TRANSPARENT] * 2, *[ft.Colors.PRIMARY] * 2],
    stops=[0, 0.5, 0.5, 1],
)


@dataclass(frozen=True)
class LoadedEntries:
    """The entries that were read so far."""

    entries: tuple[Entry, ...] | None = None
    """None until the first batch was read."""
    older: int | None = None
    """The number of the next older page; None when there is none."""
    failed: bool = False


@screen
def journal(context: AppContext) -> ft.View:
    """The newest entries, and a button that loads older ones."""
    storage = use_storage()
    loaded, set_loaded = use_state(LoadedEntries)

    async def load_batch(before: LoadedEntries) -> None:
        try:
            batch = await context.journal.batch(before.older)
        except Exception as error:  # the errors of reading differ by device
            context.report(error)
            set_loaded(LoadedEntries(before.entries, before.older, failed=True))
        else:
            set_loaded(LoadedEntries((*(before.entries or ()), *batch.entries), batch.older))

    async def reload() -> None:
        if storage.locked:
            set_loaded(LoadedEntries())
        else:
            await load_batch(LoadedEntries())

    use_effect(reload, [storage.version])
    if storage.locked:
        return locked_view(context, routes.ME)
    labels = context.content.labels.journal

    def erase() -> None:
        context.go(routes.ERASE)

    controls = [
        *not_stored_notice(context, storage),
        *expired_notice(context, storage),
        *_list(context, loaded),
        *_more(context, loaded, lambda: load_batch(loaded)),
        *([destructive(labels.delete_all, erase)] if loaded.entries or loaded.failed else []),
    ]
    return page_shell(context, title(labels.title), controls, back_to=routes.ME)


def _list(context: AppContext, loaded: LoadedEntries) -> list[ft.Control]:
    labels = context.content.labels.journal
    if loaded.entries is None:
        return [] if loaded.failed else [text(context.content.privacy.journal_list.loading)]
    if not loaded.entries:
        start = primary(labels.start, lambda: context.go(routes.SELF_CHECK))
        return [drawing(Drawing.EMPTY_JOURNAL), text(labels.empty), start]
    enough = len(loaded.entries) >= MIN_COLUMNS
    menu = context.content.privacy.settings_menu
    report = secondary(
        menu.clinician_report,
        lambda: context.go(routes.CLINICIAN_REPORT),
        ft.Icons.PRINT_OUTLINED,
    )
    return [
        muted(labels.lead),
        *([sign_matrix(context, loaded.entries)] if enough else []),
        report,
        secondary(menu.export, lambda: context.go(routes.EXPORT), ft.Icons.DOWNLOAD),
        *(_entry(context, entry) for entry in loaded.entries),
        *([] if enough else [muted(labels.picture_later)]),
    ]


def _more(context: AppContext, loaded: LoadedEntries, load: ClickHandler) -> list[ft.Control]:
    labels = context.content.privacy.journal_list
    if loaded.failed:
        retry = secondary(labels.retry, load, ft.Icons.REFRESH)
        return [notice_card(ft.Icons.ERROR_OUTLINE, labels.failed, retry)]
    return [] if loaded.older is None else [secondary(labels.older, load)]


def _entry(context: AppContext, entry: Entry) -> ft.Control:
    content = context.content
    icon = ft.Icons.EVENT_NOTE_OUTLINED
    about = "\n".join(_summary(content, entry.check))
    return nav_card(context, content.entry_title(entry), about, icon, routes.entry(entry.id))


def _summary(content: Content, check: SelfCheck) -> list[str]:
    """The answers in words: help needed at once, the signs by degree, and the skipped signs."""
    labels, words = content.labels.journal, content.self_check
    lines = []
    if check.step_up_reasons:
        lines.append(labels.marked.format(degree=labels.step_up, signs=words.yes_no[YesNo.YES]))
    if not check.marked_signs:
        lines.append(labels.no_signs)
    for mark in (Mark.A_LOT, Mark.SOMEWHAT, Mark.SKIPPED):
        signs = [words.signs[sign] for sign in Sign if _mark(check.get(sign)) is mark]
        if signs:
            degree = _mark_name(content, mark)
            lines.append(labels.marked.format(degree=degree, signs=" · ".join(signs)))
    return lines

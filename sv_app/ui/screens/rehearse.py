"""Rehearsing a moment: a colleague's line, three answers, and what each one does."""

import flet as ft

from sv_app import routes
from sv_app.domain.scripts import Script
from sv_app.ui.components.buttons import Act, primary, tertiary
from sv_app.ui.components.cards import card
from sv_app.ui.components.choices import Option, choices
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.moments import Move, of_moment, progress_line, use_place
from sv_app.ui.components.phrases import rehearsal_feedback
from sv_app.ui.components.scroll_anchor import requested_anchor
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.typography import bold, heading, live_region, muted, text, title
from sv_app.ui.context import AppContext
from sv_app.ui.theme import Size

STEPS = 4
"""A line, then each of its three answers: where one is, as one number."""


@screen
def rehearse(context: AppContext) -> ft.View:
    """The lines of the moment the path names; what is tried is kept nowhere."""
    at, move = use_place()
    asked = requested_anchor()

    def show(script: Script) -> ft.View:
        begin = next((n for n, line in enumerate(script.rehearse) if line.id == asked), 0)
        return _rehearse(context, script, begin * STEPS if at is None else at, move)

    return of_moment(context, show)


def _rehearse(context: AppContext, script: Script, at: int, move: Move) -> ft.View:
    labels = context.content.labels.rehearse
    rank, tried = divmod(at, STEPS)
    if rank < len(script.rehearse):
        shown = [*_line(context, script, rank), *_answers(context, script, at, move)]
        footer = _on(context, script, at, move) if tried else None
    else:
        shown, footer = [text(labels.none)], [_go(context, script)]
    back = routes.script(script.id)
    return page_shell(context, [title(labels.title), *shown], back_to=back, footer=footer, step=at)


def _line(context: AppContext, script: Script, rank: int) -> list[ft.Control]:
    content, labels = context.content, context.content.labels.rehearse
    progress = labels.progress.format(n=rank + 1, total=len(script.rehearse))
    said = live_region(content.quoted(script.rehearse[rank].line), size=Size.QUOTE)
    return [
        *([text(labels.lead)] if rank == 0 else []),
        progress_line((rank + 1) / len(script.rehearse), progress),
        card([bold(labels.line, Size.SMALL), said]),
    ]


def _answers(context: AppContext, script: Script, at: int, move: Move) -> list[ft.Control]:
    """The three answers; once one is tried, that one alone and what it does."""
    content, labels = context.content, context.content.labels.rehearse
    rank, tried = divmod(at, STEPS)
    line = script.rehearse[rank]
    if tried:
        again = tertiary(labels.again, lambda: move(rank * STEPS))
        return [rehearsal_feedback(context, script, line, line.answers[tried - 1]), again]
    phrases = [content.quoted(script.phrase(answer.phrase).text) for answer in line.answers]
    options = [Option(words, False, _to(move, at + n)) for n, words in enumerate(phrases, start=1)]
    return [heading(labels.choose), choices(labels.choose, options)]


def _to(move: Move, place: int) -> Act:
    return lambda: move(place)


def _on(context: AppContext, script: Script, at: int, move: Move) -> list[ft.Control]:
    """The way on: the next line, or the conversation itself."""
    labels = context.content.labels.rehearse
    following = at // STEPS + 1
    if following < len(script.rehearse):
        return [primary(labels.next, _to(move, following * STEPS))]
    return [muted(labels.end), _go(context, script)]


def _go(context: AppContext, script: Script) -> ft.Row:
    path = routes.conversation(script.id)
    return primary(context.content.labels.conversation.open, lambda: context.go(path))

"""Rehearsals of a moment: a line of a colleague, three answers, and the effect of each."""

from functools import partial

import flet as ft

from sv_app import routes
from sv_app.domain.scripts import Script
from sv_app.ui.components.buttons import ClickHandler, primary, tertiary
from sv_app.ui.components.cards import card
from sv_app.ui.components.error_boundary import screen
from sv_app.ui.components.moments import SetPosition, progress_line, use_position, with_script
from sv_app.ui.components.options import Option, radio_group
from sv_app.ui.components.phrases import rehearsal_feedback
from sv_app.ui.components.scroll_anchor import requested_anchor, scrolled_into_view
from sv_app.ui.components.shell import page_shell
from sv_app.ui.components.typography import bold, heading, live_region, muted, text, title
from sv_app.ui.context import AppContext
from sv_app.ui.theme import TextSize

POSITIONS_PER_LINE = 4
"""Positions of a line: 0 offers the three answers; 1, 2 and 3 show the effect of the first, second
and third.

A `position` is the index of the line times `POSITIONS_PER_LINE`, plus the position in the line.
"""


@screen
def rehearse(context: AppContext) -> ft.View:
    """The lines of the moment in the path; no answer is saved."""
    saved_position, set_position = use_position()
    line_id = requested_anchor()

    def show(script: Script) -> ft.View:
        first_index = next((n for n, line in enumerate(script.rehearse) if line.id == line_id), 0)
        first_position = first_index * POSITIONS_PER_LINE
        position = first_position if saved_position is None else saved_position
        return _rehearse(context, script, position, set_position)

    return with_script(context, show)


def _rehearse(
    context: AppContext, script: Script, position: int, set_position: SetPosition
) -> ft.View:
    labels = context.content.labels.rehearse
    line_index, answer_number = divmod(position, POSITIONS_PER_LINE)
    if line_index < len(script.rehearse):
        controls = [
            *_line(context, script, line_index),
            *_answers(context, script, position, set_position),
        ]
        footer = _forward(context, script, position, set_position) if answer_number else None
    else:
        controls, footer = [text(labels.none)], [_open_conversation(context, script)]
    return page_shell(
        context,
        title(labels.title),
        controls,
        back_to=routes.script(script.id),
        footer=footer,
        scroll_reset=position,
    )


def _line(context: AppContext, script: Script, line_index: int) -> list[ft.Control]:
    content, labels = context.content, context.content.labels.rehearse
    progress = labels.progress.format(n=line_index + 1, total=len(script.rehearse))
    line = live_region(content.in_quotes(script.rehearse[line_index].line), size=TextSize.QUOTE)
    return [
        *([text(labels.lead)] if line_index == 0 else []),
        progress_line((line_index + 1) / len(script.rehearse), progress),
        card([bold(labels.line, TextSize.SMALL), line]),
    ]


def _answers(
    context: AppContext, script: Script, position: int, set_position: SetPosition
) -> list[ft.Control]:
    """The three answers; once an answer was chosen, only that answer and its effect."""
    content, labels = context.content, context.content.labels.rehearse
    line_index, answer_number = divmod(position, POSITIONS_PER_LINE)
    line = script.rehearse[line_index]
    if answer_number:
        again = tertiary(labels.again, lambda: set_position(line_index * POSITIONS_PER_LINE))
        answer = line.answers[answer_number - 1]
        feedback = rehearsal_feedback(context, script, line, answer)
        return [scrolled_into_view(feedback, f"feedback-{position}"), again]
    phrases = [content.in_quotes(script.phrase(answer.phrase).text) for answer in line.answers]
    options = [
        Option(words, False, _go_to(set_position, position + n))
        for n, words in enumerate(phrases, start=1)
    ]
    return [heading(labels.choose), radio_group(labels.choose, options)]


def _go_to(set_position: SetPosition, position: int) -> ClickHandler:
    return lambda: set_position(position)


def _forward(
    context: AppContext, script: Script, position: int, set_position: SetPosition
) -> list[ft.Control]:
    """The button to the next line; after the last line, to the conversation."""
    labels = context.content.labels.rehearse
    next_line_index = position // POSITIONS_PER_LINE + 1
    if next_line_index < len(script.rehearse):
        return [primary(labels.next, _go_to(set_position, next_line_index * POSITIONS_PER_LINE))]
    return [muted(labels.end), _open_conversation(context, script)]


def _open_conversation(context: AppContext, script: Script) -> ft.Row:
    begin = partial(context.begin_conversation, script.id)
    return primary(context.content.labels.conversation.open, begin)

"""Two printed handouts in A4: the notice for staff representatives, and the evaluation sheets."""

from dataclasses import replace
from functools import partial

from sv_app.kit.canvas import Canvas, Style, block_height, text_width, write, write_or_measure
from sv_app.kit.posters import (
    A4,
    ICON,
    INK,
    MUTED,
    ON_MINT,
    RULE_COLOR,
    TEAL,
    PrintData,
    fitted_name,
    qr_panel,
)

LEFT = 20.0
INNER = A4[0] - 2 * LEFT
BOTTOM = A4[1] - 16


def notice(canvas: Canvas, print_data: PrintData) -> None:
    """Draw the notice: what is kept where, in the largest letters that leave it on one page."""
    for size in (11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5):
        if _notice(None, print_data, size) <= BOTTOM:
            break
    _notice(canvas, print_data, size)


def _notice(canvas: Canvas | None, print_data: PrintData, size: float) -> float:
    """Draw the notice, unless `canvas` is None; return where it ends."""
    words = print_data.words.notice
    body, qr_side = Style(size, leading=1.38), 30.0
    y = _head(canvas, print_data, words.title, words.audience, INNER - qr_side - 6)
    if canvas:
        qr_panel(canvas, print_data, A4[0] - LEFT - qr_side, 15, qr_side)
    paragraph = partial(write_or_measure, canvas)
    y = paragraph(LEFT, max(y + 3, 47), INNER, words.about, body)
    for section in words.sections:
        y = paragraph(LEFT, y + size * 0.36, INNER, section.title, _heading(size)) + 0.6
        for point in section.points:
            if canvas:
                canvas.rect(LEFT + 0.6, y + body.ascent - size * 0.14, 1.4, 1.4, TEAL, radius=0.7)
            y = paragraph(LEFT + 5, y, INNER - 5, point, body) + size * 0.06
    y = paragraph(LEFT, y + size * 0.36, INNER, words.code, body)
    y = paragraph(LEFT, y + size * 0.3, INNER, words.questions, replace(body, bold=True)) + 7
    if canvas:
        canvas.line(LEFT, y, LEFT + INNER, y, MUTED)
    return y


def evaluation_before(canvas: Canvas, print_data: PrintData) -> None:
    """Draw the sheet that is filled in before the app is presented."""
    words = print_data.words.evaluation
    _evaluation(canvas, print_data, words.before, words.questions, words.open_before)


def evaluation_after(canvas: Canvas, print_data: PrintData) -> None:
    """Draw the sheet that is filled in afterwards: the same questions, and those about the app."""
    words = print_data.words.evaluation
    questions = (*words.questions, *words.questions_after)
    _evaluation(canvas, print_data, words.after, questions, words.open_after)


def _evaluation(
    canvas: Canvas, print_data: PrintData, subtitle: str, questions: tuple[str, ...], last: str
) -> None:
    """Draw a sheet: questions with boxes to tick, and lines to write on; there is no score."""
    words, answers = print_data.words.evaluation, print_data.words.evaluation.answers
    y = _head(canvas, print_data, words.title, subtitle, INNER)
    y = write(canvas, LEFT, y + 3, INNER, words.about, Style(11, color=MUTED)) + 3
    question, answer = Style(12, bold=True, leading=1.25), Style(11)
    column = INNER / len(answers)
    for number, words_asked in enumerate(questions, start=1):
        canvas.text(LEFT, y + question.ascent, f"{number}.", question)
        y = write(canvas, LEFT + 8, y, INNER - 8, words_asked, question) + 1.4
        for index, answer_words in enumerate(answers):
            left = LEFT + 8 + index * (column - 2)
            canvas.outline(left, y + 0.3, 4.6, 4.6, INK, radius=0.8)
            canvas.text(left + 7, y + 4, answer_words, answer)
        y += 12
    canvas.text(LEFT, y + question.ascent, f"{len(questions) + 1}.", question)
    y = write(canvas, LEFT + 8, y, INNER - 8, last, question) + 9
    note_style = Style(9, color=MUTED)
    foot = BOTTOM - block_height(words.counting, note_style, INNER)
    hand_in = Style(11, bold=True, color=ON_MINT)
    while y < foot - hand_in.line_height - 6:
        canvas.line(LEFT + 8, y, LEFT + INNER, y, RULE_COLOR)
        y += 9
    write(canvas, LEFT, foot - hand_in.line_height - 3, INNER, words.hand_in, hand_in)
    write(canvas, LEFT, foot, INNER, words.counting, note_style)


def _head(
    canvas: Canvas | None, print_data: PrintData, title: str, subtitle: str, width: float
) -> float:
    """Draw the names of the app and of the hospital, and the titles; return where they end."""
    name = Style(11, bold=True, color=ON_MINT)
    beside = 10 + text_width(print_data.name, name) + 5
    if canvas:
        canvas.picture(ICON, LEFT, 15, 7, 7)
        canvas.text(LEFT + 10, 19.9, print_data.name, name)
    hospital = fitted_name(print_data, Style(10, color=MUTED), width - beside)
    top = 19.9 - hospital.ascent
    write_or_measure(canvas, LEFT + beside, top, width - beside, print_data.hospital.name, hospital)
    y = write_or_measure(
        canvas, LEFT, 27, width, title, Style(20, bold=True, color=TEAL, leading=1.15)
    )
    return write_or_measure(canvas, LEFT, y + 0.5, width, subtitle, Style(12.5, color=INK))


def _heading(size: float) -> Style:
    return Style(size * 1.18, bold=True, color=TEAL, leading=1.25)

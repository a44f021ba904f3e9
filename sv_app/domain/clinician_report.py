"""A plain page of answers, to bring to a doctor: words and their structure, as HTML."""

from collections.abc import Iterable
from html import escape

from sv_app.domain.content import Content
from sv_app.domain.journal import Entry
from sv_app.domain.self_check import QUESTIONS


def render_report(content: Content, entries: Iterable[Entry]) -> str:
    """The body of the page: each entry's day, note and answers; skipped ones are left out."""
    labels = content.privacy.doctor
    top = f"<h1>{escape(labels.page_title)}</h1><p>{escape(labels.page_about)}</p>"
    return top + "".join(_section(content, entry) for entry in entries)


def document(content: Content, body: str) -> bytes:
    """The whole page, as a file any browser opens."""
    name = escape(content.privacy.doctor.page_title)
    head = f'<meta charset="utf-8"><title>{name}</title>'
    return f'<!doctype html><html lang="{content.code}">{head}<body>{body}</body></html>'.encode()


def _section(content: Content, entry: Entry) -> str:
    day = content.labels.date.written(entry.local_day)
    own = escape(content.privacy.journal.note)
    note = f"<p><strong>{own}</strong><br>{escape(entry.note)}</p>" if entry.note else ""
    answers = [(question, entry.check.get(question)) for question in QUESTIONS]
    rows = "".join(
        f"<dt>{escape(content.self_check.questions[question].ask)}</dt>"
        f"<dd>{escape(content.self_check.answer(answer))}</dd>"
        for question, answer in answers
        if answer
    )
    title = escape(content.labels.journal.entry.format(date=day))
    return f"<section><h2>{title}</h2>{note}<dl>{rows}</dl></section>"

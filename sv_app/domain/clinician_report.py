"""The clinician report: the answers of self-checks as a plain HTML page for a doctor."""

from collections.abc import Iterable

from sv_app.domain.content import Content
from sv_app.domain.html_document import escape
from sv_app.domain.journal import Entry
from sv_app.domain.self_check import QUESTIONS


def render_report(content: Content, entries: Iterable[Entry]) -> str:
    """Return the HTML body: each entry's day, note and answers, without skipped questions."""
    labels = content.privacy.clinician_report
    header = f"<h1>{escape(labels.page_title)}</h1><p>{escape(labels.page_about)}</p>"
    return header + "".join(_section(content, entry) for entry in entries)


def _section(content: Content, entry: Entry) -> str:
    note_label = escape(content.privacy.journal_list.note)
    note = f"<p><strong>{note_label}</strong><br>{escape(entry.note)}</p>" if entry.note else ""
    answers = [(question, entry.check.get(question)) for question in QUESTIONS]
    rows = "".join(
        f"<dt>{escape(content.self_check.ask(question))}</dt>"
        f"<dd>{escape(content.self_check.answer(answer))}</dd>"
        for question, answer in answers
        if answer
    )
    title = escape(content.entry_title(entry))
    return f"<section><h2>{title}</h2>{note}<dl>{rows}</dl></section>"

"""The journal as an HTML document that a person can read and print, in their language."""

from collections.abc import Iterable

from sv_app.domain.content import Content
from sv_app.domain.html_document import escape, html_document
from sv_app.domain.journal import Contact, Entry
from sv_app.domain.self_check import QUESTIONS
from sv_app.domain.tally import TallyRow
from sv_app.domain.tally_csv import named_numbers


def render_journal(
    content: Content,
    entries: Iterable[Entry],
    contacts: Iterable[Contact],
    pins: Iterable[str],
    tally: Iterable[TallyRow] = (),
) -> bytes:
    """Return the document: the answers, then the person's own contacts, phrases and tally."""
    labels = content.labels
    title = escape(labels.journal.title)
    phrases = [phrase for pin in pins if (phrase := _phrase(content, pin))]
    people = [_contact(content, contact) for contact in contacts]
    body = "".join(
        (
            f"<h1>{title}</h1>",
            *(_entry(content, entry) for entry in entries),
            _list(labels.contacts.title, people),
            _list(labels.favourites.title, phrases),
            *(_month(content, row) for row in tally),
        )
    )
    return html_document(content, body, labels.journal.title)


def _entry(content: Content, entry: Entry) -> str:
    title = escape(content.entry_title(entry))
    note_name = escape(content.privacy.journal_list.note)
    note = f"<dt>{note_name}</dt><dd>{escape(entry.note)}</dd>" if entry.note else ""
    skipped = content.labels.journal.skipped
    answers = [(question, entry.check.get(question)) for question in QUESTIONS]
    rows = "".join(
        f"<dt>{escape(content.self_check.ask(question))}</dt>"
        f"<dd>{escape(content.self_check.answer(answer) if answer else skipped)}</dd>"
        for question, answer in answers
    )
    return f"<section><h2>{title}</h2><dl>{note}{rows}</dl></section>"


def _month(content: Content, row: TallyRow) -> str:
    title = f"{content.team_tools.tally.title}, {content.labels.date.format_month(row.month)}"
    numbers = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(number)}</dd>"
        for name, number in named_numbers(content, row)
    )
    return f"<section><h2>{escape(title)}</h2><dl>{numbers}</dl></section>"


def _list(title: str, items: list[str]) -> str:
    if not items:
        return ""
    rows = "".join(f"<li>{escape(item)}</li>" for item in items)
    return f"<section><h2>{escape(title)}</h2><ul>{rows}</ul></section>"


def _contact(content: Content, contact: Contact) -> str:
    role = content.people.role(contact.role) if contact.role else None
    details = (contact.name, role, contact.phone, contact.hours, contact.place)
    return " · ".join(filter(None, details))


def _phrase(content: Content, pin: str) -> str:
    """Return the pinned phrase in quotes, or an empty text if no script has it any more."""
    found = content.pinned_phrase(pin)
    return content.in_quotes(found.text) if found else ""

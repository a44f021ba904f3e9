"""Claims and named things, as paragraphs; sources, as a list."""

from collections.abc import Iterable, Sequence
from itertools import groupby

import flet as ft

from sv_app.domain.content import Kit
from sv_app.domain.sources import Claim, Source
from sv_app.domain.team import Named
from sv_app.ui.parts.landmarks import Mark, marked
from sv_app.ui.parts.words import bold, pair, soft, text
from sv_app.ui.theme import Size, Space


def claims(kit: Kit, statements: Iterable[Claim]) -> list[ft.Control]:
    """Statements in a row; those that rest on the same sources cite them once."""
    runs = groupby(statements, key=lambda statement: statement.sources)
    return [_run(kit, sources, [s.text for s in run]) for sources, run in runs]


def claim(kit: Kit, what: Claim) -> ft.Column:
    """A statement, and under it who says so."""
    return _run(kit, what.sources, [what.text])


def _run(kit: Kit, sources: Sequence[str], texts: Sequence[str]) -> ft.Column:
    said = [text(words) for words in texts]
    return ft.Column([*said, cited(kit, sources)], spacing=Space.SMALL, tight=True)


def cited(kit: Kit, sources: Iterable[str]) -> ft.Text:
    """Who says what is above, each once."""
    return soft(" · ".join(cite(kit, source) for source in dict.fromkeys(sources)), Size.SMALL)


def cite(kit: Kit, source_id: str) -> str:
    """A source in short: `Scott, 2009`."""
    source = kit.source(source_id)
    return f"{source.author}, {source.year}"


def named(things: Iterable[Named]) -> list[ft.Control]:
    """Each thing's name, and the line about it."""
    return [pair(bold(thing.name), text(thing.about)) for thing in things]


def source_list(kit: Kit, source_ids: Sequence[str]) -> list[ft.Control]:
    """Each source in full: author and year, then its title, said in the language it has."""
    return [_in_full(kit, kit.source(source_id)) for source_id in source_ids]


def _in_full(kit: Kit, source: Source) -> ft.Control:
    words = soft(source.title, Size.SMALL)
    title = marked(Mark.WORDS, words, language=kit.foreign(source.language))
    return pair(bold(cite(kit, source.id), Size.SMALL), title)

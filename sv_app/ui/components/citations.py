"""Claims with their sources, the key message, and the attitudes to avoid."""

from collections.abc import Iterable, Sequence
from itertools import groupby

import flet as ft

from sv_app.domain.content import Content
from sv_app.domain.scripts import Attitude
from sv_app.domain.sources import Claim, Source
from sv_app.domain.team import TitledItem
from sv_app.ui.components.cards import card
from sv_app.ui.components.semantics import Role, with_role
from sv_app.ui.components.typography import bold, muted, pair, subheading, text
from sv_app.ui.context import AppContext
from sv_app.ui.theme import RADIUS, Size, Space


def claims(content: Content, statements: Iterable[Claim]) -> list[ft.Control]:
    """Statements in a row; those that rest on the same sources cite them once."""
    runs = groupby(statements, key=lambda statement: statement.sources)
    return [_run(content, sources, [s.text for s in run]) for sources, run in runs]


def claim(content: Content, what: Claim) -> ft.Column:
    """A statement, and under it who says so."""
    return _run(content, what.sources, [what.text])


def _run(content: Content, sources: Sequence[str], texts: Sequence[str]) -> ft.Column:
    said = [text(words) for words in texts]
    return ft.Column([*said, cited(content, sources)], spacing=Space.SMALL, tight=True)


def cited(content: Content, sources: Iterable[str]) -> ft.Text:
    """Who says what is above, each once."""
    return muted(" · ".join(cite(content, source) for source in dict.fromkeys(sources)), Size.SMALL)


def cite(content: Content, source_id: str) -> str:
    """A source in short: `Scott, 2009`."""
    source = content.source(source_id)
    return f"{source.author}, {source.year}"


def named(things: Iterable[TitledItem]) -> list[ft.Control]:
    """Each thing's name, and the line about it."""
    return [pair(bold(thing.name), text(thing.about)) for thing in things]


def source_list(content: Content, source_ids: Sequence[str]) -> list[ft.Control]:
    """Each source in full: author and year, then its title, said in the language it has."""
    return [_in_full(content, content.source(source_id)) for source_id in source_ids]


def _in_full(content: Content, source: Source) -> ft.Control:
    words = muted(source.title, Size.SMALL)
    title = with_role(Role.WORDS, words, language=content.foreign(source.language))
    return pair(bold(cite(content, source.id), Size.SMALL), title)


def key_message(context: AppContext, brief: bool = False) -> ft.Container:
    """The message one hears first; `brief` names its source in short, to leave room."""
    key = context.content.messages.key
    whose = cite(context.content, key.source) if brief else key.attribution
    # Where few words hold, its longest ones would break in the middle.
    size = Size.LEAD if context.compact else Size.QUOTE
    ink = ft.Colors.ON_PRIMARY_CONTAINER
    return ft.Container(
        ft.Column(
            [
                text(context.content.quoted(key.text), size, ink),
                text(whose, Size.SMALL, ink),
            ],
            spacing=Space.SMALL,
            tight=True,
        ),
        padding=Space.LARGE,
        border_radius=RADIUS,
        bgcolor=ft.Colors.PRIMARY_CONTAINER,
    )


def attitudes(context: AppContext) -> list[ft.Control]:
    """What they are, each of them, and the source that lists them."""
    words = context.content.attitudes
    cards = [_attitude(context, attitude) for attitude in words.items]
    return [text(words.intro), *cards, *source_list(context.content, [words.source])]


def _attitude(context: AppContext, attitude: Attitude) -> ft.Control:
    return card(
        [
            subheading(attitude.text),
            text(attitude.why),
            bold(context.content.labels.scripts.instead, Size.SMALL),
            text(attitude.instead),
        ]
    )

"""Past self-checks as a picture: the signs that were there, by date. No trend, no verdict."""

from collections.abc import Sequence

import flet as ft

from sv_app.domain.content import Kit
from sv_app.domain.journal import Entry
from sv_app.domain.self_check import Sign
from sv_app.ui.parts.cards import card
from sv_app.ui.parts.words import heading, soft
from sv_app.ui.services import Services
from sv_app.ui.theme import DOT, Line, Size, Space

SHOWN = 10
"""How many checks, the newest, fit on a phone."""


def dot_matrix(services: Services, entries: Sequence[Entry]) -> ft.Control:
    """A row a sign, a column a check, oldest first; the same is told in words."""
    kit, labels = services.kit, services.kit.labels.journal
    shown = list(reversed(entries[:SHOWN]))
    rows = [_row(kit, sign, shown) for sign in Sign]
    first, last = (kit.labels.date.written(one.local_day) for one in (shown[0], shown[-1]))
    # One day alone is not « from » it « to » it.
    when = first if first == last else labels.picture_dates.format(first=first, last=last)
    return card(
        [
            heading(labels.picture),
            *rows,
            soft(when, Size.SMALL),
            soft(labels.picture_key, Size.SMALL),
        ]
    )


def _row(kit: Kit, sign: Sign, shown: Sequence[Entry]) -> ft.Control:
    there = [sign in entry.check.marked_signs for entry in shown]
    count = kit.labels.journal.picture_count.format(n=sum(there), total=len(there))
    name = kit.self_check.signs[sign]
    dots = ft.Row([_dot(one) for one in there], spacing=Space.SMALL, wrap=True)
    told = ft.Column([soft(name, Size.SMALL), dots], spacing=Space.HAIR, tight=True)
    return ft.Semantics(label=f"{name}\n{count}", exclude_semantics=True, content=told)


def _dot(there: bool) -> ft.Container:
    """Full or hollow: told apart by shape, not by colour alone."""
    edge = ft.Border.all(Line.FIRM, ft.Colors.PRIMARY if there else ft.Colors.OUTLINE)
    inside = ft.Colors.PRIMARY if there else None
    return ft.Container(width=DOT, height=DOT, border_radius=DOT / 2, border=edge, bgcolor=inside)

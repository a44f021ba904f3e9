"""What is kept now, as screens show it: they are rendered again when it changes."""

from typing import Protocol

import flet as ft

from sv_app.domain.journal import Keeping


class Keeper(Protocol):
    """The part of the journal that says where what is written goes."""

    @property
    def keeping(self) -> Keeping: ...
    @property
    def durable(self) -> bool: ...
    @property
    def damaged(self) -> int: ...
    @property
    def unreadable(self) -> int: ...
    @property
    def has_passcode(self) -> bool: ...
    @property
    def expired(self) -> int: ...


class Kept(ft.Observable):
    """The state of the journal; `again` looks at it anew.

    `turn` counts the looks: what was read from the journal before is to be read again.
    """

    def __init__(self, keeper: Keeper) -> None:
        """Start from what `keeper` says now."""
        self._keeper = keeper
        self.turn = 0
        self.again()

    def again(self) -> None:
        """Look at the journal: it may have been locked, opened, lost or erased."""
        self.state = self._keeper.keeping
        self.durable = self._keeper.durable
        self.damaged = self._keeper.damaged
        self.unreadable = self._keeper.unreadable
        self.has_passcode = self._keeper.has_passcode
        self.expired = self._keeper.expired
        self.turn += 1

    @property
    def locked(self) -> bool:
        """Whether the journal waits for its code."""
        return self.state is Keeping.LOCKED

    @property
    def undecided(self) -> bool:
        """Whether nobody has said yet whose device this is."""
        return self.state is Keeping.UNDECIDED

"""The self-check in progress: what every screen shows of it, kept as it changes."""

from collections.abc import Callable
from typing import Protocol

import flet as ft

from sv_app.domain.journal import Keeping, LockedError, NotKeptError
from sv_app.domain.self_check import Draft


class DraftKeeper(Protocol):
    """The part of the journal that holds a draft across restarts."""

    @property
    def keeping(self) -> Keeping: ...
    def draft(self) -> Draft | None: ...
    async def keep_draft(self, draft: Draft) -> None: ...
    async def discard_draft(self) -> None: ...


async def resume_draft(keeper: DraftKeeper, draft: Draft | None) -> None:
    """Go on with a draft of before a reload, in memory, where nothing is on the device yet."""
    if draft and keeper.keeping is Keeping.UNDECIDED:
        await keeper.keep_draft(draft)


class Stage(ft.Observable):
    """How far the self-check is, for a screen that shows no more of it.

    `finished` is None when none was begun, else whether every question was asked.
    """

    def __init__(self) -> None:
        """Start with none."""
        self.finished: bool | None = None


class Progress(ft.Observable):
    """The draft of now; it changes at once, and is kept on the device right after.

    A device that refuses to keep it loses nothing of what is on screen; `refused` says that
    the last change is there alone. A self-check that was begun while the journal was locked is
    in memory alone too, as `detached` says: it never replaces the draft that the lock hides.
    """

    def __init__(
        self, keeper: DraftKeeper, hold: Callable[[Draft | None], None] = lambda _: None
    ) -> None:
        """Start from what `keeper` has.

        `hold` is given each draft that a reload of the page would lose, because nobody has said
        whose device this is; else None.
        """
        self._keeper = keeper
        self._hold = hold
        self.refused = self.detached = False
        self.hidden: Draft | None = None
        """The draft kept in the journal while another, begun behind the lock, is on screen."""
        self.stage = Stage()
        self.draft = keeper.draft()

    @property
    def draft(self) -> Draft | None:
        """The answers so far; None when no self-check was begun."""
        return self._draft

    @draft.setter
    def draft(self, draft: Draft | None) -> None:
        self._draft = draft
        if draft is None:
            self.refused = self.detached = False
            self.hidden = None
        self.stage.finished = draft.finished if draft else None
        undecided = self._keeper.keeping is Keeping.UNDECIDED
        self._hold(draft if undecided else None)

    def again(self, hidden: bool) -> None:
        """Look for a draft anew: the journal was locked, which hides it, or opened."""
        if self.detached:
            self.hidden = None if hidden else self._keeper.draft()
        else:
            self.draft = None if hidden else self.draft or self._keeper.draft()

    def saved(self) -> None:
        """The draft is an entry now; what is left is the one that it hid, if there is one."""
        hidden, self.draft = self.hidden, None
        self.draft = hidden

    async def turn(self, draft: Draft) -> None:
        """Go to `draft`: its answers and its question."""
        self.draft = draft
        if self.hidden:
            return
        try:
            await self._keeper.keep_draft(draft)
        except LockedError:
            self.detached = True
        except NotKeptError:
            self.refused = True
        else:
            self.refused = self.detached = False

    async def discard(self) -> bool:
        """Forget the answers; False when the device could not, and they are all still there."""
        if self.detached:
            self.saved()
            return True
        try:
            await self._keeper.discard_draft()
        except NotKeptError:
            return False
        self.draft = None
        return True

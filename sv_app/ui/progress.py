"""The self-check in progress: what every screen shows of it, kept as it changes."""

from typing import Protocol

import flet as ft

from sv_app.domain.draft import Draft
from sv_app.domain.keeping import NotKeptError


class DraftKeeper(Protocol):
    """The part of the journal that holds a draft across restarts."""

    def draft(self) -> Draft | None: ...
    async def keep_draft(self, draft: Draft) -> None: ...
    async def discard_draft(self) -> None: ...


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
    the last change is there alone.
    """

    def __init__(self, keeper: DraftKeeper) -> None:
        """Start from what `keeper` holds."""
        self._keeper = keeper
        self.refused = False
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
            self.refused = False
        self.stage.finished = draft.finished if draft else None

    def again(self, hidden: bool) -> None:
        """Look for a draft anew: the journal was locked, which hides it, or opened."""
        self.draft = None if hidden else self.draft or self._keeper.draft()

    async def turn(self, draft: Draft) -> None:
        """Go to `draft`: its answers and its question."""
        self.draft = draft
        try:
            await self._keeper.keep_draft(draft)
        except NotKeptError:
            self.refused = True
        else:
            self.refused = False

    async def discard(self) -> bool:
        """Forget the answers; False when the device could not, and they are all still there."""
        try:
            await self._keeper.discard_draft()
        except NotKeptError:
            return False
        self.draft = None
        return True

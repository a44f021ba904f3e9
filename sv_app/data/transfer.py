"""Exporting and importing, as the journal offers them."""

from sv_app.data import exchange
from sv_app.data.time_limits import WHOLE
from sv_app.data.written import Written
from sv_app.domain.export_format import Import


class Transfer(Written):
    """Files of everything that is written."""

    async def export(self, code: str | None) -> bytes:
        """A file of everything: readable, or sealed by the passcode `code`."""
        async with self._keeper.reading(WHOLE) as vault:
            return await exchange.export(vault, self._keeper.keys, code)

    async def read_import(self, data: bytes, code: str | None = None) -> Import:
        """What a file would add.

        Raises:
            ImportRefusedError: when any of it can't be imported.
        """
        async with self._keeper.reading(WHOLE) as vault:
            return await exchange.read_import(vault, self._keeper.keys, data, code)

    async def import_(self, added: Import) -> None:
        """Add all that a file holds, or nothing.

        Raises:
            LimitReachedError: when the journal would hold too much.
        """
        async with self._keeper.change(seconds=WHOLE) as vault:
            await exchange.add_import(vault, added)

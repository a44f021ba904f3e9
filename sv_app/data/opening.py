"""Opening what a device holds, whatever version kept it."""

from contextlib import suppress

from sv_app.data.ciphers.cipher import Keys
from sv_app.data.migrations import migrate
from sv_app.data.storages.memory import MemoryPlace
from sv_app.data.storages.place import Place
from sv_app.data.vault import Vault


async def open_vault(place: Place, keys: Keys, force: bool = False) -> tuple[Vault, bool]:
    """The vault in `place`, and whether it may be written to.

    `force` takes the turn of another window. Only the writer migrates and sets aside.
    """
    mine = await place.claim(force)
    if mine:
        await migrate(place, keys.device, await place.names())
    vault = Vault(place, keys, await place.names())
    await vault.open()
    if mine:
        await vault.settle()
    return vault, mine


async def open_copy(place: Place, keys: Keys) -> Vault:
    """A vault in memory, with all that can be read in a place that can't be written to."""
    copy = MemoryPlace()
    for name in await place.names():
        with suppress(Exception):  # the others are shown
            data = await place.read(name)
            if data is not None:
                copy.records[name] = data
    vault, _ = await open_vault(copy, keys)
    return vault

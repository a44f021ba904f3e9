"""Bundle: all that a vault holds, on its way to another place."""

from dataclasses import dataclass
from typing import Any

from sv_app.data.pages import Pages
from sv_app.data.vault import Vault
from sv_app.domain.journal import Entry, Settings

SINGLE = ("contacts", "pins", "draft")


@dataclass(frozen=True)
class Bundle:
    """Entries in order of adding, settings, and the documents of the other tables."""

    entries: tuple[Entry, ...]
    settings: Settings
    tables: dict[str, list[dict[str, Any]]]


async def gather(vault: Vault, entries: bool = True) -> Bundle:
    """What `vault` holds; without its entries, only what is on screen and chosen."""
    kept = await Pages(vault).every() if entries else []
    return Bundle(
        entries=tuple(reversed(kept)),
        settings=Settings.model_validate(vault.first("settings")),
        tables={name: [dict(d) for d in vault.table(name).all()] for name in SINGLE},
    )


async def add(bundle: Bundle, vault: Vault, own_device: bool) -> None:
    """Add `bundle` to what `vault` holds, all at once.

    Raises:
        NotKeptError: when it could not be kept.
    """
    settings = bundle.settings.model_copy(update={"own_device": own_device})
    async with vault.change():
        vault.put("settings", settings.model_dump(mode="json"))
        for name, documents in bundle.tables.items():
            if documents:
                vault.put(name, *documents)
        here = {entry.id for entry in await Pages(vault).every()}
        for entry in bundle.entries:
            if entry.id not in here:
                await Pages(vault).add(entry)

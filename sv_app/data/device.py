"""The device under the app: where its journal goes, which languages it speaks."""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from sv_app.data.crypto.browser import BrowserKeys
from sv_app.data.crypto.cipher import Keys
from sv_app.data.storage.backend import StorageBackend
from sv_app.data.storage.browser import BrowserBackend
from sv_app.data.storage.file import FileBackend
from sv_app.data.storage.memory import MemoryBackend
from sv_app.domain.journal import ErasedError
from sv_app.domain.self_check import Draft

IN_BROWSER = sys.platform == "emscripten"


def _browser() -> Any:
    """What worker.js offers to Python; there is no such module anywhere else."""
    import sv_device

    return sv_device


def journal_backend(served: bool) -> StorageBackend:
    """Where the journal is kept; `served` when Python runs on somebody's server."""
    if IN_BROWSER:
        return BrowserBackend(_browser().records)
    return MemoryBackend() if served else FileBackend(_folder())


def keys() -> Keys:
    """What seals the journal on this device."""
    if IN_BROWSER:
        return BrowserKeys(_browser().records, _browser().keys)
    from sv_app.data.crypto.native import NativeKeys

    return NativeKeys()


def _folder() -> Path:
    """The app's own folder: the phone's when packaged, else the user's."""
    given = os.environ.get("FLET_APP_STORAGE_DATA")
    return Path(given) if given else Path.home() / ".local" / "share" / "cote-a-cote"


def languages() -> Sequence[str]:
    """The languages of the browser, preferred first: `["fr-FR", "en"]`; else none."""
    return [str(code) for code in _browser().languages()] if IN_BROWSER else []


async def works_offline(served: bool) -> bool:
    """Whether the whole app is on this device; only a page may still be on its way."""
    return bool(await _browser().isOffline()) if IN_BROWSER else not served


def wants_contrast() -> bool:
    """Whether the person asked their device for more contrast; only a browser tells."""
    return IN_BROWSER and bool(_browser().wishes().contrast)


def on_contrast(tell: Callable[[bool], None]) -> None:
    """Call `tell` each time the person asks for more contrast (True) or no more."""
    if IN_BROWSER:
        _browser().listen("contrast", tell)


def is_secure() -> bool:
    """Whether the page may encrypt and keep anything: not on plain http, but on localhost."""
    return not IN_BROWSER or bool(_browser().wishes().secure)


def is_compact() -> bool:
    """Whether only a few lines of text hold in the window; only a browser tells."""
    return IN_BROWSER and bool(_browser().wishes().compact)


def on_compact(tell: Callable[[bool], None]) -> None:
    """Call `tell` each time only a few lines hold in the window (True), or more do."""
    if IN_BROWSER:
        _browser().listen("compact", tell)


def on_visibility(tell: Callable[[bool], None]) -> None:
    """Call `tell` each time the page is shown (True) or hidden; only a browser does."""
    if IN_BROWSER:
        _browser().listen("visible", tell)


def on_lost(tell: Callable[[bool], None]) -> None:
    """Call `tell` when this page may write no more: all was erased (True), or another writes."""
    if IN_BROWSER:
        _browser().listen("lost", lambda reason: tell(reason == ErasedError.__name__))


async def persist() -> bool | None:
    """Ask that what is kept here be spared when space runs out; None where nothing is."""
    return bool(await _browser().ask("persist")) if IN_BROWSER else None


async def go_back() -> bool:
    """Go back in the browser's history; False where the app has no entry before this one."""
    return IN_BROWSER and bool(await _browser().ask("back"))


async def take_draft() -> Draft | None:
    """Return the draft that the page held through a reload; None when there is none."""
    text = await _browser().ask("take-draft") if IN_BROWSER else None
    if not isinstance(text, str):
        return None
    try:
        return Draft.model_validate_json(text)
    except ValueError:  # another version of the app held it
        return None


def hold_draft(draft: Draft | None) -> None:
    """Let the page hold a draft through a reload; None makes it forget the last."""
    say("hold-draft", draft.model_dump_json() if draft else None)


async def print_page(html: str) -> bool:
    """Give a page to the printer, as a body's HTML; False where only a file can be made.

    Only words and their structure are printed: no image, no style, no link.
    """
    if IN_BROWSER:
        await _browser().ask("print", html)
    return IN_BROWSER


def say(name: str, value: str | None = None) -> None:
    """Tell the page around the app; only a browser has one."""
    if IN_BROWSER:
        _browser().say(name, value)

"""The device: where the journal is stored, and the functions that the browser provides."""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from sv_app.data.crypto.browser import BrowserKeys
from sv_app.data.crypto.cipher import Keys
from sv_app.data.storage.backend import StorageBackend
from sv_app.data.storage.browser import BrowserBackend
from sv_app.data.storage.memory import MemoryBackend
from sv_app.domain.journal import ErasedError
from sv_app.domain.request_ledger import RequestLedger
from sv_app.domain.self_check import Draft

IN_BROWSER = sys.platform == "emscripten"


def _browser() -> Any:
    """Return the module that worker.js provides; it exists only in a browser."""
    import sv_device

    return sv_device


def journal_backend(on_server: bool) -> StorageBackend:
    """Return the backend of the journal; `on_server` when Python runs on a server."""
    if IN_BROWSER:
        return BrowserBackend(_browser().records)
    if on_server:
        return MemoryBackend()
    from sv_app.data.storage.file import FileBackend  # not downloaded by a browser

    return FileBackend(_app_folder())


def keys() -> Keys:
    """Return the keys that encrypt the journal on this device."""
    if IN_BROWSER:
        return BrowserKeys(_browser().records, _browser().keys)
    from sv_app.data.crypto.native import NativeKeys

    return NativeKeys()


def protect_journal() -> None:
    """Keep the journal out of the backups of a phone, and unreadable while the phone is locked.

    Raises:
        OSError: when the system refuses. The journal can still be used.
    """
    if IN_BROWSER:
        return
    from sv_app.data.storage import phone_folder

    phone_folder.protect(_app_folder())


def _app_folder() -> Path:
    """Return the folder for data: that of a packaged app, else a folder in the user's home."""
    packaged = os.environ.get("FLET_APP_STORAGE_DATA")
    if not packaged:
        return Path.home() / ".local" / "share" / "cote-a-cote"
    from sv_app.data.storage import phone_folder

    return phone_folder.without_backup(Path(packaged))


def languages() -> Sequence[str]:
    """Return the languages of the browser, preferred first: `["fr-FR", "en"]`; else none."""
    return [str(code) for code in _browser().languages()] if IN_BROWSER else []


async def works_offline(on_server: bool) -> bool:
    """Return whether the whole app is on this device; False while files are still being stored."""
    return bool(await _browser().isAvailableOffline()) if IN_BROWSER else not on_server


async def request_ledger() -> RequestLedger | None:
    """Return what the app has asked the network for; None outside a browser.

    Also None if the page or the service worker is of another version, which counts differently.
    """
    if not IN_BROWSER:
        return None
    try:
        return RequestLedger.model_validate_json(str(await _browser().ask("get-requests")))
    except ValueError:
        return None


def wants_contrast() -> bool:
    """Return whether the person asked the browser for more contrast; False elsewhere."""
    return IN_BROWSER and bool(_browser().preferences().contrast)


def listen_for_contrast(callback: Callable[[bool], None]) -> None:
    """Call `callback` each time the person asks for more contrast (True) or no more (False)."""
    if IN_BROWSER:
        _browser().listen("contrast", callback)


def is_secure() -> bool:
    """Return whether the page may encrypt and store data: it needs HTTPS, or localhost."""
    return not IN_BROWSER or bool(_browser().preferences().secure)


def has_share_sheet() -> bool | None:
    """Return whether the browser can open the device's share sheet; None elsewhere."""
    return bool(_browser().preferences().shares) if IN_BROWSER else None


def is_compact() -> bool:
    """Return whether the browser's window holds only a few lines of text; False elsewhere."""
    return IN_BROWSER and bool(_browser().preferences().compact)


def listen_for_compact(callback: Callable[[bool], None]) -> None:
    """Call `callback` each time the window becomes compact (True) or is no longer (False)."""
    if IN_BROWSER:
        _browser().listen("compact", callback)


def listen_for_visibility(callback: Callable[[bool], None]) -> None:
    """Call `callback` each time the browser shows the page (True) or hides it (False)."""
    if IN_BROWSER:
        _browser().listen("visible", callback)


def listen_for_writer_lock_loss(callback: Callable[[bool], None]) -> None:
    """Call `callback` when this page may no longer write.

    The argument is True when everything was erased, and False when another page writes.
    """
    if IN_BROWSER:
        _browser().listen(
            "writer-lock-loss", lambda reason: callback(reason == ErasedError.__name__)
        )


async def persist() -> bool | None:
    """Ask the browser to keep the data when space runs out; return its answer, None elsewhere."""
    return bool(await _browser().ask("persist")) if IN_BROWSER else None


async def go_back() -> bool:
    """Go back in the browser's history; return False when the app has no earlier entry."""
    return IN_BROWSER and bool(await _browser().ask("back"))


async def get_draft_after_reload() -> Draft | None:
    """Return the draft that the page held through a reload; None when there is none."""
    text = await _browser().ask("get-draft") if IN_BROWSER else None
    if not isinstance(text, str):
        return None
    try:
        return Draft.model_validate_json(text)
    except ValueError:  # another version of the app held it
        return None


def keep_draft_for_reload(draft: Draft | None) -> None:
    """Let the page hold a draft through a reload; None discards the last draft."""
    post_message("set-draft", draft.model_dump_json() if draft else None)


async def print_page(html: str, personal: bool = True) -> bool:
    """Print a page, given as the HTML of a body; return False outside a browser.

    Of a `personal` page, which holds answers or texts of the person, only the text and its
    structure are printed; any other page keeps its styles and its QR code.
    """
    if IN_BROWSER:
        await _browser().ask("print-report" if personal else "print-page", html)
    return IN_BROWSER


def listen_for_screen(callback: Callable[[str], None]) -> None:
    """Call `callback` with the path of each screen that the browser shows."""
    if IN_BROWSER:
        _browser().listen("screen", lambda path: callback(str(path)))


def address() -> str:
    """Return the address of the app in a browser; an empty string elsewhere."""
    return str(_browser().address()) if IN_BROWSER else ""


def post_message(name: str, value: str | None = None) -> None:
    """Send a message to the page around the app; ignored outside a browser."""
    if IN_BROWSER:
        _browser().post_message(name, value)

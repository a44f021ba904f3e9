"""Where the journal is on a phone, so that no backup has it, and a locked phone can't read it.

No part of this was run on a phone: `docs/phones.md` says what was run instead.
"""

import ctypes
import os
import sys
from pathlib import Path
from typing import Any

CORE_FOUNDATION = "/System/Library/Frameworks/CoreFoundation.framework/CoreFoundation"
ATTRIBUTES = {
    "kCFURLIsExcludedFromBackupKey": "kCFBooleanTrue",
    "kCFURLFileProtectionKey": "kCFURLFileProtectionComplete",
}
"""The attributes of the folder on iOS, as CoreFoundation names them. What is in an excluded folder
is excluded too, and a new file gets the protection of its folder. Complete protection means that
the key leaves the memory when the phone is locked.
"""


def platform() -> str:
    """Return `FLET_PLATFORM` if set, else `sys.platform`."""
    return os.environ.get("FLET_PLATFORM", sys.platform)


def without_backup(data_folder: Path) -> Path:
    """Return the folder for the journal of a packaged app, given the app's folder for data.

    On Android it is in `no_backup`, which `Context.getNoBackupFilesDir` returns: Android copies it
    neither to a cloud nor to another phone. Elsewhere it is `data_folder`.
    """
    if platform() == "android":
        for folder in (data_folder, *data_folder.parents):
            if folder.name == "files":
                return folder.with_name("no_backup") / data_folder.relative_to(folder)
    return data_folder


def protect(folder: Path) -> None:
    """Give a folder the `ATTRIBUTES` on iOS, and create it if it is missing; do nothing elsewhere.

    Raises:
        OSError: when the system refuses.
    """
    if platform() != "ios":
        return
    folder.mkdir(parents=True, exist_ok=True)
    try:
        _set_attributes(ctypes.CDLL(CORE_FOUNDATION), os.fsencode(folder))
    except (AttributeError, ValueError) as error:  # a function or a constant is missing
        raise OSError(f"CoreFoundation: {error}") from error


def _set_attributes(library: Any, path: bytes) -> None:
    create = library.CFURLCreateFromFileSystemRepresentation
    create.argtypes = (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_long, ctypes.c_ubyte)
    create.restype = ctypes.c_void_p
    set_property = library.CFURLSetResourcePropertyForKey
    set_property.argtypes = (ctypes.c_void_p,) * 4
    set_property.restype = ctypes.c_ubyte
    library.CFRelease.argtypes = (ctypes.c_void_p,)
    library.CFRelease.restype = None
    url = create(None, path, len(path), True)
    if not url:
        raise OSError("CoreFoundation made no URL of the folder.")
    try:
        for key, value in ATTRIBUTES.items():
            if not set_property(url, _constant(library, key), _constant(library, value), None):
                raise OSError(f"{key} was refused.")
    finally:
        library.CFRelease(url)


def _constant(library: Any, name: str) -> Any:
    """Return the value of a constant that a library exports, which is a pointer."""
    return ctypes.c_void_p.in_dll(library, name)

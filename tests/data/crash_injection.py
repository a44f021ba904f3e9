"""A crash at each step of a save, whichever way the step is written."""

import builtins
import io
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Crash = Callable[[pytest.MonkeyPatch], None]


class CrashError(BaseException):
    """The power goes: nothing of the app runs any more."""


def _crash(*_: Any, **__: Any) -> Any:
    raise CrashError


def at_open(monkeypatch: pytest.MonkeyPatch) -> None:
    for owner in (Path, builtins, io, os):
        monkeypatch.setattr(owner, "open", _crash)


def at_sync(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", _crash)


def at_rename(monkeypatch: pytest.MonkeyPatch) -> None:
    for owner in (Path, os):
        monkeypatch.setattr(owner, "replace", _crash)
        monkeypatch.setattr(owner, "rename", _crash)


def at_the_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.fsync

    def fsync(descriptor: int) -> None:
        if is_folder(descriptor):
            raise CrashError
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)


def is_folder(descriptor: int) -> bool:
    return stat.S_ISDIR(os.fstat(descriptor).st_mode)


BEFORE_THE_RENAME = [at_open, at_sync, at_rename]

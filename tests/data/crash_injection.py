"""Simulated crashes: each function replaces the system calls of one step of a save."""

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
    """A simulated crash of the process; not an `Exception`, so that the app cannot catch it."""


def _crash(*_: Any, **__: Any) -> Any:
    raise CrashError


def crash_at_open(monkeypatch: pytest.MonkeyPatch) -> None:
    for owner in (Path, builtins, io, os):
        monkeypatch.setattr(owner, "open", _crash)


def crash_at_sync(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", _crash)


def crash_at_rename(monkeypatch: pytest.MonkeyPatch) -> None:
    for owner in (Path, os):
        monkeypatch.setattr(owner, "replace", _crash)
        monkeypatch.setattr(owner, "rename", _crash)


def crash_at_folder_sync(monkeypatch: pytest.MonkeyPatch) -> None:
    real_fsync = os.fsync

    def fsync(descriptor: int) -> None:
        if is_folder(descriptor):
            raise CrashError
        real_fsync(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)


def is_folder(descriptor: int) -> bool:
    return stat.S_ISDIR(os.fstat(descriptor).st_mode)


CRASHES_BEFORE_RENAME = [crash_at_open, crash_at_sync, crash_at_rename]

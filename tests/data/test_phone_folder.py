"""The folder of the journal on phones, with a fake of Apple's CoreFoundation."""

import ctypes
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sv_app.data import device
from sv_app.data.storage import phone_folder
from sv_app.data.storage.file import FileBackend
from tests.data.journal_builder import open_own_journal
from tests.loop import run_in_event_loop

URL = 4096


class Function:
    """A function of a fake C library; `ctypes` stores the types of its arguments in it."""

    def __init__(self, call: Callable[..., Any]) -> None:
        self.call, self.argtypes, self.restype = call, (), None

    def __call__(self, *arguments: Any) -> Any:
        assert len(arguments) == len(self.argtypes)
        return self.call(*arguments)


class CoreFoundation:
    """Records the attributes that it is asked to set, and refuses those in `refused`."""

    def __init__(self, url: int = URL, refused: tuple[str, ...] = ()) -> None:
        self.paths: list[bytes] = []
        self.set: dict[str, str] = {}
        self.released: list[int] = []
        self.refused, self.url = refused, url
        self.CFURLCreateFromFileSystemRepresentation = Function(self._create)
        self.CFURLSetResourcePropertyForKey = Function(self._set)
        self.CFRelease = Function(self.released.append)

    def _create(self, allocator: None, path: bytes, length: int, is_folder: bool) -> int:
        assert (allocator, length, is_folder) == (None, len(path), True)
        self.paths.append(path)
        return self.url

    def _set(self, url: int, key: str, value: str, error: None) -> int:
        assert (url, error) == (self.url, None)
        if key in self.refused:
            return 0
        self.set[key] = value
        return 1


def on_ios(monkeypatch: pytest.MonkeyPatch, library: Any) -> None:
    monkeypatch.setenv("FLET_PLATFORM", "ios")
    monkeypatch.setattr(ctypes, "CDLL", lambda _: library)
    monkeypatch.setattr(phone_folder, "_constant", lambda _, name: name)


@pytest.mark.parametrize(
    ("data_folder", "expected"),
    [
        ("/data/user/0/org.example/files/data", "/data/user/0/org.example/no_backup/data"),
        ("/data/user/0/org.example/files", "/data/user/0/org.example/no_backup"),
        ("/data/user/0/org.example/other/data", "/data/user/0/org.example/other/data"),
    ],
)
def test_android_journal_is_in_the_folder_that_no_backup_copies(
    monkeypatch: pytest.MonkeyPatch, data_folder: str, expected: str
) -> None:
    monkeypatch.setenv("FLET_PLATFORM", "android")
    assert phone_folder.without_backup(Path(data_folder)) == Path(expected)


@pytest.mark.parametrize("name", ["ios", "linux", "macos", "windows"])
def test_other_systems_keep_the_folder_of_the_app(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("FLET_PLATFORM", name)
    assert phone_folder.without_backup(Path("/a/files/data")) == Path("/a/files/data")


def test_ios_folder_is_excluded_from_backups_and_unreadable_while_locked(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    library, folder = CoreFoundation(), tmp_path / "données"
    on_ios(monkeypatch, library)
    phone_folder.protect(folder)
    assert folder.is_dir()
    assert library.paths == [str(folder).encode()]
    assert library.set == {
        "kCFURLIsExcludedFromBackupKey": "kCFBooleanTrue",
        "kCFURLFileProtectionKey": "kCFURLFileProtectionComplete",
    }
    assert library.released == [URL]


@pytest.mark.parametrize("key", phone_folder.ATTRIBUTES)
def test_attribute_that_ios_refuses_is_an_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, key: str
) -> None:
    library = CoreFoundation(refused=(key,))
    on_ios(monkeypatch, library)
    with pytest.raises(OSError, match=key):
        phone_folder.protect(tmp_path)
    assert library.released == [URL]


@pytest.mark.parametrize("library", [CoreFoundation(url=0), object()], ids=["no URL", "no symbol"])
def test_system_without_the_functions_is_an_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, library: object
) -> None:
    on_ios(monkeypatch, library)
    with pytest.raises(OSError, match="CoreFoundation"):
        phone_folder.protect(tmp_path)


def test_constant_that_a_real_library_lacks_is_an_error() -> None:
    """With a real C library, `ctypes` raises the error that `protect` expects."""
    with pytest.raises(ValueError, match="no_such_constant"):
        phone_folder._constant(ctypes.CDLL(None), "no_such_constant")


def test_constant_of_a_real_library_is_its_value() -> None:
    constant = phone_folder._constant(ctypes.pythonapi, "PyExc_OSError")
    assert constant.value == id(OSError)


@pytest.mark.parametrize("name", ["android", "linux"])
def test_other_systems_do_not_load_the_library(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    on_ios(monkeypatch, None)
    monkeypatch.setenv("FLET_PLATFORM", name)
    phone_folder.protect(tmp_path / "new")
    assert not (tmp_path / "new").exists()


@run_in_event_loop
async def test_journal_of_a_packaged_android_app_is_kept_without_backup(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("FLET_PLATFORM", "android")
    monkeypatch.setenv("FLET_APP_STORAGE_DATA", str(tmp_path / "files" / "data"))
    backend = device.journal_backend(on_server=False)
    assert isinstance(backend, FileBackend)
    await open_own_journal(backend)
    assert (tmp_path / "no_backup" / "data" / "records" / "manifest").is_file()
    assert not (tmp_path / "files").exists()

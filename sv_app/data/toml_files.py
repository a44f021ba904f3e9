"""TOML files read into models, noting every fault instead of stopping at one."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong in `content/`: in which file, at which key, and why."""

    file: str
    key: str
    reason: str

    def __str__(self) -> str:
        where = f"{self.file}: {self.key}" if self.key else self.file
        return f"{where}: {self.reason}"


class ContentError(Exception):
    """The words can't be used; `faults` says everything that is wrong."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(str(fault) for fault in self.faults))


def _key(loc: tuple[int | str, ...]) -> str:
    """A pydantic location as an editor of the file would write it: `say[2].why`."""
    key = ""
    for part in loc:
        key += f"[{part + 1}]" if isinstance(part, int) else f".{part}"
    return key.lstrip(".")


@dataclass
class Reader:
    """Reads files under `root`; what is wrong with them gathers in `faults`."""

    root: Path
    faults: list[Fault] = field(default_factory=list)

    def fault(self, path: Path, key: str, reason: str) -> None:
        """Note one fault of the file at `path`."""
        inside = path.is_relative_to(self.root)
        name = path.relative_to(self.root) if inside else path
        self.faults.append(Fault(name.as_posix(), key, reason.removeprefix("Value error, ")))

    def read(self, path: Path, model: type[M]) -> M | None:
        """The file as `model`, or None once its faults are noted."""
        try:
            # Opening a FIFO would block until somebody writes to it.
            if path.exists() and not path.is_file():
                self.fault(path, "", "this is not a regular file")
                return None
            return model.model_validate(tomllib.loads(path.read_text("utf-8")))
        except FileNotFoundError:
            self.fault(path, "", "this file is missing")
        except OSError as error:
            self.fault(path, "", f"this file can't be read: {error.strerror}")
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                self.fault(path, _key(detail["loc"]), detail["msg"])
        except RecursionError:
            self.fault(path, "", "not valid TOML: nested too deeply")
        except ValueError as error:  # of TOML, of UTF-8, or a number of thousands of digits
            self.fault(path, "", f"not valid TOML: {error}")
        return None

"""JSON of unknown origin: parsed in linear time, each key once, refused when it is too large."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate
from typing import Any

_STRING = re.compile(rb'"[^"]*"')
_STRUCTURE = b"[]{},"
_OTHERS = bytes(byte for byte in range(256) if byte not in _STRUCTURE)
_LONGEST_NUMBER = 15
"""Digits: longer ones take a time that grows faster than their length."""


class JsonFault(StrEnum):
    """Why a text is refused."""

    INVALID = "invalid"
    DUPLICATE = "duplicate"
    TOO_MANY = "too-many"
    TOO_COMPLEX = "too-complex"


class StrictJsonError(ValueError):
    """A text that is refused; `details` is for developers."""

    def __init__(self, fault: JsonFault, details: str = "") -> None:
        """Say why."""
        super().__init__(fault, details)
        self.fault = fault
        self.details = details


@dataclass(frozen=True)
class JsonLimits:
    """How much a text may hold, in all and in an object."""

    strings: int
    containers: int
    depth: int
    keys: int


def loads(data: bytes, limits: JsonLimits) -> Any:
    """The value of a JSON text.

    Raises:
        StrictJsonError: when it is no JSON, or more than `limits` allow.
    """
    _check_structure(data, limits)

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len(pairs) > limits.keys:
            raise StrictJsonError(JsonFault.TOO_COMPLEX, "keys")
        refuse_duplicates(key for key, _ in pairs)
        return dict(pairs)

    try:
        return json.loads(
            data.decode("utf-8"),
            object_pairs_hook=unique,
            parse_constant=_refuse,
            parse_int=lambda digits: int(_short(digits)),
            parse_float=lambda digits: float(_short(digits)),
        )
    except StrictJsonError:
        raise
    except ValueError as error:
        raise StrictJsonError(JsonFault.INVALID, type(error).__name__) from None


def refuse_duplicates(names: Iterable[str]) -> None:
    """Refuse names when one of them comes twice.

    Raises:
        StrictJsonError: of the fault DUPLICATE.
    """
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise StrictJsonError(JsonFault.DUPLICATE)
        seen.add(name)


def _check_structure(data: bytes, limits: JsonLimits) -> None:
    """Refuse what would keep the parser busy, or make it run out of stack."""
    # Without its escapes, a string ends at the next quote: no pattern has to backtrack.
    unescaped = data.replace(b"\\\\", b"").replace(b'\\"', b"")
    if unescaped.count(b'"') > 2 * limits.strings:
        raise StrictJsonError(JsonFault.TOO_MANY, "strings")
    structure = _STRING.sub(b"", unescaped).translate(None, _OTHERS)
    brackets = structure.translate(None, b",")
    if len(brackets) > 2 * limits.containers or len(structure) - len(brackets) > limits.strings:
        raise StrictJsonError(JsonFault.TOO_COMPLEX, "values")
    depths = accumulate(1 if bracket in b"[{" else -1 for bracket in brackets)
    if max(depths, default=0) > limits.depth:
        raise StrictJsonError(JsonFault.TOO_COMPLEX, "depth")


def _short(digits: str) -> str:
    if len(digits) > _LONGEST_NUMBER:
        raise StrictJsonError(JsonFault.INVALID, "number")
    return digits


def _refuse(constant: str) -> None:
    """NaN and the infinities, which are no JSON."""
    raise StrictJsonError(JsonFault.TOO_COMPLEX, constant)

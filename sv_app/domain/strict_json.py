"""Strict limits before the standard JSON parser, for untrusted files, in linear time."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate
from typing import Any

_STRING = re.compile(rb'"[^"]*"')
_STRUCTURE = b"[]{},"
_NON_STRUCTURE = bytes(byte for byte in range(256) if byte not in _STRUCTURE)
_MAX_DIGITS = 15
"""The time to parse a longer number grows faster than its length."""


class JsonFault(StrEnum):
    """Why a document is rejected."""

    INVALID = "invalid"
    DUPLICATE = "duplicate"
    TOO_MANY = "too-many"
    TOO_COMPLEX = "too-complex"


class StrictJsonError(ValueError):
    """A document is rejected; `details` is for developers."""

    def __init__(self, fault: JsonFault, details: str = "") -> None:
        """Set the reason, and details without any text of the document."""
        super().__init__(fault, details)
        self.fault = fault
        self.details = details


@dataclass(frozen=True)
class JsonLimits:
    """The limits of a document.

    `strings` also limits the commas, and so the values; `keys` is for each object.
    """

    strings: int
    containers: int
    depth: int
    keys: int


def loads(data: bytes, limits: JsonLimits) -> Any:
    """Parse a JSON document.

    Raises:
        StrictJsonError: If it is not valid JSON, has a duplicate key, or exceeds `limits`.
    """
    _check_structure(data, limits)

    def unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len(pairs) > limits.keys:
            raise StrictJsonError(JsonFault.TOO_COMPLEX, "keys")
        refuse_duplicates(key for key, _ in pairs)
        return dict(pairs)

    try:
        return json.loads(
            data.decode("utf-8"),
            object_pairs_hook=unique_keys,
            parse_constant=_reject_constant,
            parse_int=lambda digits: int(_check_digits(digits)),
            parse_float=lambda digits: float(_check_digits(digits)),
        )
    except StrictJsonError:
        raise
    except ValueError as error:
        raise StrictJsonError(JsonFault.INVALID, type(error).__name__) from None


def refuse_duplicates(names: Iterable[str]) -> None:
    """Check that all names differ.

    Raises:
        StrictJsonError: With the fault `DUPLICATE`.
    """
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise StrictJsonError(JsonFault.DUPLICATE)
        seen.add(name)


def _check_structure(data: bytes, limits: JsonLimits) -> None:
    """Reject a document that would take the parser long or exhaust its stack."""
    # Without escapes, a string ends at the next quote, so the pattern never backtracks.
    unescaped = data.replace(b"\\\\", b"").replace(b'\\"', b"")
    if unescaped.count(b'"') > 2 * limits.strings:
        raise StrictJsonError(JsonFault.TOO_MANY, "strings")
    structure = _STRING.sub(b"", unescaped).translate(None, _NON_STRUCTURE)
    brackets = structure.translate(None, b",")
    if len(brackets) > 2 * limits.containers or len(structure) - len(brackets) > limits.strings:
        raise StrictJsonError(JsonFault.TOO_COMPLEX, "values")
    depths = accumulate(1 if bracket in b"[{" else -1 for bracket in brackets)
    if max(depths, default=0) > limits.depth:
        raise StrictJsonError(JsonFault.TOO_COMPLEX, "depth")


def _check_digits(digits: str) -> str:
    # INVALID, as for a number of more than 4,300 digits, which Python refuses with a ValueError.
    if len(digits) > _MAX_DIGITS:
        raise StrictJsonError(JsonFault.INVALID, "number")
    return digits


def _reject_constant(constant: str) -> None:
    """Reject NaN and infinities: Python's parser accepts them, and JSON does not have them."""
    # TOO_COMPLEX, because an import reports that as damaged, as it does `1e999`, which parses to an
    # infinity that no field accepts.
    raise StrictJsonError(JsonFault.TOO_COMPLEX, constant)

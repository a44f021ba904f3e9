"""Files that keep a parser busy, of any size."""

from collections.abc import Callable, Mapping

HEAD = b'{"format": "cote-a-cote", "version": 2, '
"""The beginning of a plain export file of version 2, which can still be read."""
ENTRY = b'{"id": "%032x", "at": "2026-01-02T03:04:05Z", "check": {"answers": {}}}'


def _repeat(start: bytes, unit: bytes, end: bytes) -> Callable[[int], bytes]:
    return lambda size: start + unit * ((size - len(start) - len(end)) // len(unit)) + end


def _entries(size: int) -> bytes:
    count = size // (len(ENTRY % 0) + 1) - 2
    days = (b"%d-%02d-%02d" % (1970 + n // 336, n // 28 % 12 + 1, n % 28 + 1) for n in range(count))
    entries = b",".join((ENTRY % n).replace(b"2026-01-02", day) for n, day in enumerate(days))
    return HEAD + b'"entries": [' + entries + b"]}"


def _keys(start: bytes, end: bytes) -> Callable[[int], bytes]:
    return lambda size: start + b",".join(b'"%x":1' % n for n in range(size // 12)) + end


SLOW_TO_PARSE_FILES: Mapping[str, Callable[[int], bytes]] = {
    "escaped quotes": _repeat(b'"', b'\\"', b""),
    "backslashes": _repeat(b'"', b"\\", b""),
    "quotes": _repeat(b"", b'"', b""),
    "open lists": _repeat(b"", b"[", b""),
    "open objects": _repeat(b"", b'{"a":', b""),
    "digits": _repeat(b"", b"1", b""),
    "spaces": _repeat(b"", b" ", b""),
    "empty objects": _repeat(HEAD + b'"entries": [', b"{},", b"{}]}"),
    "empty lists": _repeat(HEAD + b'"entries": [', b"[],", b"[]]}"),
    "empty texts": _repeat(HEAD + b'"pins": [', b'"",', b'""]}'),
    "numbers": _repeat(HEAD + b'"entries": [', b"1,", b"1]}"),
    "long numbers": _repeat(HEAD + b'"entries": [', b"9" * 4000 + b",", b"1]}"),
    "the same key": _repeat(HEAD, b'"a":1,', b'"a":1}'),
    "keys": _keys(HEAD, b"}"),
    "keys of an entry": _keys(HEAD + b'"entries": [{', b"}]}"),
    "keys of answers": _keys(
        HEAD + b'"entries": [' + (ENTRY % 0)[:-4] + b'{"answers": {', b"}}}]}"
    ),
    "a list for a note": _repeat(
        HEAD + b'"entries": [' + (ENTRY % 0)[:-1] + b', "note": [', b"[],", b"[]]}]}"
    ),
    "a note without end": _repeat(
        HEAD + b'"entries": [' + (ENTRY % 0)[:-1] + b', "note": "', b"a ", b'"}]}'
    ),
    "an escaped note": _repeat(
        HEAD + b'"entries": [' + (ENTRY % 0)[:-1] + b', "note": "', b"\\u00e9", b'"}]}'
    ),
    "a time without end": _repeat(HEAD + b'"entries": [{"at": "T', b"1", b'"}]}'),
    "entries": _entries,
}

"""Which characters the shipped fonts draw, for the page: the system's fonts show the others."""

from collections.abc import Iterable

from sv_app.editorial.marks import drawn


def pattern_class() -> str:
    r"""The code points that every font has a glyph for, as the inside of a JavaScript `[…]`.

    For example `\u{20}-\u{7E}\u{A0}`; the pattern needs the flag `u`.
    """
    return "".join(_range(first, last) for first, last in _runs(sorted(drawn())))


def _runs(codes: Iterable[int]) -> Iterable[tuple[int, int]]:
    """The first and the last of each unbroken run of `codes`, which are sorted."""
    first = last = -1
    for code in codes:
        if code != last + 1:
            if first >= 0:
                yield first, last
            first = code
        last = code
    if first >= 0:
        yield first, last


def _range(first: int, last: int) -> str:
    return f"\\u{{{first:X}}}" + (f"-\\u{{{last:X}}}" if last > first else "")

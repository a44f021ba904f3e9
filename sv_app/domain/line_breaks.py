"""Where a line must not end.

In a word with a hyphen, in a number, before the `h` of a time, or before a last short word.
"""

import re

NO_BREAK_SPACE, NO_BREAK_HYPHEN = "\u00a0", "\u2011"
MAX_WORD = 13
"""In words up to this length, such as « souffrez-vous », no line may end at a hyphen.

A longer word may need its hyphen where the text is large and the screen is narrow.
"""
MIN_TEXT = 24
"""The length of the shortest text that may take a second line."""
MAX_LAST_WORD = 10
MAX_PAIR = 12
"""The last two words stay together up to this length.

They fit on a phone even in a title at twice the text size.
"""
HYPHENATED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")
HOUR = re.compile(r"(?<=\d) (?=h\b)")
DIGIT_GROUPS = re.compile(r"(?<=\d) (?=\d)")


def without_bad_breaks(text: str) -> str:
    """Return `text` with no-break hyphens and no-break spaces where a line must not end.

    A text of one word is not changed: it may be a name that a program compares, or an address.
    """
    if len(text.split()) < 2:
        return text
    bound = HYPHENATED.sub(_bind_hyphens, HOUR.sub(NO_BREAK_SPACE, text))
    words = bound.split(" ")
    if len(text) >= MIN_TEXT and len(words) > 2 and _belong_together(*words[-2:]):
        return f"{bound[: -len(words[-1]) - 1]}{NO_BREAK_SPACE}{words[-1]}"
    return bound


def with_plain_characters(text: str) -> str:
    """Return `text` with plain spaces and hyphens in place of no-break ones.

    Other programs then recognise, for example, phone numbers.
    """
    return text.replace(NO_BREAK_SPACE, " ").replace(NO_BREAK_HYPHEN, "-")


def numbers_without_breaks(text: str) -> str:
    """Return `text` with no-break spaces in its numbers, such as that of a telephone."""
    return DIGIT_GROUPS.sub(NO_BREAK_SPACE, text)


def host_without_breaks(host: str) -> str:
    """Return a host name, such as `www.asso-sps.fr`, that stays on one line."""
    return host.replace("-", NO_BREAK_HYPHEN)


def _bind_hyphens(word: re.Match[str]) -> str:
    return word[0].replace("-", NO_BREAK_HYPHEN) if len(word[0]) <= MAX_WORD else word[0]


def _belong_together(word: str, last: str) -> bool:
    return len(last) <= MAX_LAST_WORD and len(word) + 1 + len(last) <= MAX_PAIR

"""Folding of texts and detection of a typo, to compare what people type."""

import re
import unicodedata

LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
WORD = re.compile(r"[a-z0-9]+")


def fold_text(text: str) -> str:
    """Return the folded words of `text`, each after a space: `École, l’œuf` is ` ecole l oeuf`."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(LIGATURES))
    return "".join(f" {word}" for word in WORD.findall(_strip_accents(decomposed)))


def _strip_accents(text: str) -> str:
    return "".join(character for character in text if not unicodedata.combining(character))


def within_one_edit(word: str, wanted: str) -> bool:
    """Whether at most one letter was added, removed, changed, or swapped with the next."""
    if abs(len(word) - len(wanted)) > 1:
        return False
    diff = next((n for n, (a, b) in enumerate(zip(word, wanted, strict=False)) if a != b), None)
    if diff is None:
        return True
    if len(word) == len(wanted):
        swapped = word[diff : diff + 2] == wanted[diff : diff + 2][::-1]
        if swapped and word[diff + 2 :] == wanted[diff + 2 :]:
            return True
        return word[diff + 1 :] == wanted[diff + 1 :]
    longer, shorter = sorted((word, wanted), key=len, reverse=True)
    return longer[diff + 1 :] == shorter[diff:]

"""Text folding: remove accents, case and punctuation, to compare what people type."""

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

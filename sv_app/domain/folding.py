"""Text without accents, case or punctuation, so that what people type can be compared."""

import re
import unicodedata

LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
WORD = re.compile(r"[a-z0-9]+")


def fold_text(text: str) -> str:
    """The bare words of `text`: `École, l’œuf` is ` ecole l oeuf`."""
    flat = unicodedata.normalize("NFKD", text.casefold().translate(LIGATURES))
    return "".join(f" {word}" for word in WORD.findall(_bare(flat)))


def _bare(text: str) -> str:
    return "".join(letter for letter in text if not unicodedata.combining(letter))

"""Editorial rules for the texts, checked before publication; not part of the shipped app."""

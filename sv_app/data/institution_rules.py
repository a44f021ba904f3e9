"""Rules of institution.toml: what is said by language is said in every language."""

from collections.abc import Iterable, Iterator

from sv_app.data.content_files import EVERY_LANGUAGE, ByLanguage, InstitutionFile


def faults(file: InstitutionFile, languages: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Key and reason of each text that speaks some of the languages, and not all."""
    known = set(languages)
    for key, text in _worded(file):
        if text is None or EVERY_LANGUAGE in text:
            continue
        for code in sorted(known - set(text)):
            yield f"{key}.{code}", "this translation is missing"
        for code in sorted(set(text) - known):
            yield f"{key}.{code}", "the app does not speak this language"


def _worded(file: InstitutionFile) -> Iterator[tuple[str, ByLanguage | None]]:
    yield "name", file.name
    for name, contact in file.contacts.items():
        for field in ("label", "hours", "place"):
            yield f"{name}.{field}", getattr(contact, field)

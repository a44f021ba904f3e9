"""Rules of institution.toml: its region is known, its words speak every language."""

from collections.abc import Collection, Iterable, Iterator

from sv_app.data.content_files import EVERY_LANGUAGE, ByLanguage, InstitutionFile


def faults(
    file: InstitutionFile, languages: Iterable[str], regions: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Key and reason of an unknown region, and of texts that speak not all the languages."""
    if file.region and file.region not in regions:
        yield "region", f"the app knows no region '{file.region}'"
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

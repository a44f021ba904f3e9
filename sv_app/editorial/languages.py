"""Languages that can be told apart where one chooses among them."""

from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from sv_app.domain.labels import Labels

LABELS = "labels.toml"


def same_names(languages: Mapping[str, Mapping[str, BaseModel]]) -> Iterator[tuple[str, str]]:
    """Code of each language that calls itself as one before it does, and why that is wrong."""
    seen: dict[str, str] = {}
    for code, files in languages.items():
        labels = files.get(LABELS)
        if isinstance(labels, Labels):
            name = labels.app.language
            if (other := seen.setdefault(name, code)) != code:
                yield code, f"'{name}' is what '{other}' calls itself"

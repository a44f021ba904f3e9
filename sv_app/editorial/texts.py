"""The texts of content/ that people read, each with its file and key."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel

from sv_app.data.content import ContentFiles
from sv_app.data.content_files import LABELS, SOURCES, iter_leaf_fields

NON_TEXT_KEYS = re.compile(
    r"(^|\.)(id|answers\[\d+\]\.phrase|topic\[\d+\]\.moment|source|sources(\[\d+\])?|stages_source"
    r"|separator|url|original\.(language|text))$"
)
"""Keys of ids, URLs and a quotation in another language, which are no texts of the language."""
LABEL_FILES = (LABELS, "privacy.toml")
"""Files in which the keys of `NON_TEXT_KEYS` are labels, such as `sources`."""


@dataclass(frozen=True)
class ContentText:
    """A text, its file and key, and its `key_path` in the language: `signs.questions.guilt.ask`."""

    path: Path
    key: str
    key_path: str
    text: str


def texts_in_language(parsed: ContentFiles, language: str) -> Iterator[ContentText]:
    """Yield every text of a language."""
    for name, model in parsed.languages.get(language, {}).items():
        path = parsed.reader.root / language / name
        key_path = name.removesuffix(".toml").replace("/", ".")
        yield from _content_texts(path, key_path, model, labels=name in LABEL_FILES)


def shared_texts(parsed: ContentFiles) -> Iterator[ContentText]:
    """Yield every text that languages share: titles of sources, and the hospital's own file."""
    for path, model in (
        (parsed.reader.root / SOURCES, parsed.sources),
        (parsed.institution_path, parsed.institution),
    ):
        if model:
            yield from _content_texts(path, path.stem, model)


def _content_texts(
    path: Path, key_path: str, model: BaseModel, labels: bool = False
) -> Iterator[ContentText]:
    for key, value in _strings(iter_leaf_fields(model)):
        if labels or not NON_TEXT_KEYS.search(key):
            yield ContentText(path, key, f"{key_path}.{key}", value)


def _strings(fields: Iterable[tuple[str, object]]) -> Iterator[tuple[str, str]]:
    for key, value in fields:
        if isinstance(value, str) and not isinstance(value, StrEnum):
            yield key, value

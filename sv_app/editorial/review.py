"""The review of the words: a sheet to read and sign, and what has changed since it was signed.

`content/reviews/` has one file for each signed review of a language. It says who read the words,
when, and a digest of each text.
"""

import datetime as dt
import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from jinja2 import Environment, PackageLoader, StrictUndefined
from pydantic import StringConstraints

from sv_app.data.content import ContentFiles
from sv_app.data.content_files import REVIEWS, iter_leaf_fields
from sv_app.domain.content import DEFAULT_LANGUAGE
from sv_app.domain.helplines import HelplineFacts
from sv_app.domain.model import LanguageCode, Model, Text
from sv_app.domain.sources import Source
from sv_app.editorial.texts import ContentText, texts_in_language

DIGEST_LENGTH = 12
"""Hexadecimal digits of a digest: enough to detect a change, and short enough to read."""

Digest = Annotated[str, StringConstraints(pattern=rf"^[0-9a-f]{{{DIGEST_LENGTH}}}$")]


class Review(Model):
    """`reviews/<language>-<date>.toml`: a signed review of the words of a language.

    `reviewer` is a role, such as "hospital psychologist"; a name would be published with the
    content. `texts` has the digest of each text that was read, by its key path.
    """

    language: LanguageCode
    reviewer: Text
    signed_on: dt.date
    texts: dict[str, Digest]


@dataclass(frozen=True)
class Row:
    """A row of the sheet: a key, its text in each language (or None), and what it rests on."""

    key: str
    texts: tuple[str | None, ...]
    sources: tuple[str, ...]


def review_sheet(parsed: ContentFiles, on: dt.date) -> str:
    """Return the HTML of the sheet: every text in all languages side by side, by file."""
    languages = sorted(parsed.languages, key=lambda code: (code != DEFAULT_LANGUAGE, code))
    template = Environment(
        loader=PackageLoader("sv_app.editorial", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    ).get_template("review.html")
    return template.render(languages=languages, files=_rows_by_file(parsed, languages), on=on)


def _rows_by_file(parsed: ContentFiles, languages: list[str]) -> dict[str, list[Row]]:
    texts: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for language in languages:
        for text in texts_in_language(parsed, language):
            name = text.path.relative_to(parsed.reader.root / language).as_posix()
            texts[name, text.key][language] = text.text
    # The ids and the sources are the same in every language.
    cited = _cited_sources(parsed, languages[0])
    rows: dict[str, list[Row]] = defaultdict(list)
    for (name, key), by_language in texts.items():
        row_texts = tuple(by_language.get(language) for language in languages)
        rows[name].append(Row(key, row_texts, cited.get((name, key.rpartition(".")[0]), ())))
    return dict(rows)


def _cited_sources(parsed: ContentFiles, language: str) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return what each item rests on, by file and key of the item: its sources and their dates."""
    sources = {source.id: source for source in (parsed.sources.source if parsed.sources else ())}
    lines: dict[str, list[str]] = defaultdict(list)
    for region in parsed.regions.values():
        for line in region.line:
            lines[line.id].append(_describe_line(line))
    cited: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name, model in parsed.languages[language].items():
        for key, value in iter_leaf_fields(model):
            item, _, field = key.rpartition(".")
            if re.fullmatch(r"source|sources\[\d+\]", field) and value in sources:
                cited[name, item].append(_describe_source(sources[str(value)]))
            elif field == "id" and item.startswith("line."):
                cited[name, item] += lines[str(value)]
    return {place: tuple(descriptions) for place, descriptions in cited.items()}


def _describe_source(source: Source) -> str:
    return f"{source.short_citation}, read on {source.read_on.isoformat()}"


def _describe_line(line: HelplineFacts) -> str:
    doubt = ", to confirm" if line.to_confirm else ""
    checked = f"checked on {line.checked_on.isoformat()}"
    return f"{line.number}{doubt}, {line.source_host}, {checked}"


def record_review(parsed: ContentFiles, language: str, reviewer: str, signed_on: dt.date) -> Path:
    """Write the file of a review of all texts of `language`, and return its path."""
    lines = [
        "# A signed review: see content/README.md. The command sv-app review writes this file.",
        f'language = "{language}"',
        f"reviewer = {json.dumps(reviewer, ensure_ascii=False)}",
        f"signed_on = {signed_on.isoformat()}",
        "",
        "[texts]",
        *(f'"{key}" = "{digest}"' for key, digest in _digests(parsed, language).items()),
    ]
    path = parsed.reader.root / REVIEWS / f"{language}-{signed_on.isoformat()}.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def _digests(parsed: ContentFiles, language: str) -> dict[str, str]:
    return {text.key_path: _digest(text) for text in texts_in_language(parsed, language)}


def _digest(text: ContentText) -> str:
    return hashlib.sha256(text.text.encode()).hexdigest()[:DIGEST_LENGTH]


def latest_reviews(parsed: ContentFiles) -> dict[str, Review]:
    """Return the latest review of each language.

    A file that cannot be read is noted in `parsed.reader.faults`.
    """
    latest: dict[str, Review] = {}
    for path in sorted((parsed.reader.root / REVIEWS).glob("*.toml")):
        review = parsed.reader.read(path, Review)
        if review is None:
            continue
        if review.language not in parsed.languages:
            parsed.reader.fault(path, "language", f"there is no folder '{review.language}'")
        elif review.signed_on >= latest.get(review.language, review).signed_on:
            latest[review.language] = review
    return latest


def review_status(parsed: ContentFiles, reviews: Mapping[str, Review]) -> Iterator[str]:
    """Yield, for each language, who signed its words, when, and the keys changed since.

    For a language that nobody signed, the line says so.
    """
    for language in parsed.languages:
        review = reviews.get(language)
        if review is None:
            yield f"{language}: no signed review"
            continue
        digests = _digests(parsed, language)
        keys = sorted(
            key
            for key in digests.keys() | review.texts.keys()
            if digests.get(key) != review.texts.get(key)
        )
        signed = f"signed by a {review.reviewer} on {review.signed_on.isoformat()}"
        yield f"{language}: {signed}; texts changed since: {len(keys)}"
        yield from (f"  {language}: {key}" for key in keys)

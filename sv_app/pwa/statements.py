"""Render the pages about accessibility and data protection, and `.well-known/security.txt`.

They name the recipients of the hospital's file, else the maintainers in the metadata of the
distribution, which come from `pyproject.toml`.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from importlib.metadata import metadata, version
from typing import cast
from urllib.parse import urljoin

from sv_app import routes
from sv_app.data.content import ContentFiles
from sv_app.data.content_files import STATEMENTS, SiteEntry
from sv_app.data.statement_words import RecipientWords, StatementWords
from sv_app.domain.content import Content
from sv_app.domain.line_breaks import without_bad_breaks
from sv_app.domain.placeholders import map_texts
from sv_app.project import DISTRIBUTION
from sv_app.pwa import static_page

STYLE_SHEET = "statement.css"
SECURITY = ".well-known/security.txt"
"""The path of RFC 9116, from the root of an origin."""
SECURITY_VALIDITY = dt.timedelta(days=364)
"""From the day of the build to `Expires`, which RFC 9116 recommends to be less than a year away."""


@dataclass(frozen=True)
class Publication:
    """Who publishes a site, when, and whom to write to; None where nobody is known."""

    version: str
    date: dt.date
    site: SiteEntry
    publisher: str | None = None
    """The e-mail address of the maintainers."""

    def recipient(self, subject: str) -> str | None:
        """Return whom to write to about `subject`, the name of a field of `SiteEntry`."""
        return getattr(self.site, subject) or self.publisher


def publication(parsed: ContentFiles) -> Publication:
    """Return the publication on the `build_date`, from the hospital's file and the metadata."""
    site = (parsed.institution and parsed.institution.site) or SiteEntry()
    _, email = parseaddr(metadata(DISTRIBUTION)["Maintainer-email"] or "")
    return Publication(version(DISTRIBUTION), static_page.build_date(), site, email or None)


def pages(
    parsed: ContentFiles, contents: Mapping[str, Content], published: Publication
) -> dict[str, str]:
    """Return the HTML of both pages in every language, by file name, and their style sheet."""
    files = {STYLE_SHEET: static_page.statement_style_sheet()}
    for code, content in contents.items():
        file = cast("StatementWords", parsed.languages[code][STATEMENTS])
        words = map_texts(file, without_bad_breaks)
        for name in (routes.ACCESSIBILITY, routes.DATA_PROTECTION):
            field = name.replace("-", "_")
            statement = getattr(words, field)
            files[routes.statement_file(name, code)] = static_page.statement_page(
                contents,
                content,
                name=name,
                words=words,
                statement=statement,
                recipient=_recipient(statement.write, content, published, field),
                version=words.version.format(
                    version=published.version, date=content.labels.date.format_date(published.date)
                ),
            )
    return files


def _recipient(
    words: RecipientWords, content: Content, published: Publication, field: str
) -> tuple[str, str | None, str, str]:
    """Return the sentence that says whom to write to: before the link, its URL, its text, after.

    The URL is None where nobody is known.
    """
    address = published.recipient(field)
    if address is None:
        return words.nobody, None, "", ""
    if getattr(published.site, field) and content.institution:
        sentence = words.hospital.replace("{name}", content.institution.name)
    else:
        sentence = words.publisher
    before, _, after = sentence.rpartition("{address}")
    return before, _uri(address), address, after


def _uri(address: str) -> str:
    return address if address.startswith("https:") else f"mailto:{address}"


def security_txt(published: Publication, languages: Mapping[str, Content]) -> str | None:
    """Return the text of `security.txt`, or None where no recipient is known: it requires one.

    `Expires` depends on the day of the build alone, so that two builds of a day write the same.
    """
    recipient = published.recipient("security")
    if recipient is None:
        return None
    lines = [
        f"Contact: {_uri(recipient)}",
        f"Expires: {published.date + SECURITY_VALIDITY}T00:00:00Z",
        f"Preferred-Languages: {', '.join(sorted(languages))}",
    ]
    if url := published.site.url:
        lines.append(f"Canonical: {urljoin(url, f'/{SECURITY}')}")
    return "\n".join(lines) + "\n"

"""Make the communication kit of a hospital: a folder of files for each language."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import cast
from urllib.parse import SplitResult, urlsplit

from sv_app.data.content import ContentFiles
from sv_app.data.content_files import KIT
from sv_app.data.kit_words import KitWords
from sv_app.domain.content import Content
from sv_app.domain.html_document import escape
from sv_app.domain.line_breaks import with_plain_characters, without_bad_breaks
from sv_app.domain.placeholders import map_texts
from sv_app.kit.handouts import evaluation_after, evaluation_before, notice
from sv_app.kit.posters import (
    A3_SCALE,
    A4,
    BANNER,
    CARD,
    INK,
    TEAL,
    PrintData,
    banner,
    card_back,
    card_front,
    card_sheet_back,
    card_sheet_front,
    pdf,
    poster,
    svg,
)

MAX_URL_LENGTH = 150
"""A longer address makes a QR code too dense for the card."""
HOST = re.compile(r"(?!-)[A-Za-z0-9-]{1,63}(\.(?!-)[A-Za-z0-9-]{1,63})*\.[A-Za-z][A-Za-z0-9-]+")

PRIVATE_ENDINGS = (".corp", ".internal", ".intra", ".intranet", ".lan", ".local")
"""Ends of names that only a hospital's own network knows."""


class UrlError(ValueError):
    """An address that a kit cannot show; the message says why, and what to write."""


def check_url(url: str) -> str:
    """Return `url` unchanged, once it is known that the kit can show it.

    Raises:
        UrlError: When it is no address that a phone could open, or one that is too long.
    """
    hint = "write it as a browser shows it, such as https://cote-a-cote.hospital.example/"
    try:
        parts = urlsplit(url)
        known_port = parts.port is None or parts.port > 0
    except ValueError:
        raise UrlError(f"'{url}' is no address of a site: {hint}") from None
    if parts.scheme != "https":
        raise UrlError(f"'{url}' does not begin with https://, which the app needs: {hint}")
    if re.fullmatch(r"[A-Za-z0-9-]+", parts.hostname or ""):
        raise UrlError(
            f"'{url}' has a name without a dot, which a phone cannot open outside the hospital's "
            f"network: ask IT for the whole name, and {hint}"
        )
    if parts.username or not known_port or not _is_plain(url, parts):
        raise UrlError(f"'{url}' is no address of a site: {hint}")
    if parts.fragment or parts.query:
        raise UrlError(f"'{url}' has more than an address, after # or ?: leave that part out")
    if len(url) > MAX_URL_LENGTH:
        raise UrlError(f"{len(url)} characters are too many, at most {MAX_URL_LENGTH}: shorten it")
    return url


def is_private(url: str) -> bool:
    """Whether the name in `url` is one that only a hospital's own network knows."""
    return (urlsplit(url).hostname or "").endswith(PRIVATE_ENDINGS)


def _is_plain(url: str, parts: SplitResult) -> bool:
    """Whether the host is a complete domain name, and the URL is plain ASCII without spaces."""
    return bool(HOST.fullmatch(parts.hostname or "")) and bool(re.fullmatch(r"[!-~]+", url))


def kit_files(
    parsed: ContentFiles, contents: Mapping[str, Content], url: str
) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the bytes of each file of the kit, in every language."""
    for code, content in sorted(contents.items()):
        words = map_texts(cast("KitWords", parsed.languages[code][KIT]), without_bad_breaks)
        for name, data in _files_in_language(PrintData(content, words, url)):
            yield f"{code}/{name}", data


def _files_in_language(print_data: PrintData) -> Iterator[tuple[str, bytes]]:
    yield "poster-a4.pdf", pdf(print_data, A4, [poster])
    yield "poster-a3.pdf", pdf(print_data, A4, [poster], A3_SCALE)
    yield "poster.svg", svg(print_data, A4, poster)
    yield "card.pdf", pdf(print_data, CARD, [card_front, card_back])
    yield "card-sheet-a4.pdf", pdf(print_data, A4, [card_sheet_front, card_sheet_back])
    yield "card-front.svg", svg(print_data, CARD, card_front)
    yield "card-back.svg", svg(print_data, CARD, card_back)
    yield "banner.svg", svg(print_data, BANNER, banner)
    yield "banner.pdf", pdf(print_data, BANNER, [banner])
    yield "notice-a4.pdf", pdf(print_data, A4, [notice])
    yield "evaluation-before-a4.pdf", pdf(print_data, A4, [evaluation_before])
    yield "evaluation-after-a4.pdf", pdf(print_data, A4, [evaluation_after])
    yield "signature.html", signature_html(print_data).encode()
    yield "signature.txt", signature_text(print_data).encode()


def signature_text(print_data: PrintData) -> str:
    """Return the lines under an e-mail, as plain text."""
    words = print_data.words.signature
    lines = [words.title, f"{words.link} - {print_data.url}"]
    first = print_data.hospital.first_to_call
    if first:
        lines.append(f"{first.label} - {first.display_number}")
    # Mail programs count no-break spaces as letters of a word, and some show them as signs.
    return with_plain_characters("\n".join(lines)) + "\n"


def signature_html(print_data: PrintData) -> str:
    """Return the lines under an e-mail as HTML, without an image, a script or a request."""
    words, first = print_data.words.signature, print_data.hospital.first_to_call
    contact = (
        f'<br>{escape(first.label)} : <a href="{escape(first.uri or "")}" style="color:{TEAL}">'
        f"{escape(first.display_number or '')}</a>"
        if first
        else ""
    )
    return (
        f'<!doctype html>\n<html lang="{print_data.content.code}">\n<meta charset="utf-8">\n'
        f"<title>{escape(print_data.name)}</title>\n"
        '<table role="presentation" cellpadding="0" cellspacing="0" '
        f'style="font:14px/1.45 Arial,sans-serif;color:{INK}"><tr>'
        f'<td style="border-left:3px solid {TEAL};padding-left:10px">'
        f"<b>{escape(words.title)}</b><br>"
        f'<a href="{escape(print_data.url)}" style="color:{TEAL}">{escape(words.link)}</a>'
        f"{contact}</td></tr></table>\n</html>\n"
    )


def write_kit(folder: Path, files: Iterator[tuple[str, bytes]]) -> int:
    """Write the files below `folder`; return how many."""
    count = 0
    for name, data in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        count += 1
    return count

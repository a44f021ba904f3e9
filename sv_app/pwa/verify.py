"""Compare a deployed site with a build: the files that a host serves, and the headers of each.

The files are requested as a browser does, compressed, and compared after decompression. A file that
only the host has is not detected, as HTTP has no list of files. The service worker and the page
name every file that the app uses, and both are compared. `_is_compared` leaves out the files that a
host may refuse, the compressed copies, and `security.txt`, which is requested at the root of the
origin.
"""

import gzip
import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urljoin, urlsplit
from urllib.request import Request, urlopen

import brotli

from sv_app.pwa.assets import COMPRESSED_SUFFIXES
from sv_app.pwa.errors import InputError
from sv_app.pwa.headers import HEADERS, TYPES
from sv_app.pwa.hosts import ALL_HEADERS, CHECKSUMS, CONFIGURATIONS, NOT_FOUND
from sv_app.pwa.statements import SECURITY

TIMEOUT = 30
"""Seconds to wait for a response."""
WORKERS = 8
PAGE = "index.html"


class Response(NamedTuple):
    """The status, the headers by their name in lower case, and the decompressed body."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def fetch(url: str) -> Response:
    """Request a URL as a browser does.

    Raises:
        InputError: when the server can't be reached, or sends a body that can't be decompressed.
    """
    request = Request(url, headers={"Accept-Encoding": "br, gzip"})  # noqa: S310 - checked by `site_url`
    try:
        with urlopen(request, timeout=TIMEOUT) as response:  # noqa: S310
            status, headers, body = response.status, response.headers, response.read()
    except HTTPError as error:
        with error:
            return Response(error.code, _lower(dict(error.headers)), b"")
    except (URLError, HTTPException, OSError) as error:
        reason = getattr(error, "reason", error)
        raise InputError(f"{url} can't be reached: {reason}. Check the address.") from None
    fields = _lower(dict(headers))
    try:
        return Response(status, fields, _decompress(body, fields.get("content-encoding", "")))
    except (brotli.error, OSError, EOFError):
        raise InputError(f"{url} is not compressed as its Content-Encoding says.") from None


def _lower(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def _decompress(body: bytes, encoding: str) -> bytes:
    if encoding == "br":
        return bytes(brotli.decompress(body))
    return gzip.decompress(body) if encoding == "gzip" else body


def site_url(url: str) -> str:
    """Return the URL of the site's folder, which ends with a slash.

    Raises:
        InputError: when it is no web address.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise InputError(f"{url} is no web address: write it as https://host.example/path/.")
    path = parts.path.removesuffix(PAGE)
    return f"{parts.scheme}://{parts.netloc}{path if path.endswith('/') else f'{path}/'}"


def read_checksums(path: Path) -> dict[str, str]:
    """Return the SHA-256 in hexadecimal of each file that a `SHA256SUMS` lists.

    `path` is that file, or the folder of a build.

    Raises:
        InputError: when it can't be read, a line is not of that format, or the page is not in it.
    """
    file = path / CHECKSUMS if path.is_dir() else path
    try:
        lines = file.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise InputError(f"{file} can't be read: give a build or its {CHECKSUMS}.") from None
    digests = {}
    for number, line in enumerate(lines, start=1):
        digest, separator, name = line.partition("  ")
        if not separator or len(digest) != hashlib.sha256().digest_size * 2:
            raise InputError(f"{file}, line {number}: write a SHA-256, two spaces and a path.")
        digests[name] = digest
    if PAGE not in digests:
        raise InputError(f"{file} has no {PAGE}: give a build or its {CHECKSUMS}.")
    return digests


def differences(
    url: str, digests: Mapping[str, str], fetch: Callable[[str], Response] = fetch
) -> list[str]:
    """Return a sentence for each difference between a deployed site and the files of a build.

    Raises:
        InputError: when the server can't be reached.
    """
    names = [name for name in digests if _is_compared(name)]
    with ThreadPoolExecutor(WORKERS) as pool:
        responses = dict(zip(names, pool.map(fetch, (url + quote(n) for n in names)), strict=True))
        page = pool.submit(fetch, url).result()
    problems = [
        f"{name}: {problem}"
        for name, response in responses.items()
        for problem in _file_problems(name, response, digests[name])
    ]
    if page.body != responses[PAGE].body:
        problems.append(f"{url}: is not {PAGE}; make it the page of the folder")
    if SECURITY in digests:
        problems += _security_problems(url, digests[SECURITY], fetch)
    return [*problems, *_header_problems(responses)]


def _is_compared(name: str) -> bool:
    not_compared = (*CONFIGURATIONS, NOT_FOUND, SECURITY)
    return name not in not_compared and not name.endswith(COMPRESSED_SUFFIXES)


def _security_problems(url: str, digest: str, fetch: Callable[[str], Response]) -> Iterator[str]:
    """Yield what is wrong with `security.txt`, which belongs at the root of the origin.

    An origin that serves this site from a sub-path may have a file of its own.
    """
    address = urljoin(url, f"/{SECURITY}")
    response = fetch(address)
    if address == url + SECURITY:
        yield from (
            f"{SECURITY}: {problem}" for problem in _file_problems(SECURITY, response, digest)
        )
    elif response.status != 200 or b"contact:" not in response.body.lower():
        yield f"{address}: names nobody to contact; put {SECURITY} of the build there"


def _file_problems(name: str, response: Response, digest: str) -> Iterator[str]:
    if response.status != 200:
        yield f"the server answers {response.status} instead of 200"
        return
    if (found := hashlib.sha256(response.body).hexdigest()) != digest:
        yield f"SHA-256 {found}, expected {digest}"
    expected_type = TYPES.get(PurePosixPath(name).suffix)
    content_type = response.headers.get("content-type", "").partition(";")[0].strip()
    # Fonts and images work with any type; a script or WebAssembly does not.
    if name.endswith((".js", ".mjs", ".wasm", ".css", ".html")) and content_type != expected_type:
        yield f"Content-Type {content_type or 'is missing'}, expected {expected_type}"


def _header_problems(responses: Mapping[str, Response]) -> Iterator[str]:
    """Yield each header and wrong value once.

    With it are the files that were sent with that value, or without the header.
    """
    files_by_fault = defaultdict(list)
    for name, response in responses.items():
        if response.status == 200:
            for header, value in _expected_headers(name).items():
                found = response.headers.get(header.lower())
                if found != value:
                    files_by_fault[header, found].append(name)
    for (header, found), names in files_by_fault.items():
        where = "every file" if len(names) == len(responses) else ", ".join(names)
        was = f"is {found!r}" if found is not None else "is missing"
        yield f"{where}: the header {header} {was}, expected {ALL_HEADERS[header]!r}"


def _expected_headers(name: str) -> Mapping[str, str]:
    return ALL_HEADERS if name.endswith(".html") else HEADERS

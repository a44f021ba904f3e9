"""The local server: content negotiation, caching and headers, as on a real host."""

import threading
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from sv_app.pwa.headers import HEADERS, PAGE_HEADERS
from sv_app.pwa.serve import server

ALL_ENCODINGS = {"Accept-Encoding": "gzip, deflate, br"}


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[HTTPConnection]:
    for name in ("index.html", "app.js"):
        (tmp_path / name).write_text(f"{name} as it is")
        (tmp_path / f"{name}.br").write_text(f"{name} in brotli")
        (tmp_path / f"{name}.gz").write_text(f"{name} in gzip")
    (tmp_path / "app.zip").write_text("a zip")
    (tmp_path / "gone.js.br").write_text("the file it was made of is gone")
    with server(tmp_path, 0) as running:
        threading.Thread(target=running.serve_forever, args=[0.01], daemon=True).start()
        yield HTTPConnection("127.0.0.1", running.server_port)
        running.shutdown()


def get(connection: HTTPConnection, path: str, headers: dict[str, str]) -> HTTPResponse:
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    answer.body = answer.read().decode()  # type: ignore[attr-defined]
    return answer


@pytest.mark.parametrize(
    ("path", "accepted", "encoding", "body", "content_type"),
    [
        ("/", "gzip, deflate, br", "br", "index.html in brotli", "text/html"),
        ("/?a=b", "gzip, deflate, br", "br", "index.html in brotli", "text/html"),
        ("/app.js", "gzip, deflate, br", "br", "app.js in brotli", "text/javascript"),
        ("/app.js", "gzip", "gzip", "app.js in gzip", "text/javascript"),
        ("/app.js", "", None, "app.js as it is", "text/javascript"),
        ("/app.js", "br;q=0, gzip;q=0.5", "gzip", "app.js in gzip", "text/javascript"),
        ("/app.js", "BR; q=0.0, gzip; q=0", None, "app.js as it is", "text/javascript"),
        ("/app.js", "brotli", None, "app.js as it is", "text/javascript"),
        ("/app.zip", "gzip, deflate, br", None, "a zip", "application/zip"),
    ],
)
def test_file_is_sent_in_the_best_accepted_encoding(
    connection: HTTPConnection,
    path: str,
    accepted: str,
    encoding: str | None,
    body: str,
    content_type: str,
) -> None:
    answer = get(connection, path, {"Accept-Encoding": accepted})
    assert answer.status == 200
    assert answer.getheader("Content-Encoding") == encoding
    assert answer.getheader("Content-Type") == content_type
    assert answer.body == body  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", ["/", "/app.js", "/app.zip"])
def test_unchanged_file_is_answered_with_not_modified(
    connection: HTTPConnection, path: str
) -> None:
    date = get(connection, path, ALL_ENCODINGS).getheader("Last-Modified")
    assert date
    answer = get(connection, path, ALL_ENCODINGS | {"If-Modified-Since": date})
    assert answer.status == 304
    assert answer.body == ""  # type: ignore[attr-defined]


def test_file_without_its_source_is_not_found(connection: HTTPConnection) -> None:
    assert get(connection, "/gone.js", ALL_ENCODINGS).status == 404


@pytest.mark.parametrize("path", ["/", "/app.zip", "/gone.js"])
def test_every_response_has_the_security_headers(connection: HTTPConnection, path: str) -> None:
    answer = get(connection, path, ALL_ENCODINGS)
    assert {name: answer.getheader(name) for name in HEADERS} == HEADERS


def test_only_a_page_has_the_headers_of_pages(connection: HTTPConnection) -> None:
    page, script = (get(connection, path, ALL_ENCODINGS) for path in ("/", "/app.js"))
    assert {name: page.getheader(name) for name in PAGE_HEADERS} == PAGE_HEADERS
    assert {name: script.getheader(name) for name in PAGE_HEADERS} == dict.fromkeys(PAGE_HEADERS)

"""The server of this machine sends what a good host would."""

import threading
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from sv_app.pwa.serve import HEADERS, server

BOTH = {"Accept-Encoding": "gzip, deflate, br"}


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
    ("path", "accepted", "encoding", "body", "kind"),
    [
        ("/", "gzip, deflate, br", "br", "index.html in brotli", "text/html"),
        ("/?a=b", "gzip, deflate, br", "br", "index.html in brotli", "text/html"),
        ("/app.js", "gzip, deflate, br", "br", "app.js in brotli", "text/javascript"),
        ("/app.js", "gzip", "gzip", "app.js in gzip", "text/javascript"),
        ("/app.js", "", None, "app.js as it is", "text/javascript"),
        ("/app.zip", "gzip, deflate, br", None, "a zip", "application/zip"),
    ],
)
def test_a_file_comes_in_the_shortest_way_the_browser_takes(
    connection: HTTPConnection,
    path: str,
    accepted: str,
    encoding: str | None,
    body: str,
    kind: str,
) -> None:
    answer = get(connection, path, {"Accept-Encoding": accepted})
    assert answer.status == 200
    assert answer.getheader("Content-Encoding") == encoding
    assert answer.getheader("Content-Type") == kind
    assert answer.body == body  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", ["/", "/app.js", "/app.zip"])
def test_what_has_not_changed_is_not_sent_again(connection: HTTPConnection, path: str) -> None:
    date = get(connection, path, BOTH).getheader("Last-Modified")
    assert date
    answer = get(connection, path, BOTH | {"If-Modified-Since": date})
    assert answer.status == 304
    assert answer.body == ""  # type: ignore[attr-defined]


def test_a_file_that_is_gone_is_not_found(connection: HTTPConnection) -> None:
    assert get(connection, "/gone.js", BOTH).status == 404


@pytest.mark.parametrize("path", ["/", "/app.zip", "/gone.js"])
def test_every_answer_has_the_headers_of_a_careful_host(
    connection: HTTPConnection, path: str
) -> None:
    answer = get(connection, path, BOTH)
    assert {name: answer.getheader(name) for name in HEADERS} == HEADERS

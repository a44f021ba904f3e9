"""`sv-app verify`: each difference between a deployed site and a build is named."""

import gzip
from pathlib import Path

import brotli
import pytest

from sv_app.cli import main
from sv_app.pwa.hosts import ALL_HEADERS, CHECKSUMS, checksums
from sv_app.pwa.statements import SECURITY
from sv_app.pwa.verify import Response, differences, read_checksums, site_url
from tests.folder_server import serve_folder

URL = "https://site.example/app/"
FILES = {"index.html": "text/html", "boot.js": "text/javascript", "x/a.wasm": "application/wasm"}


@pytest.fixture
def build(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    (site / "x").mkdir(parents=True)
    for name in FILES:
        (site / name).write_text(f"{name} as it was built")
    for name in ("_headers", "404.html"):
        (site / name).write_text("for the host alone")
    script = (site / "boot.js").read_bytes()
    (site / "boot.js.br").write_bytes(brotli.compress(script))
    (site / "boot.js.gz").write_bytes(gzip.compress(script))
    (site / CHECKSUMS).write_text(checksums(site))
    return site


class Host:
    """A host whose responses a test can change, by the path of a file; "" is the page."""

    def __init__(self, build: Path) -> None:
        lower = {name.lower(): value for name, value in ALL_HEADERS.items()}
        self.responses = {
            name: Response(200, lower | {"content-type": kind}, (build / name).read_bytes())
            for name, kind in FILES.items()
        }
        self.responses[""] = self.responses["index.html"]

    def fetch(self, url: str) -> Response:
        return self.responses[url.removeprefix(URL)]

    def change(self, name: str, **changes: object) -> None:
        self.responses[name] = self.responses[name]._replace(**changes)  # type: ignore[arg-type]

    def change_headers(self, name: str, **headers: str) -> None:
        self.change(name, headers={**self.responses[name].headers, **headers})

    def remove_header(self, header: str) -> None:
        for name, response in self.responses.items():
            kept = {key: value for key, value in response.headers.items() if key != header}
            self.change(name, headers=kept)


def problems(host: Host, build: Path) -> list[str]:
    return differences(URL, read_checksums(build), host.fetch)


def test_same_site_has_no_difference(build: Path) -> None:
    assert problems(Host(build), build) == []


@pytest.mark.parametrize("name", FILES)
def test_changed_file_is_named(build: Path, name: str) -> None:
    host = Host(build)
    host.change(name, body=b"changed")
    host.responses[""] = host.responses["index.html"]
    [problem] = problems(host, build)
    assert problem.startswith(f"{name}: SHA-256 ")


def test_missing_file_is_named_with_the_answer_of_the_server(build: Path) -> None:
    host = Host(build)
    host.change("boot.js", status=404, body=b"")
    assert problems(host, build) == ["boot.js: the server answers 404 instead of 200"]


def test_wrong_type_of_a_script_is_named(build: Path) -> None:
    host = Host(build)
    host.change_headers("boot.js", **{"content-type": "text/plain; charset=utf-8"})
    assert problems(host, build) == ["boot.js: Content-Type text/plain, expected text/javascript"]


def test_header_that_every_file_lacks_is_named_once(build: Path) -> None:
    host = Host(build)
    host.remove_header("referrer-policy")
    [problem] = problems(host, build)
    assert problem.startswith("every file: the header Referrer-Policy is missing, expected")


def test_header_with_another_value_in_one_file_is_named_with_the_file(build: Path) -> None:
    host = Host(build)
    host.change_headers("x/a.wasm", **{"content-security-policy": "default-src *"})
    [problem] = problems(host, build)
    assert problem.startswith("x/a.wasm: the header Content-Security-Policy is 'default-src *'")


def test_page_without_a_header_of_pages_is_named(build: Path) -> None:
    host = Host(build)
    host.remove_header("permissions-policy")
    [problem] = problems(host, build)
    assert problem.startswith("index.html: the header Permissions-Policy is missing")


def test_another_page_for_the_folder_is_named(build: Path) -> None:
    host = Host(build)
    host.change("", body=b"a list of the folder")
    [problem] = problems(host, build)
    assert problem.startswith(f"{URL}: is not index.html")


def test_command_compares_a_served_site_with_its_checksums(
    build: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with serve_folder(build) as origin:
        assert main(["verify", f"{origin}/", "--build", str(build / CHECKSUMS)]) == 0
        (build / "boot.js.br").write_bytes(brotli.compress(b"another script"))
        assert main(["verify", f"{origin}/", "--build", str(build)]) == 1
    assert "boot.js: SHA-256" in capsys.readouterr().err


@pytest.mark.parametrize("url", ["side-by-side.example", "ftp://host.example/", "https:///x"])
def test_address_that_is_no_web_address_is_refused(
    build: Path, url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", url, "--build", str(build)]) == 1
    assert "is no web address" in capsys.readouterr().err


def test_server_that_cannot_be_reached_is_named(
    build: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with serve_folder(build) as origin:
        pass
    assert main(["verify", f"{origin}/", "--build", str(build)]) == 1
    assert "can't be reached" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["not a checksum", "abc  boot.js"])
def test_file_that_holds_no_checksums_is_refused(
    tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "file"
    path.write_text(text)
    assert main(["verify", URL, "--build", str(path)]) == 1
    assert "line 1: write a SHA-256" in capsys.readouterr().err


def test_checksums_without_the_page_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "file"
    path.write_text(f"{'0' * 64}  boot.js\n")
    assert main(["verify", URL, "--build", str(path)]) == 1
    assert "has no index.html" in capsys.readouterr().err


@pytest.mark.parametrize("end", ["", "/", "/index.html", "/#/team", "/?a=b"])
def test_address_of_the_page_is_that_of_its_folder(end: str) -> None:
    assert site_url(f"https://site.example/app{end}") == URL


SECURITY_TEXT = b"Contact: mailto:a@b.example\n"


@pytest.fixture
def build_with_security(build: Path) -> Path:
    (build / SECURITY).parent.mkdir()
    (build / SECURITY).write_bytes(SECURITY_TEXT)
    (build / CHECKSUMS).write_text(checksums(build))
    return build


@pytest.mark.parametrize("body", [SECURITY_TEXT, b"# of the origin\ncontact: https://x.example\n"])
def test_origin_of_a_site_in_a_sub_path_may_have_its_own_security_txt(
    build_with_security: Path, body: bytes
) -> None:
    host = Host(build_with_security)
    host.responses[f"https://site.example/{SECURITY}"] = Response(200, {}, body)
    assert problems(host, build_with_security) == []


@pytest.mark.parametrize(
    "response", [Response(404, {}, b""), Response(200, {}, b"<!DOCTYPE html>")]
)
def test_missing_security_txt_of_an_origin_is_named(
    build_with_security: Path, response: Response
) -> None:
    host = Host(build_with_security)
    host.responses[f"https://site.example/{SECURITY}"] = response
    [problem] = problems(host, build_with_security)
    assert problem.startswith(f"https://site.example/{SECURITY}: names nobody to contact")


def test_security_txt_of_a_site_at_the_root_is_compared(
    build_with_security: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with serve_folder(build_with_security) as origin:
        command = ["verify", f"{origin}/", "--build", str(build_with_security / CHECKSUMS)]
        assert main(command) == 0
        (build_with_security / SECURITY).write_bytes(b"Contact: mailto:other@b.example\n")
        assert main(command) == 1
    assert f"{SECURITY}: SHA-256" in capsys.readouterr().err

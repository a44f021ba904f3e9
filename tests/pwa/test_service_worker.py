"""The service worker that the build writes: the listed files and its version."""

import base64
import hashlib
import json
import os
import re
from pathlib import Path

import pytest

from sv_app.pwa import service_worker
from sv_app.pwa.static_page import POLICY

LISTED = {
    "index.html": "<p>",
    "app.zip": "PK",
    "boot.js": "1",
    "canvaskit/chromium/canvaskit.wasm": "c",
    "canvaskit/canvaskit.wasm": "p",
    "icons/icon.svg": "<svg>",
    "manifest.json": "{}",
}
NOT_LISTED = (
    *("sw.js", "build.json", "assets/NOTICES", "fonts/OFL.txt", "screenshots/home.png"),
    *("boot.js.br", "boot.js.gz", "index.html.br"),
    *("404.html", "SHA256SUMS", ".well-known/security.txt"),
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    for name, text in {**LISTED, **dict.fromkeys(NOT_LISTED, "never")}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root


def worker(site: Path) -> str:
    service_worker.write(site)
    return (site / "sw.js").read_text("utf-8")


def files(worker: str) -> dict[str, str]:
    match = re.search(r"const FILES = (\{.*?\});", worker, re.DOTALL)
    assert match
    entries: dict[str, str] = json.loads(match[1])
    return entries


def version(worker: str) -> str:
    match = re.search(r'const VERSION = "([0-9a-f]{16})";', worker)
    assert match
    return match[1]


def test_files_are_listed_with_their_hashes(site: Path) -> None:
    entries = files(worker(site))
    assert entries.keys() == LISTED.keys()
    for name, text in LISTED.items():
        assert base64.b64decode(entries[name]) == hashlib.sha256(text.encode()).digest()


def test_service_worker_does_not_depend_on_file_times(site: Path) -> None:
    first = worker(site)
    for path in site.rglob("*"):
        os.utime(path, (1, 1))
    assert worker(site) == first


@pytest.mark.parametrize("name", LISTED)
def test_changed_file_changes_the_version_and_only_its_hash(site: Path, name: str) -> None:
    before = worker(site)
    with (site / name).open("a") as file:
        file.write(" ")
    after = worker(site)
    assert version(after) != version(before)
    assert {n for n, digest in files(after).items() if files(before)[n] != digest} == {name}


@pytest.mark.parametrize("name", NOT_LISTED)
def test_file_that_is_not_listed_does_not_change_the_service_worker(site: Path, name: str) -> None:
    before = worker(site)
    (site / name).write_text("changed")
    assert worker(site) == before


def test_removed_file_changes_the_version(site: Path) -> None:
    before = worker(site)
    (site / "boot.js").unlink()
    after = worker(site)
    assert version(after) != version(before)
    assert "boot.js" not in files(after)


def test_template_without_a_place_for_the_list_is_refused(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "sw.js"
    other.write_text("const FILE = {};")
    monkeypatch.setattr(service_worker, "PARTS", (other,))
    with pytest.raises(ValueError, match="FILES"):
        service_worker.write(site)
    assert (site / "sw.js").read_text() == "never"


def test_service_worker_activates_only_on_request() -> None:
    source = "".join(part.read_text("utf-8") for part in service_worker.PARTS)
    assert [line for line in source.splitlines() if "skipWaiting" in line] == [
        'addEventListener("message", ({ data }) => data?.type === "activate" && skipWaiting());'
    ]
    assert "claim" not in source


def test_page_and_service_worker_use_the_same_cache_name() -> None:
    worker = service_worker.PARTS[0]
    page = worker.parent.with_name("client") / "offline.js"
    for source in (worker.read_text("utf-8"), page.read_text("utf-8")):
        assert re.search(r"const STATE_CACHE = `side-by-side-site \$\{\w+\.pathname\}`;", source)


def test_service_worker_adds_the_policy_of_the_page(site: Path) -> None:
    assert f"const POLICY = {json.dumps(POLICY)};" in worker(site)


def test_every_web_worker_imports_its_policy_first_and_is_not_recached() -> None:
    client = service_worker.PARTS[0].parent.with_name("client")
    texts = {path.name: path.read_text("utf-8") for path in client.glob("*.js")}
    scripts = {
        n for text in texts.values() for n in re.findall(r'new Worker\(new URL\("(.+?)"', text)
    }
    assert sum(text.count("new Worker(") for text in texts.values()) == len(scripts)
    for name in scripts:
        first = re.search(r"^import .*?;", texts[name], re.MULTILINE)
        assert first
        assert first[0] == 'import "./worker-policy.js";'
    files = service_worker.PARTS[1].read_text("utf-8")
    entries = re.search(r"const WORKER_SCRIPTS = (\[.+?\]);", files)
    assert entries
    assert set(json.loads(entries[1])) == scripts

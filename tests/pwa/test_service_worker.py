import base64
import hashlib
import json
import os
import re
from pathlib import Path

import pytest

from sv_app.pwa import service_worker
from sv_app.pwa.static_page import POLICY

ASKED = {
    "index.html": "<p>",
    "app.zip": "PK",
    "boot.js": "1",
    "canvaskit/chromium/canvaskit.wasm": "c",
    "canvaskit/canvaskit.wasm": "p",
    "icons/icon.svg": "<svg>",
    "manifest.json": "{}",
}
NEVER = (
    *("sw.js", "build.json", "assets/NOTICES", "fonts/OFL.txt", "screenshots/home.png"),
    *("boot.js.br", "boot.js.gz", "index.html.br", "flutter.js.map", "canvaskit/c.js.symbols"),
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    for name, text in {**ASKED, **dict.fromkeys(NEVER, "never")}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root


def worker(site: Path) -> str:
    service_worker.write(site)
    return (site / "sw.js").read_text("utf-8")


def files(worker: str) -> dict[str, str]:
    found = re.search(r"const FILES = (\{.*?\});", worker, re.DOTALL)
    assert found
    listed: dict[str, str] = json.loads(found[1])
    return listed


def version(worker: str) -> str:
    found = re.search(r'const VERSION = "([0-9a-f]{16})";', worker)
    assert found
    return found[1]


def test_what_may_be_asked_is_listed_by_its_content(site: Path) -> None:
    listed = files(worker(site))
    assert listed.keys() == ASKED.keys()
    for name, text in ASKED.items():
        assert base64.b64decode(listed[name]) == hashlib.sha256(text.encode()).digest()


def test_the_same_files_make_the_same_worker_whenever_they_were_written(site: Path) -> None:
    first = worker(site)
    for path in site.rglob("*"):
        os.utime(path, (1, 1))
    assert worker(site) == first


@pytest.mark.parametrize("name", ASKED)
def test_one_changed_file_makes_another_version_and_says_which(site: Path, name: str) -> None:
    before = worker(site)
    with (site / name).open("a") as file:
        file.write(" ")
    after = worker(site)
    assert version(after) != version(before)
    assert {n for n, digest in files(after).items() if files(before)[n] != digest} == {name}


@pytest.mark.parametrize("name", NEVER)
def test_what_nobody_asks_for_changes_nothing(site: Path, name: str) -> None:
    before = worker(site)
    (site / name).write_text("changed")
    assert worker(site) == before


def test_a_file_that_is_gone_makes_another_version(site: Path) -> None:
    before = worker(site)
    (site / "boot.js").unlink()
    after = worker(site)
    assert version(after) != version(before)
    assert "boot.js" not in files(after)


def test_a_worker_without_a_place_for_the_list_is_refused(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "sw.js"
    other.write_text("const FILE = {};")
    monkeypatch.setattr(service_worker, "PARTS", (other,))
    with pytest.raises(ValueError, match="FILES"):
        service_worker.write(site)
    assert (site / "sw.js").read_text() == "never"


def test_the_worker_takes_over_only_when_told() -> None:
    source = "".join(part.read_text("utf-8") for part in service_worker.PARTS)
    assert [line for line in source.splitlines() if "skipWaiting" in line] == [
        'addEventListener("message", ({ data }) => data?.type === "activate" && skipWaiting());'
    ]
    assert "claim" not in source


def test_the_page_and_the_worker_call_what_is_kept_by_the_same_name() -> None:
    worker = service_worker.PARTS[0]
    page = worker.parent.with_name("client") / "offline.js"
    for source in (worker.read_text("utf-8"), page.read_text("utf-8")):
        assert re.search(r"const KEPT = `side-by-side-site \$\{\w+\.pathname\}`;", source)


def test_service_worker_adds_the_policy_of_the_page(site: Path) -> None:
    assert f"const POLICY = {json.dumps(POLICY)};" in worker(site)


def test_every_worker_of_the_page_imports_its_policy_first_and_keeps_its_header() -> None:
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
    listed = re.search(r"const WORKERS = (\[.+?\]);", files)
    assert listed
    assert set(json.loads(listed[1])) == scripts

"""A soak test of the memory: one long session with many changes of screen, then many saves.

    python -m tests.bench.memory_soak [--screens 2000] [--saves 500]

Opens the site in Chromium, and prints the memory of the page and of the tab after a forced
collection: after the start, after the first tenth of the screens, which fills the caches, after all
screens, and after all saves. Fails when the memory has grown by more than 5 % since that first
tenth, or when the console has an error.
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from sv_app import routes
from sv_app.data.content import load_contents
from sv_app.domain.content import Content
from tests.browser.app_driver import SCREEN, AppPage
from tests.browser.built_site import built_site
from tests.browser.conftest import FLAGS, find_chromium
from tests.browser.worker_scripts import run_in_worker
from tests.folder_server import serve_folder
from tests.titles import MOMENT, paths, title

LANGUAGE = "fr"
MAX_GROWTH = 1.05
MEGABYTE = 1_000_000
EXPOSE_GC = "--js-flags=--expose-gc"
COLLECT = "() => { for (let round = 0; round < 3; round++) gc(); }"


@dataclass(frozen=True)
class Memory:
    """The memory of the tab, in bytes, after a forced collection."""

    page: int
    """The JavaScript heap of the page: the Flutter engine and the semantics tree."""
    tab: int
    """The resident memory of the process of the tab: the page, the worker and their WebAssembly."""

    def __str__(self) -> str:
        return f"page {self.page / MEGABYTE:.1f} MB, tab {self.tab / MEGABYTE:.0f} MB"


def measure(app_page: AppPage) -> Memory:
    """Collect garbage in the page and in the worker, and return the memory that is left."""
    run_in_worker(app_page.page, COLLECT)
    app_page.page.evaluate(COLLECT)
    app_page.page.wait_for_timeout(1000)
    devtools = app_page.page.context.new_cdp_session(app_page.page)
    devtools.send("HeapProfiler.collectGarbage")
    heap = devtools.send("Runtime.getHeapUsage")["usedSize"]
    devtools.detach()
    return Memory(int(heap), _tab_memory(app_page.page))


def _tab_memory(page: Page) -> int:
    browser = page.context.browser
    assert browser
    devtools = browser.new_browser_cdp_session()
    processes = devtools.send("SystemInfo.getProcessInfo")["processInfo"]
    devtools.detach()
    return max(_resident(process["id"]) for process in processes if process["type"] == "renderer")


def _resident(process_id: int) -> int:
    status = Path(f"/proc/{process_id}/status").read_text("ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) * 1024


def open_screens(app_page: AppPage, content: Content, count: int) -> None:
    """Go from screen to screen, and wait for the title of each."""
    for path in islice(cycle(paths()), count):
        app_page.go(path)
        app_page.wait_for_heading(title(content, path))


def save(app_page: AppPage, content: Content, count: int) -> None:
    """Pin and unpin a phrase; each is a save."""
    labels = content.labels.favourites
    app_page.go(routes.script(MOMENT))
    for words in islice(cycle((labels.pin, labels.unpin)), count):
        button = app_page.app.get_by_role("button", name=words)
        expect(button.first).to_be_attached()
        before = button.count()
        app_page.click(button.first)
        expect(button).to_have_count(before - 1)


def steps(app_page: AppPage, content: Content, screens: int, saves: int) -> Iterator[str]:
    """Yield the name of each step, once it has been done and the home screen is shown again.

    The screen that is shown at a measure is a part of the memory: it is always the same.
    """
    yield "after the start"
    open_screens(app_page, content, screens // 10)
    open_screens(app_page, content, 1)
    yield f"after {screens // 10} screens"
    open_screens(app_page, content, screens - screens // 10)
    open_screens(app_page, content, 1)
    yield f"after {screens} screens"
    save(app_page, content, saves)
    open_screens(app_page, content, 1)
    yield f"after {saves} saves"


def main() -> int:
    """Print the memory after each step, and return 1 if it has grown too much."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--screens", type=int, default=2000)
    parser.add_argument("--saves", type=int, default=500)
    options = parser.parse_args()
    content = load_contents()[LANGUAGE]
    with serve_folder(built_site()) as origin, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=[*FLAGS, EXPOSE_GC]
        )
        with browser.new_context(**SCREEN, locale=LANGUAGE) as context:
            app_page = AppPage(context.new_page(), origin)
            app_page.open()
            app_page.choose_own_device(content)
            measured = []
            for step in steps(app_page, content, options.screens, options.saves):
                measured.append(measure(app_page))
                print(f"{step}: {measured[-1]}", flush=True)
        browser.close()
    _, first, *_, last = measured
    growth = {"page": last.page / first.page, "tab": last.tab / first.tab}
    print(", ".join(f"{name}: {ratio:.3f} ×" for name, ratio in growth.items()))
    print(f"errors in the console: {app_page.page_errors}")
    return int(bool(app_page.page_errors) or max(growth.values()) > MAX_GROWTH)


if __name__ == "__main__":
    sys.exit(main())

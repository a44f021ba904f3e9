"""`sv-app dev`: events, faults and headers, without a browser."""

import io
import json
import os
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any

import pytest

from sv_app.data.content_files import ContentError, Fault
from sv_app.pwa.dev import render, run
from sv_app.pwa.dev.run import LiveReload, Renderer
from sv_app.pwa.dev.server import DevServer, DevState, dev_server
from sv_app.pwa.headers import HEADERS


@pytest.fixture
def server(tmp_path: Path) -> Iterator[DevServer]:
    out, sources, fixed = (tmp_path / name for name in ("out", "sources", "fixed"))
    for folder in (out, sources, fixed):
        folder.mkdir()
        (folder / "both.js").write_text(f"of {folder.name}")
        (folder / f"{folder.name}.js").write_text("alone")
    (out / "index.html").write_text("the page")
    with dev_server(DevState(), (out, sources), fixed, 0) as running:
        threading.Thread(target=running.serve_forever, args=[0.01], daemon=True).start()
        yield running
        running.state.end()
        running.shutdown()


@pytest.fixture
def get(server: DevServer) -> Iterator[Callable[..., HTTPResponse]]:
    connection = HTTPConnection("127.0.0.1", server.server_port, timeout=10)

    def request(path: str, **headers: str) -> HTTPResponse:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        if path != "/dev/events":
            answer.body = answer.read().decode()  # type: ignore[attr-defined]
        return answer

    yield request
    connection.close()


def event(stream: HTTPResponse) -> dict[str, Any]:
    """Return the next event of the stream."""
    while not (line := stream.readline().decode()).startswith("data: "):
        assert line, "the stream ended"
    message: dict[str, Any] = json.loads(line.removeprefix("data: "))
    return message


def test_event_stream_reports_content_faults_and_code(
    server: DevServer, get: Callable[..., HTTPResponse]
) -> None:
    with get("/dev/events") as stream:
        assert stream.getheader("Content-Type") == "text/event-stream"
        first = event(stream)
        assert (first["render_count"], first["faults"]) == (0, [])
        server.state.publish(code_changes=0)
        assert event(stream) == first | {"render_count": 1}
        server.state.fail(("fr/team.toml: lead: empty",))
        assert event(stream) == first | {"render_count": 1, "faults": ["fr/team.toml: lead: empty"]}
        server.state.publish(code_changes=1)
        last = event(stream)
        assert (last["render_count"], last["faults"]) == (2, [])
        assert last["code_version"] != first["code_version"]


def test_stream_ends_with_the_server(server: DevServer, get: Callable[..., HTTPResponse]) -> None:
    with get("/dev/events") as stream:
        event(stream)
        server.state.end()
        assert b"data: " not in stream.read()


def test_each_server_starts_with_another_code_version() -> None:
    assert DevState().message() != DevState().message()


@pytest.mark.parametrize("path", ["/", "/both.js", "/fixed.js", "/dev/events", "/nothing.js"])
def test_every_response_has_the_headers_of_the_real_site(
    get: Callable[..., HTTPResponse], path: str
) -> None:
    with get(path) as answer:
        assert {name: answer.getheader(name) for name in HEADERS} == HEADERS


def test_file_comes_from_the_first_folder_that_has_it(
    get: Callable[..., HTTPResponse],
) -> None:
    bodies = {n: get(f"/{n}.js").body for n in ("both", "sources", "fixed")}  # type: ignore[attr-defined]
    assert bodies == {"both": "of out", "sources": "alone", "fixed": "alone"}


def test_only_fixed_files_are_answered_with_not_modified(
    get: Callable[..., HTTPResponse],
) -> None:
    statuses = {}
    for name in ("out", "sources", "fixed"):
        date = get(f"/{name}.js").getheader("Last-Modified") or ""
        statuses[name] = get(f"/{name}.js", **{"If-Modified-Since": date}).status
    assert statuses == {"out": 200, "sources": 200, "fixed": 304}


def test_folder_is_not_listed(server: DevServer, get: Callable[..., HTTPResponse]) -> None:
    (server.folders[0] / "icons").mkdir()
    assert get("/icons/").status == 404


def test_page_that_was_not_rendered_can_show_faults(
    server: DevServer, get: Callable[..., HTTPResponse]
) -> None:
    (server.folders[0] / "index.html").unlink()
    answer = get("/")
    assert answer.status == 200
    assert 'src="dev.js?code_version=none"' in answer.body  # type: ignore[attr-defined]


def test_closed_page_leaves_no_stack_trace(
    server: DevServer, capfd: pytest.CaptureFixture[str]
) -> None:
    before = threading.active_count()
    with socket.create_connection(("127.0.0.1", server.server_port)) as page:
        page.sendall(b"GET /dev/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert page.recv(10)
    deadline = time.monotonic() + 10
    while threading.active_count() > before and time.monotonic() < deadline:
        server.state.publish(code_changes=0)
        time.sleep(0.01)
    assert threading.active_count() <= before
    assert capfd.readouterr().err == ""


class FakeRenderer:
    """A renderer that renders nothing, and returns the faults that a test sets."""

    def __init__(self) -> None:
        self.faults: tuple[str, ...] = ()
        self.rendered: list[str] = []
        self.stops = 0

    def render(self, code_version: str) -> tuple[str, ...]:
        self.rendered.append(code_version)
        return self.faults

    def stop(self) -> None:
        self.stops += 1


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project folder with code, assets and content."""
    for name in ("sv_app", "assets", "content"):
        (tmp_path / name).mkdir()
    monkeypatch.setattr(run, "CODE_FOLDERS", (tmp_path / "sv_app", tmp_path / "assets"))
    return tmp_path


@pytest.fixture
def renderer() -> FakeRenderer:
    return FakeRenderer()


@pytest.fixture
def live_reload(project: Path, renderer: FakeRenderer) -> LiveReload:
    return LiveReload(DevState(), renderer, project / "content")  # type: ignore[arg-type]


def test_changed_content_is_rendered_by_the_same_process_and_code_version(
    live_reload: LiveReload, renderer: FakeRenderer, project: Path
) -> None:
    live_reload.handle_change([project / "content/fr/team.toml"])
    state = live_reload.state
    assert (state.render_count, state.code_changes, renderer.stops) == (1, 0, 0)


@pytest.mark.parametrize(("name", "stops"), [("sv_app/x.py", 1), ("assets/icon.svg", 0)])
def test_changed_code_or_asset_is_a_new_version(
    live_reload: LiveReload, renderer: FakeRenderer, project: Path, name: str, stops: int
) -> None:
    (project / name).write_text("x = 1\n")
    live_reload.handle_change([project / name])
    assert (live_reload.state.code_changes, renderer.stops) == (1, stops)
    assert renderer.rendered == [live_reload.state.version(1)]


def test_faults_are_shown_in_the_terminal_and_to_pages_until_fixed(
    live_reload: LiveReload,
    renderer: FakeRenderer,
    project: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    faults = ("fr/team.toml: lead: empty", "en/team.toml: lead: empty")
    renderer.faults = faults
    live_reload.handle_change([project / "content/fr/team.toml"])
    assert capsys.readouterr().err.splitlines()[:2] == list(faults)
    assert (live_reload.state.faults, live_reload.state.render_count) == (faults, 0)
    renderer.faults = ()
    live_reload.handle_change([project / "content/fr/team.toml"])
    assert capsys.readouterr().err == ""
    assert (live_reload.state.faults, live_reload.state.render_count) == ((), 1)


def test_code_changed_while_content_is_faulty_is_a_new_version_after_the_fix(
    live_reload: LiveReload, renderer: FakeRenderer, project: Path
) -> None:
    renderer.faults = ("fr/team.toml: lead: empty",)
    live_reload.handle_change([project / "sv_app/page.css"])
    assert live_reload.state.code_changes == 0
    renderer.faults = ()
    live_reload.handle_change([project / "content/fr/team.toml"])
    assert live_reload.state.code_changes == 1


def test_syntax_error_in_a_module_is_a_fault_until_it_is_fixed_or_removed(
    live_reload: LiveReload, renderer: FakeRenderer, project: Path
) -> None:
    module = project / "sv_app/screen.py"
    module.write_text("x = 1\ndef broken(:\n")
    live_reload.handle_change([module])
    (fault,) = live_reload.state.faults
    assert "screen.py: line 2: SyntaxError: " in fault
    assert renderer.rendered == []
    live_reload.handle_change([project / "content/fr/team.toml"])
    assert live_reload.state.faults == (fault,)
    module.unlink()
    live_reload.handle_change([module])
    assert not live_reload.state.faults
    assert live_reload.state.code_changes == 2


def test_changes_of_content_and_institution_are_noticed(
    live_reload: LiveReload, renderer: FakeRenderer, project: Path
) -> None:
    live_reload.institution = project / "elsewhere" / "institution.toml"
    live_reload.institution.parent.mkdir()
    stop = threading.Event()
    follower = threading.Thread(target=live_reload.follow, args=(stop,))
    follower.start()
    try:
        for path in (project / "content/team.toml", live_reload.institution):
            count = len(renderer.rendered)
            deadline = time.monotonic() + 20
            while len(renderer.rendered) == count and time.monotonic() < deadline:
                path.write_text(f"# {time.monotonic()}\n")
                time.sleep(0.3)
            assert len(renderer.rendered) > count
    finally:
        stop.set()
        follower.join(20)


def responses_of(
    make: Callable[..., Callable[[str], None]], monkeypatch: pytest.MonkeyPatch
) -> Any:
    """Return the responses of the rendering process to two requests."""
    monkeypatch.setattr(render, "renderer", make)
    answers = io.StringIO()
    render.main(["out", "content", ""], io.StringIO("v-0\nv-1\n"), answers)
    return [json.loads(line) for line in answers.getvalue().splitlines()]


def test_process_answers_each_request(monkeypatch: pytest.MonkeyPatch) -> None:
    codes: list[str] = []
    assert responses_of(lambda *_: codes.append, monkeypatch) == [[], []]
    assert codes == ["v-0", "v-1"]


def test_process_answers_with_every_fault_of_the_content(monkeypatch: pytest.MonkeyPatch) -> None:
    faults = [Fault("fr/a.toml", "b", "c"), Fault("fr/d.toml", "", "e")]

    def fail(_: str) -> None:
        raise ContentError(faults)

    assert responses_of(lambda *_: fail, monkeypatch) == [["fr/a.toml: b: c", "fr/d.toml: e"]] * 2


def test_process_answers_with_the_location_of_an_error_in_the_code(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: object) -> Callable[[str], None]:
        raise ValueError("two\nlines")

    ((fault,), _) = responses_of(fail, monkeypatch)
    assert fault.startswith("tests/pwa/test_dev.py: line ")
    assert fault.endswith(": ValueError: two lines")


def test_process_that_exits_is_a_fault(tmp_path: Path) -> None:
    with Renderer(tmp_path, tmp_path, None) as renderer:
        renderer._command = [sys.executable, "-c", "raise SystemExit(os.name)"]
        for _ in range(2):
            (fault,) = renderer.render("v-0")
            assert "could not be run" in fault


def test_process_renders_again_after_it_was_stopped(tmp_path: Path) -> None:
    script = (
        "import json, os, sys\n"
        "for line in sys.stdin: print(json.dumps([os.getpid(), line]), flush=True)"
    )
    with Renderer(tmp_path, tmp_path, None) as renderer:
        renderer._command = [sys.executable, "-c", script]
        first, second = renderer.render("v-0"), renderer.render("v-1")
        renderer.stop()
        third = renderer.render("v-2")
    assert [answer[1] for answer in (first, second, third)] == ["v-0\n", "v-1\n", "v-2\n"]
    assert first[0] == second[0] != third[0]
    with pytest.raises(ProcessLookupError):
        os.kill(int(third[0]), 0)

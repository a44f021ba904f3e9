"""Results of build steps are reused while their inputs are the same, and only then."""

import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib import TTFont

from sv_app.domain.content import Content
from sv_app.pwa import assets, tree_shaking
from sv_app.pwa.step_cache import StepCache, digest
from sv_app.pwa.tree_shaking import Members, pack_content
from tests.source import ROOT

KEY = digest("inputs")


@pytest.fixture
def cache(tmp_path: Path) -> StepCache:
    return StepCache(tmp_path / "steps")


@pytest.fixture
def pyodide(tmp_path: Path) -> Path:
    folder = tmp_path / "pyodide"
    folder.mkdir()
    (folder / "pyodide.mjs").write_text("// Pyodide")
    return folder


@pytest.fixture
def compiled_modules(monkeypatch: pytest.MonkeyPatch) -> list[set[str]]:
    """The modules of each compilation; the compiler is a fake."""
    calls: list[set[str]] = []

    def compile_(members: Members, pyodide: Path) -> Members:
        calls.append(set(members))
        return {f"{name}c": b"bytecode of " + data for name, data in members.items()}

    monkeypatch.setattr(tree_shaking, "_compile", compile_)
    return calls


@pytest.fixture
def traces(monkeypatch: pytest.MonkeyPatch) -> list[Members]:
    """The members of each usage trace; the trace is a fake with one module."""
    calls: list[Members] = []

    def trace(members: Members, pyodide: Path) -> bytes:
        calls.append(members)
        return (
            b'{"opened": ["/app/a.pyc", "/lib/python314.zip/os.pyc"], "modules": {}, "pure": ["a"]}'
        )

    monkeypatch.setattr(tree_shaking, "_trace", trace)
    return calls


def fail_if_run() -> bytes:
    raise AssertionError("the step was run again")


def test_result_is_reused_by_another_build(cache: StepCache) -> None:
    assert cache.reuse("step", KEY, lambda: b"result") == b"result"
    later = StepCache(cache.folder)
    assert later.reuse("step", KEY, fail_if_run) == b"result"
    assert (cache.summary(), later.summary()) == (
        ["step: reused 0 of 1"],
        ["step: reused 1 of 1"],
    )


def test_other_inputs_run_the_step(cache: StepCache) -> None:
    cache.put("step", KEY, b"result")
    assert cache.reuse("step", digest("other inputs"), lambda: b"other") == b"other"
    assert cache.reuse("other step", KEY, lambda: b"another") == b"another"


def test_digest_depends_on_the_boundaries_of_parts() -> None:
    assert digest("ab", "c") != digest("a", "bc") != digest("abc")
    assert digest("a", b"b") == digest(b"a", "b")


@pytest.mark.parametrize("damage", [b"", b"half", b"\0" * 32 + b"result"])
def test_damaged_entry_is_rebuilt(cache: StepCache, damage: bytes) -> None:
    cache.put("step", KEY, b"result")
    (cache.folder / "step" / KEY).write_bytes(damage)
    assert cache.reuse("step", KEY, lambda: b"result") == b"result"
    assert cache.get("step", KEY) == b"result"


def test_truncated_entry_is_ignored(cache: StepCache) -> None:
    cache.put("step", KEY, b"result")
    entry = cache.folder / "step" / KEY
    entry.write_bytes(entry.read_bytes()[:-1])
    assert cache.get("step", KEY) is None


def test_unwritable_folder_disables_the_cache(tmp_path: Path) -> None:
    (tmp_path / "steps").write_text("a file where the folder should be")
    cache = StepCache(tmp_path / "steps")
    assert cache.reuse("step", KEY, lambda: b"result") == b"result"
    assert cache.reuse("step", KEY, lambda: b"again") == b"again"


def test_concurrent_builds_read_whole_entries_or_none(cache: StepCache) -> None:
    results = {bytes([n]) * 200_000 for n in range(8)}

    def write_and_read(result: bytes) -> list[bytes | None]:
        own_cache, results_read = StepCache(cache.folder), []
        for _ in range(30):
            own_cache.put("step", KEY, result)
            results_read.append(own_cache.get("step", KEY))
        return results_read

    with ThreadPoolExecutor(8) as workers:
        results_read = [entry for run in workers.map(write_and_read, results) for entry in run]
    assert set(results_read) <= results
    assert [path.name for path in (cache.folder / "step").iterdir()] == [KEY]


def test_only_changed_modules_are_compiled(
    cache: StepCache, pyodide: Path, compiled_modules: list[set[str]]
) -> None:
    members = {"a.py": b"a", "b.py": b"b", "data.json": b"{}"}
    first = tree_shaking.compile_members(members, pyodide, cache)
    changed = tree_shaking.compile_members(members | {"b.py": b"new"}, pyodide, cache)
    again = tree_shaking.compile_members(members, pyodide, StepCache(cache.folder))
    assert compiled_modules == [{"a.py", "b.py"}, {"b.py"}]
    assert (
        first
        == again
        == {"a.pyc": b"bytecode of a", "b.pyc": b"bytecode of b"} | {"data.json": b"{}"}
    )
    assert changed == first | {"b.pyc": b"bytecode of new"}


def test_changed_pyodide_recompiles_everything(
    cache: StepCache, pyodide: Path, compiled_modules: list[set[str]]
) -> None:
    tree_shaking.compile_members({"a.py": b"a"}, pyodide, cache)
    (pyodide / "pyodide.mjs").write_text("// another Pyodide")
    tree_shaking.compile_members({"a.py": b"a"}, pyodide, cache)
    assert compiled_modules == [{"a.py"}, {"a.py"}]


def with_home_labels(contents: Mapping[str, Content], **labels: object) -> dict[str, Content]:
    content = contents["fr"]
    home = content.labels.home.model_copy(update=labels)
    return {
        **contents,
        "fr": content.model_copy(
            update={"labels": content.labels.model_copy(update={"home": home})}
        ),
    }


def test_usage_trace_is_reused_after_a_text_change_but_not_a_code_change(
    cache: StepCache, pyodide: Path, contents: Mapping[str, Content], traces: list[Members]
) -> None:
    members = {"a.pyc": b"a", tree_shaking.content_member("fr"): b"words"}
    usage = tree_shaking.trace_usage(members, pyodide, contents, cache)
    other = members | {tree_shaking.content_member("fr"): b"other words"}
    assert (
        tree_shaking.trace_usage(other, pyodide, with_home_labels(contents, title="Other"), cache)
        == usage
    )
    assert len(traces) == 1
    tree_shaking.trace_usage(members | {"a.pyc": b"other code"}, pyodide, contents, cache)
    assert len(traces) == 2


def test_usage_trace_is_repeated_when_the_content_has_another_structure(
    cache: StepCache, pyodide: Path, contents: Mapping[str, Content], traces: list[Members]
) -> None:
    members = {"a.pyc": b"a", tree_shaking.content_member("fr"): b"words"}
    for current in (contents, {"fr": contents["fr"]}, with_home_labels(contents, title=None)):
        tree_shaking.trace_usage(members, pyodide, current, cache)
    assert len(traces) == 3


def test_unreadable_usage_trace_is_repeated(
    cache: StepCache, pyodide: Path, contents: Mapping[str, Content], traces: list[Members]
) -> None:
    members = {"a.pyc": b"a"}
    usage = tree_shaking.trace_usage(members, pyodide, contents, cache)
    for entry in (cache.folder / "usage trace").iterdir():
        entry.write_bytes(b'{"opened"')
    assert tree_shaking.trace_usage(members, pyodide, contents, cache) == usage
    assert len(traces) == 2


def test_trimmed_font_is_the_same_with_and_without_the_cache(
    cache: StepCache, tmp_path: Path
) -> None:
    builder = FontBuilder(1000, isTTF=True)
    names = [".notdef", "call_baseline", "home_baseline"]
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({0xE000: "call_baseline", 0xE001: "home_baseline"})
    builder.setupGlyf({name: _triangle() for name in names})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (500, 0)))
    builder.setupHorizontalHeader()
    builder.setupOS2()
    builder.setupNameTable({"familyName": "Icons"})
    builder.setupPost()
    builder.updateHead(modified=3_000_000_000)
    trimmed = []
    for step_cache in (cache, StepCache(cache.folder), StepCache(tmp_path / "empty")):
        path = tmp_path / "font.ttf"
        builder.font.recalcTimestamp = False
        builder.save(path)
        assets.trim_icon_font(path, {"CALL"}, step_cache)
        trimmed.append(path.read_bytes())
    assert len(set(trimmed)) == 1
    with TTFont(tmp_path / "font.ttf") as font:
        assert font["head"].modified == 3_000_000_000
        assert set(font.getBestCmap()) == {0xE000}


def _triangle() -> object:
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    pen.lineTo((500, 0))
    pen.lineTo((250, 500))
    pen.closePath()
    return pen.glyph()


def test_packed_contents_are_the_same_bytes_in_every_process() -> None:
    script = (
        "import hashlib; from sv_app.data.content import load_contents; "
        "from sv_app.pwa.tree_shaking import pack_content; "
        "print(*(hashlib.sha256(pack_content(c)).hexdigest() for c in load_contents().values()))"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={"PYTHONHASHSEED": seed},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


def test_packed_bytes_do_not_depend_on_which_strings_are_one_object() -> None:
    """Equal strings are one object in some processes, and several in others."""
    text = "a sentence"
    copy = "".join(list(text))
    assert copy is not text
    shared, apart = ((text, each) for each in (text, copy))
    assert pack_content(shared) == pack_content(apart)  # type: ignore[arg-type]

"""The output folder of a build is replaced completely or not at all."""

import stat
from pathlib import Path

import pytest

from sv_app.pwa.errors import BuildError
from sv_app.pwa.output import check_replaceable, read_stamp, replace_folder, write_stamp
from sv_app.pwa.step_cache import digest


def write(site: Path, text: str) -> None:
    (site / "index.html").write_text(text)
    write_stamp(site, digest(text))


@pytest.mark.parametrize("former", ["absent", "empty", "build"])
def test_folder_that_is_absent_empty_or_a_build_is_replaced(tmp_path: Path, former: str) -> None:
    out = tmp_path / "deep" / "site"
    if former != "absent":
        out.mkdir(parents=True)
    if former == "build":
        write(out, "former")
        (out / "of the former.js").write_text("")
    with replace_folder(out) as site:
        write(site, "new")
        assert (out / "index.html").exists() == (former == "build")
    assert sorted(path.name for path in out.iterdir()) == ["build.json", "index.html"]
    assert read_stamp(out) == digest("new")
    assert list(out.parent.iterdir()) == [out]


def test_folder_can_be_read_by_a_web_server(tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    with replace_folder(tmp_path / "site") as site:
        write(site, "new")
    modes = {stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("plain", "site")}
    assert len(modes) == 1


def test_sibling_folders_with_similar_names_are_kept(tmp_path: Path) -> None:
    for name in ("site.new", "site.new-1", "site.old"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "own.txt").write_text("mine")
    with replace_folder(tmp_path / "site") as site:
        write(site, "new")
    assert len(list(tmp_path.glob("site.*/own.txt"))) == 3


def test_files_added_during_the_build_are_kept(tmp_path: Path) -> None:
    out = tmp_path / "site"
    replacement = replace_folder(out)
    write(replacement.__enter__(), "new")
    out.mkdir()
    (out / "own.txt").write_text("mine")
    with pytest.raises(BuildError, match=r"holds no valid build\.json"):
        replacement.__exit__(None, None, None)
    assert [path.name for path in tmp_path.rglob("*")] == ["site", "own.txt"]


def test_link_added_during_the_build_is_not_followed(tmp_path: Path) -> None:
    out, other = tmp_path / "site", tmp_path / "other"
    other.mkdir()
    replacement = replace_folder(out)
    write(replacement.__enter__(), "new")
    out.symlink_to(other)
    with pytest.raises(BuildError, match="is a symbolic link"):
        replacement.__exit__(None, None, None)
    assert list(other.iterdir()) == []


def test_links_inside_a_former_build_are_removed_and_not_followed(tmp_path: Path) -> None:
    out, other = tmp_path / "site", tmp_path / "other"
    other.mkdir()
    (other / "own.txt").write_text("mine")
    out.mkdir()
    write(out, "former")
    (out / "link").symlink_to(other)
    with replace_folder(out) as site:
        write(site, "new")
    assert (other / "own.txt").exists()
    assert not (out / "link").exists()


def test_former_build_is_restored_if_the_new_one_cannot_replace_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, rename = tmp_path / "site", Path.rename
    out.mkdir()
    write(out, "former")

    def fail(path: Path, target: Path) -> Path:
        if path.name == "site" and path != out:
            raise OSError(16, "Device or resource busy", str(path))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(BuildError, match="busy"), replace_folder(out) as site:
        write(site, "new")
    assert (out / "index.html").read_text() == "former"
    assert list(tmp_path.iterdir()) == [out]


def test_former_build_that_contains_an_input_is_refused(tmp_path: Path) -> None:
    out = tmp_path / "site"
    out.mkdir()
    write(out, "former")
    input_file = out / "institution.toml"
    input_file.write_text("mine")
    with pytest.raises(BuildError, match=r"institution\.toml"):
        check_replaceable(out, [input_file])
    check_replaceable(out)

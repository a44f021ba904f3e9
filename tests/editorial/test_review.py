"""The sheet to sign has every text, and a recorded review tells what has changed since."""

import datetime as dt
import html
from pathlib import Path

import pytest

from sv_app.cli import main
from sv_app.data.content import read_content_files
from sv_app.data.content_files import REVIEWS
from sv_app.domain.scripts import Script
from sv_app.editorial.review import latest_reviews, record_review, review_sheet, review_status
from sv_app.editorial.texts import texts_in_language
from tests.data.content_copy import ContentCopy
from tests.languages import LANGUAGES

TODAY = dt.date(2026, 12, 1)
SCRIPT = "fr/scripts/silence.toml"


def changes(root: Path) -> list[str]:
    parsed = read_content_files(root)
    found = list(review_status(parsed, latest_reviews(parsed)))
    assert not parsed.reader.faults
    return found


def test_sheet_has_every_text_of_every_language_with_its_sources() -> None:
    parsed = read_content_files()
    sheet = html.unescape(review_sheet(parsed, TODAY))
    missing = [
        text.key_path
        for language in parsed.languages
        for text in texts_in_language(parsed, language)
        if text.text not in sheet
    ]
    assert not missing
    assert parsed.sources
    silence = parsed.languages["fr"]["scripts/silence.toml"]
    assert isinstance(silence, Script)
    cited = {phrase.source for phrase in silence.say}
    for source in parsed.sources.source:
        if source.id in cited:
            assert f"{source.short_citation}, read on {source.read_on}" in sheet
    for region in parsed.regions.values():
        for line in region.line:
            assert f"{line.source_host}, checked on {line.checked_on}" in sheet


def test_check_lists_what_has_changed_since_the_signature(content_copy: ContentCopy) -> None:
    root = content_copy.root
    assert "fr: no signed review" in changes(root)
    path = record_review(read_content_files(root), "fr", 'psychologue "de garde"', TODAY)
    assert path.parent.name == REVIEWS
    *others, french = changes(root)
    assert others == [f"{code}: no signed review" for code in sorted(LANGUAGES) if code != "fr"]
    assert "psychologue" in french
    assert french.endswith("2026-12-01; texts changed since: 0")
    content_copy.set_line(SCRIPT, "aim", 'aim = "Autre chose."')
    assert changes(root)[-1].strip() == "fr: scripts.silence.aim"


def test_latest_review_counts(content_copy: ContentCopy) -> None:
    parsed = read_content_files(content_copy.root)
    record_review(parsed, "fr", "psychologue", TODAY)
    record_review(parsed, "fr", "infirmière", TODAY - dt.timedelta(days=1))
    assert latest_reviews(parsed)["fr"].reviewer == "psychologue"


def test_invalid_review_is_reported_with_its_place(
    content_copy: ContentCopy, capsys: pytest.CaptureFixture[str]
) -> None:
    path = record_review(read_content_files(content_copy.root), "fr", "psychologue", TODAY)
    path.write_text(path.read_text("utf-8").replace('"fr"', '"xx"'), "utf-8")
    assert main(["check", "--content", str(content_copy.root)]) == 1
    assert (
        "reviews/fr-2026-12-01.toml: language: there is no folder 'xx'" in capsys.readouterr().err
    )


@pytest.mark.parametrize(
    ("arguments", "advice"),
    [
        ([], "--out FILE"),
        (["--signed", "fr"], "--reviewer"),
        (["--signed", "xx", "--reviewer", "nurse"], "en, es, fr"),
    ],
)
def test_incomplete_command_says_what_to_add(
    arguments: list[str], advice: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["review", *arguments]) == 1
    assert advice in capsys.readouterr().err


def test_command_writes_the_sheet(tmp_path: Path) -> None:
    out = tmp_path / "review.html"
    assert main(["review", "--out", str(out)]) == 0
    assert out.read_text("utf-8").startswith("<!doctype html>")

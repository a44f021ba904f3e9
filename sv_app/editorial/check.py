"""content/ as it is published: read, held against every rule, all faults at once."""

from collections.abc import Iterable
from pathlib import Path

from sv_app.data.content import CONTENT, CRISIS, RULES, Content, kits, read
from sv_app.domain.content import Kit
from sv_app.editorial import crisis, dead_ends, languages, lengths, links, marks, patterns, scripts
from sv_app.editorial.patterns import Rule, RulesFile
from sv_app.editorial.said import Said, said_in, said_in_all


def checked_kits(root: Path = CONTENT, institution: Path | None = None) -> dict[str, Kit]:
    """Every language's Kit, by its code, of words that hold to every rule.

    Raises:
        ContentError: with every fault of every file, when there is any.
    """
    content = read(root, institution)
    check(content)
    return kits(content)


def check(content: Content) -> None:
    """Note in the reader of `content` every rule that its words do not hold to."""
    root = content.reader.root
    general = _rules(content, root / RULES)
    for code, files in content.languages.items():
        said = tuple(said_in(content, code))
        _check_texts(content, said, (*general, *_rules(content, root / code / RULES)))
        faults = (*scripts.faults(files), *dead_ends.faults(files, content.regions))
        for name, key, reason in faults:
            content.reader.fault(root / code / name, key, reason)
    for code, reason in languages.same_names(content.languages):
        content.reader.fault(root / code / languages.LABELS, "app.language", reason)
    for code, key, reason in crisis.faults(content.languages):
        content.reader.fault(root / code / CRISIS, key, reason)
    for text in said_in_all(content):
        for reason in marks.not_drawn(text.text):
            content.reader.fault(text.path, text.key, reason)
    for path, reason in links.broken(root):
        content.reader.fault(path, "", reason)


def _rules(content: Content, path: Path) -> tuple[Rule, ...]:
    file = content.reader.read(path, RulesFile)
    rules = file.rule if file else ()
    for key, reason in patterns.untrue(rules):
        content.reader.fault(path, key, reason)
    return rules


def _check_texts(content: Content, said: Iterable[Said], rules: Iterable[Rule]) -> None:
    for text, reason in patterns.broken(rules, said):
        content.reader.fault(text.path, text.key, reason)
    for text in said:
        for rule in (lengths.too_long, marks.not_drawn, marks.left_open):
            for reason in rule(text.text):
                content.reader.fault(text.path, text.key, reason)

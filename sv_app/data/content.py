"""Load content/ into one `Content` per language, and report every fault at once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from pydantic import (
    BaseModel,
)

from sv_app.data import content_rules
from sv_app.data.content_files import (
    CRISIS,
    EVERY_LANGUAGE,
    HELPLINES,
    INSTITUTION,
    LABELS,
    LANGUAGE_FILES,
    MESSAGES,
    PRACTICE,
    REVIEWS,
    RULES,
    SCHEMAS,
    SCRIPTS,
    SEARCH,
    SOURCES,
    TOOLS,
    ByLanguage,
    ContentError,
    HelplineWordsFile,
    InstitutionFile,
    Reader,
    SourcesFile,
)
from sv_app.domain.content import DEFAULT_LANGUAGE, Content
from sv_app.domain.helplines import Helpline
from sv_app.domain.institution import HospitalContact, Institution
from sv_app.domain.labels import InstitutionLabels, Labels
from sv_app.domain.line_breaks import without_bad_breaks
from sv_app.domain.placeholders import (
    fill,
    map_texts,
    replace_texts,
    texts_with_placeholders,
)
from sv_app.domain.practice import PracticeFile
from sv_app.domain.regions import DEFAULT_REGION, Region, RegionFacts
from sv_app.domain.scripts import Script
from sv_app.project import CONTENT


def build_language(
    code: str,
    files: Mapping[str, BaseModel],
    regions: Mapping[str, RegionFacts],
    sources: SourcesFile,
    institution: InstitutionFile | None,
) -> Content:
    """Return the content of the language `code`, from files that have no fault.

    Placeholders get the numbers of the institution's region, else of the default region.
    """
    labels = cast("Labels", files[LABELS])
    scripts = [file for file in files.values() if isinstance(file, Script)]
    content = Content.model_validate(
        {
            "code": code,
            "labels": labels,
            "privacy": files["privacy.toml"],
            "messages": files[MESSAGES],
            "self_check": files["signs.toml"],
            "scripts": sorted(scripts, key=lambda script: script.order),
            "readiness": files["readiness.toml"],
            "attitudes": files["attitudes.toml"],
            "team": files["team.toml"],
            "team_tools": files["team_tools.toml"],
            "understand": files["understand.toml"],
            "tools": files[TOOLS],
            "people": files["people.toml"],
            "practices": cast("PracticeFile", files[PRACTICE]).practice,
            "crisis": files[CRISIS],
            "search": files[SEARCH],
            "regions": _regions(cast("HelplineWordsFile", files["helplines.toml"]), regions),
            "region": (institution and institution.region) or DEFAULT_REGION,
            "institution": institution and _institution(institution, code, labels.institution),
            "sources": sources.source,
        }
    )
    content = _with_no_break_characters(content)
    with_placeholders = (*content.scripts, content.team, content.messages, content.tools)
    templates = tuple(texts_with_placeholders(with_placeholders))
    filled_texts = {text: fill(text, content.current_region) for text in templates}
    return replace_texts(content, filled_texts).model_copy(update={"templates": templates})


def _with_no_break_characters(content: Content) -> Content:
    """Return `content` with texts that break only where they may.

    The key message and its original are quotations and stay as they are. So do the words about
    crisis, which are compared with what people type and never shown.
    """
    key = content.messages.key
    quotations = {key.text, key.original.text} if key.original else {key.text}

    def bind(text: str) -> str:
        return text if text in quotations else without_bad_breaks(text)

    return map_texts(content, bind).model_copy(update={"crisis": content.crisis})


def _regions(words_file: HelplineWordsFile, regions: Mapping[str, RegionFacts]) -> list[Region]:
    """Return the regions in the order in which the language lists them."""
    line_words = {line.id: line for line in words_file.line}
    return [
        Region(
            words=region_words,
            territories=facts.territories,
            talk_line_id=facts.talk_line,
            number_formats=facts.number_formats,
            lines=tuple(Helpline(facts=line, words=line_words[line.id]) for line in facts.line),
        )
        for region_words in words_file.region
        for facts in (regions[region_words.id],)
    ]


def _institution(file: InstitutionFile, code: str, labels: InstitutionLabels) -> Institution:
    """Return the institution in one language; a contact without a label is named by its role."""
    contacts = []
    for role, _, contact in file.contacts():
        label = _translation(contact.label, code) or labels.role(role)
        hours, place = _translation(contact.hours, code), _translation(contact.place, code)
        details = {"role": role, "label": label, "hours": hours, "place": place}
        phone = contact.phone
        if contact.extension:
            phone = f"{phone} {labels.extension} {contact.extension}"
        channels = {"phone": phone, "email": contact.email}
        contacts.append(HospitalContact.model_validate(details | channels))
    name = _translation(file.name, code)
    return Institution.model_validate({"name": name, "region": file.region, "contacts": contacts})


def _translation(text: ByLanguage | None, code: str) -> str | None:
    """Return the text in the language `code`; else in the default language, else in any."""
    if not text:
        return None
    found = (text[key] for key in (code, EVERY_LANGUAGE, DEFAULT_LANGUAGE, *text) if key in text)
    return next(found)


OTHER_FOLDERS = {HELPLINES, REVIEWS, SCHEMAS}


@dataclass
class ContentFiles:
    """The parsed files of content/; `reader.faults` holds the faults found in them.

    `institution_path` is the path of the hospital's own file, which may not exist.
    """

    reader: Reader
    institution_path: Path
    sources: SourcesFile | None = None
    institution: InstitutionFile | None = None
    regions: dict[str, RegionFacts] = field(default_factory=dict)
    languages: dict[str, dict[str, BaseModel]] = field(default_factory=dict)
    """By language code, then by path in the language's folder, such as `scripts/silence.toml`."""


def load_contents(root: Path = CONTENT, institution: Path | None = None) -> dict[str, Content]:
    """Return the content of each language, by its code.

    `institution` is the path of a hospital's own file; without it, the file in `root` is read.

    Raises:
        ContentError: with every fault of every file, when there is any.
    """
    return build_contents(read_content_files(root, institution))


def read_content_files(root: Path = CONTENT, institution: Path | None = None) -> ContentFiles:
    """Read and validate every file; the `reader` of the result collects the faults."""
    parsed = ContentFiles(Reader(root), institution or root / INSTITUTION)
    reader = parsed.reader
    parsed.sources = reader.read(root / SOURCES, SourcesFile)
    for path in sorted((root / HELPLINES).glob("*.toml")):
        if region := reader.read(path, RegionFacts):
            parsed.regions[path.stem] = region
    for folder in sorted(root.glob("[!._]*/")):
        if folder.name not in OTHER_FOLDERS:
            parsed.languages[folder.name] = _read_language(reader, folder)
    if DEFAULT_LANGUAGE not in parsed.languages:
        reader.fault(root / DEFAULT_LANGUAGE, "", "the language everyone falls back to is missing")
    for path in {*root.glob("*.toml")} - {root / name for name in (SOURCES, INSTITUTION, RULES)}:
        reader.fault(path, "", "no part of the app reads this file")
    if institution or parsed.institution_path.exists():
        parsed.institution = reader.read(parsed.institution_path, InstitutionFile)
    _check_across_files(parsed)
    return parsed


def _read_language(reader: Reader, folder: Path) -> dict[str, BaseModel]:
    files: dict[str, BaseModel] = {}
    if not re.fullmatch("[a-z]{2}", folder.name):
        reader.fault(folder, "", "is no language: such a folder has two small letters, as in 'es'")
        return files
    paths = {path.relative_to(folder).as_posix() for path in folder.rglob("*.toml")}
    for name in sorted((paths | LANGUAGE_FILES.keys()) - {RULES}):
        model = Script if name.startswith(SCRIPTS) else LANGUAGE_FILES.get(name)
        if model is None:
            reader.fault(folder / name, "", "no part of the app reads this file")
        elif (content := reader.read(folder / name, model)) is not None:
            files[name] = content
    return files


def _check_across_files(parsed: ContentFiles) -> None:
    reader, sources = parsed.reader, parsed.sources
    known_sources = {source.id for source in sources.source} if sources else None
    all_read = len(parsed.regions) == len([*(reader.root / HELPLINES).glob("*.toml")])
    regions = parsed.regions if all_read and DEFAULT_REGION in parsed.regions else None
    content_rules.check_content(reader, known_sources, regions, parsed.languages)
    content_rules.check_regions(reader, parsed.regions)
    for path, model in ((SOURCES, sources), *_region_files(parsed)):
        for key, reason in content_rules.repeated_ids(model):
            reader.fault(reader.root / path, key, reason)
    if parsed.institution:
        for key, reason in content_rules.institution_faults(
            parsed.institution, parsed.languages, parsed.regions
        ):
            reader.fault(parsed.institution_path, key, reason)


def _region_files(parsed: ContentFiles) -> list[tuple[str, BaseModel]]:
    return [(f"{HELPLINES}/{name}.toml", region) for name, region in parsed.regions.items()]


def build_contents(parsed: ContentFiles) -> dict[str, Content]:
    """Return the content of each language, by its code.

    Raises:
        ContentError: with every fault noted, when there is any.
    """
    if parsed.reader.faults or parsed.sources is None:
        raise ContentError(parsed.reader.faults)
    return {
        code: build_language(code, files, parsed.regions, parsed.sources, parsed.institution)
        for code, files in parsed.languages.items()
    }

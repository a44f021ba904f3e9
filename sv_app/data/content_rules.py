"""Rules across content files: ids, translations, sources, helplines, regions, institution."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from pydantic import BaseModel

from sv_app.data.content_files import (
    CRISIS,
    EVERY_LANGUAGE,
    HELPLINES,
    LABELS,
    MESSAGES,
    SEARCH,
    ByLanguage,
    HelplineWordsFile,
    InstitutionFile,
    Reader,
    iter_leaf_fields,
)
from sv_app.domain.content import Messages
from sv_app.domain.helplines import Channel
from sv_app.domain.institution import HospitalRole
from sv_app.domain.labels import Labels, PrivacyLabels
from sv_app.domain.placeholders import PLACEHOLDERS
from sv_app.domain.practice import NEUTRAL, PracticeFile
from sv_app.domain.regions import DEFAULT_REGION, OTHER_REGION, RegionFacts, lacks_digit
from sv_app.domain.scripts import MomentGroup, Rehearsal, Script
from sv_app.domain.self_check import (
    QUESTIONS_BY_STEP,
    Degree,
    Duration,
    Sign,
    StepUpCriterion,
    YesNo,
)
from sv_app.domain.team import Team
from sv_app.domain.tools import Tools

PLACEHOLDER_LIST = " and ".join(f"{{{name}}}" for name in PLACEHOLDERS)
DIGIT = re.compile(r"\d")

KeyedReasons = Iterator[tuple[str, str]]
"""The key and the reason of each fault."""
Texts = Sequence[tuple[str, str]]
"""Key and text of every string of a file."""


def check_regions(reader: Reader, regions: Mapping[str, RegionFacts]) -> None:
    """Note in `reader` the faults of the files of `helplines/`; `regions` are by file stem."""
    folder = reader.root / HELPLINES
    if DEFAULT_REGION not in regions and not (folder / f"{DEFAULT_REGION}.toml").exists():
        reader.fault(folder / f"{DEFAULT_REGION}.toml", "", "the default region is missing")
    if OTHER_REGION not in regions and not (folder / f"{OTHER_REGION}.toml").exists():
        reason = "is missing: it is for devices in a place that no other region covers"
        reader.fault(folder / f"{OTHER_REGION}.toml", "", reason)
    for name, region in regions.items():
        others = [other for stem, other in regions.items() if stem < name]
        for key, reason in (*_region_file_faults(name, region), *_conflict_faults(region, others)):
            reader.fault(folder / f"{name}.toml", key, reason)


def _region_file_faults(name: str, region: RegionFacts) -> KeyedReasons:
    if region.region != name:
        yield "region", f"must be the file's name, '{name}'"
    yield from _talk_line_faults(region)
    if not any(line.is_emergency_number for line in region.line):
        yield "line", "no line is for a danger to life: give one emergency = true"
    elif not any(line.is_emergency_number and line.is_call for line in region.line):
        yield "line", "a danger to life has only text messages: give an emergency line to call too"
    if name == OTHER_REGION:
        if region.territories:
            yield (
                "territories",
                f"'{OTHER_REGION}' is for every place of no other file: leave it out",
            )
    else:
        if not region.territories:
            yield "territories", "is missing: write the two letters of each country it is for"
        if not any(line.suicide for line in region.line):
            yield "line", "no line is for thoughts of suicide: give one suicide = true"
    for rank, line in enumerate(region.line, start=1):
        if not region.has_valid_format(line.number):
            yield f"line[{rank}].number", f"'{line.number}' is not written as one of number_formats"
        if line.suicide and not line.emergency:
            yield f"line[{rank}].suicide", "such a line is urgent: write emergency = true too"


def _talk_line_faults(region: RegionFacts) -> KeyedReasons:
    """The line of the Talk slot is a voice call, no emergency number, and answers at any hour."""
    if region.talk_line is None:
        return
    line = next((line for line in region.line if line.id == region.talk_line), None)
    if line is None:
        yield "talk_line", f"no line has the id '{region.talk_line}'"
    elif line.channel is not Channel.CALL:
        yield "talk_line", f"'{line.id}' is no voice call: name a line that is"
    elif line.is_emergency_number:
        yield "talk_line", f"'{line.id}' is an emergency number, not to talk: leave talk_line out"
    elif not line.day_and_night:
        yield (
            "talk_line",
            f"'{line.id}' is not known to answer at any hour: "
            "name a line that has day_and_night = true, or leave talk_line out",
        )


def _conflict_faults(region: RegionFacts, others: list[RegionFacts]) -> KeyedReasons:
    """A line id used in two regions must have one number: both regions share its words.

    A territory must belong to one region.
    """
    uris_by_line = {line.id: (line.uri, other.region) for other in others for line in other.line}
    for rank, line in enumerate(region.line, start=1):
        uri, other_region = uris_by_line.get(line.id, (line.uri, ""))
        if uri != line.uri:
            yield f"line[{rank}].id", f"{other_region} gives '{line.id}' another number"
    owners = {territory: other.region for other in others for territory in other.territories}
    for territory in region.territories:
        if territory in owners:
            yield "territories", f"'{territory}' is {owners[territory]}'s"


def helpline_word_faults(
    words: HelplineWordsFile, regions: Mapping[str, RegionFacts]
) -> KeyedReasons:
    """Yield faults of what a language says of the helplines and regions.

    These are lines and regions without words, words without a line or region, and missing hours of
    day-and-night lines.
    """
    line_ids = {line.id for region in regions.values() for line in region.line}
    yield from _word_id_faults("line", {line.id for line in words.line}, line_ids)
    yield from _word_id_faults("region", {region.id for region in words.region}, set(regions))
    all_lines = (line for region in regions.values() for line in region.line)
    day_and_night_lines = {line.id for line in all_lines if line.day_and_night}
    for line in words.line:
        if line.id in day_and_night_lines and not line.hours:
            yield f"line.{line.id}.hours", "is missing: this line has day_and_night = true, say so"


def _word_id_faults(table: str, ids_with_words: set[str], existing: set[str]) -> KeyedReasons:
    for key in existing - ids_with_words:
        yield f"{table}.{key}", "this translation is missing"
    for key in ids_with_words - existing:
        yield f"{table}.{key}", f"no file of {HELPLINES}/ has it"


def practice_faults(file: PracticeFile, regions: Mapping[str, RegionFacts]) -> KeyedReasons:
    """Yield practices of unknown regions, law without a source, and a missing neutral form."""
    neutral_forms = [practice for practice in file.practice if practice.id == NEUTRAL]
    neutral = {step.about for practice in neutral_forms for step in practice.steps}
    for practice in file.practice:
        if practice.id != NEUTRAL and practice.id not in regions:
            yield f"practice.{practice.id}", f"no file of {HELPLINES}/ has it"
        for step in practice.steps:
            if not step.sources and step.about not in neutral:
                yield f"practice.{practice.id}.steps.{step.id}", "give the sources of this law"
    if not neutral:
        yield "practice", f"give one with id = '{NEUTRAL}' and its steps"


def number_pattern(regions: Mapping[str, RegionFacts]) -> re.Pattern[str]:
    """Return a pattern of all helpline numbers, except those of two digits: `15` may be a count."""
    lines = (line for region in regions.values() for line in region.line)
    numbers = sorted({line.number for line in lines if len(line.number) > 2}, key=len)
    # Longest first: a shorter number may be a prefix of a longer one.
    return re.compile(rf"(?<!\d)(?:{'|'.join(map(re.escape, reversed(numbers)))})(?!\d)")


def number_faults(model: BaseModel, texts: Texts, numbers: re.Pattern[str]) -> KeyedReasons:
    """Yield helpline numbers in texts that all regions share: a number is right in only one."""
    has_placeholders = isinstance(model, Script | Team | Messages | Tools)
    advice = (
        f"write {PLACEHOLDER_LIST}"
        if has_placeholders
        else "leave the number to the region's own words"
    )
    for key, text in texts:
        if not DIGIT.search(text):  # true of most texts; `numbers` is ten times slower
            continue
        for number in sorted(set(numbers.findall(text.replace("\u00a0", " ")))):
            yield key, f"{advice}, not '{number}': other regions have other numbers"


def institution_faults(
    file: InstitutionFile, languages: Iterable[str], regions: Mapping[str, RegionFacts]
) -> KeyedReasons:
    """Yield what no model can check in the file of a hospital.

    These are an unknown region, numbers that lack a digit, contacts of one role that nobody could
    tell apart, and translations in languages that the app does not have.
    """
    if file.region and file.region not in regions:
        codes = ", ".join(sorted(regions))
        yield (
            "region",
            f"the app knows no region '{file.region}': write one of these codes, such as "
            f"{DEFAULT_REGION} for France: {codes}",
        )
    facts = regions.get(file.region or DEFAULT_REGION)
    unnamed: set[HospitalRole] = set()
    for role, key, contact in file.contacts():
        if not contact.label:
            if role in unnamed:
                yield f"{key}.label", "name this contact: another one is shown with the same words"
            unnamed.add(role)
        if facts and contact.phone and lacks_digit(contact.phone, facts.number_formats):
            yield (
                f"{key}.phone",
                f"'{contact.phone}' seems to lack a digit in the region '{facts.region}': "
                "write all of them, or the whole number with + and the code of its country",
            )
    for key, text in _translated_fields(file):
        for code in sorted(set(text or ()) - {EVERY_LANGUAGE, *languages}):
            yield f"{key}.{code}", "the app has no such language"


def missing_translations(file: InstitutionFile, languages: Iterable[str]) -> Iterator[str]:
    """Yield the key of each text that a language does not have, such as `psychologist.hours.es`.

    They are no faults: a hospital's file stays valid when the app gets another language.
    """
    for key, text in _translated_fields(file):
        if text is not None and EVERY_LANGUAGE not in text:
            yield from (f"{key}.{code}" for code in sorted(set(languages) - set(text)))


def _translated_fields(file: InstitutionFile) -> Iterator[tuple[str, ByLanguage | None]]:
    yield "name", file.name
    for _, key, contact in file.contacts():
        for field in ("label", "hours", "place"):
            yield f"{key}.{field}", getattr(contact, field)


Files = Mapping[str, BaseModel]
"""The models of one language, by path relative to its folder."""

ENUM_KEYS: Mapping[str, Sequence[StrEnum]] = {
    "dangers": tuple(StepUpCriterion),
    "questions": tuple(QUESTIONS_BY_STEP.values()),
    "degrees": tuple(Degree),
    "since": tuple(Duration),
    "yes_no": tuple(YesNo),
    "signs": tuple(Sign),
}
"""The tables of signs.toml whose keys are the values of an enum."""
ORIGINAL_KEY = re.compile(r"key\.original\.")
"""The keys of an original quotation, which only a language that translates it has."""
PLACEHOLDER_PATTERN = re.compile("|".join(rf"{{{name}}}" for name in PLACEHOLDERS))


def check_content(
    reader: Reader,
    known_sources: set[str] | None,
    regions: Mapping[str, RegionFacts] | None,
    files_by_language: Mapping[str, Files],
) -> None:
    """Note in `reader` the faults that the models do not find, in every language.

    `known_sources` holds the ids in `sources.toml`. It and `regions` are None when one of their
    files could not be read.
    """
    numbers = number_pattern(regions) if regions else None
    leaf_fields = {
        (code, name): list(iter_leaf_fields(model))
        for code, files in files_by_language.items()
        for name, model in files.items()
    }
    for code, files in files_by_language.items():
        for name, model in files.items():
            texts = [
                (key, value) for key, value in leaf_fields[code, name] if isinstance(value, str)
            ]
            for key, reason in (
                *_file_faults(name, model, texts, known_sources),
                *_faults_that_need_regions(model, texts, regions, numbers),
            ):
                reader.fault(reader.root / code / name, key, reason)
    for code, files in files_by_language.items():
        for key, reason in _language_name_faults(files, regions or {}):
            reader.fault(reader.root / code / LABELS, key, reason)
    for code, key, reason in _original_quote_faults(files_by_language):
        reader.fault(reader.root / code / MESSAGES, key, reason)
    keys = {
        file: {key for key, _ in fields if not ORIGINAL_KEY.match(key)}
        for file, fields in leaf_fields.items()
    }
    _check_same_keys(reader, files_by_language, keys)


def _language_name_faults(files: Files, regions: Mapping[str, RegionFacts]) -> KeyedReasons:
    """Yield the languages in which a line answers, and which have no name."""
    labels = files.get(LABELS)
    if not isinstance(labels, Labels):
        return
    answered = {
        code for region in regions.values() for line in region.line for code in line.languages
    }
    for code in sorted(answered - labels.helplines.language_names.keys()):
        yield f"helplines.language_names.{code}", "is missing: a line answers in this language"


def _original_quote_faults(
    files_by_language: Mapping[str, Files],
) -> Iterator[tuple[str, str, str]]:
    """Yield language, key and reason of each translated key message without a true original."""
    quotes = {
        code: messages.key
        for code, files in files_by_language.items()
        if isinstance(messages := files.get(MESSAGES), Messages)
    }
    for code, quote in quotes.items():
        if quote.original is None:
            continue
        language = quote.original.language
        source = quotes.get(language)
        if source is None or source.original:
            yield code, "key.original.language", f"'{language}' has no original key message"
        elif source.text != quote.original.text:
            yield code, "key.original.text", f"must be the key message of {language}/{MESSAGES}"


def _file_faults(
    name: str, model: BaseModel, texts: Texts, known_sources: set[str] | None
) -> KeyedReasons:
    if known_sources is not None:
        yield from _source_faults(model, texts, known_sources)
    if name == "signs.toml":
        for table, expected in ENUM_KEYS.items():
            actual = getattr(model, table)
            yield from _key_faults(
                table, {str(key) for key in actual}, {str(key) for key in expected}
            )
    if isinstance(model, Script | Team | Messages | Tools):
        yield from _placeholder_faults(texts)
    if isinstance(model, Script):
        yield from _script_faults(name, model)
    else:
        yield from repeated_ids(model)


def _faults_that_need_regions(
    model: BaseModel,
    texts: Texts,
    regions: Mapping[str, RegionFacts] | None,
    numbers: re.Pattern[str] | None,
) -> KeyedReasons:
    if regions is None or numbers is None:
        return
    if isinstance(model, HelplineWordsFile):
        yield from helpline_word_faults(model, regions)
    elif isinstance(model, PracticeFile):
        yield from practice_faults(model, regions)
    else:
        yield from number_faults(model, texts, numbers)


def _placeholder_faults(texts: Texts) -> KeyedReasons:
    """Yield texts with an unknown placeholder or a stray brace."""
    for key, text in texts:
        if set(PLACEHOLDER_PATTERN.sub("", text)) & {"{", "}"}:
            yield key, f"the only placeholders are {PLACEHOLDER_LIST}"


def _source_faults(model: BaseModel, texts: Texts, known_sources: set[str]) -> KeyedReasons:
    if isinstance(model, Labels | PrivacyLabels):  # there, "sources" is a label, not a citation
        return
    for key, value in texts:
        if "source" in key.split(".")[-1] and value not in known_sources:
            yield key, f"sources.toml has no source '{value}'"


def _key_faults(table: str, actual: set[str], expected: set[str]) -> KeyedReasons:
    for key in expected - actual:
        yield f"{table}.{key}", "this translation is missing"
    for key in actual - expected:
        yield f"{table}.{key}", "the app knows no such key"


def _script_faults(name: str, script: Script) -> KeyedReasons:
    stem = name.removeprefix("scripts/").removesuffix(".toml")
    if script.id != stem:
        yield "id", f"must be the file's name, '{stem}'"
    if script.urgent is not (script.group is MomentGroup.DANGER):
        yield "group", f"'{MomentGroup.DANGER}' goes with urgent = true, and with nothing else"
    yield from _duplicate_id_faults(
        "phrase", [phrase.id for phrase in (*script.say, *script.avoid)]
    )
    for part in ("send", "rehearse"):
        yield from repeated_ids(getattr(script, part), part)
    for rehearsal in script.rehearse:
        yield from _rehearsal_faults(rehearsal, script)


def _rehearsal_faults(rehearsal: Rehearsal, script: Script) -> KeyedReasons:
    key = f"rehearse.{rehearsal.id}.answers"
    offered = [answer.phrase for answer in rehearsal.answers]
    to_say = {phrase.id for phrase in script.say}
    to_avoid = {phrase.id for phrase in script.avoid}
    for phrase in sorted(set(offered) - to_say - to_avoid):
        yield key, f"the script has no phrase '{phrase}'"
    if len(set(offered)) < len(offered):
        yield key, "the same phrase is offered twice"
    if not to_say & set(offered) or not to_avoid & set(offered):
        yield key, "must offer a phrase to say and a phrase to avoid"


def repeated_ids(value: object, key: str = "") -> KeyedReasons:
    """Yield each id that two items of a list under `value` share."""
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from repeated_ids(getattr(value, name), f"{key}.{name}".lstrip("."))
    elif isinstance(value, tuple):
        yield from _duplicate_id_faults(key, [item.id for item in value if hasattr(item, "id")])


def _duplicate_id_faults(key: str, ids: Sequence[str]) -> KeyedReasons:
    for repeated in sorted({i for i in ids if ids.count(i) > 1}):
        yield f"{key} '{repeated}'", "this id is used more than once"


def _check_same_keys(
    reader: Reader, files_by_language: Mapping[str, Files], keys: Mapping[tuple[str, str], set[str]]
) -> None:
    """Note files and keys that only some languages have; `keys` are by language and file."""
    for code, files in files_by_language.items():
        for other_code, other_files in files_by_language.items():
            for name in other_files.keys() - files.keys():
                if not (reader.root / code / name).exists():
                    reader.fault(reader.root / code / name, "", f"missing; {other_code} has it")
            # What people type is no translation: each language lists as many words as it needs.
            for name in (files.keys() & other_files.keys()) - {CRISIS, SEARCH}:
                for key in keys[other_code, name] - keys[code, name]:
                    reader.fault(reader.root / code / name, key, f"missing; {other_code} has it")

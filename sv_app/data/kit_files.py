"""The files of one language, with what all languages share → its Kit."""

from collections.abc import Mapping
from typing import cast

from pydantic import BaseModel

from sv_app.data.content_files import (
    CRISIS,
    EVERY_LANGUAGE,
    ByLanguage,
    HelplineWordsFile,
    InstitutionFile,
    SourcesFile,
)
from sv_app.domain.content import Kit
from sv_app.domain.helplines import Helpline
from sv_app.domain.institution import Institution, InternalContact, Role
from sv_app.domain.labels import InstitutionLabels, Labels
from sv_app.domain.placeholders import filled, reworded, with_blanks
from sv_app.domain.regions import DEFAULT_REGION, Region, RegionFacts
from sv_app.domain.scripts import Script


def made(
    code: str,
    files: Mapping[str, BaseModel],
    regions: Mapping[str, RegionFacts],
    sources: SourcesFile,
    institution: InstitutionFile | None,
) -> Kit:
    """The Kit of the language `code`, whose files have no fault."""
    labels = cast("Labels", files["labels.toml"])
    scripts = [file for file in files.values() if isinstance(file, Script)]
    kit = Kit.model_validate(
        {
            "code": code,
            "labels": labels,
            "privacy": files["privacy.toml"],
            "messages": files["messages.toml"],
            "self_check": files["signs.toml"],
            "scripts": sorted(scripts, key=lambda script: script.order),
            "attitudes": files["attitudes.toml"],
            "team": files["team.toml"],
            "understand": files["understand.toml"],
            "crisis": files[CRISIS],
            "regions": _regions(cast("HelplineWordsFile", files["helplines.toml"]), regions),
            "region": (institution and institution.region) or DEFAULT_REGION,
            "institution": institution and _institution(institution, code, labels.institution),
            "sources": sources.source,
        }
    )
    blanks = tuple(with_blanks((*kit.scripts, kit.team, kit.messages)))
    words = {text: filled(text, kit.here) for text in blanks}
    return reworded(kit, words).model_copy(update={"blanks": blanks})


def _regions(said: HelplineWordsFile, regions: Mapping[str, RegionFacts]) -> list[Region]:
    """In the order in which the language names them."""
    words = {line.id: line for line in said.line}
    return [
        Region(
            words=named,
            territories=facts.territories,
            first_id=facts.first,
            lines=tuple(Helpline(facts=line, words=words[line.id]) for line in facts.line),
        )
        for named in said.region
        for facts in (regions[named.id],)
    ]


def _institution(file: InstitutionFile, code: str, labels: InstitutionLabels) -> Institution:
    """Its contacts; one without a label goes by its role."""
    contacts = []
    for role in Role:
        if contact := file.contacts.get(role):
            label = _in(contact.label, code) or labels.role(role)
            hours, place = _in(contact.hours, code), _in(contact.place, code)
            given = {"role": role, "label": label, "hours": hours, "place": place}
            reach = {"phone": contact.phone, "email": contact.email}
            contacts.append(InternalContact.model_validate(given | reach))
    name = _in(file.name, code)
    return Institution.model_validate({"name": name, "region": file.region, "contacts": contacts})


def _in(text: ByLanguage | None, code: str) -> str | None:
    return None if text is None else text.get(code, text.get(EVERY_LANGUAGE))

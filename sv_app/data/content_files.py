"""The files of content/: their models, a reader that collects faults, and a walk over fields."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    Field,
    TypeAdapter,
    ValidationError,
    WithJsonSchema,
    WrapValidator,
    model_validator,
)

from sv_app.data.kit_words import KitWords
from sv_app.data.statement_words import StatementWords
from sv_app.domain.content import Messages, Understand
from sv_app.domain.crisis import CrisisWords
from sv_app.domain.helplines import HelplineWords
from sv_app.domain.institution import EMAIL_PATTERN, PHONE_PATTERN, HospitalRole
from sv_app.domain.labels import Labels, PrivacyLabels
from sv_app.domain.model import Model, Text
from sv_app.domain.people import PeopleWords
from sv_app.domain.practice import PracticeFile
from sv_app.domain.readiness import Readiness
from sv_app.domain.regions import RegionWords
from sv_app.domain.scripts import Attitudes
from sv_app.domain.search_words import SearchWords
from sv_app.domain.self_check import SelfCheckWords
from sv_app.domain.sources import Source
from sv_app.domain.team import Team
from sv_app.domain.team_tools import TeamTools
from sv_app.domain.tools import Tools

M = TypeVar("M", bound=BaseModel)


CURLY_QUOTES = re.compile("[“”„«»‘’]")
"""Quotation marks that text editors write in place of straight ones."""


@dataclass(frozen=True, order=True)
class Fault:
    """A fault in a file of the content or of the hospital: the file, the key and the reason."""

    file: str
    key: str
    reason: str

    def __str__(self) -> str:
        where = f"{self.file}: {self.key}" if self.key else self.file
        return f"{where}: {self.reason}"


class ContentError(Exception):
    """The content can't be used; `faults` lists every fault."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(str(fault) for fault in self.faults))


def _toml_key(loc: tuple[int | str, ...]) -> str:
    """Return a pydantic location as a key of the TOML file, counted from 1: `say[2].why`."""
    key = ""
    for part in loc:
        key += f"[{part + 1}]" if isinstance(part, int) else f".{part}"
    return key.lstrip(".")


@dataclass
class Reader:
    """Reads files under `root`, and collects their faults in `faults`."""

    root: Path
    faults: list[Fault] = field(default_factory=list)

    def fault(self, path: Path, key: str, reason: str) -> None:
        """Note a fault of the file at `path`."""
        inside = path.is_relative_to(self.root)
        name = path.relative_to(self.root) if inside else path
        self.faults.append(Fault(name.as_posix(), key, reason.removeprefix("Value error, ")))

    def read(self, path: Path, model: type[M]) -> M | None:
        """Return the file as `model`, or None after noting its faults."""
        try:
            # Opening a FIFO would block until somebody writes to it.
            if path.exists() and not path.is_file():
                self.fault(path, "", "this is not a regular file")
                return None
            return model.model_validate(tomllib.loads(path.read_text("utf-8-sig")))
        except FileNotFoundError:
            self.fault(path, "", "this file is missing")
        except OSError as error:
            self.fault(path, "", f"this file can't be read: {error.strerror}")
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                reason = detail["msg"]
                if detail["type"] == "extra_forbidden" and issubclass(model, InstitutionFile):
                    reason = model.unknown_key_reason(detail["loc"])
                self.fault(path, _toml_key(detail["loc"]), reason)
        except RecursionError:
            self.fault(path, "", "not valid TOML: nested too deeply")
        except UnicodeDecodeError:
            self.fault(path, "", "is not in UTF-8: save it again with the encoding UTF-8")
        except ValueError as error:  # invalid TOML, or an integer with too many digits
            self.fault(path, "", f"not valid TOML: {error}{_toml_advice(path, error)}")
        return None


def _toml_advice(path: Path, error: ValueError) -> str:
    """Return what to write in the line that an error names, for frequent mistakes."""
    found = re.search(r"at line ([0-9]+)", str(error))
    if not found:
        return ""
    line = path.read_text("utf-8-sig").split("\n")[int(found[1]) - 1]
    key, equals, _ = line.partition("=")
    is_key = bool(equals) or line.startswith("[")
    if is_key and not key.isascii() and not CURLY_QUOTES.search(key):
        return ": a name on the left of = or in [ ] has no accents and no spaces"
    if CURLY_QUOTES.search(line):
        return ': write straight quotation marks around a text: "…"'
    return ""


def iter_leaf_fields(value: object, key: str = "") -> Iterator[tuple[str, object]]:
    """Yield each value under `value` that is not None, with its key: `say.listen.why`.

    Items of a list are named by their `id` if they have one, else by their position, from 1.
    """
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from iter_leaf_fields(getattr(value, name), f"{key}.{name}".lstrip("."))
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield from iter_leaf_fields(item, f"{key}.{name}")
    elif isinstance(value, tuple):
        for rank, item in enumerate(value, start=1):
            item_id = getattr(item, "id", None)
            yield from iter_leaf_fields(item, f"{key}.{item_id}" if item_id else f"{key}[{rank}]")
    elif value is not None:
        yield key, value


SOURCES = "sources.toml"
INSTITUTION = "institution.toml"
RULES = "rules.toml"
"""The editorial rules; not shipped with the app."""
LABELS = "labels.toml"
MESSAGES = "messages.toml"
CRISIS = "crisis.toml"
SEARCH = "search.toml"
PRACTICE = "practice.toml"
KIT = "kit.toml"
"""The words of `sv-app kit`; not shipped with the app."""
STATEMENTS = "statements.toml"
"""The words of the pages about accessibility and data protection: in the site, not in the app."""
TOOLS = "tools.toml"
HELPLINES = "helplines"
SCHEMAS = "schemas"
REVIEWS = "reviews"
"""The signed reviews; not shipped with the app."""
SCRIPTS = "scripts/"
EVERY_LANGUAGE = ""
"""The key of a text that is the same in every language."""


class SourcesFile(Model):
    """`sources.toml`: every publication cited."""

    source: tuple[Source, ...]


class HelplineWordsFile(Model):
    """`<language>/helplines.toml`: what a language says of each line and each region."""

    line: tuple[HelplineWords, ...]
    region: tuple[RegionWords, ...]


def _as_mapping(value: Any) -> Any:
    return {EVERY_LANGUAGE: value} if isinstance(value, str) else value


ByLanguage = Annotated[
    Mapping[str, Text],
    BeforeValidator(_as_mapping),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "minLength": 1},
                {"type": "object", "additionalProperties": {"type": "string", "minLength": 1}},
            ]
        }
    ),
]
"""One text for every language, or one for each: `{ fr = "Bureau 2", en = "Room 2" }`."""


MAX_PHONE_LENGTH, MAX_EXTENSION_LENGTH = 32, 8
EXTENSION = re.compile(r"[0-9]+( [0-9]+)*")
WEB_ADDRESS_PATTERN = r"^https://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(:[0-9]+)?(/[A-Za-z0-9._~%/-]*)?$"
"""A secure address without a query or a fragment."""
RECIPIENT_PATTERN = f"{EMAIL_PATTERN}|{WEB_ADDRESS_PATTERN}"


def _require_text(value: object) -> object:
    if isinstance(value, int | float):
        raise ValueError(f'write it between quotation marks: "{value}"')
    return value


def check_phone(number: str) -> str:
    """Return a number of a hospital, which may end with an extension.

    Raises:
        ValueError: with what to write, if it cannot be dialled.
    """
    if len(number) > MAX_PHONE_LENGTH or not re.fullmatch(PHONE_PATTERN, number):
        raise ValueError(
            "write the number in digits, for instance 01 23 45 67 89; put an extension in extension"
        )
    return number


def check_extension(digits: str) -> str:
    """Return the extension of a number.

    Raises:
        ValueError: with what to write, if it has more than digits and single spaces.
    """
    if len(digits) > MAX_EXTENSION_LENGTH or not EXTENSION.fullmatch(digits):
        raise ValueError("write only the digits of the extension, for instance 45 12")
    return digits


def check_email(address: str) -> str:
    """Return an e-mail address.

    Raises:
        ValueError: with what to write, if it is none.
    """
    if not re.fullmatch(EMAIL_PATTERN, address):
        raise ValueError("write one address and nothing else, for instance name@hospital.example")
    return address


class ContactEntry(Model):
    """A contact in the hospital's file; it has a phone, an e-mail address or a place."""

    label: ByLanguage | None = None
    phone: (
        Annotated[
            str,
            BeforeValidator(_require_text),
            AfterValidator(check_phone),
            WithJsonSchema({"type": "string", "pattern": PHONE_PATTERN}),
        ]
        | None
    ) = None
    extension: (
        Annotated[
            str,
            BeforeValidator(_require_text),
            AfterValidator(check_extension),
            WithJsonSchema({"type": "string", "pattern": f"^{EXTENSION.pattern}$"}),
        ]
        | None
    ) = None
    email: (
        Annotated[
            str,
            AfterValidator(check_email),
            WithJsonSchema({"type": "string", "pattern": EMAIL_PATTERN}),
        ]
        | None
    ) = None
    hours: ByLanguage | None = None
    place: ByLanguage | None = None

    @model_validator(mode="after")
    def _require_channel(self) -> "ContactEntry":
        if not (self.phone or self.email or self.place):
            raise ValueError("give one way to reach them: phone, email or place")
        if self.extension and (not self.phone or re.search("[a-z]", self.phone)):
            raise ValueError("give extension only beside a phone without an extension")
        return self


_SEVERAL_CONTACTS = TypeAdapter(Annotated[tuple[ContactEntry, ...], Field(min_length=1)])


def _contact_or_several(value: Any, _: object) -> object:
    """Validate a table or an array of tables, so that a fault is named once, at its own place."""
    tables = value if isinstance(value, list) else [value]
    if not all(isinstance(table, dict) for table in tables):
        raise ValueError("write a contact as a table: [insurer], then its lines under it")
    if isinstance(value, list):
        return _SEVERAL_CONTACTS.validate_python(value)
    return ContactEntry.model_validate(value)


RoleContacts = Annotated[
    ContactEntry | tuple[ContactEntry, ...] | None, WrapValidator(_contact_or_several)
]
"""The contact of a role, `[insurer]`, or several of them, each under `[[insurer]]`."""


def check_recipient(address: str) -> str:
    """Return an e-mail address, or the address of a page with a form, which begins with https://.

    Raises:
        ValueError: with what to write, if it is neither.
    """
    if not re.fullmatch(RECIPIENT_PATTERN, address):
        raise ValueError("write one e-mail address, or a page that begins with https://")
    return address


def check_site_url(address: str) -> str:
    """Return the https address of the folder of a site, which ends with a slash.

    Raises:
        ValueError: with what to write, if it is none.
    """
    if not re.fullmatch(WEB_ADDRESS_PATTERN, address):
        raise ValueError("write the whole address, for instance https://side-by-side.example/")
    return address if address.endswith("/") else f"{address}/"


Recipient = Annotated[
    str,
    AfterValidator(check_recipient),
    WithJsonSchema({"type": "string", "pattern": RECIPIENT_PATTERN}),
]
"""Whom to write to: an e-mail address, or a page with a form."""


class SiteEntry(Model):
    """`[site]` of the hospital's file: whom the pages of the site name; not in the app."""

    url: (
        Annotated[
            str,
            AfterValidator(check_site_url),
            WithJsonSchema({"type": "string", "pattern": WEB_ADDRESS_PATTERN}),
        ]
        | None
    ) = None
    accessibility: Recipient | None = None
    data_protection: Recipient | None = Field(None, alias="data-protection")
    security: Recipient | None = None


class InstitutionFile(Model):
    """`institution.toml`: one hospital's own help, shown before any line outside."""

    name: ByLanguage
    region: Text | None = None
    psychologist: RoleContacts = None
    occupational_health: RoleContacts = Field(None, alias="occupational-health")
    second_victim_liaison: RoleContacts = Field(None, alias="second-victim-liaison")
    quality_risk: RoleContacts = Field(None, alias="quality-risk")
    insurer: RoleContacts = None
    site: SiteEntry | None = None

    def contacts(self) -> Iterator[tuple[HospitalRole, str, ContactEntry]]:
        """Yield the role, the key and the entry of each contact, such as `insurer[2]`."""
        for role in HospitalRole:
            entries = getattr(self, role.replace("-", "_"))
            if isinstance(entries, ContactEntry):
                yield role, role, entries
            for number, entry in enumerate(entries if isinstance(entries, tuple) else (), start=1):
                yield role, f"{role}[{number}]", entry

    @classmethod
    def unknown_key_reason(cls, loc: tuple[int | str, ...]) -> str:
        """Return the reason of a fault: what may be written in place of the key at `loc`."""
        if loc[0] == "site" and len(loc) > 1:
            lines = ", ".join(field.alias or name for name, field in SiteEntry.model_fields.items())
            return f"[site] has no such line, only {lines}"
        if len(loc) > 1:
            return f"a contact has no such line, only {', '.join(ContactEntry.model_fields)}"
        tables = ", ".join(f"[{name}]" for name in (*HospitalRole, "site"))
        return f"is no part of this file: write name, region, or one of the tables {tables}"

    @model_validator(mode="after")
    def _require_contact(self) -> "InstitutionFile":
        if not any(self.contacts()):
            raise ValueError("give at least one contact, such as [psychologist]")
        return self


LANGUAGE_FILES: Mapping[str, type[Model]] = {
    LABELS: Labels,
    "privacy.toml": PrivacyLabels,
    MESSAGES: Messages,
    "signs.toml": SelfCheckWords,
    "readiness.toml": Readiness,
    "attitudes.toml": Attitudes,
    "team.toml": Team,
    "team_tools.toml": TeamTools,
    "understand.toml": Understand,
    TOOLS: Tools,
    PRACTICE: PracticeFile,
    "people.toml": PeopleWords,
    "helplines.toml": HelplineWordsFile,
    CRISIS: CrisisWords,
    SEARCH: SearchWords,
    KIT: KitWords,
    STATEMENTS: StatementWords,
}
"""The files that every language has, besides its `scripts/`, and their models."""

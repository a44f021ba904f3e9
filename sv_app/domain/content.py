"""Everything that the app says in one language, and the choice of the language and region."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from pydantic import Field

from sv_app.domain.crisis import CrisisWords
from sv_app.domain.helplines import Helpline
from sv_app.domain.institution import Institution
from sv_app.domain.journal import Entry, Settings
from sv_app.domain.labels import Labels, PrivacyLabels
from sv_app.domain.model import LanguageCode, Model, Slug, Text
from sv_app.domain.people import PeopleWords
from sv_app.domain.placeholders import fill, replace_texts
from sv_app.domain.practice import NEUTRAL, Practice, PracticeStep
from sv_app.domain.readiness import Readiness
from sv_app.domain.regions import DEFAULT_REGION, OTHER_REGION, Region, pick_region
from sv_app.domain.scripts import Attitudes, Phrase, Script
from sv_app.domain.search_words import SearchWords
from sv_app.domain.self_check import Advice, SelfCheckWords
from sv_app.domain.sources import Claim, Source
from sv_app.domain.team import Team, TitledItem
from sv_app.domain.team_tools import TeamTools
from sv_app.domain.tools import Tools


class OriginalQuote(Model):
    """The sentence that a translated quotation translates, word for word.

    `language` is the language of `text`; `note` says, in the language of the translation, whose
    translation it is.
    """

    language: LanguageCode
    text: Text
    note: Text


class Quote(Model):
    """A quotation and its author: exact, or translated from `original`."""

    text: Text
    attribution: Text
    source: Slug
    original: OriginalQuote | None = None


class AdviceWords(Model):
    """The lines of the cards of a self-check's result: one for each `Advice`, and others."""

    thanks: Text
    """Shown first once a danger is ticked."""
    not_alone: Text
    """In a danger: shown after the thanks and the button to call."""
    company: Text
    hand_over: Text
    talk: Text
    means_out_of_reach: Text
    ride_home: Text
    doctor_today: Text
    tell_someone: Text
    suicide_line: Text
    doctor: Text
    at_work: Text
    legal: Text
    local_number: Text
    """Names the emergency number in words, where no number was checked."""

    def line(self, advice: Advice) -> str:
        """Return the words of a line."""
        return str(getattr(self, advice))


class Messages(Model):
    """The key message and the sentences shown with it."""

    key: Quote
    advice: AdviceWords
    reaction: tuple[Claim, ...] = Field(min_length=1)
    internal_first: Text
    internal_how: Text
    legal: Claim
    step_up: Claim


class Understand(Model):
    """The explanation of what a second victim is, and the limits of the evidence."""

    word: Claim
    patient_first: Claim
    reaction: Claim
    harm: Claim
    signs_intro: Claim
    when: Claim
    helper_role: Claim
    stages_intro: Text
    stages: tuple[TitledItem, ...] = Field(min_length=1)
    stages_source: Slug
    figures: tuple[Claim, ...] = Field(min_length=1)
    figures_limit: Text
    safety: Claim


@dataclass(frozen=True)
class CallSlot:
    """A slot of the call bar: its heading, its accessible name, and the line that it dials."""

    heading: str
    name: str
    helpline: Helpline
    talk: bool
    """Whether it is to talk with somebody; else it is for a danger."""
    optional_line: str | None
    """A line of text under the heading, which a short window leaves out."""
    text_lines: tuple[str, ...]
    """One or two lines of text under the heading, for a slot a third of a phone wide."""
    remark: str | None
    """What follows the number on a screen wider than a phone.

    That the number is outdated, else the last of `call_remarks`; None if there is neither.
    """


class Content(Model):
    """Everything that the app says in one language, validated and frozen.

    `helplines` and the other properties about lines are those of `region`. `templates` holds
    the sentences that have placeholders, as templates; the other fields hold them filled
    with the numbers of `region`. `in_region` returns a copy for another region.
    """

    code: LanguageCode
    labels: Labels
    privacy: PrivacyLabels
    messages: Messages
    self_check: SelfCheckWords
    scripts: tuple[Script, ...] = Field(min_length=1)
    readiness: Readiness
    attitudes: Attitudes
    team: Team
    team_tools: TeamTools
    understand: Understand
    tools: Tools
    people: PeopleWords
    practices: tuple[Practice, ...] = Field(min_length=1)
    crisis: CrisisWords
    search: SearchWords
    regions: tuple[Region, ...] = Field(min_length=1)
    region: Slug = DEFAULT_REGION
    templates: tuple[Text, ...] = ()
    institution: Institution | None = None
    sources: tuple[Source, ...]

    def language_if_different(self, language: str | None) -> str | None:
        """Return `language` if it differs from the language of this content, else None."""
        return language if language != self.code else None

    def script(self, moment: str) -> Script | None:
        """Return the script of a moment, or None if no moment has that id."""
        return next((s for s in self.scripts if s.id == moment), None)

    def pinned_phrase(self, pin: str) -> Phrase | None:
        """Return the phrase of a pin, to say or to avoid; None if no script has it any more."""
        moment, _, phrase_id = pin.partition("/")
        script = self.script(moment)
        phrases = (*script.say, *script.avoid) if script else ()
        return next((phrase for phrase in phrases if phrase.id == phrase_id), None)

    def helpline(self, line_id: str) -> Helpline | None:
        """Return the line of `helplines` with that id, or None if the region has no such line."""
        return next((line for line in self.helplines if line.id == line_id), None)

    def source(self, source_id: str) -> Source:
        """Return the source with that id; the loader has checked that it exists."""
        return next(s for s in self.sources if s.id == source_id)

    def entry_title(self, entry: Entry) -> str:
        """Return the title of an entry: when its answers were saved."""
        return self.labels.journal.entry.format(
            date=self.labels.date.format_datetime(entry.local_time)
        )

    def in_quotes(self, words: str) -> str:
        """Return `words` in the quotation marks of the language."""
        return self.labels.app.quote.format(text=words)

    def hours(self, line: Helpline) -> str | None:
        """Return the hours of a line; if unknown, a warning that it may be closed.

        None for an emergency number without words about hours: it answers at any hour.
        """
        answers_always = line.facts.is_emergency_number or line.facts.day_and_night
        unknown = None if answers_always else self.labels.helplines.hours_unknown
        return line.words.hours or unknown

    def helpline_facts(self, line: Helpline) -> list[tuple[str, str]]:
        """Return the name and the value of each known fact about a line, as people read them."""
        labels, words = self.labels.helplines, line.words
        languages = ", ".join(labels.language_names[code] for code in line.facts.languages)
        rows = (
            (labels.who, words.who_answers),
            (labels.for_whom, words.for_whom),
            (labels.hours, self.hours(line)),
            (labels.cost, words.cost),
            (labels.languages, languages),
        )
        return [(name, value) for name, value in rows if value]

    @property
    def brief_key_attribution(self) -> str:
        """The author and the year of the key message, and whose translation it is."""
        key = self.messages.key
        citation = self.source(key.source).short_citation
        return f"{citation}, {key.original.note}" if key.original else citation

    def helpline_name(self, line: Helpline) -> str:
        """Return the name of the line, with a remark if its number is still to be confirmed."""
        name = line.words.name
        unsure = line.facts.to_confirm
        return self.labels.helplines.to_confirm.format(name=name) if unsure else name

    def name_after_number(self, line: Helpline) -> str:
        """Return the words that follow the number of the line: `, suicide prevention`."""
        return _after_number(line, self.helpline_name(line))

    def name_beside_number(self, line: Helpline) -> str:
        """Return the name of the line for where its number is shown apart: `Suicide prevention`."""
        name = self.name_after_number(line).lstrip(", ")
        return name[0].upper() + name[1:]

    def in_region(self, code: str) -> "Content":
        """Return the content for another region, or the same content if that region is unknown."""
        target = next(
            (region for region in self.regions if region.code == code), self.current_region
        )
        if target is self.current_region:
            return self
        replacements = {
            fill(text, self.current_region): fill(text, target) for text in self.templates
        }
        return replace_texts(self, replacements).model_copy(update={"region": target.code})

    @property
    def current_region(self) -> Region:
        """The current region."""
        return next(region for region in self.regions if region.code == self.region)

    @property
    def helplines(self) -> tuple[Helpline, ...]:
        """The lines of the current region, in the order of the content."""
        return self.current_region.lines

    def call_remarks(self, line: Helpline) -> tuple[str, ...]:
        """Return the remarks on `line`, a word or two each.

        They are, in this order: anonymous, its cost, day and night, still to be confirmed.
        """
        labels, cost = self.labels.call, line.words.cost or ""
        remarks = {
            labels.anonymous: line.facts.anonymous,
            cost[:1].lower() + cost[1:]: bool(cost),
            labels.day_and_night: line.facts.day_and_night,
            labels.to_confirm: line.facts.to_confirm,
        }
        return tuple(words for words, holds in remarks.items() if holds)

    def call_slots(self, on: dt.date | None = None) -> tuple[CallSlot, ...]:
        """Return the lines of the call bar: to talk with somebody, then for a danger.

        Where no line is known to answer at any hour, there is no Talk slot. A line that is outdated
        `on` that day says so.
        """
        labels, region = self.labels.call, self.current_region
        talk_line, danger_line = region.talk_line, region.danger_slot_line
        talk = [self._slot(labels.talk, labels.talk_name, talk_line, True, on)] if talk_line else []
        danger = labels.crisis if danger_line.facts.suicide else labels.emergency
        return (*talk, self._slot(danger, danger, danger_line, False, on))

    def _slot(
        self, heading: str, name: str, line: Helpline, is_talk: bool, on: dt.date | None
    ) -> CallSlot:
        number = line.facts.display_number
        who = number + _after_number(line, line.words.name)
        full_name = self.labels.call.slot.format(name=name, who=who)
        remarks = self.call_remarks(line)
        for_crisis = self.labels.call.or_in_crisis if is_talk and line.facts.suicide else None
        outdated = [self.labels.call.outdated] if on and line.facts.is_outdated(on) else []
        remark = next(iter(outdated or remarks[-1:]), None)
        accessible_name = ", ".join(filter(None, [full_name, for_crisis, *remarks, *outdated]))
        # The Talk slot shows two remarks instead of its number, which is long.
        if is_talk and not for_crisis and len(remarks) > 1:
            lines = [*filter(None, [remark])]
            return CallSlot(
                heading, accessible_name, line, is_talk, remarks[0], tuple(lines), remark
            )
        # The text may break at a space of the number, but not at a hyphen.
        lines = [number.replace("\u00a0", " ")]
        if line.facts.to_confirm or outdated:
            lines += outdated or [self.labels.call.to_confirm]
        return CallSlot(heading, accessible_name, line, is_talk, for_crisis, tuple(lines), remark)

    def _practices(self) -> tuple[Practice, ...]:
        """The practice of the current region, if something was verified, then the neutral form."""
        ids = (self.region, NEUTRAL)
        return tuple(p for wanted in ids for p in self.practices if p.id == wanted)

    @property
    def practice_steps(self) -> tuple[PracticeStep, ...]:
        """What happens after an event in the current region, else in the neutral form."""
        return next(practice.steps for practice in self._practices() if practice.steps)

    @property
    def has_verified_practice(self) -> bool:
        """Whether `practice_steps` were verified for the current region."""
        return any(practice.id == self.region and practice.steps for practice in self.practices)

    @property
    def defence(self) -> tuple[Claim, ...]:
        """Who can advise and defend the person in the current region; empty if not verified."""
        return next((p.defence for p in self.practices if p.id == self.region), ())

    @property
    def is_other_region(self) -> bool:
        """Whether the region is `other`, where no number was checked."""
        return self.region == OTHER_REGION

    @property
    def emergency_lines(self) -> tuple[Helpline, ...]:
        """The lines for a danger to life or for thoughts of suicide."""
        return self.current_region.emergency_lines

    @property
    def checked_since(self) -> dt.date:
        """The day of the oldest check among the lines of the region."""
        return min(line.facts.checked_on for line in self.helplines)

    @property
    def support_lines(self) -> tuple[Helpline, ...]:
        """Every line that is not an emergency line; empty in some regions."""
        return self.current_region.support_lines


def _after_number(line: Helpline, name: str) -> str:
    """The words that follow the number: a name that starts with the number does not repeat it."""
    number = line.facts.display_number
    return name.removeprefix(number) if name.startswith(number) else f", {name}"


DEFAULT_LANGUAGE = "fr"
INTERNATIONAL_LANGUAGE = "en"
"""The language of a device that is set to languages which the app does not have."""


def select_language(
    chosen: str | None, device_locales: Sequence[str], known: Collection[str]
) -> str:
    """Return the chosen language, else the first of `device_locales` that is known.

    If none is known: English when the device reports a language, French when it reports none.
    `device_locales` holds the locales of the device, preferred first: `fr-FR`, `en_GB`, `fr`. The
    static page has the same rule, except that it gives English when the browser reports none.
    """
    spoken = [code[:2].lower() for code in device_locales]
    others = [INTERNATIONAL_LANGUAGE] if any(len(code) == 2 for code in spoken) else []
    candidates = [chosen or "", *spoken, *others]
    return next((code for code in candidates if code in known), DEFAULT_LANGUAGE)


def select_content(
    settings: Settings, device_locales: Sequence[str], contents: Mapping[str, Content]
) -> Content:
    """Return the content in the language to use, for the region to use.

    `device_locales` holds the locales of the device, preferred first: `["fr-BE", "en"]`.
    """
    content = contents[select_language(settings.language, device_locales, contents)]
    # The person's choice overrides the region of the hospital's file.
    region = settings.region or (content.institution.region if content.institution else None)
    return content.in_region(pick_region(region, device_locales, content.regions))

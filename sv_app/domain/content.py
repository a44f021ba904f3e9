"""Content: everything the app says, in one language."""

from collections.abc import Collection, Mapping, Sequence

from pydantic import Field

from sv_app.domain.crisis import CrisisWords
from sv_app.domain.helplines import Helpline
from sv_app.domain.institution import Institution
from sv_app.domain.journal import Settings
from sv_app.domain.labels import Labels, PrivacyLabels
from sv_app.domain.model import LanguageCode, Model, Slug, Text
from sv_app.domain.placeholders import fill, replace_texts
from sv_app.domain.regions import DEFAULT_REGION, OTHER_REGION, Region, pick_region
from sv_app.domain.scripts import Attitudes, Script
from sv_app.domain.self_check import SelfCheckWords
from sv_app.domain.sources import Claim, Source
from sv_app.domain.team import Team, TitledItem


class Quote(Model):
    """Words quoted exactly, and whose they are."""

    text: Text
    attribution: Text
    source: Slug


class Messages(Model):
    """The key message, and what is said around it."""

    key: Quote
    reaction: tuple[Claim, ...] = Field(min_length=1)
    internal_first: Text
    internal_how: Text
    legal: Claim
    step_up: Claim


class Understand(Model):
    """What a second victim is, with the limits of what is known."""

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


class Content(Model):
    """Everything the app says in one language, checked and frozen.

    `region` is whose lines `helplines` and its kin are, and whose numbers are in the
    sentences of `blanks`, until `in_region`.
    """

    code: LanguageCode
    labels: Labels
    privacy: PrivacyLabels
    messages: Messages
    self_check: SelfCheckWords
    scripts: tuple[Script, ...] = Field(min_length=1)
    attitudes: Attitudes
    team: Team
    understand: Understand
    crisis: CrisisWords
    regions: tuple[Region, ...] = Field(min_length=1)
    region: Slug = DEFAULT_REGION
    blanks: tuple[Text, ...] = ()
    institution: Institution | None = None
    sources: tuple[Source, ...]

    def foreign(self, language: str | None) -> str | None:
        """The language of some words, where it is not this one."""
        return language if language != self.code else None

    def script(self, moment: str) -> Script | None:
        """The script of a moment, or None when there is none of that id."""
        return next((s for s in self.scripts if s.id == moment), None)

    def helpline(self, line_id: str) -> Helpline:
        """The line of that id, which is one of `helplines`."""
        return next(line for line in self.helplines if line.id == line_id)

    def source(self, source_id: str) -> Source:
        """The source of that id; the loader has checked that it exists."""
        return next(s for s in self.sources if s.id == source_id)

    def quoted(self, words: str) -> str:
        """`words` between the quotation marks of the language."""
        return self.labels.app.quote.format(text=words)

    def named(self, line: Helpline) -> str:
        """What the line is called; one of an unsure number says that it is."""
        name = line.words.name
        unsure = line.facts.to_confirm
        return self.labels.helplines.to_confirm.format(name=name) if unsure else name

    def in_region(self, code: str) -> "Content":
        """The same content with the helplines of that region, if there is one."""
        there = next((region for region in self.regions if region.code == code), self.here)
        if there is self.here:
            return self
        words = {fill(text, self.here): fill(text, there) for text in self.blanks}
        return replace_texts(self, words).model_copy(update={"region": there.code})

    @property
    def here(self) -> Region:
        """The region whose lines are shown."""
        return next(region for region in self.regions if region.code == self.region)

    @property
    def helplines(self) -> tuple[Helpline, ...]:
        """The lines of the region, in the order of the content."""
        return self.here.lines

    @property
    def first_helpline(self) -> Helpline:
        """The line of the call button."""
        return self.here.first

    @property
    def call_words(self) -> str:
        """What the call button says: an emergency number is not there for a talk."""
        call = self.labels.call
        return call.emergency if self.first_helpline.facts.for_danger else call.button

    @property
    def unchecked(self) -> bool:
        """Whether no number was checked for where the device is."""
        return self.region == OTHER_REGION

    @property
    def emergency_lines(self) -> tuple[Helpline, ...]:
        """The lines for a danger to life or thoughts of suicide."""
        return self.here.emergency_lines

    @property
    def support_lines(self) -> tuple[Helpline, ...]:
        """The lines for health professionals; a region may have none."""
        return self.here.support_lines


DEFAULT = "fr"


def select_language(chosen: str | None, spoken: Sequence[str], known: Collection[str]) -> str:
    """The language chosen, else the first spoken one the app knows, else French.

    `spoken` holds codes as a device writes them: `fr-FR`, `en_GB`, `fr`.
    """
    wanted = [chosen or "", *(code[:2].lower() for code in spoken)]
    return next((code for code in wanted if code in known), DEFAULT)


def select_content(
    settings: Settings, spoken: Sequence[str], contents: Mapping[str, Content]
) -> Content:
    """The content in the language to use, with the helplines of the region.

    `spoken` holds the device's locales, preferred first: `["fr-BE", "en"]`.
    """
    content = contents[select_language(settings.language, spoken, contents)]
    # A hospital knows where it is; a device, where its owner says it is.
    chosen = settings.region or (content.institution.region if content.institution else None)
    return content.in_region(pick_region(chosen, spoken, content.regions))

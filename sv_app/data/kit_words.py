"""`<language>/kit.toml`: the words of what a hospital prints and sends. They do not ship."""

from pydantic import Field

from sv_app.domain.model import Model, Text
from sv_app.domain.placeholders import NameTemplate, ProgressTemplate, TextTemplate


class PosterPoint(Model):
    """What the app is for, in one line."""

    name: Text
    about: Text


class PosterWords(Model):
    """The poster; the card and the banner show some of it too."""

    title: Text
    subtitle: Text
    lead: Text
    scan: Text
    private: Text
    danger: Text
    points: tuple[PosterPoint, ...] = Field(min_length=3, max_length=3)


class CardWords(Model):
    """The front of the card; its back shows only contacts and numbers."""

    title: Text
    subtitle: Text


class BannerWords(Model):
    """The banner of an intranet page; `action` is what its button says."""

    title: Text
    subtitle: Text
    action: Text


class SignatureWords(Model):
    """The lines under an e-mail; `link` is the text that opens the app."""

    title: Text
    link: Text


class NoticeSection(Model):
    """A title and its statements."""

    title: Text
    points: tuple[Text, ...] = Field(min_length=1)


class NoticeWords(Model):
    """The notice for staff representatives; it says what docs/privacy-and-security.md says."""

    title: Text
    audience: Text
    about: Text
    sections: tuple[NoticeSection, ...] = Field(min_length=1)
    questions: Text
    code: Text


class EvaluationWords(Model):
    """The anonymous sheet, on paper: the same questions before and after, without a score."""

    title: Text
    about: Text
    before: Text
    after: Text
    answers: tuple[Text, ...] = Field(min_length=2, max_length=4)
    questions: tuple[Text, ...] = Field(min_length=1, max_length=5)
    questions_after: tuple[Text, ...] = Field(max_length=3)
    open_before: Text
    open_after: Text
    hand_in: Text
    counting: Text


class FormWords(Model):
    """The questions of `sv-app institution`, and what it says about an answer."""

    language: Text
    intro: Text
    ask_person_first: Text
    name: Text
    region: TextTemplate
    list: Text
    has_contact: NameTemplate
    has_another: NameTemplate
    label: NameTemplate
    other_label: Text
    phone: Text
    extension: Text
    email: Text
    hours: Text
    place: Text
    yes: tuple[Text, ...] = Field(min_length=1)
    no: tuple[Text, ...] = Field(min_length=1)
    none: tuple[Text, ...] = Field(min_length=1)
    back: tuple[Text, ...] = Field(min_length=1)
    yes_or_no: Text
    text_expected: Text
    required: Text
    bad_phone: Text
    short_phone: Text
    bad_extension: Text
    bad_email: Text
    email_without_at: Text
    email_letter: TextTemplate
    bad_letters: TextTemplate
    bad_region: TextTemplate
    unreachable: Text
    nobody: Text
    resume: Text
    kept: TextTemplate
    replace: TextTemplate
    unchanged: Text
    written: TextTemplate
    summary: ProgressTemplate
    """`total` contacts, of which `n` have a telephone."""
    next_step: TextTemplate
    next_kit: TextTemplate


class KitWords(Model):
    """All words of `kit.toml`."""

    poster: PosterWords
    card: CardWords
    banner: BannerWords
    signature: SignatureWords
    notice: NoticeWords
    evaluation: EvaluationWords
    form: FormWords

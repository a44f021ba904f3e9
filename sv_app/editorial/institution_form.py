"""The questions of `sv-app institution`, in plain words; the answers make a hospital's own file."""

import json
import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from sv_app.data.content import ContentFiles
from sv_app.data.content_files import (
    KIT,
    LABELS,
    HelplineWordsFile,
    InstitutionFile,
    check_email,
    check_extension,
    check_phone,
)
from sv_app.data.kit_words import FormWords, KitWords
from sv_app.domain.content import DEFAULT_LANGUAGE, Content
from sv_app.domain.folding import fold_text
from sv_app.domain.helplines import split_extension
from sv_app.domain.institution import HospitalRole
from sv_app.domain.labels import InstitutionLabels, Labels
from sv_app.domain.regions import DEFAULT_REGION, lacks_digit
from sv_app.editorial.rules import can_draw
from sv_app.editorial.schemas import first_line

Ask = Callable[[str], str]
"""Shows a question, and returns the line that is typed."""
Say = Callable[[str], None]
CONTACT_KEYS = ("label", "phone", "extension", "email", "hours", "place")
"""The keys of a contact, in the order in which they are written."""


@dataclass(frozen=True)
class Form:
    """The questions in one language."""

    words: FormWords
    roles: InstitutionLabels
    regions: Mapping[str, str]
    """The name of each region of helplines, by its code."""
    number_formats: Mapping[str, Sequence[str]]
    """The formats of the numbers of each region, by its code."""
    ask: Ask
    say: Say

    def answers(self) -> dict[str, object]:
        """Ask everything, and return the answers as the file holds them."""
        self.say(self.words.intro)
        self.say(self.words.ask_person_first)
        name = self._text(self.words.name, required=True)
        region = self._region()
        while True:
            given = {role.value: self._contacts(role, region) for role in HospitalRole}
            if contacts := {role: several for role, several in given.items() if several}:
                return {"name": name, "region": region, **contacts}
            self.say(self.words.nobody)

    def summary(self, contents: Mapping[str, Content]) -> str:
        """Return how many contacts the app has read, and how many have a telephone."""
        institution = contents[DEFAULT_LANGUAGE].institution
        assert institution is not None  # its file was just written
        return self.words.summary.format(total=len(institution.contacts), n=institution.phone_count)

    def ask_yes_no(self, question: str) -> bool:
        """Ask until the answer is yes or no."""
        yes, no = ({fold_text(word) for word in words} for words in (self.words.yes, self.words.no))
        while (answer := fold_text(self.ask(f"{question} "))) not in yes | no:
            self.say(self.words.yes_or_no)
        return answer in yes

    def _contacts(self, role: HospitalRole, region: str) -> list[dict[str, str]]:
        """Ask for the contacts of a role, until there is no further one."""
        name, contacts = self.roles.role(role), list[dict[str, str]]()
        question = self.words.has_contact
        while self.ask_yes_no(f"\n{question.format(name=name)}"):
            contacts.append(self._contact(name, region, is_first=not contacts))
            question = self.words.has_another
        return contacts

    def _contact(self, role_name: str, region: str, is_first: bool) -> dict[str, str]:
        """Ask for a contact; only the first of a role may be named by the role alone."""
        words = self.words
        while True:
            answers = {"phone": self._phone(region)}
            if answers["phone"] and not split_extension(answers["phone"])[1]:
                answers["extension"] = self._checked(
                    words.extension, check_extension, lambda _: words.bad_extension
                )
            answers["email"] = self._checked(words.email, check_email, self._email_fault)
            answers["place"] = self._text(words.place)
            if answers["phone"] or answers["email"] or answers["place"]:
                break
            self.say(words.unreachable)
        answers["hours"] = self._text(words.hours)
        if is_first:
            answers["label"] = self._text(words.label.format(name=role_name))
        else:
            answers["label"] = self._text(words.other_label, required=True)
        return {key: answers[key] for key in CONTACT_KEYS if answers.get(key)}

    def _phone(self, region: str) -> str:
        """Ask until the number is empty, or one that has all its digits."""
        words = self.words
        while True:
            number = self._checked(words.phone, check_phone, lambda _: words.bad_phone)
            if not lacks_digit(number, self.number_formats.get(region, ())):
                return number
            self.say(f"  {words.short_phone}")

    def _email_fault(self, answer: str) -> str:
        """Return what is wrong with an answer that is no e-mail address."""
        letter = next((letter for letter in answer if not letter.isascii()), "")
        if letter:
            return self.words.email_letter.format(text=letter)
        return self.words.bad_email if "@" in answer else self.words.email_without_at

    def _checked(
        self, question: str, check: Callable[[str], str], fault: Callable[[str], str]
    ) -> str:
        """Ask until the answer is empty or passes `check`."""
        while True:
            answer = self.ask(f"  {question} ").strip()
            try:
                return check(answer) if answer else ""
            except ValueError:
                self.say(f"  {fault(answer)}")

    def _text(self, question: str, required: bool = False) -> str:
        """Ask until the app can draw each letter, and the answer is no word for yes, no or none.

        The answer may be empty unless it is `required`.
        """
        while True:
            answer = " ".join(self.ask(f"{'' if required else '  '}{question} ").split())
            unknown = [letter for letter in answer if not can_draw(letter)]
            if unknown:
                self.say(self.words.bad_letters.format(text=unknown[0]))
            elif fold_text(answer) in self._rejected_answers:
                self.say(self.words.text_expected)
            elif answer or not required:
                return answer
            else:
                self.say(self.words.required)

    @property
    def _rejected_answers(self) -> set[str]:
        """The words for yes, no and none, which are refused as free text.

        A single letter is accepted: `N` may be a building.
        """
        words = (*self.words.yes, *self.words.no, *self.words.none)
        return {fold_text(word) for word in words if len(word) > 1}

    def _region(self) -> str:
        words = self.words
        question = f"{words.region.format(text=words.list)} [{DEFAULT_REGION}] "
        while True:
            answer = self.ask(question).strip().lower()
            if answer in ("", *self.regions):
                return answer or DEFAULT_REGION
            if answer == words.list:
                for code, name in sorted(self.regions.items()):
                    self.say(f"  {code:6} {name}")
            else:
                self.say(words.bad_region.format(text=words.list))


class _Back(Exception):  # noqa: N818  (it is no error)
    """The person wants to answer the previous question again."""


class RecordedAnswers:
    """Asks the questions of a form, and can return to an earlier one.

    Each answer is written to a file, so that a form that was stopped can go on where it was.
    """

    def __init__(self, path: Path, form: Form) -> None:
        self._path = path
        self._form = form
        self._back = {fold_text(word) for word in form.words.back}
        self._given: list[tuple[str, str]] = []
        """Each question and its answer, so far."""
        self._earlier: list[str] = []
        """The answers that the next questions get, before anything is asked."""
        self._silent = False

    def resume(self) -> None:
        """Give the answers of the file to the first questions, and show each."""
        self._earlier = self._path.read_text("utf-8").splitlines()

    def answers(self) -> dict[str, object]:
        """Return the answers of the whole form, as the file of the hospital holds them.

        A form has no way back of its own: it begins again, and the earlier answers are given again
        without being shown.
        """
        form = replace(self._form, ask=self._ask, say=self._say)
        while True:
            try:
                return form.answers()
            except _Back:
                self._earlier = [answer for _, answer in self._given[:-1]]
                self._given, self._silent = [], True

    def forget(self) -> None:
        """Delete the file."""
        self._path.unlink(missing_ok=True)

    def _ask(self, question: str) -> str:
        """Return the earlier answer to this question or, after the last of them, ask."""
        if self._given and self._given[-1][0] == question:
            self._given.pop()  # that answer was refused
        if self._earlier:
            answer = self._earlier.pop(0)
            self._say(f"{question}{answer}")
            self._given.append((question, answer))
            return answer
        self._silent = False
        answer = self._form.ask(question)
        if fold_text(answer.strip()) in self._back:
            raise _Back
        self._given.append((question, answer))
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.write_text("".join(f"{line}\n" for _, line in self._given), "utf-8")
        return answer

    def _say(self, sentence: str) -> None:
        if not self._silent:
            self._form.say(sentence)


def make_form(parsed: ContentFiles, code: str, ask: Ask, say: Say) -> Form:
    """Return the questions in the language `code`, from content that has no fault."""
    files = parsed.languages[code]
    labels = cast("Labels", files[LABELS])
    helplines = cast("HelplineWordsFile", files["helplines.toml"])
    names = {region.id: region.name for region in helplines.region}
    formats = {region: facts.number_formats for region, facts in parsed.regions.items()}
    return Form(cast("KitWords", files[KIT]).form, labels.institution, names, formats, ask, say)


def choose_language(parsed: ContentFiles, ask: Ask) -> str:
    """Ask for the language of the questions, in each language, until it is one of content/."""
    codes = sorted(parsed.languages, key=lambda code: code != DEFAULT_LANGUAGE)
    words = [cast("KitWords", parsed.languages[code][KIT]).form.language for code in codes]
    question = f"{' / '.join(words)} ({', '.join(codes)}) [{DEFAULT_LANGUAGE}] "
    while (answer := ask(question).strip().lower()) not in ("", *codes):
        pass
    return answer or DEFAULT_LANGUAGE


def institution_toml(answers: Mapping[str, object]) -> str:
    """Return the text of `institution.toml` for the answers of a form."""
    lines = [first_line("institution.toml")]
    lines += _toml_lines(answers)
    for role, contacts in answers.items():
        if isinstance(contacts, list):
            table = f"[{role}]" if len(contacts) == 1 else f"[[{role}]]"
            for contact in contacts:
                lines += ["", table, *_toml_lines(contact)]
    return "\n".join(lines) + "\n"


def _toml_lines(values: Mapping[str, object]) -> list[str]:
    """Return a line for each text; a basic string of TOML has the escapes of JSON."""
    return [
        f"{key} = {json.dumps(text, ensure_ascii=False)}"
        for key, text in values.items()
        if isinstance(text, str)
    ]


def write_institution(path: Path, answers: Mapping[str, object]) -> None:
    """Check the answers as the app would, then write the whole file at once, or nothing."""
    InstitutionFile.model_validate(answers)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(institution_toml(answers))
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise

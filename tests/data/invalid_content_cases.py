"""Every way the words can be wrong, and where it must be told."""

import re
from collections.abc import Callable

from tests.data.content_copy import Words

LABELS, SIGNS, LINES = "fr/labels.toml", "fr/signs.toml", "fr/helplines.toml"
SCRIPT, OTHER = "fr/scripts/first-minute.toml", "en/scripts/first-minute.toml"
NUMBERS, BELGIUM, SOURCES = "helplines/fr.toml", "helplines/be.toml", "sources.toml"


def few(words: Words, part: str) -> None:
    """Leave fewer of a part of the script than it must have."""
    least = {"say": 6, "avoid": 6, "rehearse": 3}[part]
    first, *items = words.text(SCRIPT).split(f"[[{part}]]\n")
    last, *rest = re.split(r"(?m)^(?=\[\[(?!rehearse\.))", items[-1], maxsplit=1)
    kept = "".join(f"[[{part}]]\n{item}" for item in [*items[: least - 2], last])
    words.write(SCRIPT, first + kept + "".join(rest))


Break = Callable[[Words], None]
BREAKS: dict[str, tuple[Break, str, str, str]] = {
    # what is wrong: how, then the file, the key, and what the reason names
    "no translation": (lambda w: w.delete("en/team.toml"), "en/team.toml", "", ""),
    "no script": (lambda w: w.delete(OTHER), OTHER, "", "fr"),
    "no sources": (lambda w: w.delete(SOURCES), SOURCES, "", ""),
    "no numbers": (lambda w: w.delete(NUMBERS), NUMBERS, "", ""),
    "a file too many": (lambda w: w.write("en/notes.toml", ""), "en/notes.toml", "", ""),
    "no key": (lambda w: w.line(LABELS, "back", ""), LABELS, "app.back", ""),
    "no words": (lambda w: w.line(LABELS, "back", 'back = " "'), LABELS, "app.back", "1"),
    "no number": (lambda w: w.line(NUMBERS, "number", ""), NUMBERS, "line[1].number", ""),
    "a key too many": (lambda w: w.under(LABELS, "app", 'x = "x"'), LABELS, "app.x", ""),
    "an answer too many": (
        lambda w: w.under(SIGNS, "degrees", 'very = "x"'),
        SIGNS,
        "degrees.very",
        "",
    ),
    "no answer": (lambda w: w.line(SIGNS, "a-lot", ""), SIGNS, "degrees.a-lot", ""),
    "no question": (
        lambda w: w.replace(SIGNS, r"^\[questions\.guilt\]\n(.+\n)*", ""),
        SIGNS,
        "questions.guilt",
        "",
    ),
    "a number with a prefix": (
        lambda w: w.line(NUMBERS, "number", 'number = "+33 3114"'),
        NUMBERS,
        "line[1].number",
        "",
    ),
    "a number that is none": (
        lambda w: w.line(NUMBERS, "number", "number = 3114"),
        NUMBERS,
        "line[1].number",
        "",
    ),
    "a number that lost a digit": (
        lambda w: w.replace(NUMBERS, "0800 288 038", "0800 288 03"),
        NUMBERS,
        "line[6].number",
        "",
    ),
    "a number not written as its region does": (
        lambda w: w.replace(NUMBERS, "0800 288 038", "0800 28 80 3 8"),
        NUMBERS,
        "line[6].number",
        "forms",
    ),
    "a region that is not the file's name": (
        lambda w: w.line(BELGIUM, "region", 'region = "fr"'),
        BELGIUM,
        "region",
        "'be'",
    ),
    "a territory of two regions": (
        lambda w: w.line(BELGIUM, "territories", 'territories = ["CH"]'),
        "helplines/ch.toml",
        "territories",
        "be",
    ),
    "a line that two regions number otherwise": (
        lambda w: w.replace(BELGIUM, "112", "911"),
        "helplines/de.toml",
        "line[2].id",
        "europe-emergency",
    ),
    "a region without a line for a danger": (
        lambda w: w.write(BELGIUM, w.text(BELGIUM).replace("emergency = true\n", "")),
        BELGIUM,
        "line",
        "emergency",
    ),
    "a first line that is closed at night": (
        lambda w: w.line("helplines/de.toml", "first", 'first = "de-psu"'),
        "helplines/de.toml",
        "first",
        "day_and_night",
    ),
    "a first line whose hours are unknown": (
        lambda w: w.line("helplines/be.toml", "first", 'first = "be-suicide-nl"'),
        "helplines/be.toml",
        "first",
        "emergency number",
    ),
    "a first line that is no voice call": (
        lambda w: w.line("helplines/ca.toml", "first", 'first = "ca-suicide-text"'),
        "helplines/ca.toml",
        "first",
        "voice call",
    ),
    "a region without a line for suicide": (
        lambda w: w.write(BELGIUM, w.text(BELGIUM).replace("suicide = true\n", "")),
        BELGIUM,
        "line",
        "suicide = true",
    ),
    "a line for suicide that is not urgent": (
        lambda w: w.line(BELGIUM, "emergency", ""),
        BELGIUM,
        "line[1].suicide",
        "emergency = true",
    ),
    "a region of no territory": (
        lambda w: w.line(BELGIUM, "territories", ""),
        BELGIUM,
        "territories",
        "two letters",
    ),
    "a territory of the region for all others": (
        lambda w: w.line("helplines/other.toml", "forms", 'territories = ["NC"]'),
        "helplines/other.toml",
        "territories",
        "leave it out",
    ),
    "no region for places that none covers": (
        lambda w: w.delete("helplines/other.toml"),
        "helplines/other.toml",
        "",
        "no other region",
    ),
    "a line open at any hour whose words give no hours": (
        lambda w: w.line(LINES, "hours", ""),
        LINES,
        "line.suicide-prevention.hours",
        "day_and_night",
    ),
    "a region no language words": (
        lambda w: w.replace(LINES, '"be"', '"ghost"'),
        LINES,
        "region.be",
        "",
    ),
    "a file of no part": (lambda w: w.write("notes.toml", ""), "notes.toml", "", ""),
    "a folder of no language": (
        lambda w: w.write_in("french", "labels.toml", ""),
        "french",
        "",
        "two small letters",
    ),
    "a first line that is none": (
        lambda w: w.line(NUMBERS, "first", 'first = "ghost"'),
        NUMBERS,
        "first",
        "ghost",
    ),
    "a line no language words": (lambda w: w.without(LINES, "sps"), LINES, "line.sps", ""),
    "words of no line": (
        lambda w: w.replace(LINES, '"sps"', '"ghost"'),
        LINES,
        "line.ghost",
        "",
    ),
    "a script of no source": (
        lambda w: w.line(SCRIPT, "sources", "sources = []"),
        SCRIPT,
        "sources",
        "1",
    ),
    "a script without sources": (
        lambda w: w.line(SCRIPT, "sources", ""),
        SCRIPT,
        "sources",
        "",
    ),
    "an unknown source of a script": (
        lambda w: w.line(SCRIPT, "sources", 'sources = ["ghost", "safeteam"]'),
        SCRIPT,
        "sources[1]",
        "ghost",
    ),
    "an unknown source of a phrase": (
        lambda w: w.line(SCRIPT, "source", 'source = "ghost"'),
        SCRIPT,
        "say.key-message.source",
        "ghost",
    ),
    "an unknown source of a claim": (
        lambda w: w.line("fr/messages.toml", "sources", 'sources = ["ghost"]'),
        "fr/messages.toml",
        "reaction[1].sources[1]",
        "ghost",
    ),
    "an unknown source of stages": (
        lambda w: w.line("fr/understand.toml", "stages_source", 'stages_source = "ghost"'),
        "fr/understand.toml",
        "stages_source",
        "ghost",
    ),
    "no TOML": (lambda w: w.line(LABELS, "back", "back = it’s"), LABELS, "", "TOML"),
    "no UTF-8": (
        lambda w: w.write(LABELS, "# à", "latin-1"),
        LABELS,
        "",
        "TOML",
    ),
    "an id that is not the file's name": (
        lambda w: w.line(SCRIPT, "id", 'id = "last-minute"'),
        SCRIPT,
        "id",
        "first-minute",
    ),
    "an id that is not a slug": (
        lambda w: w.line(SCRIPT, "id", 'id = "Première minute"'),
        SCRIPT,
        "id",
        "",
    ),
    "a phrase that says its id twice": (
        lambda w: w.replace(SCRIPT, 'id = "what-happened"', 'id = "hard"'),
        SCRIPT,
        "phrase 'hard'",
        "",
    ),
    "a blank of no name": (
        lambda w: w.line(SCRIPT, "step_up", 'step_up = "{police}"'),
        SCRIPT,
        "step_up",
        "{danger}",
    ),
    "a blank half written": (
        lambda w: w.line(SCRIPT, "step_up", 'step_up = "{danger"'),
        SCRIPT,
        "step_up",
        "{danger}",
    ),
    "one region's number in words for all": (
        lambda w: w.line(SCRIPT, "step_up", 'step_up = "Le 3114."'),
        SCRIPT,
        "step_up",
        "3114",
    ),
    "one region's number in a label": (
        lambda w: w.line(LABELS, "cannot_load", 'cannot_load = "Appelez le 3114."'),
        LABELS,
        "app.cannot_load",
        "3114",
    ),
    "one region's number with no-break spaces": (
        lambda w: w.line(SCRIPT, "aim", 'aim = "0805\u00a023\u00a023\u00a036."'),
        SCRIPT,
        "aim",
        "0805",
    ),
    "a rehearsal of a phrase that is not there": (
        lambda w: w.rehearse(SCRIPT, "hard", "ghost", "at-least"),
        SCRIPT,
        "rehearse.a-line.answers",
        "ghost",
    ),
    "a rehearsal that offers a phrase twice": (
        lambda w: w.rehearse(SCRIPT, "hard", "hard", "at-least"),
        SCRIPT,
        "rehearse.a-line.answers",
        "twice",
    ),
    "a rehearsal of nothing to avoid": (
        lambda w: w.rehearse(SCRIPT, "hard", "stay", "need"),
        SCRIPT,
        "rehearse.a-line.answers",
        "avoid",
    ),
    "a rehearsal of two answers": (
        lambda w: w.rehearse(SCRIPT, "hard", "at-least"),
        SCRIPT,
        "rehearse[1].answers",
        "3",
    ),
    "a rehearsal of French only": (
        lambda w: w.rehearse(SCRIPT, "hard", "stay", "at-least"),
        OTHER,
        "rehearse.a-line.line",
        "fr",
    ),
    "a phrase without a why": (lambda w: w.line(SCRIPT, "why", ""), SCRIPT, "say[1].why", ""),
    "a phrase without a source": (
        lambda w: w.line(SCRIPT, "source", ""),
        SCRIPT,
        "say[1].source",
        "",
    ),
    "a phrase to avoid with nothing to say instead": (
        lambda w: w.line(SCRIPT, "instead", ""),
        SCRIPT,
        "avoid[1].instead",
        "",
    ),
    "a claim of no source": (
        lambda w: w.line("fr/understand.toml", "sources", "sources = []"),
        "fr/understand.toml",
        "word.sources",
        "1",
    ),
    "five phrases to say": (lambda w: few(w, "say"), SCRIPT, "say", "6"),
    "five phrases to avoid": (lambda w: few(w, "avoid"), SCRIPT, "avoid", "6"),
    "two lines to rehearse": (lambda w: few(w, "rehearse"), SCRIPT, "rehearse", "3"),
    "a phrase of French only": (lambda w: w.without(OTHER, "stay"), OTHER, "say.stay.text", "fr"),
    "a phrase of English only": (
        lambda w: w.without(SCRIPT, "stay"),
        SCRIPT,
        "say.stay.text",
        "en",
    ),
    "a list shorter in one language": (
        lambda w: w.replace("en/labels.toml", r'^  "Your answers stay.*\n', ""),
        "en/labels.toml",
        "settings.privacy_points[5]",
        "fr",
    ),
    "a label that lost its number": (
        lambda w: w.line(LABELS, "copied", 'copied = "Copié."'),
        LABELS,
        "call.copied",
        "{number}",
    ),
    "a label with a hole nobody fills": (
        lambda w: w.line(LABELS, "copied", 'copied = "{number} {name}"'),
        LABELS,
        "call.copied",
        "{number}",
    ),
    "a label whose brace stays open": (
        lambda w: w.line(LABELS, "copied", 'copied = "{number"'),
        LABELS,
        "call.copied",
        "",
    ),
    "a label that asks for a form no text has": (
        lambda w: w.line(LABELS, "copied", 'copied = "{number:d}"'),
        LABELS,
        "call.copied",
        "",
    ),
    "a label with a hole in a hole": (
        lambda w: w.line(LABELS, "copied", 'copied = "{number:{name}}"'),
        LABELS,
        "call.copied",
        "",
    ),
    "a label that shows a text as code": (
        lambda w: w.line(LABELS, "copied", 'copied = "{number!r}"'),
        LABELS,
        "call.copied",
        "",
    ),
    "eleven months": (
        lambda w: w.replace(LABELS, '"janvier", ', ""),
        LABELS,
        "date.months",
        "12",
    ),
}

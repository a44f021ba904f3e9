"""Invalid edits of the content, and the fault that each must report."""

import re
from collections.abc import Callable

from tests.data.content_copy import ContentCopy

LABELS, SIGNS, HELPLINE_TEXTS = "fr/labels.toml", "fr/signs.toml", "fr/helplines.toml"
SCRIPT, ENGLISH_SCRIPT = "fr/scripts/first-minute.toml", "en/scripts/first-minute.toml"
HELPLINE_FACTS, BELGIUM, SOURCES = "helplines/fr.toml", "helplines/be.toml", "sources.toml"


def leave_too_few(copy: ContentCopy, part: str) -> None:
    """Remove items of `part` from the script, so that one less than the minimum is left."""
    minimum = {"say": 6, "avoid": 6, "send": 3, "rehearse": 3}[part]
    first, *items = copy.text(SCRIPT).split(f"[[{part}]]\n")
    last, *rest = re.split(r"(?m)^(?=\[\[(?!rehearse\.))", items[-1], maxsplit=1)
    parts = "".join(f"[[{part}]]\n{item}" for item in [*items[: minimum - 2], last])
    copy.write(SCRIPT, first + parts + "".join(rest))


def translated_key(copy: ContentCopy, language: str, text: str) -> str:
    """Return the English messages with a key message that is a translation of `text`."""
    original = f'language = "{language}"\ntext = "{text}"\nnote = "our translation"\n'
    return f"{copy.text('en/messages.toml')}\n[key.original]\n{original}"


Edit = Callable[[ContentCopy], None]
CASES: dict[str, tuple[Edit, str, str, str]] = {
    # name: edit, then file, key and a part of the reason of the fault
    "no translation": (lambda copy: copy.delete("en/team.toml"), "en/team.toml", "", "fr has it"),
    "no script": (lambda copy: copy.delete(ENGLISH_SCRIPT), ENGLISH_SCRIPT, "", "fr has it"),
    "no sources": (lambda copy: copy.delete(SOURCES), SOURCES, "", "missing"),
    "no numbers": (lambda copy: copy.delete(HELPLINE_FACTS), HELPLINE_FACTS, "", "default region"),
    "a script without a group": (
        lambda copy: copy.set_line(SCRIPT, "group", ""),
        SCRIPT,
        "group",
        "required",
    ),
    "a danger that is not urgent": (
        lambda copy: copy.set_line(SCRIPT, "group", 'group = "danger"'),
        SCRIPT,
        "group",
        "urgent = true",
    ),
    "an urgent script that is not in danger": (
        lambda copy: copy.set_line(SCRIPT, "group", 'group = "now"\nurgent = true'),
        SCRIPT,
        "group",
        "danger",
    ),
    "an unexpected file": (
        lambda copy: copy.write("en/notes.toml", ""),
        "en/notes.toml",
        "",
        "no part of the app",
    ),
    "no key": (lambda copy: copy.set_line(LABELS, "back", ""), LABELS, "app.back", "required"),
    "an empty text": (
        lambda copy: copy.set_line(LABELS, "back", 'back = " "'),
        LABELS,
        "app.back",
        "at least 1 character",
    ),
    "no number": (
        lambda copy: copy.set_line(HELPLINE_FACTS, "number", ""),
        HELPLINE_FACTS,
        "line[1].number",
        "required",
    ),
    "an unknown key": (
        lambda copy: copy.add_to_table(LABELS, "app", 'x = "x"'),
        LABELS,
        "app.x",
        "not permitted",
    ),
    "an unknown answer": (
        lambda copy: copy.add_to_table(SIGNS, "degrees", 'very = "x"'),
        SIGNS,
        "degrees.very",
        "no such key",
    ),
    "no answer": (
        lambda copy: copy.set_line(SIGNS, "a-lot", ""),
        SIGNS,
        "degrees.a-lot",
        "translation is missing",
    ),
    "no question": (
        lambda copy: copy.replace(SIGNS, r"^\[questions\.guilt\]\n(.+\n)*", ""),
        SIGNS,
        "questions.guilt",
        "translation is missing",
    ),
    "a number with a prefix": (
        lambda copy: copy.set_line(HELPLINE_FACTS, "number", 'number = "+33 3114"'),
        HELPLINE_FACTS,
        "line[1].number",
        "match pattern",
    ),
    "a number that is not a text": (
        lambda copy: copy.set_line(HELPLINE_FACTS, "number", "number = 3114"),
        HELPLINE_FACTS,
        "line[1].number",
        "valid string",
    ),
    "a number that lost a digit": (
        lambda copy: copy.replace(HELPLINE_FACTS, "0800 288 038", "0800 288 03"),
        HELPLINE_FACTS,
        "line[6].number",
        "number_formats",
    ),
    "a number in a form that its region does not use": (
        lambda copy: copy.replace(HELPLINE_FACTS, "0800 288 038", "0800 28 80 3 8"),
        HELPLINE_FACTS,
        "line[6].number",
        "number_formats",
    ),
    "a region that is not the file's name": (
        lambda copy: copy.set_line(BELGIUM, "region", 'region = "fr"'),
        BELGIUM,
        "region",
        "'be'",
    ),
    "a territory of two regions": (
        lambda copy: copy.set_line(BELGIUM, "territories", 'territories = ["CH"]'),
        "helplines/ch.toml",
        "territories",
        "'CH' is be's",
    ),
    "a line with other numbers in two regions": (
        lambda copy: copy.replace(BELGIUM, "112", "911"),
        "helplines/de.toml",
        "line[2].id",
        "europe-emergency",
    ),
    "a region without an emergency line": (
        lambda copy: copy.write(BELGIUM, copy.text(BELGIUM).replace("emergency = true\n", "")),
        BELGIUM,
        "line",
        "emergency",
    ),
    "a region whose only emergency number is for text messages": (
        lambda copy: copy.replace(BELGIUM, 'number = "112"', 'number = "112"\nchannel = "sms"'),
        BELGIUM,
        "line",
        "only text messages",
    ),
    "a line of the Talk slot that is closed at night": (
        lambda copy: copy.set_line("helplines/de.toml", "talk_line", 'talk_line = "de-psu"'),
        "helplines/de.toml",
        "talk_line",
        "day_and_night",
    ),
    "a line of the Talk slot whose hours are unknown": (
        lambda copy: copy.set_line("helplines/us.toml", "talk_line", 'talk_line = "us-physicians"'),
        "helplines/us.toml",
        "talk_line",
        "leave talk_line out",
    ),
    "an emergency number as the line of the Talk slot": (
        lambda copy: copy.set_line(
            "helplines/be.toml", "talk_line", 'talk_line = "europe-emergency"'
        ),
        "helplines/be.toml",
        "talk_line",
        "not to talk",
    ),
    "a line of the Talk slot that is no voice call": (
        lambda copy: copy.set_line(
            "helplines/ca.toml", "talk_line", 'talk_line = "ca-suicide-text"'
        ),
        "helplines/ca.toml",
        "talk_line",
        "voice call",
    ),
    "a region without a line for suicide": (
        lambda copy: copy.write(BELGIUM, copy.text(BELGIUM).replace("suicide = true\n", "")),
        BELGIUM,
        "line",
        "suicide = true",
    ),
    "a line for suicide that is not urgent": (
        lambda copy: copy.set_line(BELGIUM, "emergency", ""),
        BELGIUM,
        "line[1].suicide",
        "emergency = true",
    ),
    "a region without a territory": (
        lambda copy: copy.set_line(BELGIUM, "territories", ""),
        BELGIUM,
        "territories",
        "two letters",
    ),
    "a territory in the region for all others": (
        lambda copy: copy.set_line(
            "helplines/other.toml", "number_formats", 'territories = ["NC"]'
        ),
        "helplines/other.toml",
        "territories",
        "leave it out",
    ),
    "no region for all other territories": (
        lambda copy: copy.delete("helplines/other.toml"),
        "helplines/other.toml",
        "",
        "no other region",
    ),
    "a line open at any hour without hours in its texts": (
        lambda copy: copy.set_line(HELPLINE_TEXTS, "hours", ""),
        HELPLINE_TEXTS,
        "line.suicide-prevention.hours",
        "day_and_night",
    ),
    "a region without texts": (
        lambda copy: copy.replace(HELPLINE_TEXTS, '"be"', '"ghost"'),
        HELPLINE_TEXTS,
        "region.be",
        "translation is missing",
    ),
    "a file outside of every language": (
        lambda copy: copy.write("notes.toml", ""),
        "notes.toml",
        "",
        "no part of the app",
    ),
    "a folder that is not a language code": (
        lambda copy: copy.write_in_new_folder("french", "labels.toml", ""),
        "french",
        "",
        "two small letters",
    ),
    "an unknown line of the Talk slot": (
        lambda copy: copy.set_line(HELPLINE_FACTS, "talk_line", 'talk_line = "ghost"'),
        HELPLINE_FACTS,
        "talk_line",
        "ghost",
    ),
    "a line without texts": (
        lambda copy: copy.remove_item(HELPLINE_TEXTS, "sps"),
        HELPLINE_TEXTS,
        "line.sps",
        "translation is missing",
    ),
    "texts of an unknown line": (
        lambda copy: copy.replace(HELPLINE_TEXTS, '"sps"', '"ghost"'),
        HELPLINE_TEXTS,
        "line.ghost",
        "no file of helplines/",
    ),
    "a script with an empty list of sources": (
        lambda copy: copy.set_line(SCRIPT, "sources", "sources = []"),
        SCRIPT,
        "sources",
        "at least 1 item",
    ),
    "a script without sources": (
        lambda copy: copy.set_line(SCRIPT, "sources", ""),
        SCRIPT,
        "sources",
        "required",
    ),
    "an unknown source of a script": (
        lambda copy: copy.set_line(SCRIPT, "sources", 'sources = ["ghost", "safeteam"]'),
        SCRIPT,
        "sources[1]",
        "ghost",
    ),
    "an unknown source of a phrase": (
        lambda copy: copy.set_line(SCRIPT, "source", 'source = "ghost"'),
        SCRIPT,
        "say.key-message.source",
        "ghost",
    ),
    "an unknown source of a claim": (
        lambda copy: copy.set_line("fr/messages.toml", "sources", 'sources = ["ghost"]'),
        "fr/messages.toml",
        "reaction[1].sources[1]",
        "ghost",
    ),
    "an unknown source of stages": (
        lambda copy: copy.set_line(
            "fr/understand.toml", "stages_source", 'stages_source = "ghost"'
        ),
        "fr/understand.toml",
        "stages_source",
        "ghost",
    ),
    "no TOML": (lambda copy: copy.set_line(LABELS, "back", "back = it’s"), LABELS, "", "TOML"),
    "no UTF-8": (
        lambda copy: copy.write(LABELS, "# à", "latin-1"),
        LABELS,
        "",
        "UTF-8",
    ),
    "an id that is not the file's name": (
        lambda copy: copy.set_line(SCRIPT, "id", 'id = "last-minute"'),
        SCRIPT,
        "id",
        "first-minute",
    ),
    "an id that is not a slug": (
        lambda copy: copy.set_line(SCRIPT, "id", 'id = "Première minute"'),
        SCRIPT,
        "id",
        "match pattern",
    ),
    "two phrases with the same id": (
        lambda copy: copy.replace(SCRIPT, 'id = "what-happened"', 'id = "hard"'),
        SCRIPT,
        "phrase 'hard'",
        "more than once",
    ),
    "an unknown placeholder": (
        lambda copy: copy.set_line(SCRIPT, "step_up", 'step_up = "{police}"'),
        SCRIPT,
        "step_up",
        "{emergency_number}",
    ),
    "a placeholder with an open brace": (
        lambda copy: copy.set_line(SCRIPT, "step_up", 'step_up = "{danger"'),
        SCRIPT,
        "step_up",
        "{emergency_number}",
    ),
    "a number of one region in a text of all regions": (
        lambda copy: copy.set_line(SCRIPT, "step_up", 'step_up = "Le 3114."'),
        SCRIPT,
        "step_up",
        "3114",
    ),
    "a number of one region in a label": (
        lambda copy: copy.set_line(LABELS, "cannot_load", 'cannot_load = "Appelez le 3114."'),
        LABELS,
        "app.cannot_load",
        "3114",
    ),
    "a number of one region with no-break spaces": (
        lambda copy: copy.set_line(SCRIPT, "aim", 'aim = "0805\u00a023\u00a023\u00a036."'),
        SCRIPT,
        "aim",
        "0805",
    ),
    "a rehearsal of an unknown phrase": (
        lambda copy: copy.add_rehearsal(SCRIPT, "hard", "ghost", "at-least"),
        SCRIPT,
        "rehearse.a-line.answers",
        "ghost",
    ),
    "a rehearsal that offers a phrase twice": (
        lambda copy: copy.add_rehearsal(SCRIPT, "hard", "hard", "at-least"),
        SCRIPT,
        "rehearse.a-line.answers",
        "twice",
    ),
    "a rehearsal without a phrase to avoid": (
        lambda copy: copy.add_rehearsal(SCRIPT, "hard", "stay", "need"),
        SCRIPT,
        "rehearse.a-line.answers",
        "avoid",
    ),
    "a rehearsal of two answers": (
        lambda copy: copy.add_rehearsal(SCRIPT, "hard", "at-least"),
        SCRIPT,
        "rehearse[1].answers",
        "at least 3 items",
    ),
    "a rehearsal in French only": (
        lambda copy: copy.add_rehearsal(SCRIPT, "hard", "stay", "at-least"),
        ENGLISH_SCRIPT,
        "rehearse.a-line.line",
        "fr has it",
    ),
    "a phrase without a why": (
        lambda copy: copy.set_line(SCRIPT, "why", ""),
        SCRIPT,
        "say[1].why",
        "required",
    ),
    "a phrase without a source": (
        lambda copy: copy.set_line(SCRIPT, "source", ""),
        SCRIPT,
        "say[1].source",
        "required",
    ),
    "a phrase to avoid with nothing to say instead": (
        lambda copy: copy.set_line(SCRIPT, "instead", ""),
        SCRIPT,
        "avoid[1].instead",
        "required",
    ),
    "a claim with an empty list of sources": (
        lambda copy: copy.set_line("fr/understand.toml", "sources", "sources = []"),
        "fr/understand.toml",
        "word.sources",
        "at least 1 item",
    ),
    "five phrases to say": (
        lambda copy: leave_too_few(copy, "say"),
        SCRIPT,
        "say",
        "at least 6 items",
    ),
    "five phrases to avoid": (
        lambda copy: leave_too_few(copy, "avoid"),
        SCRIPT,
        "avoid",
        "at least 6 items",
    ),
    "two lines to rehearse": (
        lambda copy: leave_too_few(copy, "rehearse"),
        SCRIPT,
        "rehearse",
        "at least 3 items",
    ),
    "two messages to send": (
        lambda copy: leave_too_few(copy, "send"),
        SCRIPT,
        "send",
        "at least 3 items",
    ),
    "four messages to send": (
        lambda copy: copy.duplicate_item(SCRIPT, "here"),
        SCRIPT,
        "send",
        "at most 3 items",
    ),
    "two messages with the same id": (
        lambda copy: copy.replace(SCRIPT, '^id = "choose"$', 'id = "here"'),
        SCRIPT,
        "send 'here'",
        "more than once",
    ),
    "a phrase in French only": (
        lambda copy: copy.remove_item(ENGLISH_SCRIPT, "stay"),
        ENGLISH_SCRIPT,
        "say.stay.text",
        "fr has it",
    ),
    "a phrase in English only": (
        lambda copy: copy.remove_item(SCRIPT, "stay"),
        SCRIPT,
        "say.stay.text",
        "en has it",
    ),
    "a list shorter in one language": (
        lambda copy: copy.replace("en/labels.toml", r'^  "Your answers stay.*\n', ""),
        "en/labels.toml",
        "settings.privacy_points[5]",
        "fr has it",
    ),
    "a label without its placeholder": (
        lambda copy: copy.set_line(LABELS, "copied", 'copied = "Copié."'),
        LABELS,
        "call.copied",
        "{number}",
    ),
    "a label with an unknown placeholder": (
        lambda copy: copy.set_line(LABELS, "copied", 'copied = "{number} {name}"'),
        LABELS,
        "call.copied",
        "{number}",
    ),
    "a label with an open brace": (
        lambda copy: copy.set_line(LABELS, "copied", 'copied = "{number"'),
        LABELS,
        "call.copied",
        "expected '}'",
    ),
    "a label with a number format": (
        lambda copy: copy.set_line(LABELS, "copied", 'copied = "{number:d}"'),
        LABELS,
        "call.copied",
        "{number}",
    ),
    "a label with a nested placeholder": (
        lambda copy: copy.set_line(LABELS, "copied", 'copied = "{number:{name}}"'),
        LABELS,
        "call.copied",
        "{number}",
    ),
    "a label with a conversion": (
        lambda copy: copy.set_line(LABELS, "copied", 'copied = "{number!r}"'),
        LABELS,
        "call.copied",
        "{number}",
    ),
    "eleven months": (
        lambda copy: copy.replace(LABELS, '"janvier", ', ""),
        LABELS,
        "date.months",
        "at least 12 items",
    ),
    "a translated key message without a known original": (
        lambda copy: copy.write("en/messages.toml", translated_key(copy, "xx", "Texte.")),
        "en/messages.toml",
        "key.original.language",
        "no original key message",
    ),
    "an original key message that differs from its language": (
        lambda copy: copy.write("en/messages.toml", translated_key(copy, "fr", "Texte.")),
        "en/messages.toml",
        "key.original.text",
        "must be the key message of fr/messages.toml",
    ),
}

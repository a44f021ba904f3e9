"""What is printed: the pocket card, and the pages of a script, the team, the numbers, and more.

Each function returns HTML for `<main>`, whose style is in `pwa/templates/print.css`. The HTML
holds only the content and the hospital's own contacts, and nothing that a person has entered.
"""

from collections.abc import Iterable, Sequence

from sv_app.domain.content import Content
from sv_app.domain.helplines import Helpline
from sv_app.domain.html_document import bullets, cite, escape
from sv_app.domain.html_document import element as _element
from sv_app.domain.html_document import text_element as _text
from sv_app.domain.institution import HospitalContact, HospitalRole
from sv_app.domain.qr_code import QUIET_ZONE, encode
from sv_app.domain.scripts import AvoidPhrase, Phrase, Script
from sv_app.domain.sources import Claim
from sv_app.domain.team import TitledItem

CARD_SCRIPT = "first-minute"
"""The script whose phrases are on the pocket card."""
CARD_HELPLINES = 6
"""How many lines the pocket card has room for; emergency lines are never left out."""
CARD_PHRASES = 6
"""How many phrases to say, and how many to avoid, the pocket card has room for."""


def pocket_card(content: Content, address: str = "", with_qr_code: bool = False) -> str:
    """Return the pocket card: a sheet of four panels, to fold twice.

    `address` is where the app is found; if `address` is empty, the browser writes it when it
    prints.
    `with_qr_code` adds its QR code, unless the address is too long for the encoder.
    """
    panels = (
        ("front", _front(content, address, with_qr_code)),
        ("numbers", _numbers(content)),
        ("talk", _first_minute(content)),
        ("act", _step_up(content)),
    )
    return _element(
        "section",
        "".join(_element("div", html, f"panel {name}") for name, html in panels),
        "sheet",
    )


def script_page(content: Content, script: Script) -> str:
    """Return the page of a script: what to say, what to avoid, and what comes before and after."""
    labels = content.labels.scripts
    step_up = _text("h2", labels.step_up) + _text("p", script.step_up)
    return "".join(
        (
            _text("h1", script.title),
            _text("p", script.aim),
            step_up if script.urgent else "",
            _text("h2", labels.before) + bullets(script.before),
            _text("h2", labels.opening),
            _text("p", content.in_quotes(script.opening.text), "phrase"),
            _text("p", script.opening.how),
            _text("h2", labels.say) + _phrases(content, script.say),
            _text("h2", labels.send) + bullets(content.in_quotes(m.text) for m in script.send),
            _text("h2", labels.avoid) + _phrases(content, script.avoid),
            _text("h2", labels.gestures) + bullets(script.gestures),
            _text("h2", labels.not_promise) + bullets(script.not_promise),
            "" if script.urgent else step_up,
            _text("h2", labels.closing) + bullets(script.closing),
            cite(content, script.sources),
        )
    )


def team_page(content: Content) -> str:
    """Return the page for managers: when to act at once, then today, this week, this month."""
    labels, team = content.labels.team, content.team
    periods = (
        _text("h2", period.title)
        + _items(period.actions)
        + cite(content, (action.source for action in period.actions))
        for period in team.sequence
    )
    return "".join(
        (
            _text("h1", labels.title),
            _claims(content, team.role),
            _text("h2", labels.step_up),
            _text("h3", labels.step_up_when) + bullets(team.step_up_when),
            _text("h3", labels.step_up_actions) + _items(team.step_up_actions),
            *periods,
            _text("h2", labels.internal),
            _hospital(content) or _items(team.internal),
            _text("h2", content.labels.result.what_follows),
            _text("p", labels.what_follows_lead) + _items(content.practice_steps),
            _text("h2", labels.legal) + _claims(content, [team.legal, *content.defence]),
            _text("h2", labels.asking_for_help) + _items(team.asking_for_help),
            _text("h2", labels.when) + _claims(content, [team.support_when]),
            _text("h2", labels.safety) + _claims(content, [team.just_culture]),
        )
    )


def helplines_page(content: Content) -> str:
    """Return the page of the numbers of the region, with the day each one was checked."""
    labels = content.labels.helplines
    groups = ((labels.emergency, content.emergency_lines), (labels.support, content.support_lines))
    hospital = _hospital(content)
    return "".join(
        (
            _text("h1", labels.title),
            _text("h2", content.labels.institution.title) + hospital if hospital else "",
            *(
                _text("h2", title) + "".join(_helpline_details(content, line) for line in lines)
                for title, lines in groups
                if lines
            ),
        )
    )


def understand_page(content: Content) -> str:
    """Return the page that explains the reaction."""
    labels, words = content.labels.understand, content.understand
    return "".join(
        (
            _text("h1", labels.title),
            _text("h2", labels.reaction) + _claims(content, [words.reaction, words.harm]),
            _text("h2", labels.signs) + _claims(content, [words.signs_intro]),
            bullets(content.self_check.signs.values()),
            _text("h2", labels.patient) + _claims(content, [words.patient_first]),
            _text("h2", labels.word) + _claims(content, [words.word]),
            _text("h2", labels.when) + _claims(content, [words.when]),
            _text("h2", labels.stages) + _text("p", words.stages_intro) + _items(words.stages),
            cite(content, [words.stages_source]),
            _text("h2", labels.figures) + _claims(content, words.figures),
            _text("p", words.figures_limit),
            _text("h2", labels.safety) + _claims(content, [words.safety]),
        )
    )


def exercises_page(content: Content) -> str:
    """Return the page of the exercises of a minute."""
    words = content.tools.exercises
    return _text("h1", words.title) + "".join(
        _text("h2", exercise.name)
        + _text("p", exercise.about)
        + bullets(exercise.steps)
        + cite(content, exercise.sources)
        for exercise in words.exercises
    )


def tonight_page(content: Content) -> str:
    """Return the page of the next hours: the way home, sleep, what to say, when to call."""
    words = content.tools.tonight
    return _text("h1", words.title) + "".join(
        _text("h2", part.name)
        + (_text("p", content.in_quotes(part.phrase), "phrase") if part.phrase else "")
        + _claims(content, part.claims)
        for part in words.part
    )


def what_next_page(content: Content) -> str:
    """Return the page of what happens next, who defends the person, and what to prepare."""
    labels, steps = content.labels.result, content.practice_steps
    unverified = "" if content.has_verified_practice else labels.unverified_practice
    return "".join(
        (
            _text("h1", labels.what_follows),
            _text("p", unverified) if unverified else "",
            _items(steps),
            cite(content, (source for step in steps for source in step.sources)),
            _text("h2", labels.show_legal),
            _claims(content, [*content.defence, content.messages.legal]),
            _text("h2", content.tools.what_next.bring_title),
            bullets(content.tools.what_next.bring),
        )
    )


def _front(content: Content, address: str, with_qr_code: bool) -> str:
    key = content.messages.key
    code = qr_code_svg(address) if with_qr_code else ""
    return "".join(
        (
            _text("h2", content.labels.app.name),
            _element("blockquote", _text("p", content.in_quotes(key.text))),
            _text("p", key.attribution, "cite"),
            _original(content),
            _contacts_or_blanks(content),
            _element("div", code + _text("p", address, "url"), "address"),
        )
    )


def _original(content: Content) -> str:
    """The sentence that the key message translates, marked with its language, and a note."""
    original = content.messages.key.original
    if original is None:
        return ""
    quotation = escape(content.in_quotes(original.text))
    note = escape(original.note)
    return _element("p", f'<span lang="{original.language}">{quotation}</span> {note}', "cite")


def _contacts_or_blanks(content: Content) -> str:
    """The hospital's contacts, or a line for each role but the insurer, to fill in by hand."""
    labels = content.labels.institution
    if content.institution:
        return _text("h3", content.institution.name) + _hospital(content)
    roles = (labels.role(role) for role in HospitalRole if role is not HospitalRole.INSURER)
    return _text("h3", labels.title) + _element(
        "ul", "".join(_text("li", role) for role in roles), "blanks"
    )


def _hospital(content: Content) -> str:
    """The hospital's contacts; an empty string without a hospital's file."""
    contacts = content.institution.contacts if content.institution else ()
    items = "".join(_element("li", _contact(contact)) for contact in contacts)
    return _element("ul", items, "contacts") if items else ""


def _contact(contact: HospitalContact) -> str:
    number = _text("strong", contact.display_number) if contact.display_number else ""
    details = _joined((contact.hours, contact.place, contact.email))
    return number + _text("b", contact.label) + (_text("span", details) if details else "")


def _card_lines(content: Content) -> tuple[Helpline, ...]:
    """The emergency lines, then support lines whose numbers are sure, as many as a panel holds."""
    sure = [line for line in content.support_lines if not line.facts.to_confirm]
    emergency = content.emergency_lines
    return (*emergency, *sure[: max(0, CARD_HELPLINES - len(emergency))])


def _numbers(content: Content) -> str:
    items = (
        _text("strong", line.facts.display_number)
        + _element(
            "div",
            _text("b", content.name_beside_number(line))
            + _text("span", line.words.for_whom)
            + _text("span", _joined((content.hours(line), line.words.cost))),
        )
        for line in _card_lines(content)
    )
    lines = "".join(_element("li", html) for html in items)
    return _text("h3", content.labels.helplines.title) + _element("ul", lines)


def _first_minute(content: Content) -> str:
    script, labels = content.script(CARD_SCRIPT), content.labels.scripts
    if script is None:
        return ""
    key = content.messages.key.text  # printed on the front
    groups: tuple[tuple[str, Iterable[Phrase]], ...] = (
        (labels.say, [phrase for phrase in script.say if phrase.text != key][:CARD_PHRASES]),
        (labels.avoid, script.avoid[:CARD_PHRASES]),
    )
    return _text("h3", script.title) + "".join(
        _text("h4", title) + bullets(content.in_quotes(phrase.text) for phrase in phrases)
        for title, phrases in groups
    )


def _step_up(content: Content) -> str:
    labels, team = content.labels.team, content.team
    return "".join(
        (
            _text("h3", labels.step_up),
            _text("h4", labels.step_up_when) + bullets(team.step_up_when),
            _text("h4", labels.step_up_actions) + _items(team.step_up_actions, with_how=False),
        )
    )


def qr_code_svg(text: str) -> str:
    """Return the QR code of `text` as an SVG image; an empty string if it is too long."""
    try:
        matrix = encode(text)
    except ValueError:
        return ""
    modules = "".join(
        f"M{x} {y}h1v1h-1z"
        for y, row in enumerate(matrix)
        for x, is_dark in enumerate(row)
        if is_dark
    )
    side = len(matrix) + 2 * QUIET_ZONE
    view = f"{-QUIET_ZONE} {-QUIET_ZONE} {side} {side}"
    return f'<svg class="qr" viewBox="{view}" aria-hidden="true"><path d="{modules}"/></svg>'


def _helpline_details(content: Content, line: Helpline) -> str:
    labels, facts = content.labels.helplines, line.facts
    checked = labels.checked.format(date=content.labels.date.format_date(facts.checked_on))
    details = "".join(
        _text("dt", name) + _text("dd", value) for name, value in content.helpline_facts(line)
    )
    return _element(
        "section",
        _text("h3", f"{facts.display_number} · {content.name_beside_number(line)}")
        + _element("dl", details, "facts")
        + _text("p", f"{checked} · {labels.source} {facts.source_host}", "cite"),
    )


def _phrases(content: Content, phrases: Iterable[Phrase]) -> str:
    scripts = content.labels.scripts
    items = (
        (_text("p", scripts.avoid, "cite") if isinstance(phrase, AvoidPhrase) else "")
        + _text("p", content.in_quotes(phrase.text), "phrase")
        + _text("p", phrase.why)
        + (
            _element(
                "p", f"{_text('b', scripts.instead)} {escape(content.in_quotes(phrase.instead))}"
            )
            if isinstance(phrase, AvoidPhrase)
            else ""
        )
        for phrase in phrases
    )
    return _element("ul", "".join(_element("li", html) for html in items), "phrases")


def _items(items: Iterable[TitledItem], with_how: bool = True) -> str:
    def described(item: TitledItem) -> str:
        how = getattr(item, "how", "") if with_how else ""
        return "".join(
            (_text("dt", item.name), _text("dd", item.about), _text("dd", how) if how else "")
        )

    return _element("dl", "".join(map(described, items)))


def _claims(content: Content, claims: Sequence[Claim]) -> str:
    """The claims; those that rest on the same sources cite them once."""
    following: tuple[Claim | None, ...] = (*claims[1:], None)
    return "".join(
        _text("p", claim.text)
        + ("" if after and after.sources == claim.sources else cite(content, claim.sources))
        for claim, after in zip(claims, following, strict=True)
    )


def _joined(parts: Iterable[str | None]) -> str:
    return " · ".join(filter(None, parts))

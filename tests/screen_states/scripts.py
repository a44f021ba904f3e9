"""The states of scripts, rehearsal, conversation, search, contacts and favourites."""

from playwright.sync_api import expect

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.conversation import CueKind, cues
from sv_app.domain.scripts import Script
from sv_app.domain.search import SAY
from sv_app.ui.components.scroll_anchor import scroll_anchor
from tests.browser.app_driver import Person
from tests.screen_states.names import ReportState
from tests.titles import MOMENT

NAME, PHONE, HOURS = "Dr X", "01 23 45 67 89", "8 h – 18 h"
SHORT_PHONE = "01 23 45 67 8"


def scripts(person: Person, content: Content, report: ReportState) -> None:
    """Open scripts, a conversation, a rehearsal, the next contact and a search."""
    _phrases(person, content, report)
    urgent = next(script for script in content.scripts if script.urgent)
    person.go(routes.script(urgent.id))
    person.wait_for_heading(urgent.title)
    report("script-urgent")
    person.press(content.labels.favourites.copy_phrase)
    person.wait_for_text(content.labels.favourites.copied)
    report("toast")
    _conversation(person, content, urgent, report)
    _rehearsal(person, content, urgent, report)
    _readiness(person, content, report)
    _next_contact(person, content, report)
    _search(person, content, report)


def _phrases(person: Person, content: Content, report: ReportState) -> None:
    """Scroll to the last phrase to say, then open the other parts of the script."""
    script, labels = content.script(MOMENT), content.labels.scripts
    assert script is not None
    person.go(routes.script(MOMENT, scroll_anchor(SAY, script.say[-1].id)))
    person.wait_for_heading(script.title)
    report("script-phrases")
    person.press(labels.send_tab)
    person.wait_for_text(labels.send_lead)
    report("script-send")
    person.press(labels.avoid_tab)
    person.wait_for_text(script.avoid[0].why)
    report("script-avoid")
    person.press(labels.after_tab)
    person.wait_for_text(script.closing[0])
    report("script-after")


def _conversation(person: Person, content: Content, script: Script, report: ReportState) -> None:
    labels = content.labels.conversation
    person.go(routes.conversation(script.id))
    person.wait_for_heading(script.title)
    steps, seen_kinds = cues(script), set[CueKind]()
    for rank, cue in enumerate(steps, start=1):
        person.wait_for_text(labels.progress.format(n=rank, total=len(steps)))
        if cue.kind not in seen_kinds:
            report(f"conversation-{cue.kind}")
        seen_kinds.add(cue.kind)
        person.press(labels.next)
    person.wait_for_text(labels.urgent_end if script.urgent else labels.end)
    report("conversation-end")


def _rehearsal(person: Person, content: Content, script: Script, report: ReportState) -> None:
    labels, line = content.labels.rehearse, script.rehearse[0]
    person.go(routes.rehearse(script.id))
    person.wait_for_text(content.in_quotes(line.line))
    helpful_phrases = {phrase.id for phrase in script.say}
    for answer in line.answers:
        words = content.in_quotes(script.phrase(answer.phrase).text)
        person.page.get_by_role("radio", name=words).click()
        person.wait_for_text(answer.why)
        report(
            f"rehearse-{'helps' if answer.phrase in helpful_phrases else 'hurts'}-{answer.phrase}"
        )
        person.press(labels.again)
        person.wait_for_text(labels.choose)


def _readiness(person: Person, content: Content, report: ReportState) -> None:
    """Be ready, then tired: the answers of a person who may go, and of one who hands over."""
    words = content.readiness
    person.go(routes.readiness(MOMENT))
    person.wait_for_heading(words.title)
    for question in words.questions:
        group = person.page.get_by_role("radiogroup", name=question.ask)
        group.get_by_role("radio", name=question.ready, exact=True).click()
    person.wait_for_text(words.go.text)
    report("readiness-go")
    tired = next(question for question in words.questions if question.id == "fit")
    group = person.page.get_by_role("radiogroup", name=tired.ask)
    group.get_by_role("radio", name=tired.not_ready, exact=True).click()
    person.wait_for_text(words.not_yet.text)
    report("readiness-hand-over")


def _next_contact(person: Person, content: Content, report: ReportState) -> None:
    labels = content.labels.next_contact
    person.go(routes.NEXT_CONTACT)
    person.wait_for_heading(labels.title)
    person.press(labels.week)
    with person.page.expect_download():
        person.press(labels.make)
    person.wait_for_text(labels.made)
    report("next-contact-made")


def _search(person: Person, content: Content, report: ReportState) -> None:
    labels = content.labels.search
    person.go(routes.SEARCH)
    person.wait_for_heading(labels.title)
    field = person.page.get_by_role("textbox").first
    person.type(field, "zzzz")
    person.wait_for_text(labels.none)
    report("search-none")
    person.type(field, "fault")
    person.wait_for_text(labels.found.split("}")[1])
    report("search-answers")
    person.type(field, "suicide")
    person.wait_for_text(content.current_region.words.emergency)
    report("search-crisis")


def contact_and_pin(person: Person, content: Content, report: ReportState) -> None:
    """Add a contact and pin a phrase."""
    contacts, favourites = content.labels.contacts, content.labels.favourites
    person.go(routes.CONTACTS)
    person.wait_for_heading(contacts.title)
    person.press(contacts.ask_title)
    person.wait_for_text(content.people.how)
    report("contacts-ask")
    person.press(contacts.choose)
    person.wait_for_text(contacts.save)
    report("contacts-buddy-form")
    person.write(contacts.name, NAME)
    person.write(contacts.phone, SHORT_PHONE)
    person.press(contacts.save)
    person.wait_for_text(contacts.phone_short)
    report("contacts-short-number")
    person.press(contacts.cancel)
    person.press(contacts.add)
    person.wait_for_text(contacts.save)
    report("contacts-form")
    person.press(contacts.save)
    person.wait_for_error(contacts.name, contacts.name_missing)
    report("contacts-invalid")
    for label, words in ((contacts.name, NAME), (contacts.phone, PHONE), (contacts.hours, HOURS)):
        person.write(label, words)
    person.press(content.people.roles.buddy)
    person.press(contacts.save)
    person.wait_for_text(NAME)
    report("contacts-filled")
    person.press(contacts.delete.format(name=NAME))
    person.wait_for_text(contacts.delete_ask.format(name=NAME))
    report("contacts-erase-asking")
    person.press(contacts.keep)
    person.press(contacts.write.format(name=NAME))
    person.wait_for_text(contacts.nothing_sent)
    report("contacts-ready-words")
    expect(person.app.get_by_text(contacts.delete_ask.format(name=NAME))).to_have_count(0)
    for path in (routes.HELPLINES, routes.TEAM):
        person.go(path)
        if path == routes.TEAM:
            person.wait_for_heading(content.labels.team.title)
            person.press(content.labels.team.internal)
        person.wait_for_text(NAME)
        report(f"contact-on-{path.strip('/')}")
    person.go(routes.script(MOMENT))
    person.wait_for_text(content.labels.scripts.say)
    person.press(favourites.pin)
    person.wait_for_text(favourites.pinned)
    person.go(routes.FAVOURITES)
    person.wait_for_text(favourites.lead)
    report("favourites-filled")

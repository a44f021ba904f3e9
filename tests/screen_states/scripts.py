"""The states of scripts, rehearsal, conversation, search, contacts and favourites."""

from playwright.sync_api import expect

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.conversation import CueKind, cues
from sv_app.domain.scripts import Script
from sv_app.domain.search import SAY
from sv_app.ui.components.scroll_anchor import scroll_anchor
from tests.browser.app_driver import AppPage
from tests.screen_states.names import ReportState
from tests.titles import MOMENT

NAME, PHONE, HOURS = "Dr X", "01 23 45 67 89", "8 h – 18 h"
SHORT_PHONE = "01 23 45 67 8"


def scripts(app_page: AppPage, content: Content, report: ReportState) -> None:
    """Open scripts, a conversation, a rehearsal, the follow-up and a search."""
    _phrases(app_page, content, report)
    urgent = next(script for script in content.scripts if script.urgent)
    app_page.go(routes.script(urgent.id))
    app_page.wait_for_heading(urgent.title)
    report("script-urgent")
    app_page.click_button(content.labels.favourites.copy_phrase)
    app_page.wait_for_text(content.labels.favourites.copied)
    report("toast")
    _conversation(app_page, content, urgent, report)
    _rehearsal(app_page, content, urgent, report)
    _readiness(app_page, content, report)
    _follow_up(app_page, content, report)
    _search(app_page, content, report)


def _phrases(app_page: AppPage, content: Content, report: ReportState) -> None:
    """Scroll to the last phrase to say, then open the other parts of the script."""
    script, labels = content.script(MOMENT), content.labels.scripts
    assert script is not None
    app_page.go(routes.script(MOMENT, scroll_anchor(SAY, script.say[-1].id)))
    app_page.wait_for_heading(script.title)
    report("script-phrases")
    app_page.click_button(labels.send_tab)
    app_page.wait_for_text(labels.send_lead)
    report("script-send")
    app_page.click_button(labels.avoid_tab)
    app_page.wait_for_text(script.avoid[0].why)
    report("script-avoid")
    app_page.click_button(labels.after_tab)
    app_page.wait_for_text(script.closing[0])
    report("script-after")


def _conversation(app_page: AppPage, content: Content, script: Script, report: ReportState) -> None:
    labels = content.labels.conversation
    app_page.go(routes.conversation(script.id))
    app_page.wait_for_heading(script.title)
    cue_list, seen_kinds = cues(script), set[CueKind]()
    for number, cue in enumerate(cue_list, start=1):
        app_page.wait_for_text(labels.progress.format(n=number, total=len(cue_list)))
        if cue.kind not in seen_kinds:
            report(f"conversation-{cue.kind}")
        seen_kinds.add(cue.kind)
        app_page.click_button(labels.next)
    app_page.wait_for_text(labels.urgent_end if script.urgent else labels.end)
    report("conversation-end")


def _rehearsal(app_page: AppPage, content: Content, script: Script, report: ReportState) -> None:
    labels, line = content.labels.rehearse, script.rehearse[0]
    app_page.go(routes.rehearse(script.id))
    app_page.wait_for_text(content.in_quotes(line.line))
    helpful_phrases = {phrase.id for phrase in script.say}
    for answer in line.answers:
        words = content.in_quotes(script.phrase(answer.phrase).text)
        app_page.page.get_by_role("radio", name=words).click()
        app_page.wait_for_text(answer.why)
        report(
            f"rehearse-{'helps' if answer.phrase in helpful_phrases else 'hurts'}-{answer.phrase}"
        )
        app_page.click_button(labels.again)
        app_page.wait_for_text(labels.choose)


def _readiness(app_page: AppPage, content: Content, report: ReportState) -> None:
    """Be ready, then tired: the answers of a person who may go, and of one who hands over."""
    words = content.readiness
    app_page.go(routes.readiness(MOMENT))
    app_page.wait_for_heading(words.title)
    for question in words.questions:
        group = app_page.page.get_by_role("radiogroup", name=question.ask)
        group.get_by_role("radio", name=question.ready, exact=True).click()
    app_page.wait_for_text(words.go.text)
    report("readiness-go")
    tired = next(question for question in words.questions if question.id == "fit")
    group = app_page.page.get_by_role("radiogroup", name=tired.ask)
    group.get_by_role("radio", name=tired.not_ready, exact=True).click()
    app_page.wait_for_text(words.not_yet.text)
    report("readiness-hand-over")


def _follow_up(app_page: AppPage, content: Content, report: ReportState) -> None:
    labels = content.labels.next_contact
    app_page.go(routes.FOLLOW_UP)
    app_page.wait_for_heading(labels.title)
    app_page.click_button(labels.week)
    with app_page.page.expect_download():
        app_page.click_button(labels.make)
    app_page.wait_for_text(labels.made)
    report("next-contact-made")


def _search(app_page: AppPage, content: Content, report: ReportState) -> None:
    labels = content.labels.search
    app_page.go(routes.SEARCH)
    app_page.wait_for_heading(labels.title)
    field = app_page.page.get_by_role("textbox").first
    app_page.type_in(field, "zzzz")
    app_page.wait_for_text(labels.none)
    report("search-none")
    app_page.type_in(field, "fault")
    app_page.wait_for_text(labels.found.split("}")[1])
    report("search-answers")
    app_page.type_in(field, "suicide")
    app_page.wait_for_text(content.current_region.words.emergency)
    report("search-crisis")


def contact_and_pin(app_page: AppPage, content: Content, report: ReportState) -> None:
    """Add a contact and pin a phrase."""
    contacts, favourites = content.labels.contacts, content.labels.favourites
    app_page.go(routes.CONTACTS)
    app_page.wait_for_heading(contacts.title)
    app_page.click_button(contacts.ask_title)
    app_page.wait_for_text(content.people.how)
    report("contacts-ask")
    app_page.click_button(contacts.choose)
    app_page.wait_for_text(contacts.save)
    report("contacts-buddy-form")
    app_page.fill_field(contacts.name, NAME)
    app_page.fill_field(contacts.phone, SHORT_PHONE)
    app_page.click_button(contacts.save)
    app_page.wait_for_text(contacts.phone_short)
    report("contacts-short-number")
    app_page.click_button(contacts.cancel)
    app_page.click_button(contacts.add)
    app_page.wait_for_text(contacts.save)
    report("contacts-form")
    app_page.click_button(contacts.save)
    app_page.wait_for_error(contacts.name, contacts.name_missing)
    report("contacts-invalid")
    for label, words in ((contacts.name, NAME), (contacts.phone, PHONE), (contacts.hours, HOURS)):
        app_page.fill_field(label, words)
    app_page.click_button(content.people.roles.buddy)
    app_page.click_button(contacts.save)
    app_page.wait_for_text(NAME)
    report("contacts-filled")
    app_page.click_button(contacts.delete.format(name=NAME))
    app_page.wait_for_text(contacts.delete_ask.format(name=NAME))
    report("contacts-erase-asking")
    app_page.click_button(contacts.keep)
    app_page.click_button(contacts.write.format(name=NAME))
    app_page.wait_for_text(contacts.nothing_sent)
    report("contacts-ready-words")
    expect(app_page.app.get_by_text(contacts.delete_ask.format(name=NAME))).to_have_count(0)
    for path in (routes.HELPLINES, routes.TEAM):
        app_page.go(path)
        if path == routes.TEAM:
            app_page.wait_for_heading(content.labels.team.title)
            app_page.click_button(content.labels.team.internal)
        app_page.wait_for_text(NAME)
        report(f"contact-on-{path.strip('/')}")
    app_page.go(routes.script(MOMENT))
    app_page.wait_for_text(content.labels.scripts.say)
    app_page.click_button(favourites.pin)
    app_page.wait_for_text(favourites.pinned)
    app_page.go(routes.FAVOURITES)
    app_page.wait_for_text(favourites.lead)
    report("favourites-filled")

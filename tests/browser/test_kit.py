"""The peer-support kit in a real browser: every moment to its end, and all around it."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from icalendar import Calendar
from PIL import Image
from playwright.sync_api import Browser

from sv_app import routes
from sv_app.domain.conversation import cues
from sv_app.domain.kit import Kit
from tests.browser.person import Person, watched

pytestmark = pytest.mark.browser


def go(person: Person, path: str, heading: str) -> None:
    person.page.evaluate("path => { location.hash = path }", path)
    person.heading(heading)


def test_every_moment_is_walked_to_its_end(
    person: Person, kits: Mapping[str, Kit], language: str
) -> None:
    kit = kits[language]
    labels = kit.labels.conversation
    person.open()
    for script in kit.scripts:
        go(person, routes.conversation(script.id), script.title)
        for rank, cue in enumerate(cues(script), start=1):
            person.sees(labels.progress.format(n=rank, total=len(cues(script))))
            person.sees(kit.quoted(cue.text) if cue.spoken else cue.text)
            person.press(labels.next)
        person.sees(labels.end)
    person.press(kit.labels.next_contact.title)
    person.heading(kit.labels.next_contact.title)


def test_a_line_is_rehearsed_to_the_conversation(
    person: Person, kits: Mapping[str, Kit], language: str
) -> None:
    kit = kits[language]
    labels = kit.labels.rehearse
    script = kit.scripts[0]
    person.open(routes.rehearse(script.id))
    for rank, line in enumerate(script.rehearse, start=1):
        person.sees(kit.quoted(line.line))
        answer = line.answers[0]
        words = kit.quoted(script.phrase(answer.phrase).text)
        person.page.get_by_role("radio", name=words).click()
        person.sees(answer.why)
        person.press(labels.next if rank < len(script.rehearse) else kit.labels.conversation.open)
    person.heading(script.title)


def test_a_word_of_either_language_finds_a_phrase_which_is_pinned_and_kept(
    person: Person, kits: Mapping[str, Kit], language: str
) -> None:
    kit = kits[language]
    script = kit.script("my-fault")
    assert script is not None
    person.open()
    person.own_device(kit)
    go(person, routes.FIND, kit.labels.find.title)
    field = person.page.get_by_role("textbox").first
    for query in ("faute", "fault"):
        field.click()
        field.press("Control+a")
        person.page.keyboard.type(query)
        person.sees(script.title)
        assert field.input_value() == query, "no letter is lost while answers come"
    go(person, routes.script(script.id), script.title)
    person.page.get_by_role("button", name=kit.labels.card.pin).first.click()
    person.page.get_by_role("button", name=kit.labels.card.unpin).first.wait_for()
    person.page.reload()
    person.ready()
    go(person, routes.CARD, kit.labels.card.title)
    person.sees(kit.quoted(script.say[0].text))
    assert not [url for url in person.requests if "fault" in url.lower().replace("my-fault", "")]


def test_the_next_contact_is_a_file_that_another_program_reads(
    person: Person, kits: Mapping[str, Kit], language: str
) -> None:
    labels = kits[language].labels.next_contact
    person.open(routes.NEXT_CONTACT)
    person.press(labels.week)
    with person.page.expect_download() as download:
        person.press(labels.make)
    person.sees(labels.made)
    assert download.value.suggested_filename == labels.file
    [event] = Calendar.from_ical(Path(download.value.path()).read_bytes()).walk("VEVENT")
    assert event["SUMMARY"] == labels.event
    assert event.decoded("DTSTART") < event.decoded("DTEND")


def test_on_a_computer_a_camera_reads_the_number_of_each_line(
    browser: Browser, origin: str, kits: Mapping[str, Kit]
) -> None:
    kit = kits["fr"]
    context = browser.new_context(viewport={"width": 1280, "height": 4000}, locale="fr")
    with watched(context.new_page(), origin) as person:
        person.open(routes.HELPLINES)
        person.heading(kit.labels.helplines.title)
        person.sees(kit.labels.helplines.scan.format(number=kit.helplines[-1].facts.shown))
        read: set[str] = set()
        for _ in range(20):
            with Image.open(BytesIO(person.page.screenshot())) as picture:
                read = {code.text for code in zxingcpp.read_barcodes(picture)}
            if len(read) == len(kit.helplines):
                break
            person.page.evaluate("() => new Promise(requestAnimationFrame)")
        assert read == {line.facts.uri for line in kit.helplines}
    context.close()

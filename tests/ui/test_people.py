"""The person's own contacts: a buddy is chosen, asked, written to and called.

Nothing is sent by itself.
"""

from collections.abc import Mapping

import flet as ft
import pytest

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.helplines import sms_uri
from sv_app.domain.self_check import QUESTIONS_BY_STEP, StepUpCriterion
from tests.fakes import Client
from tests.ui.actions import complete_self_check, fill_fields, press_enter
from tests.ui.conftest import RunApp, in_every_language
from tests.ui.controls import call_bar_urls, errors_of, has_control_named

PHONE = "0612345678"
ANNE = f"tel:{PHONE}"


def use_phone(client: Client) -> None:
    client.page.platform = ft.PagePlatform.ANDROID


async def choose_anne(client: Client, content: Content, number: str = PHONE) -> None:
    """Choose Anne as the buddy, with two fields."""
    labels = content.labels.contacts
    await client.visit(routes.CONTACTS)
    await client.press(labels.choose)
    assert len(client.controls(ft.TextField)) == 2
    await fill_fields(client, "Anne", number)
    await client.press(labels.save)


@in_every_language
def test_buddy_is_chosen_with_two_fields_then_reached_from_me_and_from_a_result(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    labels, words = content.labels.contacts, content.people
    text = sms_uri(PHONE, words.messages.call_me)

    async def choose(client: Client) -> None:
        use_phone(client)
        await client.visit(routes.ME)
        await client.press(labels.title)
        assert content.in_quotes(words.ask) not in client.texts(), "the first screen is short"
        await client.press(labels.ask_title)
        assert {words.why[0].text, words.how, content.in_quotes(words.ask)} <= set(client.texts())
        await choose_anne(client, content)
        assert labels.buddy_saved.format(name="Anne") in client.texts()
        assert not has_control_named(client, labels.choose)

    async def reach(client: Client) -> None:
        use_phone(client)
        await client.visit(routes.ME)
        assert {text, ANNE} <= set(client.button_urls())
        await complete_self_check(client, content)
        talk = content.current_region.talk_line
        assert talk is not None
        urls = client.button_urls()
        assert urls[:3] == [text, ANNE, talk.facts.uri], "the buddy is not first"
        assert has_control_named(client, labels.write.format(name="Anne"))
        assert content.in_quotes(words.messages.call_me) in client.texts()
        assert not has_control_named(client, labels.choose_later)

    run_app(choose)
    run_app(reach)


@in_every_language
def test_prewritten_messages_are_offered_for_one_contact_at_a_time(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    labels, words = content.labels.contacts, content.people

    async def scenario(client: Client) -> None:
        use_phone(client)
        await choose_anne(client, content)
        await client.press(labels.add)
        await fill_fields(client, "Bill", "0612345679")
        await client.press(labels.save)
        await client.press(labels.write.format(name="Anne"))
        assert labels.nothing_sent in client.texts()
        offered = [url for url in client.button_urls() if url.startswith(f"sms:{PHONE}")]
        messages = words.messages
        expected = (messages.call_me, messages.stay_with_me, messages.coffee, words.ask)
        assert offered == [sms_uri(PHONE, each) for each in expected]
        await client.press(labels.write.format(name="Bill"))
        assert not [url for url in client.button_urls() if url.startswith(f"sms:{PHONE}")]
        assert sms_uri("0612345679", words.messages.appointment) in client.button_urls()
        assert sms_uri("0612345679", words.ask) not in client.button_urls(), "Bill is no buddy"

    run_app(scenario)


def test_replaced_buddy_is_named_before_saving_and_the_new_one_afterwards(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    labels, roles = content.labels.contacts, content.people.roles

    async def scenario(client: Client) -> None:
        await choose_anne(client, content)
        await client.press(labels.add)
        await fill_fields(client, "Bill", "0612345679")
        warning = labels.buddy_moves.format(name="Anne")
        assert warning not in client.texts()
        await client.press(roles.buddy)
        assert warning in client.texts()
        await client.press(labels.no_role)
        assert warning not in client.texts()
        await client.press(roles.buddy)
        values = [field.value for field in client.controls(ft.TextField)]
        assert values[:2] == ["Bill", "0612345679"], "choosing a role erased what was typed"
        await client.press(labels.save)
        assert labels.buddy_saved.format(name="Bill") in client.texts()
        assert client.texts().count(roles.buddy) == 1
        assert "Anne" in client.texts()

    run_app(scenario)


def test_result_without_contacts_links_to_choosing_a_buddy(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    labels = content.labels.contacts

    async def scenario(client: Client) -> None:
        await complete_self_check(client, content)
        await client.press(labels.choose_later)
        assert client.heading() == labels.title

    run_app(scenario)


@in_every_language
def test_in_a_danger_the_lines_stay_first_and_the_buddy_could_be_there(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    labels = content.labels.contacts
    danger = content.self_check.dangers[StepUpCriterion.SUICIDAL_THOUGHTS]

    async def scenario(client: Client) -> None:
        use_phone(client)
        await client.visit(routes.SELF_CHECK)
        await client.press(danger)
        await client.press(content.labels.self_check.next)
        for _ in QUESTIONS_BY_STEP:
            await client.press(content.labels.self_check.skip)
        lines = client.button_urls()
        assert labels.company not in client.texts()
        assert not has_control_named(client, labels.choose_later), (
            "a danger is no time to choose somebody"
        )
        await choose_anne(client, content)
        await client.visit(routes.RESULT)
        urls = client.button_urls()
        assert labels.company in client.texts()
        added = [url for url in urls if url not in lines]
        assert added == [sms_uri(PHONE, content.people.messages.stay_with_me), ANNE]
        first = urls.index(added[0])
        in_danger = lines[: len(lines) - len(call_bar_urls(client))]
        assert urls[:first] == in_danger[:first]
        assert first >= len(content.emergency_lines)

    run_app(scenario)


@pytest.mark.parametrize("number", [PHONE, "0555555501 poste 45"])
def test_no_text_is_offered_on_a_computer_or_to_an_extension(
    run_app: RunApp, contents: Mapping[str, Content], language: str, number: str
) -> None:
    content = contents[language]
    call = content.labels.contacts.call.format(name="Anne")

    async def scenario(client: Client) -> None:
        if "poste" in number:
            use_phone(client)
        await choose_anne(client, content, number)
        await client.press(content.labels.contacts.write.format(name="Anne"))
        assert content.in_quotes(content.people.ask) in client.texts()
        await client.visit(routes.ME)
        assert any(call in words for words in client.texts())
        personal = [url for url in client.button_urls() if url.startswith("sms:")]
        assert not [url for url in personal if "body" in url]
        assert any(url.startswith("tel:05555555") or url == ANNE for url in client.button_urls())

    run_app(scenario)


def test_number_that_looks_short_is_saved_at_the_second_press(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    labels = content.labels.contacts

    async def scenario(client: Client) -> None:
        await choose_anne(client, content, "06 12 34 56 7")
        assert labels.phone_short in client.texts()
        assert errors_of(client) == [], "it is no error"
        await fill_fields(client, "Anne", "06 12 34 56")
        await client.press(labels.save_anyway)
        assert labels.phone_short in client.texts(), "another number is doubted again"
        await client.press(labels.save_anyway)
        assert "tel:06123456" in client.button_urls()

    run_app(scenario)


def test_enter_saves_the_short_form(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]

    async def scenario(client: Client) -> None:
        await client.visit(routes.CONTACTS)
        await client.press(content.labels.contacts.choose)
        await fill_fields(client, "Anne", PHONE)
        await press_enter(client, 1)
        assert ANNE in client.button_urls()

    run_app(scenario)


def test_contact_of_a_shared_device_is_not_called_saved(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    labels, device = content.labels.contacts, content.privacy.device

    async def scenario(client: Client) -> None:
        await choose_anne(client, content)
        assert labels.buddy_saved.format(name="Anne") not in client.texts()
        assert device.ask in client.texts()
        await client.press(device.shared)
        await client.wait_for_text(labels.until_closed)
        assert labels.buddy_saved.format(name="Anne") not in client.texts()

    run_app(scenario, own_device=False)


def test_contact_without_a_role_gets_one_and_keeps_everything_else(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    labels = content.labels.contacts

    async def scenario(client: Client) -> None:
        await client.visit(routes.CONTACTS)
        await client.press(labels.add)
        await fill_fields(client, "Unit", "0555555501", "45", "9-17", "Room 2")
        await client.press(labels.save)
        assert "9-17 · Room 2" in client.texts()
        await client.press(labels.change.format(name="Unit"))
        await client.press(content.people.roles.psychologist)
        await client.press(labels.save)
        assert f"{content.people.roles.psychologist} · 9-17 · Room 2" in client.texts()
        assert "tel:0555555501;ext=45" in client.button_urls()

    run_app(scenario)

"""The follow-up: a chosen time becomes a calendar file, and is not stored."""

import datetime as dt
from collections.abc import Mapping

import flet as ft
import pytest
from icalendar import Calendar

from sv_app import routes
from sv_app.data.storage.memory import MemoryBackend
from sv_app.domain.content import Content
from sv_app.ui.components.semantics import SemanticRole
from sv_app.ui.screens import follow_up
from tests.fakes import Client
from tests.ui.actions import saved_files
from tests.ui.conftest import RunApp, in_every_language
from tests.ui.controls import has_control_named, name_of, semantics_with_role


def today() -> dt.date:
    return dt.datetime.now().astimezone().date()


def test_chosen_day_and_time_make_a_calendar_file_and_nothing_is_stored(
    run_app: RunApp, contents: Mapping[str, Content], language: str, backend: MemoryBackend
) -> None:
    labels = contents[language].labels.next_contact

    async def scenario(client: Client) -> None:
        client.connection.answers["save_file"] = "/somewhere"
        await client.visit(routes.FOLLOW_UP)
        await client.press(labels.week)
        await client.press(labels.day_after)
        await client.press(labels.later)
        day = today() + dt.timedelta(days=8)
        assert contents[language].labels.date.with_weekday(day) in client.texts()
        await client.press(labels.make)
        assert labels.made in client.texts()
        [file] = saved_files(client)
        assert file["file_name"] == labels.file
        [event] = Calendar.from_ical(file["src_bytes"]).walk("VEVENT")
        start = event.decoded("DTSTART").astimezone()
        assert start.replace(tzinfo=None) == dt.datetime.combine(day, dt.time(14, 15))
        assert event["SUMMARY"] == labels.event
        await client.press(labels.day_before)
        assert labels.made not in client.texts()

    run_app(scenario)
    assert backend.records.keys() <= {"meta", "settings"}


def test_screen_has_no_text_field(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    async def scenario(client: Client) -> None:
        await client.visit(routes.FOLLOW_UP)
        assert client.heading() == contents[language].labels.next_contact.title
        assert client.controls(ft.TextField) == []

    run_app(scenario)


def chosen_chips(client: Client) -> set[str]:
    """Return the names of the days and times that a screen reader calls chosen."""
    chips = semantics_with_role(client.view(), SemanticRole.RADIO)
    return {name_of(chip) for chip in chips if chip.checked}


@in_every_language
def test_calendar_file_of_each_choice_has_its_day_and_time_and_no_name(
    run_app: RunApp, contents: Mapping[str, Content], language: str, backend: MemoryBackend
) -> None:
    labels = contents[language].labels.next_contact
    days = {
        labels.tomorrow: 1,
        labels.two_days: 2,
        labels.three_days: 3,
        labels.week: 7,
        labels.month: 30,
    }
    format_time = contents[language].labels.date.format_time
    # The buttons are pressed in turn; the first time is 14:00.
    times = {
        labels.earlier: dt.time(13, 45),
        labels.later: dt.time(14),
        format_time(dt.time(8, 30)): dt.time(8, 30),
        format_time(dt.time(20)): dt.time(20),
        format_time(dt.time(14)): dt.time(14),
    }
    fields = {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "CLASS"}

    async def scenario(client: Client) -> None:
        client.connection.answers["save_file"] = "/somewhere"
        await client.visit(routes.FOLLOW_UP)
        for day, after in days.items():
            await client.press(day)
            for change, time in times.items():
                await client.press(change)
                assert chosen_chips(client) == {day} | ({format_time(time)} & set(times))
                await client.press(labels.make)
                assert labels.made in client.texts()
                file = saved_files(client)[-1]
                assert file["file_name"] == labels.file
                [event] = Calendar.from_ical(file["src_bytes"]).walk("VEVENT")
                start = event.decoded("DTSTART").astimezone()
                chosen = dt.datetime.combine(today() + dt.timedelta(days=after), time)
                assert start.replace(tzinfo=None) == chosen
                said = labels.contents.format(
                    day=contents[language].labels.date.with_weekday(chosen.date()),
                    time=format_time(time),
                )
                assert said in client.texts(), "the screen does not say what the file holds"
                assert event.decoded("DTEND").astimezone() - start == dt.timedelta(minutes=30)
                assert event["SUMMARY"] == labels.event
                [alarm] = event.walk("VALARM")
                assert alarm.decoded("TRIGGER") == -dt.timedelta(minutes=15)
                assert event["CLASS"] == "PRIVATE"
                assert set(event) == fields
        files = [file["src_bytes"] for file in saved_files(client)]
        assert len(set(files)) == len(files) == len(days) * len(times)

    run_app(scenario)
    assert backend.records.keys() <= {"meta", "settings"}


def test_no_time_in_the_past_is_offered(
    run_app: RunApp, contents: Mapping[str, Content], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    labels, dates = contents[language].labels.next_contact, contents[language].labels.date
    now = dt.datetime.combine(dt.datetime.now().astimezone().date(), dt.time(13, 10))
    monkeypatch.setattr(follow_up, "_now", lambda: now)

    async def scenario(client: Client) -> None:
        await client.visit(routes.FOLLOW_UP)
        await client.press(labels.today)
        for time, is_offered in ((dt.time(8, 30), False), (dt.time(17), True)):
            assert has_control_named(client, dates.format_time(time)) is is_offered
        for _ in range(10):
            await client.press(labels.earlier)
        assert dates.format_time(dt.time(13, 15)) in client.texts()
        await client.press(labels.tomorrow)
        assert has_control_named(client, dates.format_time(dt.time(8, 30)))

    run_app(scenario)


def test_time_that_has_passed_meanwhile_makes_no_file(
    run_app: RunApp, contents: Mapping[str, Content], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    labels = contents[language].labels.next_contact
    monkeypatch.setattr(follow_up, "_now", lambda: dt.datetime(2020, 1, 1))  # noqa: DTZ001

    async def scenario(client: Client) -> None:
        await client.visit(routes.FOLLOW_UP)
        await client.press(labels.today)
        midnight = contents[language].labels.date.format_time(dt.time(0))
        for _ in range(24 * 4):
            if midnight in client.texts():
                break
            await client.press(labels.earlier)
        assert midnight in client.texts()
        await client.press(labels.make)
        assert labels.past in client.texts()
        assert not saved_files(client)

    run_app(scenario)


def test_tally_is_offered_to_a_peer_supporter_who_has_turned_it_on(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]

    async def scenario(client: Client) -> None:
        await client.visit(routes.FOLLOW_UP)
        assert not has_control_named(client, content.team_tools.tally.title)
        await client.visit(routes.TALLY)
        await client.press(content.labels.tally.turn_on)
        await client.visit(routes.FOLLOW_UP)
        await client.press(content.team_tools.tally.title)
        assert client.heading() == content.team_tools.tally.title

    run_app(scenario)


def test_today_gets_a_time_that_has_not_passed(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    """After the last of the usual times the choice stays, and making the file refuses it."""
    labels = contents[language].labels.next_contact
    format_time = contents[language].labels.date.format_time

    async def scenario(client: Client) -> None:
        client.connection.answers["save_file"] = "/somewhere"
        await client.visit(routes.FOLLOW_UP)
        now = dt.datetime.now().astimezone().time()
        await client.press(labels.today)
        left = [time for time in (dt.time(14), dt.time(17), dt.time(20)) if time > now]
        expected = left[0] if left else dt.time(14)
        assert chosen_chips(client) == {labels.today, format_time(expected)}
        await client.press(labels.make)
        assert (labels.made if left else labels.past) in client.texts()

    run_app(scenario)


def test_file_that_cannot_be_saved_is_stated(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    labels = contents[language].labels.next_contact

    async def scenario(client: Client) -> None:
        for refusal in (None, RuntimeError("no")):
            client.connection.answers["save_file"] = refusal
            await client.visit(routes.FOLLOW_UP)
            await client.press(labels.make)
            assert labels.not_made in client.texts()

    run_app(scenario)


def test_browser_download_without_a_path_is_a_success(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    labels = contents[language].labels.next_contact

    async def scenario(client: Client) -> None:
        await client.visit(routes.FOLLOW_UP)
        await client.press(labels.make)
        assert labels.made in client.texts()

    run_app(scenario, on_server=True)

"""Actions on the screens that several test modules share."""

from typing import Any

import flet as ft

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.self_check import QUESTIONS_BY_STEP
from tests.data.journal_builder import PASSCODE
from tests.fakes import Client
from tests.ui.controls import has_control_named, texts_of


async def decide_device(client: Client, content: Content, own: bool) -> None:
    """Answer the device question, in the settings, and go to the home screen."""
    labels = content.privacy.device
    await client.visit(routes.DEVICE)
    await client.press(labels.own if own else labels.shared)
    await client.wait_until_gone(labels.ask)
    await client.visit(routes.HOME)


async def begin_self_check(client: Client, content: Content) -> None:
    """Open the self-check and tick no danger: the first question is then shown."""
    await client.visit(routes.SELF_CHECK)
    await client.press(content.labels.self_check.none)


async def complete_self_check(client: Client, content: Content) -> None:
    """Tick no danger, answer the first question and skip the others, up to the result."""
    await begin_self_check(client, content)
    await client.press(next(iter(content.self_check.degrees.values())))
    for _ in tuple(QUESTIONS_BY_STEP)[1:]:
        await client.press(content.labels.self_check.skip)
    assert client.heading() == content.labels.result.title


async def complete_self_check_and_press_save(client: Client, content: Content) -> None:
    """Complete a self-check, and press the button that saves it."""
    await complete_self_check(client, content)
    await client.press(content.labels.result.save)


async def keep_self_check_until_closed(client: Client, content: Content) -> None:
    """Complete a self-check, and keep it in memory until the app is closed."""
    await complete_self_check(client, content)
    await client.press(content.privacy.saving.keep_until_closed)


async def save_self_check(client: Client, content: Content) -> None:
    """Complete a self-check and save it; wait until the screen confirms that it is saved."""
    await complete_self_check_and_press_save(client, content)
    await client.wait_for_text(content.labels.result.saved)


async def set_passcode(client: Client, content: Content) -> None:
    labels = content.privacy.passcode
    await client.visit(routes.NEW_PASSCODE)
    await fill_fields(client, PASSCODE, PASSCODE)
    await client.press(labels.submit)
    await client.wait_for_text(labels.done)


async def save_or_keep_self_check(client: Client, content: Content) -> None:
    """Complete a self-check and save it; if nothing is stored, keep it until the app closes."""
    await complete_self_check(client, content)
    keep = content.privacy.saving.keep_until_closed
    await client.press(keep if keep in client.texts() else content.labels.result.save)


async def enter_passcode(client: Client, content: Content, passcode: str = PASSCODE) -> None:
    """Write the passcode in its field, which may not be the first of the screen, and submit it."""
    fields = [field.label for field in client.controls(ft.TextField)]
    await client.write(passcode, fields.index(content.privacy.unlock.field))
    await client.press(content.privacy.unlock.open)


async def fill_fields(client: Client, *words: str) -> None:
    """Write a text in each field of the screen, in order."""
    for position, text in enumerate(words):
        await client.write(text, position)


async def press_enter(client: Client, index: int) -> None:
    """Press the Enter key in the field at `index` of the screen."""
    field = client.controls(ft.TextField)[index]
    await client.session.dispatch_event(field._i, "submit", field.value)
    await client.settle()


async def choose_region(client: Client, content: Content, name: str) -> None:
    """Choose the region `name` on the screen of helplines."""
    await client.visit(routes.HELPLINES)
    if not has_control_named(client, name):
        await client.press(content.labels.helplines.region.split("{")[0])
    await client.press(name)


async def choose_file(client: Client, content: Content, data: bytes) -> None:
    """Choose `data` on the import screen."""
    chosen = {"id": 1, "name": "f", "size": len(data), "bytes": data}
    client.connection.answers["pick_files"] = [chosen]
    await client.press(content.privacy.import_journal.choose)


async def expand_all(client: Client) -> None:
    """Expand every collapsed disclosure of the screen.

    Each is pressed only once, because expanding one may collapse another.
    """
    pressed = set[str]()
    while names := _collapsed(client) - pressed:
        pressed.add(name := min(names))
        await client.press(name)


def _collapsed(client: Client) -> set[str]:
    return {texts_of(s)[0] for s in client.controls(ft.Semantics) if s.expanded is False}


def saved_files(client: Client) -> list[dict[str, Any]]:
    """Return the files that were given to the device."""
    calls = client.connection.invoked
    return [dict(call.args) for call in calls if call.name == "save_file"]

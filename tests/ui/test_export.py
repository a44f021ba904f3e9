"""Export: the order of the kinds of files, their names, and where the result is shown."""

import re
from collections.abc import Mapping

import flet as ft
import pytest

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.self_check import QUESTIONS, QUESTIONS_BY_STEP, Degree, Sign, StepUpCriterion
from sv_app.ui.files import Files
from tests.data.journal_builder import PASSCODE
from tests.fakes import Client, walk
from tests.ui.actions import fill_fields, save_self_check, saved_files
from tests.ui.conftest import RunApp, in_every_language
from tests.ui.controls import texts_of


async def save_a_contact(client: Client, content: Content) -> None:
    labels = content.labels.contacts
    await client.visit(routes.CONTACTS)
    await client.press(labels.add)
    await fill_fields(client, "Unit <b>", "0555555501", "45")
    await client.press(labels.save)


@in_every_language
def test_document_is_in_the_language_of_the_person(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    labels, script = content.privacy.export, content.scripts[0]

    async def scenario(client: Client) -> None:
        client.connection.answers["save_file"] = "/somewhere"
        await save_self_check(client, content)
        await save_a_contact(client, content)
        await client.visit(routes.script(script.id))
        await client.press(content.labels.favourites.pin)
        await client.visit(routes.EXPORT)
        await client.press(labels.export_readable)
        await client.wait_for_text(labels.done)
        [file] = saved_files(client)
        document = bytes(file["src_bytes"]).decode()
        assert document.startswith("<!doctype html>")
        assert f'lang="{language}"' in document
        for question in QUESTIONS:
            assert content.self_check.ask(question) in document
        assert content.self_check.degrees[Degree.NOT_AT_ALL] in document
        assert document.count(content.labels.journal.skipped) == len(QUESTIONS_BY_STEP) - 1
        assert "Unit &lt;b&gt;" in document
        assert content.in_quotes(script.say[0].text) in document
        text = re.sub("<[^>]*>", " ", document)
        # A key without a hyphen is also a word.
        keys = [key for key in (*Sign, *StepUpCriterion, *Degree) if "-" in key]
        assert keys
        assert [key for key in keys if key in text] == [], "a key is shown"

    run_app(scenario)


def test_protected_file_is_first_and_the_only_primary_action(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    labels = contents[language].privacy.export

    async def scenario(client: Client) -> None:
        await client.visit(routes.EXPORT)
        texts = client.texts()
        order = [texts.index(name) for name in (labels.encrypted, labels.readable, labels.plain)]
        assert order == sorted(order)
        main = [c for c in client.controls(ft.FilledButton) if c.on_click]
        assert [button.content for button in main] == [labels.export_encrypted]

    run_app(scenario)


def test_result_is_beside_the_button_that_was_pressed(
    run_app: RunApp, contents: Mapping[str, Content], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    labels = contents[language].privacy.export

    async def fail(*_: object) -> bool:
        raise OSError

    async def scenario(client: Client) -> None:
        client.connection.answers["save_file"] = "/somewhere"
        await client.visit(routes.EXPORT)
        for label in (labels.export_readable, labels.export_plain):
            await client.press(label)
            await client.wait_for_text(labels.done)
            assert result_follows(client, label) == labels.done
        await fill_fields(client, PASSCODE, PASSCODE)
        await client.press(labels.export_encrypted)
        await client.wait_for_text(labels.done)
        assert result_follows(client, labels.export_encrypted) == labels.done
        names = [file["file_name"] for file in saved_files(client)]
        assert names == [
            f"{labels.file_readable}.html",
            f"{labels.file_plain}.json",
            f"{labels.file_encrypted}.sealed",
        ]
        monkeypatch.setattr(Files, "save", fail)
        await client.press(labels.export_plain)
        await client.wait_for_text(labels.failed)
        assert result_follows(client, labels.export_plain) == labels.failed

    run_app(scenario)


def result_follows(client: Client, label: str) -> str:
    """Return the first text after the button `label`, in the order of the screen."""
    controls = list(walk(client.view()))
    position = next(n for n, c in enumerate(controls) if getattr(c, "content", None) == label)
    return texts_of(controls[position + 1 :])[0]

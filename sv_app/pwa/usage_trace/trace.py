"""Visit every route and use the main functions of the app, to record the modules that it needs.

Runs in Pyodide at build time, with the app and a fake client. It sets no passcode, unlocks nothing
and applies no import: these functions need no module that the rest does not load.
"""

import flet as ft

from sv_app import app, routes
from sv_app.domain.content import Content
from sv_app.domain.self_check import QUESTIONS_BY_STEP, Degree, Step, StepUpCriterion
from sv_app.pwa.usage_trace.client import Client
from sv_app.ui.context import ObservedDraft
from sv_app.ui.router import SCREENS


async def use_whole_app() -> None:
    """Visit every route in every language, and use the main functions of the app.

    `:entry` and `:exercise` are not filled in, so these screens say that the entry or the exercise
    is missing.
    """
    for content in app.CONTENTS.values():
        client = Client()
        client.page.platform = ft.PagePlatform.ANDROID  # phones have the most functions
        await client.start(app.main)
        await client.visit(routes.LANGUAGE)
        await client.press(content.labels.app.language)
        await client.visit(routes.DEVICE)
        await client.press(content.privacy.device.own)
        await client.wait_until_gone(content.privacy.device.ask)
        for pattern in SCREENS:
            line = content.call_slots()[0].helpline.id
            path = pattern.replace(":moment", content.scripts[0].id).replace(":line", line)
            await client.visit(path)
        await _use_support_screens(client, content)
        await _complete_self_check(client, content)
        await _show_fallback(client, content)
        await _export_and_import(client, content)
        await _delete_and_erase(client, content)


async def _use_support_screens(client: Client, content: Content) -> None:
    """Search, rehearse, plan the follow-up, pin a phrase, add a contact, choose a region."""
    labels, script = content.labels, content.scripts[0]
    await client.visit(routes.SEARCH)
    await client.write(script.title)
    await client.visit(routes.rehearse(script.id))
    answer = script.rehearse[0].answers[0]
    await client.press(content.in_quotes(script.phrase(answer.phrase).text))
    await client.visit(routes.FOLLOW_UP)
    await client.press(labels.next_contact.make)
    await client.visit(routes.script(script.id))
    await client.press(labels.favourites.pin)
    await _write_contact(client, content)
    await client.resize(1280)
    await client.visit(routes.HELPLINES)
    await client.press(labels.helplines.region.split("{")[0])
    await client.press(content.current_region.name)
    await client.press(labels.helplines.details)
    await client.press(labels.printing.page)
    await client.press(labels.printing.card)


async def _write_contact(client: Client, content: Content) -> None:
    labels = content.labels.contacts
    await client.visit(routes.CONTACTS)
    await client.press(labels.add)
    await client.press(labels.save)
    await client.write("Unit")
    await client.write("0555555501", 1)
    await client.press(labels.save)
    for _ in ("ask", "confirm"):
        await client.press(labels.delete.split("{")[0])


async def _complete_self_check(client: Client, content: Content) -> None:
    labels, words = content.labels, content.self_check
    await client.visit(routes.SELF_CHECK)
    await client.press(words.dangers[StepUpCriterion.DANGER_TO_SOMEONE])
    await client.press(labels.self_check.next)
    for step in QUESTIONS_BY_STEP:
        since = step is Step.SINCE
        await client.press(labels.self_check.skip if since else words.degrees[Degree.A_LOT])
    for heading in (labels.result.step_up, labels.result.reaction, labels.result.internal):
        await client.press(heading)
    await client.press(labels.result.save)
    await client.wait_for_text(labels.result.saved)


async def _export_and_import(client: Client, content: Content) -> None:
    """Export the journal, save the clinician report, start an import."""
    await client.visit(routes.EXPORT)
    await client.press(content.privacy.export.export_readable)
    await client.press(content.privacy.export.export_plain)
    await client.visit(routes.CLINICIAN_REPORT)
    await client.press(content.privacy.clinician_report.prepare)
    await client.visit(routes.IMPORT)
    await client.press(content.privacy.import_journal.choose)


async def _delete_and_erase(client: Client, content: Content) -> None:
    labels, erase = content.labels.journal, content.privacy.erase
    await client.visit(routes.JOURNAL)
    await client.wait_for_text(labels.lead)
    await client.press(labels.entry.split("{")[0])
    await client.wait_for_text(content.labels.result.marked)
    await client.press(labels.delete)
    await client.press(labels.delete)
    await client.visit(routes.ERASE)
    await client.press(erase.start)
    await client.press(erase.erase)
    await client.wait_until(lambda: client.page.route == routes.HOME)


async def _show_fallback(client: Client, content: Content) -> None:
    """Raise an error that no screen catches, to record the modules of the fallback screen."""
    set_draft = ObservedDraft.set_draft
    ObservedDraft.set_draft = _fail  # type: ignore[assignment,method-assign]
    await client.visit(routes.SELF_CHECK)
    await client.press(content.labels.self_check.skip)
    ObservedDraft.set_draft = set_draft  # type: ignore[method-assign]
    await client.press(content.labels.fallback.home)


async def _fail(*_: object) -> None:
    raise RuntimeError

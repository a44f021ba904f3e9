"""Lines of a region: selected by the device locale or the person, marked when old, scannable."""

import datetime as dt
from collections.abc import Mapping, Sequence

import pytest
from flet import canvas

from sv_app import routes
from sv_app.domain.content import Content
from sv_app.domain.helplines import Helpline, HelplineFacts
from sv_app.ui.components.semantics import SemanticRole
from sv_app.ui.theme import Breakpoint
from tests.fakes import Client
from tests.ui.actions import choose_region
from tests.ui.conftest import RunApp, set_device_locale
from tests.ui.controls import has_control_named, semantics_with_role, slot_urls, texts_of


def test_device_locale_selects_the_region_until_the_person_does(
    run_app: RunApp, contents: Mapping[str, Content], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_device_locale(monkeypatch, f"{language}-BE")
    belgium, swiss = (contents[language].in_region(code) for code in ("be", "ch"))

    async def choose(client: Client) -> None:
        assert belgium.call_slots()[0].helpline.facts.uri in client.button_urls()
        await client.visit(routes.HELPLINES)
        assert {line.facts.uri for line in belgium.helplines} <= set(client.button_urls())
        await choose_region(client, belgium, swiss.current_region.name)
        assert {line.facts.uri for line in swiss.helplines} <= set(client.button_urls())
        await client.visit(routes.HOME)
        assert swiss.call_slots()[0].helpline.facts.uri in client.button_urls()

    async def after_restart(client: Client) -> None:
        assert swiss.call_slots()[0].helpline.facts.uri in client.button_urls()

    run_app(choose)
    run_app(after_restart)


def test_number_without_its_name_shows_the_option_of_the_menu(
    run_app: RunApp, contents: Mapping[str, Content], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_device_locale(monkeypatch, f"{language}-GB")
    lines = contents[language].in_region("gb").emergency_lines
    [(number, option)] = [
        (line.facts.display_number, line.words.menu_option)
        for line in lines
        if line.words.menu_option
    ]

    async def scenario(client: Client) -> None:
        await client.visit(routes.script("worried-for-life"))
        shown = [text for text in client.texts() if text.startswith(number)]
        assert [text for text in shown if option in text]
        await client.visit(routes.TONIGHT)
        call = contents[language].labels.call.call.format(number=number)
        assert any(call in text and option in text for text in client.texts())

    run_app(scenario)


@pytest.mark.parametrize("territory", ["NC", "PF", "WF", "ZA", "MA"])
def test_unchecked_territory_is_stated_and_a_region_can_be_chosen(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    territory: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    set_device_locale(monkeypatch, f"{language}-{territory}")
    content = contents[language].in_region("other")
    labels = content.labels

    async def scenario(client: Client) -> None:
        assert client.button_urls() == slot_urls(content) == ["tel:112"]
        assert labels.helplines.unchecked in client.texts()
        assert any(text.startswith(labels.call.emergency) for text in client.texts())
        await client.press(labels.helplines.choose_region)
        assert client.heading() == labels.helplines.title
        assert labels.helplines.unchecked in client.texts()
        assert set(client.button_urls()) == {"tel:112"}
        await client.press(contents[language].current_region.name)
        assert labels.helplines.unchecked not in client.texts()
        await client.visit(routes.HOME)
        assert client.button_urls() == slot_urls(contents[language])
        assert labels.helplines.unchecked not in client.texts()

    run_app(scenario)


@pytest.mark.parametrize(("locale", "number"), [("de-DE", "0800 111 0 111"), ("en-CA", "988")])
def test_first_slot_dials_a_line_open_at_any_hour(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    locale: str,
    number: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    set_device_locale(monkeypatch, locale)

    async def scenario(client: Client) -> None:
        assert client.button_urls()[0] == f"tel:{number.replace(' ', '')}"

    run_app(scenario)


@pytest.mark.parametrize("old", [True, False])
def test_line_checked_long_ago_is_marked(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    old: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def is_outdated(_: HelplineFacts, on: dt.date) -> bool:
        return old

    monkeypatch.setattr(HelplineFacts, "is_outdated", is_outdated)

    async def scenario(client: Client) -> None:
        await client.visit(routes.HELPLINES)
        assert (contents[language].labels.helplines.old in client.texts()) is old

    run_app(scenario)


@pytest.mark.parametrize("width", [390, Breakpoint.TABLET, Breakpoint.DESKTOP])
@pytest.mark.parametrize("old", [True, False])
def test_slots_say_at_every_width_that_their_number_is_outdated(
    run_app: RunApp,
    contents: Mapping[str, Content],
    language: str,
    width: int,
    old: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = contents[language]

    def is_outdated(_: HelplineFacts, on: dt.date) -> bool:
        return old

    monkeypatch.setattr(HelplineFacts, "is_outdated", is_outdated)

    async def scenario(client: Client) -> None:
        await client.resize(width)
        [bar] = semantics_with_role(client.view(), SemanticRole.COMPLEMENTARY)
        marked = texts_of(bar).count(content.labels.call.outdated)
        assert marked == (len(content.call_slots()) if old else 0)

    run_app(scenario)


@pytest.mark.parametrize("region", ["ch", "ca-qc", "ca", "other", "fr"])
def test_number_to_confirm_is_marked_wherever_it_is_shown(
    run_app: RunApp, contents: Mapping[str, Content], language: str, region: str
) -> None:
    content = contents[language].in_region(region)
    label = content.labels.helplines.to_confirm
    lines = [line for line in content.helplines if line.facts.to_confirm]
    assert len(lines) == (0 if region == "ca" else 1)
    urgent = next(script for script in content.scripts if script.urgent)

    async def scenario(client: Client) -> None:
        await choose_region(client, content, content.current_region.name)
        on_screen = client.texts()
        assert (content.labels.helplines.to_confirm_about in on_screen) is bool(lines)
        urgent_doubt = content.labels.helplines.to_confirm_in_danger in on_screen
        assert urgent_doubt is any(line.facts.emergency for line in lines)
        urgent_lines = [line for line in lines if line.facts.emergency]
        for path, shown in (
            (routes.HELPLINES, lines),
            (routes.script(urgent.id), urgent_lines),
        ):
            await client.visit(path)
            all_texts = "\n".join(client.texts())
            for line in shown:
                names = (content.helpline_name(line), content.name_beside_number(line))
                assert any(name in all_texts for name in names)
            assert all_texts.count(label.format(name="")) >= len(shown)
            assert {line.facts.uri for line in shown} <= set(client.button_urls())

    run_app(scenario)


@pytest.mark.parametrize("width", [390, 1280])
def test_only_wide_screens_show_a_qr_code_for_each_line(
    run_app: RunApp, contents: Mapping[str, Content], language: str, width: int
) -> None:
    content = contents[language]

    async def scenario(client: Client) -> None:
        await client.resize(width)
        await client.visit(routes.HELPLINES)
        codes = client.controls(canvas.Canvas)
        assert len(codes) == (len(content.helplines) if width > 1000 else 0)
        label = content.labels.helplines.scan
        scans = {label.format(number=line.facts.display_number) for line in content.helplines}
        assert (scans <= set(client.texts())) is (width > 1000)

    run_app(scenario)


def test_regions_and_details_are_collapsed(
    run_app: RunApp, contents: Mapping[str, Content], language: str
) -> None:
    content = contents[language]
    labels = content.labels.helplines
    regions = {region.name for region in content.regions}
    sources = {line.facts.source_host for line in content.helplines}

    async def scenario(client: Client) -> None:
        await client.visit(routes.HELPLINES)
        assert not any(has_control_named(client, name) for name in regions)
        await client.press(labels.region.split("{")[0])
        assert all(has_control_named(client, name) for name in regions)
        await client.press(labels.region.split("{")[0])
        assert not any(has_control_named(client, name) for name in regions)
        assert not any(str(source) in "\n".join(client.texts()) for source in sources)
        await client.press(labels.details)
        assert all(str(source) in "\n".join(client.texts()) for source in sources)
        await client.press(labels.less)
        assert not any(str(source) in "\n".join(client.texts()) for source in sources)

    run_app(scenario)


def facts_of(content: Content, lines: Sequence[Helpline]) -> list[str]:
    """Return the hours and the cost of each line."""
    values = [value for line in lines for value in (content.hours(line), line.words.cost)]
    return [value for value in values if value]


@pytest.mark.parametrize("region", ["be", "at"])
def test_fact_that_all_lines_share_is_said_at_most_once(
    run_app: RunApp, contents: Mapping[str, Content], language: str, region: str
) -> None:
    content = contents[language].in_region(region)
    facts = facts_of(content, content.helplines)
    shared = {fact for fact in facts if facts.count(fact) == len(content.helplines)}
    assert shared
    assert len(content.helplines) > 1

    async def scenario(client: Client) -> None:
        await choose_region(client, content, content.current_region.name)
        on_screen = "\n".join(client.texts())
        assert [fact for fact in shared if on_screen.count(fact) > 1] == []

    run_app(scenario)


@pytest.mark.parametrize("region", ["fr", "de", "us"])
def test_facts_of_support_lines_are_shown(
    run_app: RunApp, contents: Mapping[str, Content], language: str, region: str
) -> None:
    content = contents[language].in_region(region)
    facts = facts_of(content, content.support_lines)
    assert facts

    async def scenario(client: Client) -> None:
        await choose_region(client, content, content.current_region.name)
        assert [fact for fact in facts if fact not in "\n".join(client.texts())] == []

    run_app(scenario)


@pytest.mark.parametrize("region", ["fr", "be", "ch", "gb", "us"])
def test_details_show_every_fact_of_each_line(
    run_app: RunApp, contents: Mapping[str, Content], language: str, region: str
) -> None:
    content = contents[language].in_region(region)
    facts = facts_of(content, content.helplines)
    assert facts

    async def scenario(client: Client) -> None:
        await choose_region(client, content, content.current_region.name)
        before = "\n".join(client.texts())
        await client.press(content.labels.helplines.details)
        after = "\n".join(client.texts())
        for fact in facts:
            assert after.count(fact) - before.count(fact) >= facts.count(fact), fact

    run_app(scenario)

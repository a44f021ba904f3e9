"""The statements of the source article and the parts of each script, in every language."""

from collections.abc import Iterable

import pytest

from sv_app.domain.content import Content
from sv_app.domain.self_check import QUESTIONS, Sign, StepUpCriterion
from sv_app.domain.sources import Claim
from tests.content.texts import claims, numbers

KEY_MESSAGE = {
    "en": "What you’re feeling is common after this kind of event."
    " You don’t have to go through this alone.",
    "fr": "Ce que tu ressens est fréquent après ce type d’événement."
    " Tu n’as pas à gérer cela seul.",
}
"""The sentences of the source, in the languages that it was published in."""
SIGNS = {"withdrawal", "guilt", "anxiety", "medico-legal", "behaviour"}
STEP_UP = {"severe-distress", "disorganisation", "suicidal-thoughts", "danger"}
ATTITUDES = {"downplay", "analyse", "blame", "promise", "force-return"}
INTERNAL = {"psychologist", "occupational-health", "psychology-centre", "quality-risk"}
ACTIONS = {"occupational-health", "psychological-support", "clinical-pause"}
ASKING_FOR_HELP = {"legitimate", "accessible", "non-stigmatising"}
ARTICLE = "safeteam"
INSURANCE = {"en": "insurance", "es": "seguro", "fr": "assurance"}


def ids(items: Iterable[object]) -> list[str]:
    return sorted(str(getattr(item, "id", item)) for item in items)


def cite_article(*statements: Claim) -> bool:
    """Return whether there are statements, and each cites the source article."""
    return bool(statements) and all(s.text and ARTICLE in s.sources for s in statements)


def test_explanations_of_the_reaction_cite_the_article(content: Content) -> None:
    assert cite_article(content.understand.reaction, *content.messages.reaction)


def test_explanation_of_the_harm_cites_the_article(content: Content) -> None:
    assert cite_article(content.understand.harm)


def test_five_signs_are_named_and_asked_about(content: Content) -> None:
    assert {str(sign) for sign in Sign} == SIGNS
    assert set(content.self_check.signs) == SIGNS
    asked = {content.self_check.ask(question) for question in QUESTIONS}
    assert len(asked) == len(QUESTIONS)


def test_statements_of_when_to_offer_support_cite_the_article(content: Content) -> None:
    assert cite_article(content.understand.when, content.team.support_when)


def test_role_of_the_helper_cites_the_article_and_analysing_and_blaming_are_to_avoid(
    content: Content,
) -> None:
    assert cite_article(content.understand.helper_role)
    assert {"analyse", "blame"} <= set(ids(content.attitudes.items))


def test_key_message_is_quoted_verbatim_and_attributed(content: Content) -> None:
    """A translation has the quoted sentence beside it, and says whose translation it is."""
    key = content.messages.key
    if key.original:
        assert content.code not in KEY_MESSAGE
        assert key.original.text == KEY_MESSAGE[key.original.language]
        assert key.original.note in content.brief_key_attribution
    else:
        assert key.text == KEY_MESSAGE[content.code]
    assert key.source == ARTICLE
    assert "SafeTeam Academy" in key.attribution
    assert 2026 in numbers(key.attribution)


def test_first_minute_script_has_the_key_message(content: Content) -> None:
    first = content.script("first-minute")
    assert first is not None
    assert content.messages.key.text in [phrase.text for phrase in first.say]


def test_manager_has_a_role_and_four_kinds_of_internal_help(content: Content) -> None:
    assert any(ARTICLE in claim.sources for claim in content.team.role)
    assert ids(content.team.internal) == sorted(INTERNAL)
    assert ids(content.team.asking_for_help) == sorted(ASKING_FOR_HELP)


def test_manager_has_actions_for_today_this_week_and_this_month(content: Content) -> None:
    assert [part.id for part in content.team.sequence] == ["today", "this-week", "this-month"]
    assert all(len(part.actions) >= 3 for part in content.team.sequence)
    action_ids = [action.id for part in content.team.sequence for action in part.actions]
    assert len(set(action_ids)) == len(action_ids)
    assert {"inside-help", "legal"} <= set(action_ids)


def test_support_line_for_all_carers_comes_before_the_line_of_the_medical_council(
    content: Content,
) -> None:
    assert [line.id for line in content.support_lines][:2] == ["sps", "cnom"]
    assert content.current_region.talk_line_id == "sps"


def test_fear_of_a_complaint_mentions_insurance(content: Content) -> None:
    assert cite_article(content.messages.legal, content.team.legal)
    script = content.script("fear-complaint")
    assert script is not None
    [cover] = [phrase.text for phrase in script.say if phrase.id == "cover-exists"]
    for text in (content.messages.legal.text, content.team.legal.text, cover):
        assert INSURANCE[content.code] in text


def test_five_attitudes_to_avoid_have_their_own_reason_and_alternative(content: Content) -> None:
    assert ids(content.attitudes.items) == sorted(ATTITUDES)
    assert content.attitudes.source == ARTICLE
    assert len({item.why for item in content.attitudes.items}) == len(ATTITUDES)
    assert len({item.instead for item in content.attitudes.items}) == len(ATTITUDES)


def test_four_step_up_criteria_have_three_actions(content: Content) -> None:
    assert {str(criterion) for criterion in StepUpCriterion} == STEP_UP
    assert {str(criterion) for criterion in content.self_check.dangers} == STEP_UP
    assert len(set(content.team.step_up_when)) == len(STEP_UP)
    assert ids(content.team.step_up_actions) == sorted(ACTIONS)
    assert len({action.how for action in content.team.step_up_actions}) == len(ACTIONS)
    assert cite_article(content.messages.step_up)


def test_every_script_has_its_own_step_up_text(content: Content) -> None:
    # Two equal texts would mean that one was copied from another moment.
    assert len({script.step_up for script in content.scripts}) == len(content.scripts)


def test_script_for_a_life_in_danger_asks_first_and_promises_no_secret(
    content: Content,
) -> None:
    assert [script.id for script in content.scripts if script.urgent] == ["worried-for-life"]
    script = content.script("worried-for-life")
    assert script is not None
    assert script.say[0].id == "ask"
    assert {"no-secret", "call-together"} <= set(ids(script.say))
    assert "secret" in ids(script.avoid)


def test_statements_on_safety_and_just_culture_cite_the_article(content: Content) -> None:
    assert cite_article(content.understand.safety, content.team.just_culture)


def test_content_has_at_least_thirty_claims_and_actions(content: Content) -> None:
    parts = (content.messages, content.team, content.understand)
    all_claims = [claim for part in parts for claim in claims(part)]
    actions = [action for part in content.team.sequence for action in part.actions]
    assert len(all_claims) + len(actions) >= 30


def test_every_script_has_its_own_phrases_and_cites_all_their_sources(content: Content) -> None:
    for script in content.scripts:
        assert len(script.before) == 3, f"{script.id}: needs a place, a time and a phone"
        assert len(script.closing) >= 2, f"{script.id}: no closing or no next contact"
        for phrase in (*script.say, *script.avoid):
            assert phrase.source in script.sources, f"{script.id}: {phrase.id}"
        texts = [phrase.text for phrase in (*script.say, *script.avoid)]
        assert len(set(texts)) == len(texts), script.id


def test_rehearsal_answers_have_distinct_reasons(content: Content) -> None:
    for script in content.scripts:
        reasons = [answer.why for rehearsal in script.rehearse for answer in rehearsal.answers]
        phrase_reasons = {phrase.why for phrase in (*script.say, *script.avoid)}
        assert len(set(reasons) - phrase_reasons) == len(reasons), script.id


def test_good_rehearsal_answer_is_not_always_in_the_same_position(content: Content) -> None:
    for script in content.scripts:
        avoid_ids = {phrase.id for phrase in script.avoid}
        good_positions = {
            index
            for rehearsal in script.rehearse
            for index, answer in enumerate(rehearsal.answers)
            if answer.phrase not in avoid_ids
        }
        assert len(good_positions) > 1, script.id


def test_script_orders_are_unique_and_sorted(content: Content) -> None:
    orders = [script.order for script in content.scripts]
    assert orders == sorted(set(orders))


def test_six_stages_are_from_scott_2009(content: Content) -> None:
    assert len(content.understand.stages) == 6
    assert content.understand.stages_source == "scott-2009"
    assert 31 in numbers(content.understand.stages_intro)


@pytest.mark.parametrize(
    ("source", "figures"),
    [
        ("busch-2020", {18, 11649, 81, 46, 95, 76, 33, 75, 59, 86, 51, 41, 62, 35, 22}),
        ("harrison-2014", {1463, 76}),
    ],
)
def test_figures_match_their_source(content: Content, source: str, figures: set[int]) -> None:
    figure_claims = [claim for claim in content.understand.figures if claim.sources == (source,)]
    assert len(figure_claims) == 1
    assert numbers(figure_claims[0].text) == figures

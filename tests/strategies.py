"""Hypothesis strategies for self-checks: every combination of answers."""

from hypothesis import strategies as st

from sv_app.domain.self_check import (
    QUESTIONS,
    Answer,
    Draft,
    Question,
    SelfCheck,
    Step,
    possible_answers,
)


def answers_to(question: Question) -> st.SearchStrategy[Answer | None]:
    return st.one_of(st.none(), st.sampled_from(possible_answers(question)))


def _check(answers: dict[Question, Answer | None]) -> SelfCheck:
    return SelfCheck(answers={q: a for q, a in answers.items() if a is not None})


self_checks = st.fixed_dictionaries({q: answers_to(q) for q in QUESTIONS}).map(_check)
drafts = st.builds(Draft, check=self_checks, step=st.sampled_from(Step))
questions = st.sampled_from(QUESTIONS)
questions_and_answers = questions.flatmap(
    lambda question: st.tuples(st.just(question), answers_to(question))
)

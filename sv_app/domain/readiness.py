"""The readiness check: four questions to ask oneself before a conversation with a colleague."""

from collections.abc import Mapping, Sequence

from pydantic import Field

from sv_app.domain.model import Model, Slug, Text
from sv_app.domain.sources import Claim
from sv_app.domain.team import TitledItem


class ReadinessQuestion(Model):
    """A question, its two answers, and what helps somebody who is not ready.

    `not_ready` is the answer that holds back. `say` is then a sentence to say or to send, and
    `advice` explains it; both rest on `source`.
    """

    id: Slug
    ask: Text
    hint: Text
    ready: Text
    not_ready: Text
    say: Text
    advice: Text
    source: Slug


class Readiness(Model):
    """The questions and their outcomes: to `go`, or to `hand_over` in one of several `ways`."""

    title: Text
    lead: Text
    danger: Text
    """Leads to the scripts for a danger, which never wait for the questions."""
    questions: tuple[ReadinessQuestion, ...] = Field(min_length=4, max_length=4)
    go: Claim
    hand_over: Claim
    ways: tuple[TitledItem, ...] = Field(min_length=1)

    def obstacles(self, answers: Mapping[str, bool]) -> Sequence[ReadinessQuestion] | None:
        """Return the questions whose answer holds back; None until all are answered.

        `answers` holds, by the id of a question, whether its answer is `ready`.
        """
        if any(question.id not in answers for question in self.questions):
            return None
        return [question for question in self.questions if not answers[question.id]]

    @property
    def sources(self) -> Sequence[str]:
        """The id of each source once, in the order of the content."""
        cited = [question.source for question in self.questions]
        return list(dict.fromkeys([*cited, *self.go.sources, *self.hand_over.sources]))

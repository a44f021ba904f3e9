"""The readiness check: four questions to answer before a conversation with a colleague."""

from collections.abc import Mapping, Sequence

from pydantic import Field

from sv_app.domain.model import Model, Slug, Text
from sv_app.domain.sources import Claim
from sv_app.domain.team import TitledItem


class ReadinessQuestion(Model):
    """A question, its two answers, and what helps somebody who is not ready.

    `not_ready` is the answer of somebody who is not ready. `say` is then a sentence to say or to
    send, and `advice` explains it; both rest on `source`. With `hand_over`, waiting does not help,
    as for somebody who was part of the event: somebody else must listen. With `afterwards`, the
    question is about the time after the conversation, which need not wait.
    """

    id: Slug
    ask: Text
    hint: Text
    ready: Text
    not_ready: Text
    hand_over: bool = False
    afterwards: bool = False
    say: Text
    advice: Text
    source: Slug


class Readiness(Model):
    """The questions and their outcomes.

    The person may `go`, may do so once somebody backs them (`go_once_backed`), may do so later
    (`not_yet`), or should not (`not_you`). For the last two, `ways` says how to find somebody who
    listens.
    """

    title: Text
    lead: Text
    danger: Text
    """Leads to the scripts for a danger, which never wait for the questions."""
    questions: tuple[ReadinessQuestion, ...] = Field(min_length=4, max_length=4)
    go: Claim
    go_once_backed: Claim
    not_yet: Claim
    not_you: Claim
    ways: tuple[TitledItem, ...] = Field(min_length=1)

    def obstacles(self, answers: Mapping[str, bool]) -> Sequence[ReadinessQuestion] | None:
        """Return the questions with the answer `not_ready`; None until all are answered.

        `answers` holds, by the id of a question, whether its answer is `ready`. If somebody else
        must listen, only the questions that say so are returned: words to offer another time, or to
        ask for support afterwards, would contradict that.
        """
        if any(question.id not in answers for question in self.questions):
            return None
        not_ready = [question for question in self.questions if not answers[question.id]]
        return [question for question in not_ready if question.hand_over] or not_ready

    @staticmethod
    def may_go(obstacles: Sequence[ReadinessQuestion]) -> bool:
        """Return whether the conversation need not wait for any of `obstacles`."""
        return all(question.afterwards for question in obstacles)

    def outcome(self, obstacles: Sequence[ReadinessQuestion]) -> Claim:
        """Return what to do, given the questions with the answer `not_ready`."""
        if not obstacles:
            return self.go
        if self.may_go(obstacles):
            return self.go_once_backed
        return self.not_you if any(question.hand_over for question in obstacles) else self.not_yet

    @property
    def sources(self) -> Sequence[str]:
        """The id of each source once, in the order of the content."""
        cited = [question.source for question in self.questions]
        claims = (self.go, self.go_once_backed, self.not_yet, self.not_you)
        return list(dict.fromkeys([*cited, *(s for claim in claims for s in claim.sources)]))

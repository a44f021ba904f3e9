"""The words of the self-check: its questions, and the answers they offer."""

from sv_app.domain.model import Model, Slug, Text
from sv_app.domain.self_check import Answer, Question


class QuestionWords(Model):
    """One question of the self-check: what is asked, and what it looks like."""

    ask: Text
    hint: Text


class SelfCheckWords(Model):
    """The self-check's questions and answers; keys are the ids of the domain."""

    questions: dict[Question, QuestionWords]
    degrees: dict[Slug, Text]
    since: dict[Slug, Text]
    yes_no: dict[Slug, Text]
    signs: dict[Slug, Text]

    def answer(self, answer: Answer) -> str:
        """An answer as the person saw it."""
        return {**self.degrees, **self.since, **self.yes_no}[answer]

"""Draft: a self-check in progress, question by question."""

from pydantic import Field

from sv_app.domain.model import Model
from sv_app.domain.self_check import QUESTIONS, Answer, Question, SelfCheck, YesNo

LAST = len(QUESTIONS) - 1


class Draft(Model):
    """Answers so far, and which question is on screen.

    `position` counts questions from 0; past the last one, all have been asked.
    """

    check: SelfCheck = Field(default_factory=SelfCheck)
    position: int = Field(default=0, ge=0, le=LAST + 1)

    @property
    def question(self) -> Question:
        """The question on screen; once all were asked, the last one."""
        return QUESTIONS[min(self.position, LAST)]

    @property
    def finished(self) -> bool:
        """Whether every question was asked."""
        return self.position > LAST

    def answered(self, answer: Answer) -> "Draft":
        """Answer the question on screen, and go on.

        A yes to a step-up question stays: the emergency numbers have just
        appeared, and must not move away.
        """
        check = self.check.answered(self.question, answer)
        here = self.model_copy(update={"check": check})
        return here if answer is YesNo.YES else here.forward()

    def skipped(self) -> "Draft":
        """Leave the question on screen without an answer, and go on."""
        check = self.check.answered(self.question, None)
        return self.model_copy(update={"check": check}).forward()

    def forward(self) -> "Draft":
        """Go to the next question."""
        return self._at(min(self.position, LAST) + 1)

    def back(self) -> "Draft":
        """Go to the question before; the first stays."""
        return self._at(max(min(self.position, LAST) - 1, 0))

    def from_the_start(self) -> "Draft":
        """Go over the answers again."""
        return self._at(0)

    def _at(self, position: int) -> "Draft":
        return self.model_copy(update={"position": position})

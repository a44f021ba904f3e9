"""Nowhere: the text lasts as long as the session."""


class MemoryPlace:
    """Keeps the text until the app closes, and nothing after."""

    def __init__(self, text: str | None = None) -> None:
        """Start from `text`."""
        self.text = text

    async def load(self) -> str | None:
        """The text last saved in this session."""
        return self.text

    async def save(self, text: str) -> None:
        """Replace the text."""
        self.text = text

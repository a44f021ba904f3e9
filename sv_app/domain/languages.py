"""Which of the app's languages to speak."""

from collections.abc import Collection, Sequence

DEFAULT = "fr"


def pick(chosen: str | None, spoken: Sequence[str], known: Collection[str]) -> str:
    """The language chosen, else the first spoken one the app knows, else French.

    `spoken` holds codes as a device writes them: `fr-FR`, `en_GB`, `fr`.
    """
    wanted = [chosen or "", *(code[:2].lower() for code in spoken)]
    return next((code for code in wanted if code in known), DEFAULT)

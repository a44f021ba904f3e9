"""How long a wrong code makes one wait."""

FREE = 3
LONGEST = 15 * 60


def wait_after(wrong_codes: int) -> float:
    """Seconds before the next try: none after three, then 5, 10, 20… up to 15 minutes."""
    return min(5.0 * 2 ** min(wrong_codes - FREE - 1, 20), LONGEST) if wrong_codes > FREE else 0

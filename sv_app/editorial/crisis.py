"""Rules of crisis.toml: its words recognise its examples, and nothing ordinary."""

from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from sv_app.data.content import CRISIS
from sv_app.domain.crisis import TYPO_LENGTH, CrisisMatcher, CrisisWords
from sv_app.domain.folding import folded


def faults(languages: Mapping[str, Mapping[str, BaseModel]]) -> Iterator[tuple[str, str, str]]:
    """Language, key and reason of each word or example that does not do what it is for.

    What is ordinary in one language must be so for the words of all of them.
    """
    files = {code: files[CRISIS] for code, files in languages.items() if CRISIS in files}
    words = {code: file for code, file in files.items() if isinstance(file, CrisisWords)}
    every = CrisisMatcher(words.values())
    for code, own in words.items():
        matcher = CrisisMatcher([own])
        for rank, stem in enumerate(own.stems, start=1):
            letters = folded(stem).strip()
            if len(letters) < TYPO_LENGTH or " " in letters:
                reason = f"'{stem}' is no beginning of one word, of {TYPO_LENGTH} letters or more"
                yield code, f"stems[{rank}]", f"{reason}: write it among phrases"
        for rank, query in enumerate(own.examples, start=1):
            if not matcher.matches(query):
                reason = f"'{query}' is not recognised: add its words to stems or phrases"
                yield code, f"examples[{rank}]", reason
        for rank, query in enumerate(own.fine, start=1):
            if every.matches(query):
                reason = f"'{query}' is taken for a crisis: make stems or phrases more precise"
                yield code, f"fine[{rank}]", reason

"""Rules of scripts: no tie in their order, no phrase twice, no source out of sight."""

from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from sv_app.domain.scripts import Script


def faults(files: Mapping[str, BaseModel]) -> Iterator[tuple[str, str, str]]:
    """File, key and reason of what is wrong with the scripts of one language."""
    scripts = {name: file for name, file in files.items() if isinstance(file, Script)}
    for name, script in scripts.items():
        ties = [o.id for o in scripts.values() if o.order == script.order and o.id != script.id]
        for other in ties:
            yield name, "order", f"'{other}' has the same"
        for key, reason in (*_unlisted(script), *_twice(script)):
            yield name, key, reason


def _unlisted(script: Script) -> Iterator[tuple[str, str]]:
    for part in ("say", "avoid"):
        for phrase in getattr(script, part):
            if phrase.source not in script.sources:
                yield f"{part}.{phrase.id}.source", f"add '{phrase.source}' to sources, above"


def _twice(script: Script) -> Iterator[tuple[str, str]]:
    texts: dict[str, str] = {}
    for phrase in (*script.say, *script.avoid):
        if phrase.text in texts:
            yield f"phrase '{phrase.id}'", f"says the same as '{texts[phrase.text]}'"
        texts[phrase.text] = phrase.id

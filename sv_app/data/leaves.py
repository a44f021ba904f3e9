"""Every text, number and date of a model, by the key an editor knows it by."""

from collections.abc import Iterator, Mapping

from pydantic import BaseModel


def leaves(value: object, key: str = "") -> Iterator[tuple[str, object]]:
    """What is given under `value`, with its key: `say.listen.why`.

    Items of a list go by their `id` where they have one, else by their rank.
    """
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from leaves(getattr(value, name), f"{key}.{name}".lstrip("."))
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield from leaves(item, f"{key}.{name}")
    elif isinstance(value, tuple):
        for rank, item in enumerate(value, start=1):
            item_id = getattr(item, "id", None)
            yield from leaves(item, f"{key}.{item_id}" if item_id else f"{key}[{rank}]")
    elif value is not None:
        yield key, value

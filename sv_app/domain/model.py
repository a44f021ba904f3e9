"""The base of every model: frozen, and closed to unknown keys."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$", max_length=40)]
LanguageCode = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]


class Model(BaseModel):
    """A frozen value; an unknown key is a fault, never ignored."""

    # What checks values is built when the first one comes: most models of a start get none.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

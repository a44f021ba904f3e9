"""The base class of models, and common string types."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$", max_length=40)]
WebAddress = Annotated[str, StringConstraints(pattern=r"^https?://[^\s/]+(/\S*)?$")]
"""A `str` and not `HttpUrl`, which would load a module at each start.

The app only shows addresses.
"""
LanguageCode = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]


class Model(BaseModel):
    """A frozen model; an unknown key is a validation error."""

    # Build a validator when it is first used: at startup, most models never need theirs.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

"""The first page for a politician: in five sentences what is well, what is not, why, what is done, and what is new."""

from typing import Any, Literal

About = Literal["well", "not", "why", "done", "new"]
Document = dict[str, Any]


def first(document: Document, before: Document | None) -> list[dict[str, str]]:
    """Return the five sentences, each with what it is about; `before` is the edition before as it was frozen."""
    return []

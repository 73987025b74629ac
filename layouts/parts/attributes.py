"""Attributes whose names Python cannot spell: `aria-…` for assistive technology, `data-…` for our scripts."""

from typing import Any

from vocabulary.addresses import full


def aria(**values: str | bool) -> dict[str, Any]:
    """Return `aria-` attributes: `aria(labelledby="x")`."""
    return {
        f"aria-{name}": str(value).lower() if isinstance(value, bool) else value
        for name, value in values.items()
    }


def data(**values: str) -> dict[str, Any]:
    """Return `data-` attributes: `data(nav="page")`."""
    return {f"data-{name}": value for name, value in values.items()}


def leading(**values: str) -> dict[str, Any]:
    """Return `data-` attributes that are addresses, given from our root: `leading(copy="/sager")`."""
    return data(**{name: full(value) for name, value in values.items()})

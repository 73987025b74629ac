"""Reads the published facts that the demonstration reproduces."""

import csv
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent / "facts"


@lru_cache
def read_facts(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a file in `facts/`, each by its columns' names."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def number(text: str) -> float | None:
    """Return a number, or nothing where the source gives none."""
    return float(text) if text else None

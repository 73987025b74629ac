"""What each page declares, as it was agreed: a label, a unit, a kind, an order that is changed unawares is seen here.

It is written by this test: `PEJLING_TESTED=1 pytest tests/unit/layouts/test_declared.py`.
"""

import os
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

from data_access.snapshot.snapshot import Snapshot
from layouts.pages.overview import PAGES
from layouts.parts.answers import panels_of

DECLARED = Path(__file__).with_name("declared.txt")
NOT_TOLD = {"key", "path", "columns", "panels", "headlines", "overview"}  # which have lines of their own


def lines(snapshot: Snapshot) -> Iterator[str]:
    asked = snapshot.choices.default()
    for page in PAGES:
        yield f"# {page.key} {page.path}{_of(page)}"
        for place in ("headlines", "overview"):
            for each in getattr(page, place):
                yield f"{place}: {each.key}{_of(each)}"
        for panel in panels_of(page):
            yield f"## {page.key}/{panel.key}: {panel.title(snapshot, asked)}{_of(panel)}"
            for each in panel.columns:
                yield f"- {each.key}{_of(each)}"


def _of(declared: Any) -> str:
    """Return what is declared beside the defaults."""
    told = [(each.name, getattr(declared, each.name), each.default) for each in fields(declared)]
    told = [each for each in told if getattr(each[1], "__module__", "") != "layouts.parts.declarations"]
    return "".join(
        f" | {name}={_value(value)}"
        for name, value, default in told
        if name not in NOT_TOLD and value != default and not (name == "title" and callable(value))
    )


def _value(value: Any) -> str:
    """Return a value as it is written; of a function its name, where it has one that others know."""
    if callable(value):
        name = str(getattr(value, "__name__", "_"))
        return "…" if name.startswith(("<", "_")) else name
    return " ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def test_pages_are_what_they_were_declared_to_be(demo_snapshot: Snapshot) -> None:
    found = "".join(f"{each}\n" for each in lines(demo_snapshot))
    if "PEJLING_TESTED" in os.environ:
        DECLARED.write_text(found, "utf-8")
    assert found.splitlines() == DECLARED.read_text("utf-8").splitlines()

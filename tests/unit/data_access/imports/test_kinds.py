"""What each kind of file is asked for, as it was agreed: a demand, a bound or a key that is changed unawares is seen.

It is written by this test: `PEJLING_TESTED=1 pytest tests/unit/data_access/imports/test_kinds.py`.
"""

import os
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

from data_access.imports.kinds.catalogue import KINDS

KEPT = Path(__file__).with_name("kinds.txt")
NOT_TOLD = {"name", "fields", "example"}


def lines() -> Iterator[str]:
    for kind in KINDS.values():
        yield f"# {kind.name}{_of(kind)}"
        yield from (f"- {each.name}{_of(each)}" for each in kind.fields)


def _of(declared: Any) -> str:
    """Return what is declared beside the defaults."""
    told = [(each.name, getattr(declared, each.name), each.default) for each in fields(declared)]
    return "".join(
        f" | {name}={_value(value)}"
        for name, value, default in told
        if name not in NOT_TOLD and value is not default and value != default and _value(value)
    )


def _value(value: Any) -> str:
    if hasattr(value, "columns"):
        return str(value.name)
    if callable(value):
        name = str(getattr(value, "__name__", "_"))
        return "…" if name.startswith(("<", "_")) else name
    if isinstance(value, tuple):
        return " ".join(map(_value, value))
    return (
        " ".join(f"{key}:{_value(each)}" for key, each in value.items())
        if isinstance(value, dict)
        else str(value)
    )


def test_kinds_ask_for_what_was_agreed() -> None:
    found = "".join(f"{each}\n" for each in lines())
    if "PEJLING_TESTED" in os.environ:
        KEPT.write_text(found, "utf-8")
    assert found.splitlines() == KEPT.read_text("utf-8").splitlines()

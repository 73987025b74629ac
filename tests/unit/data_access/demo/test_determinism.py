"""The same database every time: what is drawn depends on nothing but the seed."""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest

from data_access.demo import calls, cases, patients, samples
from data_access.demo.calendar import Month
from data_access.demo.reference import DESK_IDS
from data_access.demo.solving import Solved

JUNE = Month(2014, 6)


def digest(columns: Mapping[str, Any]) -> str:
    whole = hashlib.sha256()
    for name in sorted(columns):
        whole.update(name.encode())
        whole.update(repr(np.ma.asarray(columns[name]).tolist()).encode())
    return whole.hexdigest()


def service_desks(scale: int = 1) -> None:
    of_desks = [calls.generate(JUNE, desk, scale) for desk in DESK_IDS]
    for of_desk in of_desks:
        calls.write(None, of_desk)  # type: ignore[arg-type]
    cases.write(None, JUNE, of_desks, Solved())  # type: ignore[arg-type]


def monitoring(scale: int = 1) -> None:
    samples.write(None, JUNE, scale)  # type: ignore[arg-type]


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Mapping[str, Any]]]:
    """Return the list that takes what would be written."""
    rows: list[tuple[str, Mapping[str, Any]]] = []
    for module in (calls, cases, samples):
        monkeypatch.setattr(
            module, "insert_columns", lambda _, table, columns: rows.append((table.name, columns))
        )
    return rows


@pytest.mark.parametrize("write", [service_desks, monitoring])
def test_events_are_the_same_every_time(
    write: Callable[[], None], written: list[tuple[str, Mapping[str, Any]]]
) -> None:
    write()
    first = [(table, digest(columns)) for table, columns in written]
    written.clear()
    write()
    assert [(table, digest(columns)) for table, columns in written] == first
    assert len(first) > 0


@pytest.mark.parametrize("write", [service_desks, monitoring])
def test_scale_multiplies_the_events(
    write: Callable[[int], None], written: list[tuple[str, Mapping[str, Any]]]
) -> None:
    write(1)
    write(3)
    half = len(written) // 2
    for (table, once), (_, thrice) in zip(written[:half], written[half:], strict=True):
        many = len(once["load_id"])
        assert len(thrice["load_id"]) == pytest.approx(3 * many, rel=0.03), table


def test_counts_are_the_same_every_time() -> None:
    first, second = (patients.referrals(JUNE, 5) for _ in range(2))
    assert digest(first) == digest(second)

"""No small count can be read, or worked out from a total that can be."""

from dataclasses import replace
from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access import pathways, referrals
from data_access.snapshot import Snapshot
from data_access.withholding import DEFAULT, below, grid, line, small

counts = st.lists(st.integers(0, 12), min_size=2, max_size=6)
tables = st.integers(2, 4).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 9), min_size=width, max_size=width), min_size=2, max_size=4
    )
)


def off(snapshot: Snapshot, limit: str) -> Snapshot:
    settings = pd.concat(
        [snapshot.frames["settings"], pd.DataFrame([{"key": "withhold_below", "value": limit}])]
    )
    return replace(snapshot, frames={**snapshot.frames, "settings": settings})


@given(counts)
def test_what_is_small_is_never_shown(values: list[int]) -> None:
    hidden = line(values, 5)
    assert all(hide or not 0 < value < 5 for value, hide in zip(values, hidden, strict=True))


@given(counts)
def test_what_is_withheld_cannot_be_worked_out_of_the_total(values: list[int]) -> None:
    hidden = line(values, 5)
    places = [place for place, hide in enumerate(hidden) if hide]
    if not places or hidden.all():
        return
    left = sum(values[place] for place in places)
    # A reader knows that a withheld number is not negative; those that fit the total are not all the same.
    fitting = {each for each in product(range(left + 1), repeat=len(places) - 1) if sum(each) <= left}
    assert len(fitting) > 1 or left == 0


@given(tables)
def test_no_row_and_no_column_of_a_table_lacks_a_single_number(values: list[list[int]]) -> None:
    frame = pd.DataFrame(values)
    hidden = grid(frame, 5)
    assert not (~hidden & (frame.to_numpy() > 0) & (frame.to_numpy() < 5)).any()
    for axis in (0, 1):
        totals = line(frame.to_numpy().sum(axis=1 - axis), 5)
        for place in range(frame.shape[axis]):
            lacking = hidden.take(place, axis)
            if not totals[place] and not lacking.all():
                assert lacking.sum() != 1


@given(counts, tables)
def test_nothing_is_withheld_when_it_is_off(values: list[int], table: list[list[int]]) -> None:
    assert not line(values, 0).any()
    assert not grid(pd.DataFrame(table), 0).any()


def test_nothing_and_the_limit_itself_are_shown() -> None:
    assert small([0, 1, 4, 5, 6], 5).tolist() == [False, True, True, False, False]


def test_the_limit_is_a_setting(demo_snapshot: Snapshot) -> None:
    assert below(demo_snapshot) == DEFAULT
    assert below(off(demo_snapshot, "0")) == 0
    assert below(off(demo_snapshot, "10")) == 10
    assert below(off(demo_snapshot, "nonsense")) == DEFAULT


@pytest.mark.parametrize("hospital", ["bornholms", "amager", "bispebjerg-og-frederiksberg", None])
def test_small_counts_of_referrals_are_nowhere(hospital: str | None, demo_snapshot: Snapshot) -> None:
    asked = replace(demo_snapshot.choices.default(), hospital=hospital, month="2015-02")
    for numbers in (referrals.matrix, referrals.by_service, referrals.by_provider, referrals.by_hospital):
        rows = numbers(demo_snapshot, asked)
        shown = rows["treatments"].dropna().to_numpy()
        assert not ((shown > 0) & (shown < 5)).any()
        assert rows["treatments"].isna().tolist() == rows["withheld"].tolist()
        if "share" in rows:
            assert rows.loc[rows["withheld"].astype(bool), ["share", "cumulative"]].isna().all().all()
    everything = referrals.matrix(off(demo_snapshot, "0"), asked)
    assert not everything["withheld"].any()


def test_both_parts_of_a_whole_are_withheld_together(demo_snapshot: Snapshot) -> None:
    frame = demo_snapshot.frames["pathways"].copy()
    here = (frame["month"] == "2015-03") & (frame["field"] == "somatic")
    frame.loc[here, "within_limit"] = frame.loc[here, "arrived"]
    frame.loc[here.to_numpy() & (np.cumsum(here) == 1), "within_limit"] -= 2
    snapshot = replace(demo_snapshot, frames={**demo_snapshot.frames, "pathways": frame})
    row = pathways.somatic(snapshot, replace(snapshot.choices.default(), last="2015-03")).iloc[-1]
    assert row["withheld"]
    assert all(pd.isna(row[name]) for name in ("value", "numerator", "late", "denominator"))
    assert (row["shown"], row["word"], row["level"]) == ("–", "Skjult", "unknown")

"""What some frames alone decide outlives a snapshot, and nothing else does."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pandas as pd
import pytest

from data_access.snapshot.once import fact, fact_of
from data_access.snapshot.snapshot import Snapshot

pytestmark = pytest.mark.meanwhile
NOW = datetime.fromisoformat("2015-05-11T07:30")


@fact_of("referrals")
def decided(snapshot: Snapshot, key: str) -> object:
    return object()


@fact
def worked_out(snapshot: Snapshot, key: str) -> object:
    return object()


def of(**frames: Any) -> Snapshot:
    return Snapshot(frames, {}, NOW)


def test_what_some_frames_decide_is_the_same_while_they_are() -> None:
    rows, other = pd.DataFrame({"a": [1]}), pd.DataFrame({"a": [1]})
    first = of(referrals=rows, calls=rows)
    found = decided(first, "")
    assert decided(first, "") is found
    assert decided(of(referrals=rows, calls=other), "") is found
    assert decided(of(referrals=other, calls=rows), "") is not found


def test_another_day_or_key_is_asked_anew() -> None:
    rows = pd.DataFrame({"a": [1]})
    found = decided(of(referrals=rows), "")
    assert decided(of(referrals=rows), "another") is not found
    assert decided(replace(of(referrals=rows), now=NOW + timedelta(days=1)), "") is not found


def test_what_is_decided_by_more_goes_with_its_snapshot() -> None:
    rows = pd.DataFrame({"a": [1]})
    first = of(referrals=rows)
    assert worked_out(first, "") is worked_out(first, "")
    assert worked_out(of(referrals=rows), "") is not worked_out(first, "")

"""A frame is read a part at a time, and is what it would be if it were read whole."""

from datetime import date

import numpy as np
import pytest
from sqlalchemy import Column, Date, Integer, MetaData, String, Table, create_engine, insert, select

from data_access.snapshot import selected
from data_access.snapshot.monthly import _halved


def test_parts_make_one_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    table = Table("t", MetaData(), Column("name", String), Column("day", Date), Column("count", Integer))
    rows = [
        {"name": name, "day": date(2015, 5, 1 + place), "count": place}
        for place, name in enumerate(["a", None, "b", "a", "a"])
    ]
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        table.create(connection)
        connection.execute(insert(table), rows)
        whole = selected.read_frame(connection, select(table))
        monkeypatch.setattr(selected, "ROWS", 2)
        parts = selected.read_frame(connection, select(table))
        none = selected.read_frame(connection, select(table).where(table.c.count < 0))
    engine.dispose()
    assert parts.equals(whole)
    assert parts["name"].tolist()[2:] == ["b", "a", "a"]
    assert parts["day"].tolist() == [f"2015-05-0{each}" for each in range(1, 6)]
    assert parts["count"].tolist() == [0, 1, 2, 3, 4]
    assert none["count"].sum() == 0
    assert not len(none)


def test_counts_are_halved_where_that_holds_them() -> None:
    most = np.iinfo(np.int32).max
    assert _halved(np.array([-most, most])).dtype == np.int32
    assert _halved(np.array([0, most + 1])).dtype == np.int64
    assert _halved(np.array([0.5])).dtype == np.float64
    assert _halved(np.array([], dtype=np.int64)).tolist() == []

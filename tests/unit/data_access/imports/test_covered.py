"""What a load covers: what a file could have told, and no more."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import insert

from data_access.database import schema as t
from data_access.database.coverage import coverage
from data_access.database.engine import reader, writer
from tests.unit.data_access.imports.test_load import CALLS, CASES, HEAD, LOG

DATABASES = ("sqlite",)  # what is read from a file is the same on any

pytestmark = [pytest.mark.meanwhile, pytest.mark.takes(2)]


def covered(database: Any, source: str) -> Any:
    from data_access.snapshot.frames import SUBJECTS

    with reader(database.url).connect() as connection:
        frames = {name: SUBJECTS["loads"][name](connection) for name in ("loads", "load_gaps")}
    return coverage(frames["loads"], date(2016, 6, 1), 0.95, frames["load_gaps"])


def test_an_old_case_that_changed_covers_no_years(database: Any) -> None:
    rows = "A,1,Herlev,2,2012-01-01 09:00,\nB,1,Herlev,2,2015-12-31 09:00,\n"
    database.load(f"{LOG[0]}\n{rows}", CASES)
    assert covered(database, "sager").month("sager", "2014-06").state == "missing"


def test_a_desk_that_is_closed_at_weekends_owes_nothing_of_them(database: Any) -> None:
    hours = [
        {"desk_id": 1, "weekday": day, "valid_from": date(2015, 1, 1), "opens": 8, "closes": 16}
        if day < 6
        else {"desk_id": 1, "weekday": day, "valid_from": date(2015, 1, 1), "opens": None, "closes": None}
        for day in range(1, 8)
    ]
    with writer(database.url).begin() as connection:
        connection.execute(insert(t.opening_hours), hours)
        connection.execute(insert(t.public_holidays), [{"day": date(2015, 4, 6), "name": "2. påskedag"}])
    days = [day for day in range(1, 31) if date(2015, 4, day).weekday() < 5 and day != 6]
    for day in days:
        database.load(f"{HEAD}\n{day};Herlev;{day:02d}-04-2015 10:00:00;5;ja\n", CALLS, f"{day}.csv")
    assert covered(database, "telefoni").month("telefoni", "2015-04") == ("whole", 1.0)

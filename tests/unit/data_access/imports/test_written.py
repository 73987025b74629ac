"""A report that a project's owner wrote is never replaced in silence by a file, nor a file's by it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy import select

from data_access.database import schema as t
from data_access.database.engine import reader
from data_access.database.versions import read_versions
from data_access.imports.faults import ImportFault
from data_access.imports.unload import unload
from data_access.people.project_reports import About, Report, Version, filed, versions, write
from data_access.people.versioned import SomebodyElseWroteError
from data_access.people.writing import CannotWriteError
from tests.unit.data_access.imports.conftest import Database
from tests.unit.data_access.imports.test_load import utc

MAPPING = 'kind = "projects"\n' + "".join(
    f'[fields.{name}]\ncolumn = "{name}"\n'
    for name in ("project", "month", "light", "finding", "expected_end")
)
HEAD = "project;month;light;finding;expected_end\n"
APRIL, MAY = "EKG;2015-04;green;Godt;2015-12-31\n", "EKG;2015-05;green;Godt;2015-12-31\n"
RED = "EKG;2015-05;red;Standset;2016-03-31\n"
OF = About("ekg", "2015-05")
SAID = Report(
    "yellow", "Presset.", "Test", date(2016, 1, 31), 4.0, 12.0, 12.9, "Idriftsættelse", date(2015, 9, 1)
)
REPORTS = ("light", "finding", "expected_end", "next_milestone")
BY = {"account": None, "role": "owner"}


@pytest.fixture(params=["migrated_sqlite", "migrated_postgres"])
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Database:
    """Return a database in which a file has told of one project in April and May."""
    found = Database(request.getfixturevalue(request.param), tmp_path)
    assert found.load(HEAD + APRIL + MAY, MAPPING, as_of=utc(2015, 6, 1)).load
    return found


def may(house: Database) -> Sequence[Any]:
    """Return what stands of the project's May."""
    rows = house.rows(t.project_reports, "project_id", "month", *REPORTS)
    return next(row[2:] for row in rows if row[:2] == (1, "2015-05"))


def test_what_is_written_stands_as_a_loads_row_and_the_file_comes_back(house: Database) -> None:
    before = house.everything()
    with reader(house.url).connect() as connection:
        was = read_versions(connection)
    draft = write(house.url, OF, replace(SAID, light=""), "draft", seen=0, **BY)
    assert house.rows(t.project_milestones) == []
    assert may(house) == ("green", "Godt", date(2015, 12, 31), ""), "a draft is nobody's news"
    write(house.url, OF, SAID, "published", seen=draft.number, **BY)
    assert write(house.url, OF, SAID, "published", seen=draft.number, **BY).number == 2, (
        "an answer that was lost"
    )
    assert may(house) == ("yellow", "Presset.", date(2016, 1, 31), "Idriftsættelse")
    assert house.rows(t.project_milestones, "due", "what", "state") == [
        (date(2015, 9, 1), "Idriftsættelse", "planned")
    ]
    with reader(house.url).connect() as connection:
        load = connection.execute(select(t.loads).where(t.loads.c.kind == t.WRITTEN)).one()
        now = read_versions(connection)
    assert (load.file, load.period_from, load.completeness) == (OF.address, date(2015, 5, 1), 1.0)
    assert now["projects"] != was["projects"]
    found = filed(house.url, OF)
    assert found
    assert (found.file, found.light, found.stands, found.is_later) == ("fil.csv", "green", False, False)

    second = replace(SAID, light="red", next_milestone="Test", milestone_due=date(2015, 10, 1))
    write(house.url, OF, second, "published", seen=2, **BY)
    assert house.rows(t.project_milestones, "what") == [("Test",)], "the next one is another now"
    with pytest.raises(SomebodyElseWroteError) as refused:
        write(house.url, OF, SAID, "published", seen=2, account=None, role="editor")
    assert refused.value.newest.report == second
    write(house.url, OF, second, "withdrawn", seen=3, **BY)
    assert [each.state for each in versions(house.url, OF)] == [
        "withdrawn",
        "published",
        "published",
        "draft",
    ]
    after = house.everything()
    assert {
        name: rows for name, rows in after.items() if name not in ("access_log", "written_project_reports")
    } == {
        name: rows for name, rows in before.items() if name not in ("access_log", "written_project_reports")
    }
    assert (t.project_reports.name,) not in house.rows(t.superseded, "table_name")
    assert not [row for row in house.rows(t.loads, "kind") if row[0] == t.WRITTEN]
    with pytest.raises(CannotWriteError, match="no project"):
        write(house.url, About("ukendt", "2015-05"), SAID, "published", seen=0, **BY)
    assert versions(house.url, About("ukendt", "2015-05")) == []


def test_a_file_says_what_it_would_replace_and_holds_when_it_is_told_to(house: Database) -> None:
    write(house.url, OF, SAID, "published", seen=0, **BY)
    outcome = house.load(HEAD + APRIL + RED, MAPPING, "juni.csv")
    assert may(house)[0] == "yellow"
    assert (outcome.counts.beside, outcome.counts.replaced) == (1, 0)
    assert outcome.warnings[-2:] == [
        "EKG for maj 2015 er skrevet i Pejling og står: filen siger noget andet om lyset (rød i stedet for gul), "
        "status og slut.",
        "Skal filen gælde i stedet for det, der er skrevet, så indlæs den igen med --replace-written.",
    ]
    found = filed(house.url, OF)
    assert found
    assert (found.file, found.light, found.stands, found.is_later) == ("juni.csv", "red", False, True)
    again = house.load(HEAD + APRIL + RED, MAPPING, "juni.csv")
    assert (again.load, again.counts.beside) == (None, 1), "the same file twice changes nothing"
    assert house.load(HEAD + MAY, MAPPING, as_of=utc(2015, 5, 1)).load is None, "nor does an older one"
    period = (date(2015, 4, 1), date(2015, 5, 31))
    house.load(HEAD + APRIL, MAPPING, period=period, replaces=True)
    assert may(house)[0] == "yellow", "what a file lacks is not taken away either"

    write(house.url, OF, SAID, "withdrawn", seen=1, **BY)
    assert may(house)[:3] == ("red", "Standset", date(2016, 3, 31)), (
        "the newest that a file has told comes back"
    )
    unload(house.url, outcome.load or 0)
    assert may(house)[0] == "green", "and what that had replaced"


def test_a_load_that_says_so_replaces_what_is_written(house: Database) -> None:
    write(house.url, OF, SAID, "published", seen=0, **BY)
    with reader(house.url).connect() as connection:
        number = connection.execute(select(t.loads.c.id).where(t.loads.c.kind == t.WRITTEN)).scalar_one()
    with pytest.raises(ImportFault, match="er skrevet i Pejling") as refused:
        unload(house.url, number)
    assert OF.address in refused.value.remedy
    outcome = house.load(HEAD + RED, MAPPING, "juni.csv", replaces_written=True)
    assert may(house)[0] == "red"
    assert outcome.counts.replaced == 1
    assert outcome.warnings[-1].startswith(
        "EKG for maj 2015 er skrevet i Pejling, og filens gælder nu i stedet: lyset"
    )
    found = filed(house.url, OF)
    assert found
    assert (found.file, found.stands) == ("juni.csv", True)
    unload(house.url, outcome.load or 0)
    assert may(house)[0] == "yellow", "what was written comes back with the load that replaced it"
    again = house.load(HEAD + RED, MAPPING, "juni.csv", replaces_written=True)
    assert write(house.url, OF, SAID, "published", seen=1, **BY).number == 2, "it is to hold again"
    assert may(house)[0] == "yellow"
    unload(house.url, again.load or 0)
    write(house.url, OF, SAID, "withdrawn", seen=2, **BY)
    assert may(house)[0] == "green"

    write(house.url, OF, SAID, "published", seen=3, **BY)
    third = house.load(HEAD + RED, MAPPING, "juli.csv", replaces_written=True)
    write(house.url, OF, SAID, "withdrawn", seen=4, **BY)
    assert may(house)[0] == "red", "a file's row stands, also when what it replaced is withdrawn"
    unload(house.url, third.load or 0)
    assert may(house)[0] == "green"
    assert (t.project_reports.name,) not in house.rows(t.superseded, "table_name")


def test_two_reports_at_the_same_moment_and_a_load_between_them_all_stand_or_are_told(
    house: Database,
) -> None:
    house.load(HEAD + "MARS;2015-04;green;Godt;2015-12-31\n", MAPPING)
    wait, found = Barrier(4), list[Any]()

    def one(project: str, light: str) -> None:
        wait.wait()
        try:
            of = About(project, "2015-05")
            found.append(
                write(house.url, of, replace(SAID, light=light), "published", seen=0, **BY).report.light
            )
        except SomebodyElseWroteError as fault:
            found.append(fault.newest)

    def load() -> None:
        wait.wait()
        found.append(house.load(HEAD + RED, MAPPING, "juni.csv").counts)

    threads = [
        Thread(target=one, args=each) for each in (("ekg", "green"), ("ekg", "yellow"), ("mars", "red"))
    ]
    threads.append(Thread(target=load))
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(found) == 4
    (newest,) = versions(house.url, OF)
    assert may(house)[0] == newest.report.light, (
        "of two of one project one stands, and the other was told of it"
    )
    assert sum(isinstance(each, Version) for each in found) == 1
    assert len(versions(house.url, About("mars", "2015-05"))) == 1
    write(house.url, OF, SAID, "withdrawn", seen=1, **BY)
    assert may(house)[0] == "red", "the file's is behind it, whichever came first"

"""What stands in the demonstration database besides the published figures."""

from collections.abc import Callable
from datetime import date

import pandas as pd
import pytest
from sqlalchemy import Connection

from data_access.database import schema
from data_access.database.clock import now, to_wall
from data_access.demo.calendar import FIRST, LAST
from data_access.demo.facts import read_facts
from data_access.demo.reference import SUBJECTS
from vocabulary.metrics import METRICS
from vocabulary.text import slug

Query = Callable[[str], pd.DataFrame]


def test_the_file_is_sound(connection: Connection) -> None:
    """The checks and the foreign keys were left out while it was written."""
    assert connection.exec_driver_sql("PRAGMA quick_check").fetchall() == [("ok",)]
    assert connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall() == []


def test_its_indexes_are_those_of_the_schema(query: Query) -> None:
    indexes = query("SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
    expected = {index.name for table in schema.metadata.tables.values() for index in table.indexes}
    assert set(indexes.name) == expected


def test_the_clock_stands_still(connection: Connection) -> None:
    assert f"{now(connection):%Y-%m-%dT%H:%M}" == "2015-05-11T07:30"


def test_every_subject_has_a_version(query: Query) -> None:
    versions = query("SELECT subject, version FROM versions")
    assert set(versions.subject) == set(SUBJECTS)
    assert versions.version.nunique() == len(versions), "each is drawn by itself"


# --- The organisation ---


@pytest.mark.parametrize(
    ("site", "day", "hospital"),
    [
        ("herlev", date(2015, 5, 7), "Herlev Hospital"),
        ("herlev", date(2015, 5, 8), "Herlev og Gentofte Hospital"),
        ("gentofte", date(2015, 5, 8), "Herlev og Gentofte Hospital"),
        ("glostrup", date(2015, 9, 3), "Glostrup Hospital"),
        ("glostrup", date(2015, 9, 4), "Rigshospitalet"),
        ("glostrup-medicinsk-afdeling", date(2015, 9, 4), "Hvidovre Hospital"),
        ("glostrup-medicinsk-afdeling", date(2015, 12, 4), "Amager og Hvidovre Hospital"),
        ("amager", date(2015, 12, 4), "Amager og Hvidovre Hospital"),
        ("administration", date(2026, 1, 1), "CIMT og koncerncentre"),
    ],
)
def test_sites_move_on_the_day(site: str, day: date, hospital: str, query: Query) -> None:
    rows = query(
        "SELECT hospitals.name FROM site_hospitals JOIN sites ON sites.id = site_id"
        " JOIN hospitals ON hospitals.id = hospital_id"
        f" WHERE sites.key = '{site}' AND valid_from <= '{day}' ORDER BY valid_from DESC"
    )
    assert rows.name.iloc[0] == hospital


def test_all_hospitals_move_to_the_merged_region(query: Query) -> None:
    rows = query(
        "SELECT valid_from, regions.name, count(*) AS n FROM hospital_regions"
        " JOIN regions ON regions.id = region_id GROUP BY 1, 2 ORDER BY 1"
    )
    hospitals = len({row["hospital"] for row in read_facts("site_hospitals")})
    assert rows.to_records(index=False).tolist() == [
        ("2007-01-01", "Region Hovedstaden", hospitals),
        ("2027-01-01", "Region Østdanmark", hospitals),
    ]


# --- Loads ---

LOADED = {
    "telefoni": ("calls",), "sager": ("cases",), "overvaagning": ("samples",),
    "projekter": ("project_reports", "project_milestones"), "henvisninger": ("referrals",), "udredning": ("pathways",),
    "personale": ("staffing", "staffing_sources", "indicator_values"),
    "budget": ("budget_lines", "indicator_values"),
    "programmer": ("milestones",), "indikatorer": ("indicator_values",),
}  # fmt: skip


@pytest.mark.parametrize("source", LOADED)
def test_loads_say_how_many_rows_they_brought(source: str, query: Query) -> None:
    loads = query(
        "SELECT loads.id, row_count FROM loads JOIN sources ON sources.id = source_id"
        f" WHERE sources.key = '{source}'"
    ).set_index("id")
    rows = [f"SELECT load_id, count(*) AS n FROM {table} GROUP BY 1" for table in LOADED[source]]
    counts = query(" UNION ALL ".join(rows)).groupby("load_id").n.sum().reindex(loads.index)
    assert counts.tolist() == loads.row_count.tolist()
    assert (loads.row_count > 0).all()


@pytest.mark.parametrize("table", ["calls", "cases", "samples"])
def test_events_lie_in_the_period_of_their_load(table: str, query: Query) -> None:
    day = "opened_day" if table == "cases" else "day"
    outside = query(
        f"SELECT count(*) AS n FROM {table} AS e JOIN loads ON loads.id = load_id"
        f" WHERE e.{day} < period_from OR e.{day} > period_to"
    )
    assert outside.n.tolist() == [0]


def test_what_comes_every_night_has_one_load_a_day(query: Query) -> None:
    loads = query(
        "SELECT sources.key, period_from, period_to, loaded_at FROM loads"
        " JOIN sources ON sources.id = source_id"
        " WHERE sources.key IN ('telefoni', 'sager', 'overvaagning')"
    )
    days = (LAST - FIRST).days + 1
    assert loads.groupby("key").size().to_dict() == {
        "telefoni": days - 5,  # the gap in the log
        "sager": days,
        "overvaagning": days,
    }
    assert (loads.period_from == loads.period_to).all()


def test_no_load_is_older_than_what_it_holds(query: Query, connection: Connection) -> None:
    loads = query("SELECT loaded_at, period_to, note, demonstration FROM loads")
    assert (loads.loaded_at.str[:10] > loads.period_to).all()
    ahead = loads.period_to > "2015-05-10"  # staff and budget of 2017 and 2018
    made = pd.to_datetime(loads.loaded_at[~ahead])
    assert to_wall(made.max().to_pydatetime()) < now(connection)
    assert ahead.sum() == 3
    assert loads.demonstration.all()
    assert loads.note.str.contains("ffentliggjort").all()


def test_the_gap_in_the_telephone_log(query: Query) -> None:
    days = query(
        "SELECT day, count(*) AS n FROM calls WHERE day BETWEEN '2014-06-01' AND '2014-06-30' GROUP BY 1"
    )
    assert len(days) == 25
    loads = query(
        "SELECT completeness FROM loads JOIN sources ON sources.id = source_id"
        " WHERE sources.key = 'telefoni' AND period_from <= '2014-06-30'"
        " AND period_to >= '2014-06-01'"
    )
    assert loads.completeness.tolist() == 25 * [1]


def test_completeness_of_pathways_is_that_of_their_loads(query: Query) -> None:
    rows = query(
        "SELECT month, 1.0 * sum(arrived) / sum(expected) AS share, max(completeness) AS said"
        " FROM pathways JOIN loads ON loads.id = load_id GROUP BY 1"
    )
    assert rows.share.to_numpy() == pytest.approx(rows.said.to_numpy(), abs=0.006)


# --- What figures are judged by, and the words ---


def test_targets_and_notes_are_about_figures_that_exist(query: Query) -> None:
    for table in ("targets", "notes"):
        metrics = set(query(f"SELECT DISTINCT metric FROM {table}").metric)
        assert metrics <= set(METRICS), table


def test_scopes_are_keys_of_what_they_name(query: Query) -> None:
    scopes = set(query("SELECT scope FROM targets WHERE metric = 'response_time'").scope)
    assert scopes == set(query("SELECT key FROM systems WHERE measured").key)


def test_limits(query: Query) -> None:
    limits = query("SELECT subject || ' ' || key AS what, amount FROM limits").set_index("what")
    assert limits.amount.to_dict() == {
        "call answer": 300, "case critical": 1, "case high": 3, "case medium": 5, "case normal": 10,
        "sample standard": 3, "sample heavy": 15, "pathway somatic": 30, "pathway psychiatry": 60,
        "source completeness": 0.95, "project time_yellow": 1, "project time_red": 3,
        "project cost_yellow": 0, "project cost_red": 0.1,
        "few calls": 30, "few cases": 30, "few samples": 30, "few pathways": 30,
    }  # fmt: skip


def test_what_is_assumed_says_so(query: Query) -> None:
    origins = query(
        "SELECT origin FROM limits WHERE key IN ('critical', 'completeness')"
        " UNION ALL SELECT origin FROM targets WHERE valid_from = '2014-09-01'"
    )
    assert origins.origin.str.contains("ntaget i demonstrationen").all()


# --- Projects, staff, money, milestones ---


def test_projects_are_as_published(query: Query) -> None:
    reports = query(
        "SELECT projects.name AS project, light, phase, expected_end, delay_weeks, finding"
        " FROM project_reports JOIN projects ON projects.id = project_id WHERE month = '2015-05'"
    ).set_index("project")
    assert len(reports) == 13
    for row in read_facts("projects"):
        report = reports.loc[row["project"]]
        assert (report.light, report.phase, report.finding) == (
            row["light"], row["phase"], row["finding"],
        )  # fmt: skip
        assert pd.Timestamp(report.expected_end).is_month_end
        assert report.expected_end.startswith(row["expected_end"])
    assert reports.light.value_counts().to_dict() == {"green": 11, "yellow": 1, "red": 1}
    assert reports.delay_weeks["EKG"] == 14


def test_earlier_reports_say_that_they_are_made_up(query: Query) -> None:
    findings = query("SELECT month, finding FROM project_reports WHERE month < '2015-05'")
    assert findings.month.min() == "2014-06"
    assert findings.finding.str.contains("Fremstillet til demonstrationen").all()


def test_staff_and_money_are_as_published(query: Query) -> None:
    staff = query("SELECT area, sum(fte) AS fte FROM staffing GROUP BY 1").set_index("area").fte
    assert staff.to_dict() == {
        "Lokal systemforvaltning": 108, "Fælles systemforvaltning": 161, "Support": 83,
    }  # fmt: skip
    origins = query("SELECT fte FROM staffing_sources ORDER BY fte DESC").fte.tolist()
    assert origins == [190, 75, 70, 15]
    money = query("SELECT year, category, sum(mio_dkk) AS mio FROM budget_lines GROUP BY 1, 2")
    assert money.to_records(index=False).tolist() == [
        (2017, "Engangsbeløb", 29), (2018, "Projekter", 36), (2018, "Temaer", 10),
    ]  # fmt: skip
    published = query(
        "SELECT indicators.key, value FROM indicator_values JOIN indicators"
        " ON indicators.id = indicator_id WHERE indicators.key LIKE 'budget%' ORDER BY 1"
    )
    assert published.value.tolist() == [35, 10, 45]


def test_milestones_are_as_published(query: Query) -> None:
    rows = query(
        "SELECT programmes.name, due, due_precision, what, state, done_on FROM milestones"
        " JOIN programmes ON programmes.id = programme_id"
    ).set_index("what")
    assert len(rows) == len(read_facts("milestones"))
    for fact in read_facts("milestones"):
        row = rows.loc[fact["what"]]
        assert (row["name"], row.state) == (fact["programme"], fact["state"])
        assert row.due.startswith(fact["date"])
        assert row.due_precision == {4: "year", 7: "month", 10: "day"}[len(fact["date"])]
    assert rows.done_on.dropna().to_dict() == {"13 af 24 pejlemærker er nået": "2013-01-01"}


def test_indicators_tell_published_from_made_up(query: Query) -> None:
    rows = query(
        "SELECT indicators.key, subject, note, value, numerator, denominator FROM indicator_values"
        " JOIN indicators ON indicators.id = indicator_id"
    )
    made_up = rows.subject.isin(["adoption", "uptime", "cofinancing"])
    assert (rows.note[made_up] == "Demonstrationstal").all()
    assert rows.note[~made_up].str.startswith("Offentliggjort").all()
    adoption = rows[rows.subject == "adoption"]
    share = 100 * adoption.numerator / adoption.denominator
    assert share.to_numpy() == pytest.approx(adoption.value.to_numpy(), abs=0.06)


def test_small_counts_about_patients_occur(query: Query) -> None:
    """They are what must be withheld, so there must be some."""
    cells = query("SELECT treatments FROM referrals").treatments
    assert (cells < 5).any()
    assert (cells > 20).any()


def test_keys_are_those_of_addresses(query: Query) -> None:
    for table in ("regions", "hospitals", "sites", "systems", "projects", "services", "providers"):
        rows = query(f"SELECT key, name FROM {table}")
        assert (rows.name.map(slug) == rows.key).all(), table

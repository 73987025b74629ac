"""Sources, and the loads that the demonstration claims to have made from them."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache

import numpy as np
from sqlalchemy import Connection, Table, func, insert, select, update

from data_access.database import schema as t
from data_access.demo.calendar import LAST, Days, Ints, Month, months

GENERATED = "Fremstillet til demonstrationen."
# The telephone log lacks these days of June 2014.
LOG_GAP = (date(2014, 6, 18), date(2014, 6, 22))
# Loads that came so many days later than they use to; made up, as the note of each says.
LATE = {
    ("sager", date(2014, 11, 29)): 2,
    ("overvaagning", date(2015, 2, 11)): 1,
    ("overvaagning", date(2015, 4, 21)): 1,
    ("projekter", date(2014, 12, 1)): 7,
}


@dataclass(frozen=True)
class Source:
    """A source: its names, and the note that its loads carry on what is published and what is not."""

    key: str
    name: str
    description: str
    owner: str
    rhythm: str
    due_working_day: int
    note: str
    tables: tuple[Table, ...]


SOURCES = (
    Source(
        "telefoni", "Telefonsystemet", "Alle opkald til CIMT Servicedesk og Klinisk Servicedesk.",
        "Chefen for servicedesken", "daily", 1,
        f"{GENERATED} Offentliggjort er, hvilke måneder målet blev nået, og hvordan opkaldene svingede.",
        (t.calls,),
    ),
    Source(
        "sager", "ServiceNow", "Sager oprettet efter opkald eller i selvbetjeningsportalen.",
        "Chefen for servicedesken", "daily", 1,
        f"{GENERATED} Offentliggjort er andelen på telefon og andelen løst inden for fristen i april "
        "2015 samt niveauet for straksafklaring.",
        (t.cases,),
    ),
    Source(
        "overvaagning", "Svartidsmålingen", "Målinger på hospitalerne af, hvor længe handlinger i "
        "systemerne tager.", "Driftschefen", "daily", 1,
        f"{GENERATED} Månedstallene fra september 2014 til april 2015 er offentliggjort.",
        (t.samples,),
    ),
    Source(
        "projekter", "Projektrapporterne", "Projektledernes månedlige status.", "Projektkontoret",
        "monthly", 5,
        "Rapporterne for maj 2015 er offentliggjort; tidligere måneder og al økonomi er "
        "fremstillet til demonstrationen.",
        (t.project_reports, t.project_milestones),
    ),
    Source(
        "henvisninger", "Omvisiteringer", "Behandlinger omvisiteret til privathospitaler.",
        "Enheden for visitation", "monthly", 16,
        f"{GENERATED} Offentliggjort er tallet for marts 2015 og de største andele i 1. kvartal 2015.",
        (t.referrals,),
    ),
    Source(
        "udredning", "Udredningsretten", "Forløb omfattet af udredningsretten.",
        "Enheden for visitation", "monthly", 16,
        f"{GENERATED} Offentliggjort er fristerne, og at datakompletheden er lav, men stigende.",
        (t.pathways,),
    ),
    Source(
        "personale", "Personaleopgørelsen", "Årsværk i Sundhedsplatformens organisation.",
        "Økonomistaben", "yearly", 40,
        "Offentliggjort i 2018; vises her, selv om demonstrationens ur står i 2015.",
        (t.staffing, t.staffing_sources, t.indicator_values),
    ),
    Source(
        "budget", "Budgettet", "Sundhedsplatformens udviklingsbudget og engangsbeløb.",
        "Økonomistaben", "yearly", 40,
        "Offentliggjort i 2018; vises her, selv om demonstrationens ur står i 2015.",
        (t.budget_lines, t.indicator_values),
    ),
    Source(
        "programmer", "Programmerne", "Pejlemærker og milepæle.", "Projektkontoret",
        "on_change", 0, "Offentliggjort.",
        (t.milestones,),
    ),
    Source(
        "indikatorer", "Indikatorerne", "Digital udbredelse, oppetid, kommunal medfinansiering og "
        "regionens nøgletal.", "Økonomistaben", "monthly", 5,
        f"{GENERATED} Nøgletal, der er offentliggjort, siger det selv.",
        (t.indicator_values,),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Load:
    """One load: its number, what it covers, when it was made and how complete it was."""

    id: int
    source: Source
    first: date
    last: date
    loaded_at: datetime
    completeness: float = 1.0
    rejected: int = 0


@dataclass
class _Plan:
    """The loads in the order in which they are numbered."""

    loads: list[Load] = field(default_factory=list)

    def add(
        self, source: str, first: date, last: date, day: date, at: time, completeness: float = 1.0
    ) -> None:
        by_key = next(s for s in SOURCES if s.key == source)
        number = len(self.loads) + 1
        rejected = 3 if (source, first) == ("sager", date(2014, 11, 1)) else 0
        moment = datetime.combine(day + timedelta(days=LATE.get((source, first), 0)), at)
        self.loads.append(Load(number, by_key, first, last, moment, completeness, rejected))


def pathway_completeness(month: Month) -> float:
    """Return the share of the expected pathways that arrived: low, and rising month by month."""
    return 0.55 + 0.25 * months("2014-01", "2015-03").index(month) / 14


@lru_cache(maxsize=1)
def plan() -> tuple[Load, ...]:
    """Return every load: one a day of what is loaded each night, one a month of what is reported.

    None is older than what it holds: the figures of 2017 and 2018, which stand here although the clock stands in
    2015, are dated after their year.
    """
    loads = _Plan()
    for number, source in enumerate(("telefoni", "sager", "overvaagning")):
        _add_events(loads, source, time(2, 10 + 15 * number))
    for month in months("2014-06", "2015-04"):
        made = (month.last + timedelta(days=1)).replace(day=5)
        loads.add("projekter", month.first, month.last, made, time(7))
    # The last reports tell of the days up to and with the last one covered.
    loads.add("projekter", date(2015, 5, 1), LAST, LAST + timedelta(days=1), time(4))
    for month in months("2014-01", "2015-03"):
        made = (month.last + timedelta(days=1)).replace(day=20)
        loads.add("henvisninger", month.first, month.last, made, time(4, 20))
        complete = round(pathway_completeness(month), 2)
        loads.add("udredning", month.first, month.last, made, time(4, 40), complete)
    for source, year in (("personale", 2018), ("budget", 2017), ("budget", 2018)):
        loads.add(source, date(year, 1, 1), date(year, 12, 31), date(year + 1, 1, 8), time(7))
    loads.add("programmer", date(2003, 1, 1), date(2015, 4, 30), date(2015, 5, 8), time(7, 30))
    _add_indicators(loads)
    return tuple(loads.loads)


def _add_events(loads: _Plan, source: str, at: time) -> None:
    for month in months():
        for day in month.days.tolist():
            if source != "telefoni" or not LOG_GAP[0] <= day <= LOG_GAP[1]:
                loads.add(source, day, day, day + timedelta(days=1), at)


def _add_indicators(loads: _Plan) -> None:
    loads.add("indikatorer", date(2005, 1, 1), date(2013, 12, 31), date(2015, 5, 5), time(5))
    for month in months("2014-01", "2015-04"):
        made = (month.last + timedelta(days=1)).replace(day=5)
        loads.add("indikatorer", month.first, month.last, made, time(5, 10))


def load_id(source: str, day: date) -> int:
    """Return the load that brought what the source has on the day."""
    return next(load.id for load in plan() if load.source.key == source and load.first <= day <= load.last)


def load_ids(source: str, days: Days) -> Ints:
    """Return the load of each day; each must have one, and no two loads of the source may overlap."""
    loads = [load for load in plan() if load.source.key == source]
    starts = np.array([load.first for load in loads], dtype="datetime64[D]")
    return np.array([load.id for load in loads])[np.searchsorted(starts, days, side="right") - 1]


def write(connection: Connection) -> None:
    """Write the sources and the loads; `count_rows` completes them when the rows stand."""
    ids = {source.key: place for place, source in enumerate(SOURCES, start=1)}
    sources = [
        {"id": ids[s.key], "key": s.key, "name": s.name, "description": s.description,
         "owner": s.owner, "rhythm": s.rhythm, "due_working_day": s.due_working_day}
        for s in SOURCES
    ]  # fmt: skip
    loads = [
        {"id": load.id, "source_id": ids[load.source.key], "loaded_at": load.loaded_at,
         "period_from": load.first, "period_to": load.last, "row_count": 0,
         "rejected": load.rejected, "completeness": load.completeness, "demonstration": True,
         "note": load.source.note}
        for load in plan()
    ]  # fmt: skip
    connection.execute(insert(t.sources), sources)
    connection.execute(insert(t.loads), loads)


def count_rows(connection: Connection) -> None:
    """Say of each load how many rows it brought, by counting them."""
    for source in SOURCES:
        ids = [load.id for load in plan() if load.source is source]
        counts = [
            select(func.count()).where(table.c.load_id == t.loads.c.id).scalar_subquery()
            for table in source.tables
        ]
        total = sum(counts[1:], start=counts[0])
        connection.execute(update(t.loads).where(t.loads.c.id.in_(ids)).values(row_count=total))
